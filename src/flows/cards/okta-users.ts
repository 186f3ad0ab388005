import type { CardCall } from '../engine/card-call.js';
import type { Outputs } from '../engine/leave.js';
import { isEmpty, toText } from '../engine/values.js';
import { userRecord } from '../okta/fields.js';
import { askOkta, idInput, isYes, objectOf, oktaPath, outputsOf, statusOutputs } from './ask-okta.js';
import { card } from './define-card.js';
import { giveList } from './okta-lists.js';

const LIST_NOTE =
  'For records in a list, the output declares the keys. For streamed records, the helper declares the keys it uses. Assumed: streamed records also have the labels of other cards (ID, Login, First Name, …) and each attribute under its own name. Also assumed: status and criteria must both match.';

/** User cards of the Okta connector. The users of the run or an org answer them. */
export const OKTA_USERS = [
  card('@okta.readUser', 'Read User', 'documented', async (call) => outputsOf(call, await getUser(call))),
  card(
    '@okta.createUser',
    'Create User',
    'measured',
    createUser,
    'Activated is True/False on the card, but a date in the API. Assumed: the inputs for credentials and groups are found by their labels.',
  ),
  card('@okta.updateUser', 'Update User', 'measured', updateUser),
  card(
    '@okta.searchUsers',
    'Find Users',
    'documented',
    (call) => giveList(call, { path: '/api/v1/users', query: { q: call.text('Inputs/Query') }, toRecord: userRecord }),
    'Finds users whose name or email address begins with the query, except deactivated users.',
  ),
  card(
    '@okta.listUsersWithSearch',
    'List Users with Search',
    'measured',
    (call) => listUsers(call, 'search', 'Custom Search Criteria'),
    LIST_NOTE,
  ),
  card('@okta.listUsersWithFilter', 'List Users with Filter', 'measured', (call) => listUsers(call, 'filter', 'Custom Filter'), LIST_NOTE),
  card('@okta.activateUser', 'Activate User', 'measured', (call) => lifecycle(call, 'activate')),
  card('@okta.deactivateUser', 'Deactivate User', 'assumed', (call) => lifecycle(call, 'deactivate')),
  card('@okta.suspendUser', 'Suspend User', 'assumed', (call) => lifecycle(call, 'suspend')),
  card('@okta.unsuspendUser', 'Unsuspend User', 'assumed', (call) => lifecycle(call, 'unsuspend')),
  card(
    '@okta.clearUserSessions',
    'Clear User Sessions',
    'documented',
    clearSessions,
    'A file of users has no sessions, so the status is 204 for every existing user. The upper and lower case of the id is assumed and does not matter.',
  ),
];

async function getUser(call: CardCall) {
  return objectOf(await askOkta(call, { method: 'GET', path: oktaPath('users', idInput(call, 'User')) }));
}

/** The inputs of a group that have values, by key. */
function filled(call: CardCall, group: string): Record<string, unknown> {
  return Object.fromEntries([...call.group(group)].filter(([, value]) => !isEmpty(value)));
}

async function createUser(call: CardCall): Promise<Outputs> {
  const credentials = credentialsOf(call);
  const groups = call.card.inputs.filter(({ group, label }) => !['Profile', 'Credentials'].includes(group) && /^group\b/i.test(label));
  const groupIds = groups.flatMap(({ id }) => call.values.get(id) ?? []).filter((id) => !isEmpty(id));
  const activate = isYes(call.get('Activate/Activate'));
  const answer = await askOkta(call, {
    method: 'POST',
    path: `/api/v1/users?activate=${activate}`,
    body: {
      profile: filled(call, 'Profile'),
      ...(credentials !== undefined && { credentials }),
      ...(groupIds.length > 0 && { groupIds }),
    },
  });
  return outputsOf(call, objectOf(answer));
}

function credentialsOf(call: CardCall): object | undefined {
  const given = (name: RegExp): string => {
    const slot = call.card.inputs.find(({ group, key, label }) => group === 'Credentials' && (name.test(key) || name.test(label)));
    return slot === undefined ? '' : toText(call.values.get(slot.id), call.run.semantics);
  };
  const [password, question, answer] = [given(/^password$/i), given(/question$/i), given(/answer$/i)];
  if (password === '' && question === '') return undefined;
  call.run.secrets.remember(password);
  call.run.secrets.remember(answer);
  return {
    ...(password !== '' && { password: { value: password } }),
    ...(question !== '' && { recovery_question: { question, answer } }),
  };
}

/** A partial update leaves out empty inputs; a strict one sends all of them, so Okta clears empty attributes. */
async function updateUser(call: CardCall): Promise<Outputs> {
  const isStrict = call.text('parameters/updateSemantics') === 'PUT';
  const profile = isStrict ? Object.fromEntries(call.group('Profile')) : filled(call, 'Profile');
  const path = oktaPath('users', idInput(call, 'User'));
  return outputsOf(call, objectOf(await askOkta(call, { method: isStrict ? 'PUT' : 'POST', path, body: { profile } })));
}

async function lifecycle(call: CardCall, action: string): Promise<Outputs> {
  const path = oktaPath('users', idInput(call, 'User'), 'lifecycle', action);
  const query = call.slot('parameters/sendEmail') === undefined ? '' : `?sendEmail=${isYes(call.get('parameters/sendEmail'))}`;
  return statusOutputs(call, await askOkta(call, { method: 'POST', path: `${path}${query}` }));
}

async function clearSessions(call: CardCall): Promise<Outputs> {
  const revoke = call.card.inputs.find(({ key, label }) => /oauth\s?tokens/i.test(key) || /oauth\s?tokens/i.test(label));
  const query = revoke !== undefined && isYes(call.values.get(revoke.id)) ? '?oauthTokens=true' : '';
  return statusOutputs(
    call,
    await askOkta(call, { method: 'DELETE', path: `${oktaPath('users', idInput(call, 'User'), 'sessions')}${query}` }),
  );
}

const SYSTEM = /^(?:id|status|created|activated|statusChanged|lastLogin|lastUpdated|passwordChanged)$/;

/** The criteria of a card in SCIM syntax: each input must equal its attribute, named by its key, and the custom criteria must match. */
export function criteriaOf(call: CardCall, custom: string): string {
  const boxes = Object.entries(filled(call, 'Inputs')).filter(([key]) => key !== custom);
  const tests = boxes.map(([key, value]) => {
    const attribute = SYSTEM.test(key) || key.includes('.') ? key : `profile.${key}`;
    return `${attribute} eq ${JSON.stringify(toText(value, call.run.semantics))}`;
  });
  const criteria = call.text(`Inputs/${custom}`).trim();
  if (criteria === '') return tests.join(' and ');
  return tests.length === 0 ? criteria : [...tests, `(${criteria})`].join(' and ');
}

function listUsers(call: CardCall, parameter: 'search' | 'filter', custom: string): Promise<Outputs> {
  const sort = Object.entries(filled(call, 'Sort')).map(
    ([key, value]) => [/order/i.test(key) ? 'sortOrder' : 'sortBy', String(value)] as const,
  );
  const order = sort.map(([name, value]) => [name, name === 'sortOrder' ? (/^desc/i.test(value) ? 'desc' : 'asc') : value]);
  const criteria = criteriaOf(call, custom);
  // Okta only sorts the results of a search.
  const query = { [parameter]: criteria, ...(parameter === 'search' && criteria !== '' && Object.fromEntries(order)) };
  return giveList(call, { path: '/api/v1/users', query, toRecord: userRecord });
}
