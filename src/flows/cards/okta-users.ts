import { isObject } from '../../util/is-object.js';
import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { answerOkta, changeProfile, changeStatus, notFound, type OktaAnswer } from '../okta/api.js';
import type { OktaUser } from '../okta/directory.js';
import { toFilter } from '../okta/filter.js';
import { callFlow } from './call-flow.js';
import { card } from './define-card.js';

/** User cards of the Okta connector, answered from the users the run was given. */
export const OKTA_USERS = [
  card('@okta.readUser', 'Read User', 'documented', (call) => userOutputs(call, findUser(call, 'User/ID or Login'))),
  card('@okta.updateUser', 'Update User', 'measured', updateUser),
  card('@okta.searchUsers', 'Find Users', 'measured', searchUsers, 'Finds names and addresses that begin with the query.'),
  card(
    '@okta.listUsersWithSearch',
    'List Users with Search',
    'measured',
    (call) => listUsers(call, 'Inputs/Custom Search Criteria'),
    'The keys of a record are assumed: ID, Status and the like, and the attributes of the profile.',
  ),
  card(
    '@okta.listUsersWithFilter',
    'List Users with Filter',
    'measured',
    (call) => listUsers(call, 'Inputs/Custom Filter'),
    'As List Users with Search.',
  ),
  card('@okta.activateUser', 'Activate User', 'measured', (call) => lifecycle(call, 'activate')),
  card('@okta.deactivateUser', 'Deactivate User', 'assumed', (call) => lifecycle(call, 'deactivate')),
  card('@okta.suspendUser', 'Suspend User', 'assumed', (call) => lifecycle(call, 'suspend')),
  card('@okta.unsuspendUser', 'Unsuspend User', 'assumed', (call) => lifecycle(call, 'unsuspend')),
];

/** What the console calls the fields of a user that are no part of the profile. */
const SYSTEM_PROPERTIES: Readonly<Record<string, string>> = {
  ID: 'id',
  Status: 'status',
  Created: 'created',
  Activated: 'activated',
  'Status Changed': 'statusChanged',
  'Last Login': 'lastLogin',
  'Last Updated': 'lastUpdated',
  'Password Changed': 'passwordChanged',
  Credentials: 'credentials',
};

export function findUser(call: CardCall, input: string): OktaUser {
  const name = call.text(input);
  const user = call.run.users.user(name);
  if (user !== undefined) return user;
  const hint = call.run.users.users().length === 0 ? ' The run was given no users; name a file with --users.' : '';
  throw asError(notFound(name, 'User'), hint);
}

/** An answer of the API that is no success, as the card error a flow sees. */
export function asError({ status, body }: OktaAnswer, hint = ''): CardError {
  const summary = isObject(body) ? String(body.errorSummary) : `${status} response`;
  return new CardError(`${summary}${hint}`, status, new Map([['body', body]]));
}

function userOutputs(call: CardCall, user: OktaUser): Outputs {
  return new Map(
    call.card.outputs.map(({ name, group, key }) => {
      const field = SYSTEM_PROPERTIES[key];
      return [name, (group === 'Profile Properties' || field === undefined ? user.profile[key] : user[field]) ?? null];
    }),
  );
}

/** A user as an item of a list. */
export function userRecord(user: OktaUser): Record<string, unknown> {
  const system = Object.entries(SYSTEM_PROPERTIES).map(([label, field]): [string, unknown] => [label, user[field] ?? null]);
  return Object.fromEntries([...system, ...Object.entries(user.profile)]);
}

function updateUser(call: CardCall): Outputs {
  const user = findUser(call, 'User/ID');
  const isStrict = call.text('parameters/updateSemantics') === 'PUT';
  const filled = [...call.group('Profile')].filter(([, value]) => isStrict || (value !== null && value !== undefined && value !== ''));
  return userOutputs(call, changeProfile(call.run.users, user, { profile: Object.fromEntries(filled) }, isStrict));
}

function lifecycle(call: CardCall, action: string): Outputs {
  const user = findUser(call, call.card.inputs.find(({ group }) => group === 'User')?.name ?? call.firstInput);
  const answer = changeStatus(call.run.users, user, action);
  return { 'Response/statusCode': answer.status, 'Response/Status Code': answer.status };
}

function searchUsers(call: CardCall): Outputs {
  const query = new URLSearchParams({ q: call.text('Inputs/Query') });
  const answer = answerOkta(call.run.users, { method: 'GET', path: `/api/v1/users?${query}`, body: undefined });
  const users = Array.isArray(answer?.body) ? answer.body.filter(isObject) : [];
  if (call.text('parameters/resultSet') === 'All Matching Records')
    return new Map([...listOutputs(call, users), ['Result/Raw Output', users]]);
  const [user] = users;
  const profile = isObject(user?.profile) ? user.profile : {};
  return {
    'Result/ID': user?.id ?? null,
    'Result/Status': user?.status ?? null,
    'Result/Login': profile.login ?? null,
    'Result/Email': profile.email ?? null,
    'Result/Raw Output': user ?? null,
  };
}

/** The output that is a list, whatever it is called. */
function listOutputs(call: CardCall, items: readonly unknown[]): [string, unknown][] {
  return call.card.outputs.filter(({ isList }) => isList).map(({ name }) => [name, items]);
}

async function listUsers(call: CardCall, criteriaInput: string): Promise<Outputs> {
  const criteria = call.text(criteriaInput);
  const isWanted = criteria === '' ? () => true : toFilter(criteria);
  const wanted = [...call.group('Inputs')].filter(
    ([key, value]) => `Inputs/${key}` !== criteriaInput && value !== '' && value !== null && value !== undefined,
  );
  const users = call.run.users
    .users()
    .filter((user) => isWanted(user) && wanted.every(([key, value]) => (key === 'status' ? user.status : user.profile[key]) === value));
  return giveRecords(call, users.map(userRecord), 'Result');
}

/** Records as the result set asks for them: a helper for each, the first, or a list. */
export async function giveRecords(call: CardCall, records: readonly Record<string, unknown>[], group: string): Promise<Outputs> {
  if (call.slot('Streaming/Flow') !== undefined) {
    const others = new Map(
      call.card.inputs.filter((slot) => slot.group === 'Streaming' && slot.key !== 'Flow').map(({ id, key }) => [key, call.values.get(id)]),
    );
    const state = Object.fromEntries(others);
    for (const [index, record] of records.entries()) {
      await callFlow(call, 'Streaming/Flow', {
        values: new Map<string, unknown>([
          ['Record', record],
          ['State', state],
        ]),
        index,
      });
    }
    return { [`${group}/Records Streamed`]: records.length };
  }
  if (call.text('parameters/resultSet').startsWith('First Matching')) {
    const [first = {}] = records;
    return new Map(call.card.outputs.map(({ name, key }) => [name, first[key] ?? null]));
  }
  return new Map(listOutputs(call, records.slice(0, 200)));
}
