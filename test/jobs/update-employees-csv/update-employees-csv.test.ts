import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { type Answer, createTestEmulator, readEmployees, sendJob, updateEmployees } from '../../support/emulator.js';
import { at, ED, FOREIGN, lastAdvisories, MAIN, MAX, MIA, memberOf, OWNER } from '../../support/people.js';
import { turnsDuring } from '../../support/turns.js';

const HEADER = 'EmployeeEmail,ManagerEmail,Admin,EmployeeUserId,EmployeePayrollId,ForwardManagerEmail';

/** The CSV in a multipart form, as the reference requires. */
async function upload(emulator: Emulator, csv: string, job: object = {}): Promise<Answer> {
  const form = new FormData();
  const settings = { type: 'employees', policyID: MAIN, fileType: 'csv' };
  form.set('requestJobDescription', JSON.stringify({ credentials: emulator.credentials, type: 'update', inputSettings: settings, ...job }));
  form.set('data', new Blob([csv]), 'employees.csv');
  return (await (await emulator.fetch(emulator.endpoint, { method: 'POST', body: form })).json()) as Answer;
}

test('a file part can have Windows line breaks and a byte order mark', async () => {
  await using emulator = await createTestEmulator();
  const csv = `\uFEFF${HEADER}\r\n"${at('new')}",${MAX},true,U1,P1,${MIA}\r\n`;
  expect(await upload(emulator, csv)).toEqual({ nbEmployees: 13, responseCode: 200 });
  expect(lastAdvisories(emulator)).toEqual(['deprecated-shape']);
  expect(await memberOf(emulator, at('new'))).toEqual({
    role: 'admin',
    customField1: 'U1',
    customField2: 'P1',
    email: at('new'),
    submitsTo: MAX,
    forwardsTo: MIA,
  });
});

test('a blank cell removes a value that the Advanced Employee Updater set, and nothing else', async () => {
  await using emulator = await createTestEmulator();
  const record = { employeeEmail: ED, managerEmail: MAX, employeeID: 'E111', policyID: MAIN };
  await updateEmployees(emulator, [
    { ...record, customField2: 'two', approvesTo: MIA, approvalLimit: 500, overLimitApprover: MIA, workerStatus: 'Active' },
  ]);
  expect(await upload(emulator, `${HEADER}\n${ED},${MAX},false, ,,\n`)).toMatchObject({ responseCode: 200 });
  expect(await memberOf(emulator, ED)).toEqual({
    role: 'user',
    employeeID: 'E111',
    email: ED,
    submitsTo: MAX,
    approvalLimit: 500,
    overLimitForwardsTo: MIA,
  });
});

test('only new members get an invitation', async () => {
  await using emulator = await createTestEmulator();
  await upload(emulator, `${HEADER}\n${ED},${at('boss')},false,,,\n${at('new')},${MAX},false,,,\n`);
  expect(emulator.outbox.list().flatMap(({ to }) => to)).toEqual([at('new'), at('boss')]);
});

test('a manager who has a row is not invited as another person', async () => {
  await using emulator = await createTestEmulator();
  const csv = `${HEADER}\n${at('new')},${at('boss')},false,,,\n${at('boss')},${OWNER},true,B1,,\n`;
  expect(await upload(emulator, csv)).toEqual({ nbEmployees: 14, responseCode: 200 });
  expect(await memberOf(emulator, at('boss'))).toMatchObject({ role: 'admin', customField1: 'B1' });
});

test('a bad row changes nothing, and an advisory names its line', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  expect(await upload(emulator, `${HEADER}\n${at('new')},${MAX},false,,,\n\nnobody,${MAX},false,,,\n`)).toMatchObject({
    responseCode: 410,
  });
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.advisories().map(({ message }) => message)).toContain(
    "The CSV could not be read. Form field data, line 4: EmployeeEmail 'nobody' is not an email address.",
  );
});

test.each([
  ['ManagerEmail', `${ED},boss,false,,,`],
  ['ForwardManagerEmail', `${ED},${MAX},false,,,boss`],
  ['Admin', `${ED},${MAX},maybe,,,`],
  ['Admin', `${ED},${MAX}`],
])('a bad %s is refused: %s', async (column, row) => {
  await using emulator = await createTestEmulator();
  expect(await upload(emulator, `${HEADER}\n${row}\n`)).toEqual({
    responseMessage: "'data' parameter is missing or malformed",
    responseCode: 410,
  });
  expect(emulator.advisories().some(({ message }) => message.includes(`line 2: ${column} '`))).toBe(true);
});

test('the caller and the owner keep their role', async () => {
  await using emulator = await createTestEmulator();
  const credentials = emulator.directory.createCredential(MAX);
  await upload(emulator, `${HEADER}\n${MAX},${OWNER},true,,,\n`);
  await upload(emulator, `${HEADER}\n${MAX},${OWNER},false,,,\n${OWNER},${OWNER},false,,,\n`, { credentials });
  const roles = (await readEmployees(emulator, MAIN)).filter(({ role }) => role === 'admin').map(({ email }) => email);
  expect(roles).toEqual([OWNER, MAX]);
});

test('permission is checked before the rows', async () => {
  await using emulator = await createTestEmulator();
  expect(await upload(emulator, '"', { inputSettings: { type: 'employees', policyID: FOREIGN, fileType: 'csv' } })).toMatchObject({
    responseCode: 403,
  });
});

test('the job has its own name in the journal and in faults', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ job: 'update employees (csv)', preset: 'missing-data' });
  await updateEmployees(emulator, []);
  expect(emulator.journal.entries().at(-1)).toMatchObject({ job: 'update employees' });
  await upload(emulator, HEADER);
  const entry = emulator.journal.entries().at(-1);
  expect(entry).toMatchObject({ job: 'update employees (csv)' });
  expect(entry?.advisories.map(({ code }) => code)).toContain('fault-injected');
});

test('the dry-run key is ignored, because it belongs to the other updater', async () => {
  await using emulator = await createTestEmulator();
  expect(await upload(emulator, `${HEADER}\n${at('new')},${MAX},false,,,\n`, { 'dry-run': true })).toMatchObject({ nbEmployees: 13 });
  expect(lastAdvisories(emulator)).toContain('unknown-key');
  expect(await memberOf(emulator, at('new'))).toBeDefined();
});

test('100,000 rows are applied with pauses', async () => {
  await using emulator = await createTestEmulator();
  const rows = Array.from({ length: 100_000 }, (_, index) => `${at(`n${index}`)},${MAX},false,U${index},,`);
  const { turns, result } = await turnsDuring(() => upload(emulator, `${HEADER}\n${rows.join('\n')}`));
  expect(result).toEqual({ nbEmployees: 100_012, responseCode: 200 });
  expect(turns).toBeGreaterThan(100);
}, 60_000);

test('more rows than any company has employees are refused', async () => {
  await using emulator = await createTestEmulator();
  expect(await upload(emulator, `${HEADER}\n${'x\n'.repeat(250_001)}`)).toMatchObject({ responseCode: 410 });
  expect(lastAdvisories(emulator)).toContain('unreadable-csv');
});

test('accepts a urlencoded form, with an advisory that the reference requires multipart', async () => {
  await using emulator = await createTestEmulator();
  const job = { type: 'update', inputSettings: { type: 'employees', policyID: MAIN, fileType: 'csv' } };
  expect(await sendJob(emulator, job, { data: `${HEADER}\n` })).toEqual({ nbEmployees: 12, responseCode: 200 });
  expect(lastAdvisories(emulator)).toEqual(['deprecated-shape', 'not-multipart']);
});
