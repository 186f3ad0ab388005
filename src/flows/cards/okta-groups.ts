import type { CardCall } from '../engine/card-call.js';
import type { Outputs } from '../engine/leave.js';
import { isEmpty } from '../engine/values.js';
import { groupRecord, userRecord } from '../okta/fields.js';
import { askOkta, idInput, objectOf, oktaPath, outputsOf, statusOutputs } from './ask-okta.js';
import { card } from './define-card.js';
import { giveList } from './okta-lists.js';
import { criteriaOf } from './okta-users.js';

/** Group cards of the Okta connector. The groups of the run or an org answer them. */
export const OKTA_GROUPS = [
  card(
    '@okta.getUsersGroups',
    'Get Users Groups',
    'documented',
    (call) => giveList(call, { path: oktaPath('users', idInput(call, 'User'), 'groups'), toRecord: groupRecord }),
    'If the export does not declare the keys of a group, they are the same as for Search Groups: ID, Last Updated, Profile.Name and so on.',
  ),
  card('@okta.readGroup', 'Read Group', 'documented', async (call) =>
    outputsOf(call, objectOf(await askOkta(call, { method: 'GET', path: oktaPath('groups', idInput(call, 'Group')) }))),
  ),
  card(
    '@okta.searchGroups',
    'Search Groups',
    'measured',
    searchGroups,
    'Older versions have a Query, which matches the beginning of a name. Newer versions have an input for each attribute, with its path as the key, e.g. profile.name.',
  ),
  card('@okta.listGroupMembers', 'List Group Members', 'documented', (call) =>
    giveList(call, { path: oktaPath('groups', idInput(call, 'Group'), 'users'), toRecord: userRecord }),
  ),
  card(
    '@okta.createGroup',
    'Create Group',
    'documented',
    createGroup,
    'Assumed: the keys of the inputs are the names on the help page, in any case, and the upper and lower case of the id, which does not matter.',
  ),
  card('@okta.addNewUserToGroup', 'Add User to Group', 'measured', (call) => change(call, 'PUT')),
  card('@okta.removeUserFromGroup', 'Remove User from Group', 'measured', (call) => change(call, 'DELETE')),
];

function searchGroups(call: CardCall): Promise<Outputs> {
  const hasQuery = call.slot('Inputs/Query') !== undefined;
  const query = { q: call.text('Inputs/Query'), search: hasQuery ? '' : criteriaOf(call, 'Custom Search Criteria') };
  return giveList(call, { path: '/api/v1/groups', query, toRecord: groupRecord });
}

const OWN_ATTRIBUTES: Readonly<Record<string, string>> = { name: 'name', description: 'description' };

async function createGroup(call: CardCall): Promise<Outputs> {
  const filled = [...call.group('Group')].filter(([, value]) => !isEmpty(value));
  const profile = Object.fromEntries(
    filled.map(([key, value]) => {
      const attribute = key.replace(/^profile\./, '');
      return [OWN_ATTRIBUTES[attribute.toLowerCase()] ?? attribute, value];
    }),
  );
  return outputsOf(call, objectOf(await askOkta(call, { method: 'POST', path: '/api/v1/groups', body: { profile } })));
}

async function change(call: CardCall, method: 'PUT' | 'DELETE'): Promise<Outputs> {
  const path = oktaPath('groups', idInput(call, 'Group'), 'users', idInput(call, 'User'));
  return statusOutputs(call, await askOkta(call, { method, path }));
}
