import type { CardCall } from '../engine/card-call.js';
import type { Outputs } from '../engine/leave.js';
import { changeMembership, notFound } from '../okta/api.js';
import type { OktaGroup } from '../okta/directory.js';
import { card } from './define-card.js';
import { asError, findUser, giveRecords, userRecord } from './okta-users.js';

/** Group cards of the Okta connector, answered from the groups the run was given. */
export const OKTA_GROUPS = [
  card('@okta.getUsersGroups', 'Get Users Groups', 'measured', getUsersGroups, 'The keys of a group are assumed: ID, Name, Description.'),
  card('@okta.readGroup', 'Read Group', 'assumed', (call) => groupOutputs(call, findGroup(call))),
  card('@okta.listGroupMembers', 'List Group Members', 'assumed', (call) =>
    giveRecords(call, call.run.users.membersOf(findGroup(call)).map(userRecord), 'Output'),
  ),
  card('@okta.addUserToGroup', 'Add User to Group', 'assumed', (call) => change(call, true)),
  card('@okta.removeUserFromGroup', 'Remove User from Group', 'assumed', (call) => change(call, false)),
];

function getUsersGroups(call: CardCall): Promise<Outputs> {
  const user = findUser(call, 'User/ID');
  return giveRecords(call, call.run.users.groupsOf(user).map(groupRecord), 'Output');
}

function groupRecord({ id, profile }: OktaGroup): Record<string, unknown> {
  return { ID: id, Name: profile.name, Description: profile.description ?? null };
}

function findGroup(call: CardCall): OktaGroup {
  const name = call.text(inputOf(call, 'Group'));
  const group = call.run.users.group(name);
  if (group === undefined) throw asError(notFound(name, 'UserGroup'));
  return group;
}

/** The names of these cards' inputs are not in the catalogue; their groups are what the designer shows. */
function inputOf(call: CardCall, group: string): string {
  return call.card.inputs.find((slot) => slot.group === group)?.name ?? `${group}/ID`;
}

function groupOutputs(call: CardCall, group: OktaGroup): Outputs {
  const record = groupRecord(group);
  return new Map(call.card.outputs.map(({ name, key }) => [name, record[key] ?? group.profile[key] ?? null]));
}

function change(call: CardCall, isMember: boolean): Outputs {
  const user = findUser(call, inputOf(call, 'User'));
  const answer = changeMembership(call.run.users, [findGroup(call).id, user.id], isMember);
  return { 'Response/statusCode': answer.status, 'Response/Status Code': answer.status };
}
