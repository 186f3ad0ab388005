import { expect, test } from 'vitest';
import { type Answer, createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { at, ED, ed, FOREIGN, feedAdvisories, MAIN, memberOf, newcomer, OWNER } from '../../support/people.js';

test.each<readonly [string, Record<string, unknown>, string]>([
  ['no address', { employeeEmail: undefined }, "Invalid employee email address ''"],
  ['a broken address', { employeeEmail: 'new' }, "Invalid employee email address 'new'"],
  ['no manager', { managerEmail: undefined }, "Invalid manager email address ''"],
  ['a manager with a space at the end', { managerEmail: 'manager@domain ' }, "Invalid manager email address 'manager@domain '"],
  ['no employee id', { employeeID: '' }, "Invalid employee ID ''"],
  ['an unknown policy', { policyID: 'Marketing' }, "No policy found for 'Marketing'"],
  ['a policy named like a property of Object.prototype', { policyID: '__proto__' }, "No policy found for '__proto__'"],
  ['a policy named constructor', { policyID: 'constructor' }, "No policy found for 'constructor'"],
  ['a policy of another account', { policyID: FOREIGN }, `No policy found for '${FOREIGN}'`],
  ['an unknown additional policy', { additionalPolicyIDs: ['__proto__'] }, "No policy found for '__proto__'"],
  ['an additional policy that is not a string', { additionalPolicyIDs: [5] }, "No policy found for '[5]'"],
  ['an unknown role', { role: 'boss' }, "Invalid role 'boss'"],
  ['an invalid isTerminated', { isTerminated: 'yes' }, "Invalid isTerminated value 'yes'"],
  ['an invalid flag', { shouldRemoveFromUnassignedPolicies: 'x' }, "Invalid shouldRemoveFromUnassignedPolicies value 'x'"],
  ['an invalid limit', { approvalLimit: -5 }, "Invalid approval limit '-5'"],
  ['a limit without an approver', { approvalLimit: 500 }, "Missing over limit approver for approval limit '500'"],
  ['an invalid over-limit approver', { overLimitApprover: 'x' }, "Invalid over limit approver email address 'x'"],
  ['an invalid text field', { firstName: 5 }, "Invalid value for 'firstName'"],
  ['a dollar pattern', { policyID: '$&$1' }, "No policy found for '$&$1'"],
  ['an object as address', { employeeEmail: { a: 1 } }, 'Invalid employee email address \'{"a":1}\''],
])('a record with %s is skipped and the next one applied', async (_what, changes, reason) => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer(changes), ed({ customField2: 'applied' })]);
  expect(answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 1, skippedEmployees: [{ reason }] });
  expect(await memberOf(emulator, ED)).toMatchObject({ customField2: 'applied' });
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
  expect(feedAdvisories(emulator)).toContain('skipped-records');
});

test.each([[null], [5], ['text'], [[]]])('%j is skipped because it is not a record', async (record) => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [record, ed()])).toMatchObject({
    updatedEmployeesCount: 1,
    skippedEmployees: [{ email: '', reason: 'Invalid employee record' }],
  });
});

test.each<readonly [string, Record<string, unknown>]>([
  ['toString', { toString: 1 }],
  ['toString and valueOf', { toString: null, valueOf: null }],
])('an address that is an object with its own %s is skipped like any other', async (_what, employeeEmail) => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [newcomer({ employeeEmail }), ed()])).toMatchObject({
    responseCode: 200,
    updatedEmployeesCount: 1,
    skippedEmployees: [{ reason: expect.stringMatching(/^Invalid employee email address/) }],
  });
});

test('a feed with only bad records returns 200 and changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const answer = await updateEmployees(emulator, [newcomer({ role: 'x' }), newcomer({ policyID: 'x' })]);
  expect(answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 0, policyIDToEmployeesMap: {} });
  expect(answer.skippedEmployees).toHaveLength(2);
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('an address that belongs to another employee is skipped', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ employeeEmail: at('eve.engineer') })]);
  expect(answer.skippedEmployees).toEqual([
    { email: at('eve.engineer'), reason: `Email address '${at('eve.engineer')}' belongs to another employee` },
  ]);
});

test('the secondary login of another employee is in use too', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ employeeEmail: at('sue.maiden') })]);
  expect(answer.skippedEmployees).toMatchObject([{ reason: expect.stringContaining('belongs to another employee') }]);
});

test('an owner is not removed from their policy', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [{ employeeEmail: OWNER, employeeID: 'E1', policyID: MAIN, isTerminated: true }]);
  expect(answer).toMatchObject({
    updatedEmployeesCount: 0,
    skippedEmployees: [{ email: OWNER, reason: `Cannot remove policy owner '${OWNER}'` }],
  });
  expect(await memberOf(emulator, OWNER)).toMatchObject({ role: 'admin' });
});

test('an owner is not removed by employee id with an unknown address either', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [{ employeeEmail: OWNER, managerEmail: OWNER, employeeID: 'E1', policyID: MAIN }]);
  const answer = await updateEmployees(emulator, [{ employeeEmail: at('unknown'), employeeID: 'E1', policyID: MAIN, isTerminated: true }]);
  expect(answer.diff).not.toHaveProperty('diffToRemove');
  expect(await memberOf(emulator, OWNER)).toMatchObject({ role: 'admin' });
});

const update = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
const missing = { responseMessage: "'data' parameter is missing or malformed", responseCode: 410 };

test.each<readonly [string, Record<string, unknown>]>([
  ['no data', {}],
  ['empty data', { data: '' }],
  ['unreadable data', { data: '[{' }],
  ['data that is a string', { data: '"x"' }],
  ['data that is null', { data: 'null' }],
  ['an empty list', { data: [] }],
  ['an empty wrapper', { data: { Employees: [] } }],
  ['a wrapper that is not a list', { data: { Employees: {} } }],
  ['another wrapper', { data: { People: [newcomer()] } }],
  ['data nested too deep', { data: '['.repeat(300) }],
])('%s counts as missing data', async (_what, fields) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, update, fields)).toEqual(missing);
});

test.each<readonly [string, unknown, string[]]>([
  ['a bare list', [ed()], []],
  ['Employees', { Employees: [ed()] }, []],
  ['Employee with a list', { Employee: [ed()] }, ['unknown-wrapper']],
  ['Employee with one record', { Employee: ed() }, ['unknown-wrapper']],
  ['Report_Entry with a list', { Report_Entry: [ed()] }, ['unknown-wrapper']],
  ['single quotes', JSON.stringify([ed()]).replaceAll('"', "'"), ['lenient-json']],
  ['a byte order mark', `\uFEFF${JSON.stringify([ed()])}`, []],
])('the feed can be %s', async (_what, data, codes) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, update, { data })).toMatchObject({ updatedEmployeesCount: 1 });
  expect(feedAdvisories(emulator)).toEqual(codes);
});

test.each<readonly [string, unknown]>([
  ['a list', [ed()]],
  ['a wrapper', { Employees: [ed()] }],
  ['text', JSON.stringify([ed()])],
])('the feed can be nested in inputSettings as %s, with advisories', async (_what, data) => {
  await using emulator = await createTestEmulator();
  const job = { type: 'update', inputSettings: { type: 'employees', data }, onFinish: { immediateResponse: true } };
  expect(await sendJob(emulator, job)).toMatchObject({ updatedEmployeesCount: 1 });
  expect(feedAdvisories(emulator)).toEqual([
    'missing-entity',
    'on-finish-object',
    'on-finish-ignored',
    'missing-data-source',
    'nested-feed',
  ]);
});

test('the form field takes precedence over a nested feed', async () => {
  await using emulator = await createTestEmulator();
  const job = { ...update, inputSettings: { ...update.inputSettings, data: [newcomer()] } };
  const answer: Answer = await sendJob(emulator, job, { data: [ed()] });
  expect(answer.policyIDToEmployeesMap[MAIN]).toMatchObject([{ email: ED }]);
});

test.each<readonly [string, object, string]>([
  ['entity', { inputSettings: { type: 'employees', entity: 'x' } }, "Argument 'entity' is missing or malformed"],
  ['dataSource', { dataSource: 'x' }, "Argument 'dataSource' is missing or malformed"],
  ['dry-run', { 'dry-run': 'yes' }, "'dry-run' parameter is missing or malformed"],
  ['setEmployeePrimaryPolicy', { setEmployeePrimaryPolicy: 'x' }, "'setEmployeePrimaryPolicy' parameter is missing or malformed"],
  ['shouldFixApprovalChains', { shouldFixApprovalChains: 'x' }, "'shouldFixApprovalChains' parameter is missing or malformed"],
  ['shouldSkipNotificationEmail', { shouldSkipNotificationEmail: 5 }, "'shouldSkipNotificationEmail' parameter is missing or malformed"],
])('a malformed %s is refused and changes nothing', async (_what, changes, responseMessage) => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [newcomer()], changes)).toEqual({ responseMessage, responseCode: 410 });
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
});

test('an account that is not a domain admin is refused before the feed is read', async () => {
  await using emulator = await createTestEmulator();
  const credentials = emulator.directory.createCredential(at('max.manager'));
  expect(await sendJob(emulator, { ...update, credentials })).toEqual({
    responseMessage: 'You must be a domain admin to update employees',
    responseCode: 403,
  });
});

test.each([{ feedUrl: null }, { sftp: {} }, { sftp: { port: 99_999 } }])(
  'credentials that this feed does not use can contain anything: %j',
  async (extra) => {
    await using emulator = await createTestEmulator();
    expect(await updateEmployees(emulator, [newcomer()], { credentials: { ...emulator.credentials, ...extra } })).toMatchObject({
      responseCode: 200,
    });
  },
);

test.each([99_999, -1, 1.5])('an SFTP port of %d is refused by name', async (port) => {
  await using emulator = await createTestEmulator({ allowHosts: ['127.0.0.1'] });
  const sftp = { host: '127.0.0.1', login: 'a', password: 'b', filename: 'c', port };
  const answer = await updateEmployees(emulator, [], { dataSource: 'sftp', credentials: { ...emulator.credentials, sftp } });
  expect(answer).toEqual({ responseMessage: "'sftp' parameter is missing or malformed", responseCode: 410 });
});
