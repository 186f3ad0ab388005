import { expect, test } from 'vitest';
import { buildFlow, createEvent, runFlow } from '../../../src/flows/index.js';
import { oktaUser } from '../fixtures/users.js';
import { runCard } from '../support/run-card.js';

const ADA = oktaUser('00uAda', { login: 'ada@acme.example', firstName: 'Ada', department: 'R&D', costCenter: 'X1' });
const BOB = oktaUser('00uBob', { login: 'bob@acme.example', firstName: 'Bob', department: 'Sales' }, 'STAGED');
const users = { users: [ADA, BOB], groups: [{ id: '00g1', profile: { name: 'Staff', description: 'All' }, members: ['00uAda'] }] };
const okta = (key: string, inputs: Record<string, unknown>, outputs: readonly string[] = []) =>
  runCard(`@okta.${key}`, inputs, outputs, { users });
const api = (requestType: string, path: string, body: unknown = {}) =>
  okta('hTTPRequest', { 'Request/Request Type': requestType, 'Request/Relative URL': path, 'Request/Body': body }, [
    'Response/Status Code',
    'Response/Body',
  ]);

test.each(['00uAda', 'ada@acme.example', 'ADA@ACME.EXAMPLE', 'ada'])('Read User finds %s', async (name) => {
  const names = ['System Properties/ID', 'System Properties/Status', 'Profile Properties/department', 'Profile Properties/nothing'];
  expect((await okta('readUser', { 'User/ID or Login': name }, names)).outputs).toEqual({
    'System Properties/ID': '00uAda',
    'System Properties/Status': 'ACTIVE',
    'Profile Properties/department': 'R&D',
    'Profile Properties/nothing': null,
  });
});

test('Read User for an unknown user is a card error with the wording of the API', async () => {
  expect((await okta('readUser', { 'User/ID or Login': '00uZoe' })).error).toMatchObject({
    code: 404,
    message: 'Not found: Resource not found: 00uZoe (User)',
  });
  const none = await runCard('@okta.readUser', { 'User/ID or Login': 'x' }, []);
  expect(none.error?.message).toContain('No Okta users were provided. Pass a file with --users, or write users: in a cases file.');
});

test('Update User changes some attributes, or replaces all', async () => {
  const names = ['Profile Properties/department', 'Profile Properties/costCenter'];
  const change = (semantics: string) =>
    okta(
      'updateUser',
      { 'User/ID': '00uAda', 'parameters/updateSemantics': semantics, 'Profile/department': 'HR', 'Profile/empty': '' },
      names,
    );
  expect((await change('POST')).outputs).toEqual({ 'Profile Properties/department': 'HR', 'Profile Properties/costCenter': 'X1' });
  expect((await change('PUT')).outputs).toEqual({ 'Profile Properties/department': 'HR', 'Profile Properties/costCenter': null });
});

test('a card reads the changes that an earlier card made', async () => {
  const flow = buildFlow('Change and read', (cards) => {
    cards.helperFlow({});
    cards.card('@okta.activateUser', 'Activate', { 'User/id': '00uBob' }, {});
    cards.returns({ Status: cards.readUser('00uBob', []).out('Status') });
  });
  expect((await runFlow(flow, { users })).output).toEqual({ Status: 'ACTIVE' });
});

test.each([
  ['activateUser', 'ACTIVE'],
  ['deactivateUser', 'DEPROVISIONED'],
  ['suspendUser', 'SUSPENDED'],
  ['unsuspendUser', 'ACTIVE'],
])('%s makes a user %s', async (key) => {
  expect((await okta(key, { 'User/ID': '00uBob' }, ['Response/statusCode'])).outputs).toEqual({ 'Response/statusCode': 200 });
});

test('Find Users returns users whose name or address starts with the query', async () => {
  const inputs = { 'parameters/resultSet': 'First Matching Record', 'Inputs/Query': 'bo' };
  expect((await okta('searchUsers', inputs, ['Result/ID', 'Result/Status', 'Result/Email'])).outputs).toMatchObject({
    'Result/ID': '00uBob',
    'Result/Status': 'STAGED',
    'Result/Email': 'bob@acme.example',
  });
});

test.each([
  ['profile.department eq "sales"', ['00uBob']],
  ['status eq "ACTIVE" or profile.firstName sw "B"', ['00uAda', '00uBob']],
  ['(status eq "STAGED" or profile.firstName co "d") and profile.costCenter pr', ['00uAda']],
  ['created gt "2030-01-01"', []],
  ['', ['00uAda', '00uBob']],
])('List Users with Search by %s', async (criteria, expected) => {
  const inputs = { 'parameters/resultSet': 'First 200 Matching Records', 'Inputs/Custom Search Criteria': criteria };
  const { outputs } = await runCard('@okta.listUsersWithSearch', inputs, { 'Result/Users': 'object[]' } as never, { users });
  expect((outputs['Result/Users'] as { ID: string }[]).map(({ ID }) => ID)).toEqual(expected);
});

test('List Users with Filter combines a status with the filter', async () => {
  const inputs = { 'parameters/resultSet': 'First Matching Record', 'Inputs/status': 'STAGED', 'Inputs/Custom Filter': 'profile.login pr' };
  expect((await okta('listUsersWithFilter', inputs, ['Result/ID'])).outputs).toEqual({ 'Result/ID': '00uBob' });
});

test.each(['department eq', '((((', 'x foo "y"'])("a search that can't be parsed is a card error: %s", async (criteria) => {
  const inputs = { 'parameters/resultSet': 'First Matching Record', 'Inputs/Custom Search Criteria': criteria };
  expect((await okta('listUsersWithSearch', inputs)).error).toMatchObject({
    code: 400,
    message: expect.stringContaining("can't be parsed at"),
  });
});

test('groups are read, listed and changed', async () => {
  const groups = await runCard(
    '@okta.getUsersGroups',
    { 'User/ID': '00uAda', 'parameters/resultSet': 'First 200 Records' },
    { 'Output/Groups': 'object[]' } as never,
    { users },
  );
  expect(groups.outputs['Output/Groups']).toMatchObject([{ ID: '00g1', Profile: { Name: 'Staff', Description: 'All' } }]);
  expect((await okta('readGroup', { 'Group/ID': 'Staff' }, ['Group/ID', 'Group/Name'])).outputs).toEqual({
    'Group/ID': '00g1',
    'Group/Name': 'Staff',
  });
  expect((await okta('readGroup', { 'Group/ID': 'Nobody' })).error).toMatchObject({ code: 404 });
  const change = { 'User/ID': '00uBob', 'Group/ID': '00g1' };
  expect((await okta('addNewUserToGroup', change, ['Result/status'])).outputs).toEqual({ 'Result/status': 204 });
  expect((await okta('removeUserFromGroup', change, ['Result/status'])).outputs).toEqual({ 'Result/status': 204 });
  const members = await runCard('@okta.listGroupMembers', { 'Group/ID': '00g1' }, { 'Output/Users': 'object[]' } as never, { users });
  expect(members.outputs['Output/Users']).toMatchObject([{ ID: '00uAda', department: 'R&D' }]);
});

test.each<[string, string, unknown, number, unknown]>([
  ['GET', '/api/v1/users/00uAda', {}, 200, expect.objectContaining({ id: '00uAda' })],
  ['GET', 'api/v1/users?search=profile.firstName%20eq%20%22Bob%22', {}, 200, [expect.objectContaining({ id: '00uBob' })]],
  ['GET', '/api/v1/users?limit=1', {}, 200, [expect.objectContaining({ id: '00uAda' })]],
  ['GET', '/api/v1/users/00uAda/groups', {}, 200, [{ id: '00g1', profile: { name: 'Staff', description: 'All' } }]],
  [
    'POST',
    '/api/v1/users/00uAda',
    { profile: { title: 'Dr' } },
    200,
    expect.objectContaining({ profile: expect.objectContaining({ title: 'Dr', firstName: 'Ada' }) }),
  ],
  ['PUT', '/api/v1/users/00uAda', { profile: { title: 'Dr' } }, 200, expect.objectContaining({ profile: { title: 'Dr' } })],
  ['POST', '/api/v1/users/00uBob/lifecycle/activate', {}, 200, {}],
  ['GET', '/api/v1/groups?q=sta', {}, 200, [expect.objectContaining({ id: '00g1' })]],
  ['GET', '/api/v1/groups/00g1', {}, 200, expect.objectContaining({ id: '00g1' })],
  ['GET', '/api/v1/groups/00g1/users', {}, 200, [expect.objectContaining({ id: '00uAda' })]],
  ['PUT', '/api/v1/groups/00g1/users/00uBob', {}, 204, null],
  ['DELETE', '/api/v1/groups/00g1/users/00uAda', {}, 204, null],
])("Okta's Custom API Action answers %s %s from the users", async (method, path, body, status, expected) => {
  expect((await api(method, path, body)).outputs).toEqual({ 'Response/Status Code': status, 'Response/Body': expected });
});

test("an Okta API request that the users can't answer asks for a stub, and an unknown user is a card error", async () => {
  expect((await api('GET', '/api/v1/apps')).error).toMatchObject({ kind: 'unstubbed' });
  expect((await api('GET', '/api/v1/groups/00g1?expand=stats')).error).toMatchObject({ kind: 'unstubbed' });
  expect((await api('GET', '/api/v1/users/00uZoe')).error).toMatchObject({ kind: 'card', code: 404 });
});

test('reports what is wrong with invalid users', async () => {
  const read = (given: unknown) => runCard('@okta.readUser', { 'User/ID or Login': 'x' }, [], { users: given });
  await expect(read([{ profile: {} }])).rejects.toThrow("The Okta users can't be read: 0.id");
  await expect(read('ada')).rejects.toThrow("The Okta users can't be read: expected a list of users, or { users, groups, apps }.");
  await expect(read([ADA, ADA])).rejects.toThrow('User 00uAda appears twice in the Okta users. Remove one of the entries.');
});

test.each([
  ['user.lifecycle.create', '@okta.userCreated', {}],
  ['user.lifecycle.deactivate', '@okta.userDeactivated', {}],
  ['application.user_membership.add', '@okta.userAddedToApplicationMembership', { app: '0oa1' }],
  ['application.user_membership.remove', '@okta.userRemovedFromApplicationMembership', { app: '0oa1' }],
  ['group.user_membership.add', '@okta.userAddedToGroupMembership', { group: 'Staff' }],
  ['group.user_membership.remove', '@okta.userRemovedFromGroupMembership', { group: '00g1' }],
  ['user.account.update_profile', '@okta.oktaUserProfileUpdated', { changed: 'title' }],
])('%s starts %s, with its subject', async (type, card, more) => {
  const hook = createEvent(type, { user: 'ada', at: '2026-01-31T09:00:00Z', users, ...more });
  const flow = buildFlow('On event', (cards) => {
    cards.event(
      card,
      'It happened',
      { 'Okta User': 'object', 'Event Type': 'string', Group: 'object', Application: 'object', 'Changed Attributes': 'string' },
      (inner, event) => {
        const user = inner.expand(event.out('Okta User'), { ID: 'string', 'Alternate ID': 'string' });
        inner.sendEmail({ to: user.out('Alternate ID'), subject: event.out('Event Type'), body: user.out('ID') });
      },
    );
  });
  for (const event of [hook, hook.data.events[0], [hook]]) {
    const result = await runFlow(flow, { event, users });
    expect(result.mail).toMatchObject([{ to: ['ada@acme.example'], subject: type, body: '00uAda' }]);
  }
});

test('an event flow without a valid event says how to create one', async () => {
  const flow = buildFlow('On event', (cards) => cards.event('@okta.userCreated', 'Created', {}, () => undefined));
  await expect(runFlow(flow)).rejects.toThrow(
    '--event FILE. Create one with: npx expensify-emulator flow event user.lifecycle.create --user ID',
  );
  await expect(runFlow(flow, { event: { what: 'ever' } })).rejects.toThrow('The event cannot be read');
});

test('emails are kept and not sent, and one without recipients is a card error', async () => {
  const inputs = { 'Fields/To': 'a@x.example, b@x.example', 'Fields/CC': ['c@x.example'], 'Fields/Subject': 'Hi', 'Fields/Body': 'There' };
  const { result, outputs } = await runCard('@office365mail.sendEmail2', inputs, ['Email/Message ID']);
  expect(result.mail).toEqual([
    { from: 'The card', to: ['a@x.example', 'b@x.example'], cc: ['c@x.example'], bcc: [], subject: 'Hi', body: 'There' },
  ]);
  expect(outputs).toEqual({ 'Email/Message ID': 'message-1' });
  expect((await runCard('@gmail.sendEmail2', { 'Email/To': [], 'Email/Subject': '', 'Email/Body': '' }, [])).error?.message).toContain(
    'needs a recipient',
  );
});
