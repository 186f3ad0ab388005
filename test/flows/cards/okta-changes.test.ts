import { expect, test } from 'vitest';
import { oktaUser } from '../fixtures/users.js';
import { runCard } from '../support/run-card.js';

const ADA = oktaUser('00uAda', { login: 'ada@acme.example', firstName: 'Ada' });
const STAFF = { id: '00g1', profile: { name: 'Staff' }, members: ['00uAda'] };
const CRM = { id: '0oa1', name: 'crm', label: 'CRM', status: 'ACTIVE', users: ['00uAda'] };
const users = { users: [ADA], groups: [STAFF], apps: [CRM, { id: '0oa2', label: 'Wiki' }] };
const okta = (key: string, inputs: Record<string, unknown>, outputs: readonly string[] = []) =>
  runCard(`@okta.${key}`, inputs, outputs, { users });

const NINA = { 'Profile/login': 'nina@acme.example', 'Profile/firstName': 'Nina', 'Profile/title': '' };

test.each([
  [false, {}, 'STAGED'],
  [true, {}, 'PROVISIONED'],
  [true, { 'Credentials/Password': 'Secret-Passw0rd' }, 'ACTIVE'],
])('Create User with Activate %j and %j creates a user who is %s', async (activate, more, status) => {
  const outputs = ['Results/ID', 'Results/Status', 'Results/Created', 'Results/Raw Body', 'Profile Properties/firstName'];
  const card = await okta('createUser', { ...NINA, 'Activate/Activate': activate, ...more }, outputs);
  expect(card.outputs).toMatchObject({
    'Results/ID': '00u00000000000000001',
    'Results/Status': status,
    'Results/Created': '2026-01-31T09:00:00.000Z',
    'Results/Raw Body': { profile: { login: 'nina@acme.example', firstName: 'Nina' } },
    'Profile Properties/firstName': 'Nina',
  });
  expect(JSON.stringify(card.result)).not.toContain('Secret-Passw0rd');
});

test('Create User with an existing login is a card error with the wording of the API', async () => {
  expect((await okta('createUser', { 'Profile/login': 'ADA@acme.example' })).error).toMatchObject({
    code: 400,
    message: 'Api validation failed: login (login: An object with this field already exists in the current organization)',
  });
  expect((await okta('createUser', { 'Profile/firstName': 'x' })).error?.message).toContain('login: The field cannot be left blank');
});

test.each(['addNewUserToGroup', 'removeUserFromGroup'])('%s returns the status and changes the membership', async (key) => {
  expect((await okta(key, { 'Group/id': '00g1', 'User/id': '00uAda' }, ['Result/status'])).outputs).toEqual({ 'Result/status': 204 });
  expect((await okta(key, { 'Group/id': '00gNone', 'User/id': '00uAda' })).error).toMatchObject({ code: 404 });
});

test('Create Group accepts the fields of its page and rejects an existing name', async () => {
  const outputs = ['Properties/ID', 'Properties/Type', 'Profile/Name', 'Profile/Description'];
  expect((await okta('createGroup', { 'Group/Name': 'Sales', 'Group/Description': 'All' }, outputs)).outputs).toEqual({
    'Properties/ID': '00g00000000000000001',
    'Properties/Type': 'OKTA_GROUP',
    'Profile/Name': 'Sales',
    'Profile/Description': 'All',
  });
  expect((await okta('createGroup', { 'Group/name': 'Staff' })).error).toMatchObject({ code: 400 });
  expect((await okta('createGroup', { 'Group/name': '' })).error).toMatchObject({ code: 400 });
});

test('Clear User Sessions returns 204 for an existing user', async () => {
  expect((await okta('clearUserSessions', { 'User/User ID': '00uAda' }, ['Result/Status Code'])).outputs).toEqual({
    'Result/Status Code': 204,
  });
  expect((await okta('clearUserSessions', { 'User/User ID': '00uZoe' })).error).toMatchObject({ code: 404 });
});

test.each(['', '.', '..'])("the id '%s' is a card error and sends no other request", async (id) => {
  expect((await okta('clearUserSessions', { 'User/User ID': id })).error).toMatchObject({ kind: 'card' });
  expect((await okta('readUser', { 'User/ID or Login': id })).error).toMatchObject({ kind: 'card' });
});

const ASSIGN = { 'parameters/Application': '0oa2', 'User/User ID': '00uAda' };

test.each(['assignUserToApplicationForSSO', 'assignUserToApplicationForSSOAndProvisioning', 'assignusertoapplicationforsso'])(
  '%s assigns, whatever the upper and lower case of its id',
  async (key) => {
    expect((await okta(key, ASSIGN, ['System Properties/ID', 'System Properties/Status'])).outputs).toEqual({
      'System Properties/ID': '00uAda',
      'System Properties/Status': 'ACTIVE',
    });
  },
);

test('the id of an application can be an input if the option says so', async () => {
  const entered = { ...ASSIGN, 'parameters/Application': '-- Enter Application ID --', 'Application/App ID': '0oa1' };
  expect((await okta('removeUserFromApplication', entered, ['Result/Status'])).outputs).toEqual({ 'Result/Status': 204 });
  expect((await okta('removeUserFromApplication', ASSIGN)).error).toMatchObject({ code: 404 });
  expect((await okta('removeUserFromApplication', { 'User/User ID': '00uAda' })).error?.message).toContain('No application is selected');
});

test('the applications of a user are listed', async () => {
  const inputs = { 'User/ID': '00uAda', 'parameters/resultSet': 'First 200 Records' };
  const { outputs } = await runCard('@okta.listApplicationsAssignedToUser', inputs, { 'Output/Applications': 'object[]' }, { users });
  expect(outputs['Output/Applications']).toMatchObject([{ ID: '0oa1', Label: 'CRM', Status: 'ACTIVE' }]);
});

test('without applications in the file, a card about them asks for a stub', async () => {
  const { error } = await runCard('@okta.assignUserToApplicationForSSO', ASSIGN, [], { users: [ADA] });
  expect(error).toMatchObject({ kind: 'unstubbed' });
});
