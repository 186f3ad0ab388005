import { expect, test } from 'vitest';
import { type Answer, createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { at, ed, FOREIGN, lastAdvisories, MAIN, MAX, OWNER, SECOND } from '../../support/people.js';

const read = (emulator: Parameters<typeof sendJob>[0], settings: object, credentials: object = emulator.credentials): Promise<Answer> =>
  sendJob(emulator, { type: 'get', credentials, inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['tax'], ...settings } });

test('only the requested sections are returned, in the documented order', async () => {
  await using emulator = await createTestEmulator();
  const { policyInfo } = await read(emulator, { fields: ['employees', 'tags', 'categories'] });
  expect(Object.keys(policyInfo[MAIN])).toEqual(['categories', 'tags', 'employees']);
});

test('requesting no section returns an empty policy', async () => {
  await using emulator = await createTestEmulator();
  expect(await read(emulator, { fields: [] })).toEqual({ policyInfo: { [MAIN]: {} }, responseCode: 200 });
});

test('an unknown section is ignored, with an advisory', async () => {
  await using emulator = await createTestEmulator();
  const { policyInfo } = await read(emulator, { fields: ['tax', 'taxes', '__proto__', 'constructor'] });
  expect(Object.keys(policyInfo[MAIN])).toEqual(['tax']);
  expect(new Set(lastAdvisories(emulator))).toEqual(new Set(['unknown-section']));
});

test('tags are a flat list or levels, and a policy without tax has an empty tax', async () => {
  await using emulator = await createTestEmulator();
  const { policyInfo } = await read(emulator, { policyIDList: [MAIN, SECOND], fields: ['tags', 'tax'] });
  expect(policyInfo[MAIN].tags[0]).toEqual({ name: 'Engineering', enabled: true, glCode: 'CC-10' });
  expect(policyInfo[SECOND].tags[0]).toEqual({
    name: 'Region',
    tags: expect.arrayContaining([{ name: 'North', enabled: true, glCode: 'R1' }]),
  });
  expect(policyInfo[SECOND].tax).toEqual({});
});

test('an employee has all known keys', async () => {
  await using emulator = await createTestEmulator();
  const { policyInfo } = await read(emulator, { fields: ['employees'] });
  const { employees } = policyInfo[MAIN];
  expect(employees[0]).toEqual({ role: 'admin', email: OWNER, submitsTo: OWNER, forwardsTo: '' });
  expect(employees).toContainEqual({
    role: 'user',
    customField1: 'E110',
    employeeID: 'E110',
    email: MAX,
    submitsTo: at('dana.director'),
    forwardsTo: at('dana.director'),
    approvalLimit: 50000,
    overLimitForwardsTo: at('dana.director'),
  });
});

const notFound = (id: string): Answer => ({ responseMessage: `Could not load policy '${id}'`, responseCode: 404 });

test.each([
  ['an unknown policy', ['FFFFFFFFFFFFFFFF'], 'FFFFFFFFFFFFFFFF'],
  ['one unknown policy among known ones', [MAIN, 'FFFFFFFFFFFFFFFF', SECOND], 'FFFFFFFFFFFFFFFF'],
])('%s is not found', async (_what, policyIDList, id) => {
  await using emulator = await createTestEmulator();
  expect(await read(emulator, { policyIDList })).toEqual(notFound(id));
});

test('a policy that the account is not a member of is not found', async () => {
  await using emulator = await createTestEmulator();
  const pair = emulator.directory.createCredential(MAX);
  expect(await read(emulator, { policyIDList: [SECOND] }, pair)).toEqual(notFound(SECOND));
});

test('a member who is not an admin can read a policy', async () => {
  await using emulator = await createTestEmulator();
  expect((await read(emulator, { policyIDList: [FOREIGN], fields: ['employees'] })).policyInfo[FOREIGN].employees).toHaveLength(2);
});

test('tax has a name and report fields have the type formula, as in the reference', async () => {
  await using emulator = await createTestEmulator();
  const { policyInfo } = await read(emulator, { policyIDList: [MAIN, SECOND], fields: ['tax', 'reportFields'] });
  expect(policyInfo[MAIN].tax).toEqual({
    default: 'id_TAX_STANDARD',
    rates: [
      { rateID: 'id_TAX_STANDARD', name: 'Standard', rate: 20 },
      { rateID: 'id_TAX_EXEMPT', name: 'Exempt', rate: 0 },
    ],
    name: 'Tax',
  });
  expect(policyInfo[SECOND].tax).toEqual({});
  expect(policyInfo[MAIN].reportFields[0]).toMatchObject({ name: 'title', type: 'formula' });
});

test('a policy that is requested twice is returned once', async () => {
  await using emulator = await createTestEmulator();
  expect(Object.keys((await read(emulator, { policyIDList: [MAIN, MAIN] })).policyInfo)).toEqual([MAIN]);
});

test.each([[undefined], [null], ['x'], [MAIN], [[]], [{}]])('policyIDList %j is missing', async (policyIDList) => {
  await using emulator = await createTestEmulator();
  expect(await read(emulator, { policyIDList })).toEqual({
    responseMessage: "Required parameter 'policyIDList' is missing",
    responseCode: 410,
  });
});

test.each(['A1B2', `${MAIN}0`])('the policy id %j, which has an unusual length, is looked up', async (id) => {
  await using emulator = await createTestEmulator();
  expect(await read(emulator, { policyIDList: [id] })).toEqual({ responseMessage: `Could not load policy '${id}'`, responseCode: 404 });
});

test.each(['', 'x', MAIN.toLowerCase(), `${MAIN}\n`, '__proto__', 5, null])('the policy id %j is malformed', async (id) => {
  await using emulator = await createTestEmulator();
  expect(await read(emulator, { policyIDList: [id] })).toEqual({
    responseMessage: "'policyIDList' parameter is missing or malformed",
    responseCode: 410,
  });
});

test.each([[undefined], [null], ['employees'], [[5]], [{}]])('fields %j are missing', async (fields) => {
  await using emulator = await createTestEmulator();
  expect(await read(emulator, { fields })).toEqual({ responseMessage: "Required parameter 'fields' is missing", responseCode: 410 });
});

test('userEmail reads what that person can read', async () => {
  await using emulator = await createTestEmulator();
  const userEmail = at('dana.director');
  expect(await read(emulator, { policyIDList: [FOREIGN], userEmail })).toMatchObject({ responseCode: 200 });
  expect(await read(emulator, { policyIDList: [SECOND], userEmail })).toEqual(notFound(SECOND));
  expect(await read(emulator, { userEmail: MAX })).toEqual({
    responseMessage: `Not authorized to authenticate as user ${MAX}`,
    responseCode: 500,
  });
});

test('the changes of a feed are visible at once', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed({ customField2: 'two', role: 'auditor' })]);
  const { policyInfo } = await read(emulator, { fields: ['employees'] });
  expect(policyInfo[MAIN].employees).toContainEqual(
    expect.objectContaining({ email: at('ed.engineer'), customField2: 'two', role: 'auditor' }),
  );
});

test.each(['policyIDList', 'fields'])('a million wrong entries in %s are refused like a single one', async (key) => {
  await using emulator = await createTestEmulator();
  const inputSettings = { type: 'policy', policyIDList: [MAIN], fields: ['tax'], [key]: new Array(1_000_000).fill(0) };
  expect(await sendJob(emulator, { type: 'get', inputSettings })).toMatchObject({ responseCode: 410 });
});

test('a policy that is requested many times is returned once', async () => {
  await using emulator = await createTestEmulator({ seed: 'faker:42:500' });
  const [policy] = (await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } })).policyList;
  const policyIDList = new Array(10_000).fill(policy.id);
  const answer = await sendJob(emulator, { type: 'get', inputSettings: { type: 'policy', policyIDList, fields: ['employees'] } });
  expect(Object.keys(answer.policyInfo)).toEqual([policy.id]);
});
