import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, runFlow } from '../../../src/flows/index.js';
import { oktaUser } from '../fixtures/users.js';
import { type Declared, declare } from '../support/declare.js';

const ADA = oktaUser('00uAda', { login: 'ada@acme.example', firstName: 'Ada', lastName: 'Byron', costCenter: 'X1' });
const GROUP = {
  id: '00g1',
  created: '2026-01-01T00:00:00.000Z',
  lastUpdated: '2026-01-02T00:00:00.000Z',
  lastMembershipUpdated: '2026-01-03T00:00:00.000Z',
  objectClass: ['okta:user_group'],
  type: 'OKTA_GROUP',
  profile: { name: 'Staff', description: 'All' },
  members: ['00uAda'],
};
const users = { users: [ADA], groups: [GROUP] };
const text = { type: 'string', collection: false };

interface Card {
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, Declared>;
}

/** Runs one card and returns its outputs; the card declares them as exports do. */
async function outputsOf({ id, inputs, outputs }: Card, given: unknown = users) {
  const flow = buildFlow('One card', (cards) => {
    cards.helperFlow({});
    cards.card(id, 'The card', inputs as never, Object.fromEntries(Object.keys(outputs).map((name) => [name, 'object'])));
  });
  const result = await runFlow(declare(flow, outputs), { users: given, clock: '2026-01-31T09:00:00Z' });
  return result.cards.find(({ title }) => title === 'The card')?.outputs;
}

test('a user in a list has exactly the keys that the export declares, by the labels of the designer', async () => {
  const keys = ['ID', 'Status', 'Status Changed', 'Login', 'Email', 'First Name', 'Last Name', 'costCenter', 'shoeSize'];
  const type = Object.fromEntries([...keys.map((key) => [key, text]), ['Raw Output', { type: 'object', collection: false }]]);
  const outputs = await outputsOf({
    id: '@okta.listUsersWithSearch',
    inputs: { 'parameters/resultSet': 'First 200 Matching Records', 'Inputs/Custom Search Criteria': '' },
    outputs: { 'Result/Users': { type, collection: true } },
  });
  expect(outputs).toEqual({
    'Result/Users': [
      {
        ID: '00uAda',
        Status: 'ACTIVE',
        'Status Changed': '2026-01-05T08:00:00.000Z',
        Login: 'ada@acme.example',
        Email: 'ada@acme.example',
        'First Name': 'Ada',
        'Last Name': 'Byron',
        costCenter: 'X1',
        shoeSize: null,
        'Raw Output': ADA,
      },
    ],
  });
});

test('a group in a list has the Profile that the export declares', async () => {
  const profile = { type: { Name: text, Description: text }, collection: false };
  const type = { ID: text, 'Last Updated': text, 'Object Class': { type: 'string', collection: true }, Type: text, Profile: profile };
  const expected = {
    ID: '00g1',
    'Last Updated': GROUP.lastUpdated,
    'Object Class': GROUP.objectClass,
    Type: 'OKTA_GROUP',
    Profile: { Name: 'Staff', Description: 'All' },
  };
  const groups = { type, collection: true };
  const searched = { id: '@okta.searchGroups', inputs: { 'Inputs/Query': 'sta', 'parameters/resultSet': 'All Matching Records' } };
  expect(await outputsOf({ ...searched, outputs: { 'Result/Groups': groups } })).toEqual({ 'Result/Groups': [expected] });
  const ofUser = { id: '@okta.getUsersGroups', inputs: { 'User/ID': '00uAda', 'parameters/resultSet': 'First 200 Records' } };
  expect(await outputsOf({ ...ofUser, outputs: { 'Output/Groups': groups } })).toEqual({ 'Output/Groups': [expected] });
});

test('a newer Search Groups has an input for each attribute, with its path as the key', async () => {
  const inputs = { 'parameters/resultSet': 'First Matching Record', 'Inputs/profile.name': 'Staff', 'Inputs/Custom Search Criteria': '' };
  const outputs = { 'Result/ID': text, 'Result/Last Membership Updated': text, 'Result/Profile.Name': text };
  expect(await outputsOf({ id: '@okta.searchGroups', inputs, outputs })).toEqual({
    'Result/ID': '00g1',
    'Result/Last Membership Updated': GROUP.lastMembershipUpdated,
    'Result/Profile.Name': 'Staff',
  });
  const other = { ...inputs, 'Inputs/profile.name': 'Nobody "x"' };
  expect(await outputsOf({ id: '@okta.searchGroups', inputs: other, outputs })).toMatchObject({ 'Result/ID': null });
});

test('Read Group returns Properties and Profile', async () => {
  const outputs = {
    'Properties/ID': text,
    'Properties/Object Class': { type: 'string', collection: true },
    'Profile/Name': text,
    'Profile/Description': text,
  };
  expect(await outputsOf({ id: '@okta.readGroup', inputs: { 'Group/id': '00g1' }, outputs })).toEqual({
    'Properties/ID': '00g1',
    'Properties/Object Class': ['okta:user_group'],
    'Profile/Name': 'Staff',
    'Profile/Description': 'All',
  });
});

test('Read User returns system properties by label, nested credentials, and attributes by name', async () => {
  const provider = { type: { Name: text, Type: text }, collection: false };
  const credentials = { type: { Password: { type: 'boolean' }, 'Recovery Question': text, Provider: provider } };
  const outputs = {
    'System Properties/Last Updated': text,
    'System Properties/Credentials': credentials,
    'Profile Properties/firstName': text,
  };
  expect(await outputsOf({ id: '@okta.readUser', inputs: { 'User/ID or Login': 'ada' }, outputs })).toEqual({
    'System Properties/Last Updated': ADA.lastUpdated,
    'System Properties/Credentials': { Password: false, 'Recovery Question': null, Provider: { Name: 'OKTA', Type: 'OKTA' } },
    'Profile Properties/firstName': 'Ada',
  });
});

/** A parent that streams to a helper, which sends an email about each record. */
function streaming(id: string, inputs: Record<string, unknown>, path: string): FlowExport {
  const helper = buildFlow('Take one', (cards) => {
    const start = cards.helperFlow({ Record: 'object', State: 'object' });
    cards.sendEmail({ to: ['it@example.com'], subject: cards.get(start.out('Record'), path), body: cards.get(start.out('State'), 'Boss') });
  });
  const build = (cards: Cards): void => {
    cards.helperFlow({});
    cards.callFlowAsync(helper, {}, 'Only named here');
    const stream = { 'Streaming/Flow': Object.keys(helper.data.flos)[0] ?? '', 'Streaming/Boss': 'mia' };
    cards.card(id, 'Stream', { ...inputs, ...stream } as never, { 'Result/Records Streamed': 'number' });
  };
  return declare(buildFlow('Main', build), { 'Streaming/Flow': { type: 'flo' } });
}
const stubs = [{ card: 'Only named here' }];

test.each([
  ['@okta.listGroupMembers', { 'Group/ID': '00g1' }, 'First Name', 'Ada'],
  ['@okta.listUsersWithFilter', { 'Inputs/Custom Filter': 'status eq "ACTIVE"' }, 'costCenter', 'X1'],
  ['@okta.getUsersGroups', { 'User/ID': '00uAda' }, 'Profile.Name', 'Staff'],
])('%s streams its records with State, and counts them', async (id, inputs, path, subject) => {
  const result = await runFlow(streaming(id, inputs, path), { flow: 'Main', users, stubs });
  expect(result.mail).toMatchObject([{ subject, body: 'mia' }]);
  expect(result.cards.find(({ title }) => title === 'Stream')?.outputs).toEqual({ 'Result/Records Streamed': 1 });
});

test('a streamed record has the keys that the helper declares, by their labels, and those of the card', async () => {
  const helper = buildFlow('Take one', (cards) => {
    const start = cards.helperFlow({ Record: 'object' });
    cards.card('control.let', 'Seen', { Record: start.out('Record') } as never, { Record: 'object' });
  });
  const build = (cards: Cards): void => {
    cards.helperFlow({});
    cards.callFlowAsync(helper, {}, 'Only named here');
    const inputs = { 'User/ID': '00uAda', 'Streaming/Flow': Object.keys(helper.data.flos)[0] ?? '' };
    cards.card('@okta.getUsersGroups', 'Stream', inputs as never, { 'Output/Records Streamed': 'number' });
  };
  const Profile = { type: { Name: text, Origin: text }, collection: false };
  const flow = declare(buildFlow('Main', build), {
    'Streaming/Flow': { type: 'flo' },
    Record: { type: { 'Profile.Name': text, 'Last Updated': text, Profile } },
  });
  const result = await runFlow(flow, { flow: 'Main', users, stubs });
  expect(result.cards.find(({ title }) => title === 'Seen')?.outputs).toMatchObject({
    Record: {
      ID: '00g1',
      'Last Updated': GROUP.lastUpdated,
      'Profile.Name': 'Staff',
      Profile: { Name: 'Staff', Description: 'All', Origin: null },
    },
  });
});

const MANY = Array.from({ length: 450 }, (_, index) => oktaUser(`00u${index}`, { login: `u${index}@acme.example` }));
const search = { 'Inputs/Custom Search Criteria': 'status eq "ACTIVE"' };

test.each([
  ['', 450],
  [250, 250],
  [0, 0],
])('a stream with the limit %j returns %d records', async (limit, count) => {
  const flow = streaming('@okta.listUsersWithSearch', { ...search, 'List Criteria/Limit': limit }, 'ID');
  const result = await runFlow(flow, { flow: 'Main', users: MANY, stubs });
  expect(result.mail).toHaveLength(count);
  expect(result.mail.at(-1)?.subject).toBe(count === 0 ? undefined : `00u${count - 1}`);
});

test('the Custom API Action returns one page of a list, with the next page in the Link header', async () => {
  const page = (path: string) =>
    outputsOf(
      {
        id: '@okta.hTTPRequest',
        inputs: { 'Request/Request Type': 'GET', 'Request/Relative URL': path },
        outputs: { 'Response/Headers': { type: 'object' }, 'Response/Body': { type: 'object' } },
      },
      MANY,
    );
  const sizes: number[] = [];
  for (let path: string | undefined = '/api/v1/users?limit=200'; path !== undefined; ) {
    const { 'Response/Headers': headers, 'Response/Body': body }: Record<string, unknown> = (await page(path)) ?? {};
    sizes.push(Array.isArray(body) ? body.length : -1);
    path = /<https:\/\/example\.okta\.com([^>]+)>; rel="next"/.exec(JSON.stringify(headers).replaceAll('\\', ''))?.[1];
  }
  expect(sizes).toEqual([200, 200, 50]);
});

test('a negative limit is a card error', async () => {
  const flow = streaming('@okta.listUsersWithSearch', { ...search, 'List Criteria/Limit': -1 }, 'ID');
  expect((await runFlow(flow, { flow: 'Main', users: MANY, stubs })).error?.message).toContain('must be 0 or more');
});

test('a list has the first 200 records', async () => {
  const inputs = { ...search, 'parameters/resultSet': 'First 200 Matching Records' };
  const outputs = await outputsOf(
    { id: '@okta.listUsersWithSearch', inputs, outputs: { 'Result/Users': { type: { ID: text }, collection: true } } },
    MANY,
  );
  expect(outputs?.['Result/Users']).toHaveLength(200);
});

test('a search can be sorted, and a filter is case-sensitive', async () => {
  const outputs = { 'Result/ID': text };
  const inputs = { ...search, 'parameters/resultSet': 'First Matching Record', 'Sort/sortBy': 'profile.login', 'Sort/sortOrder': 'desc' };
  expect(await outputsOf({ id: '@okta.listUsersWithSearch', inputs, outputs }, MANY)).toEqual({ 'Result/ID': '00u9' });
  const filter = { 'parameters/resultSet': 'First Matching Record', 'Inputs/Custom Filter': 'status eq "active"' };
  expect(await outputsOf({ id: '@okta.listUsersWithFilter', inputs: filter, outputs }, MANY)).toEqual({ 'Result/ID': null });
});

test('Find Users does not find deactivated users', async () => {
  const gone = oktaUser('00uGone', { login: 'gone@acme.example', firstName: 'Gone' }, 'DEPROVISIONED');
  const inputs = { 'parameters/resultSet': 'First Matching Record', 'Inputs/Query': 'gone' };
  expect(await outputsOf({ id: '@okta.searchUsers', inputs, outputs: { 'Result/ID': text } }, [gone])).toEqual({ 'Result/ID': null });
});

test.each([
  ['lastLogin lt "2030-01-01T00:00:00.000Z"', ['00u2', '00u3']],
  ['lastLogin eq "2026-01-10T08:00:00Z"', ['00u2']],
  ['lastLogin gt "2026-01-10T10:00:00+02:00"', ['00u3']],
  ['profile.level gt 9', ['00u2']],
  ['profile.level ne "10"', ['00u1', '00u3']],
])('a search by %s compares instants and numbers, and skips missing values', async (criteria, expected) => {
  const given = [
    oktaUser('00u1', { login: 'a@acme.example' }),
    { ...oktaUser('00u2', { login: 'b@acme.example', level: 10 }), lastLogin: '2026-01-10T08:00:00.000Z' },
    { ...oktaUser('00u3', { login: 'c@acme.example', level: 9 }), lastLogin: '2026-01-10T09:00:00.000Z' },
  ];
  const inputs = { 'parameters/resultSet': 'First 200 Matching Records', 'Inputs/Custom Search Criteria': criteria };
  const outputs = { 'Result/Users': { type: { ID: text }, collection: true } };
  expect(await outputsOf({ id: '@okta.listUsersWithSearch', inputs, outputs }, given)).toEqual({
    'Result/Users': expected.map((ID) => ({ ID })),
  });
});

test('a flow left over from streaming receives nothing if the card lists its records', async () => {
  const inputs = { 'Group/ID': '00g1', 'parameters/resultSet': 'First 200 Records', 'Streaming/Flow': '' };
  const outputs = { 'Result/Group Members': { type: { ID: text }, collection: true } };
  expect(await outputsOf({ id: '@okta.listGroupMembers', inputs, outputs })).toEqual({ 'Result/Group Members': [{ ID: '00uAda' }] });
});
