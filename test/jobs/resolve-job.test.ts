import { expect, test } from 'vitest';
import { createTestEmulator, sendJob } from '../support/emulator.js';
import { lastAdvisories } from '../support/people.js';
import { wireRequest } from '../support/wire.js';

const malformed = { responseMessage: "Argument 'type' is missing or malformed", responseCode: 410 };

test.each<readonly [string, object]>([
  ['no type', { inputSettings: { type: 'policyList' } }],
  ['an unknown type', { type: 'delete', inputSettings: { type: 'policyList' } }],
  ['a type that is no text', { type: ['get'], inputSettings: { type: 'policyList' } }],
  ['a type of Object.prototype', { type: 'constructor', inputSettings: { type: 'policyList' } }],
  ['no inputSettings', { type: 'get' }],
  ['inputSettings that are a list', { type: 'get', inputSettings: ['policyList'] }],
  ['inputSettings that are null', { type: 'get', inputSettings: null }],
  ['an inner type of another outer one', { type: 'get', inputSettings: { type: 'employees' } }],
  ['an inner type in other letters', { type: 'get', inputSettings: { type: 'PolicyList' } }],
])('a job with %s is malformed', async (_what, job) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, job)).toEqual(malformed);
});

test.each<readonly [string, object]>([
  ['get domainCardList', { type: 'get', inputSettings: { type: 'domainCardList', domain: 'x' } }],
  ['update policy', { type: 'update', inputSettings: { type: 'policy' } }],
  ['update reportStatus', { type: 'update', inputSettings: { type: 'reportStatus' } }],
  ['create expenses', { type: 'create', inputSettings: { type: 'expenses' } }],
  ['file combinedReportData', { type: 'file', inputSettings: { type: 'combinedReportData' } }],
  ['reconciliation', { type: 'reconciliation' }],
  ['download', { type: 'download', fileName: 'x' }],
  ['update employees', { type: 'update', inputSettings: { type: 'employees', policyID: 'x', fileType: 'csv' } }],
])('the real job %s is told to be real and not implemented', async (name, job) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, job)).toEqual({
    responseMessage: `The job '${name}' is real, but this version of expensify-emulator does not implement it`,
    responseCode: 500,
  });
  expect(lastAdvisories(emulator)).toContain('not-implemented');
});

test.each([
  ['nothing', ''],
  ['an empty job', 'requestJobDescription='],
  ['other fields only', 'data=[]'],
])('a request with %s lacks its job description', async (_what, body) => {
  await using emulator = await createTestEmulator();
  expect(JSON.parse((await emulator.handle(wireRequest(body))).body)).toEqual({
    responseMessage: "Required parameter 'requestJobDescription' is missing",
    responseCode: 500,
  });
});

test.each(['{', '[]', '5', 'null', '"{}"', '[{"type":"get"}]', 'nothing'])('the job %j is answered as one without a type', async (text) => {
  await using emulator = await createTestEmulator();
  const { body } = await emulator.handle(wireRequest(new URLSearchParams({ requestJobDescription: text }).toString()));
  expect(JSON.parse(body)).toEqual(malformed);
});

test('credentials are asked for before the type, and the type before what it needs', async () => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, { type: 'nonsense', credentials: undefined })).toMatchObject({ responseCode: 403 });
  expect(await sendJob(emulator, { type: 'nonsense' })).toMatchObject({ responseCode: 410 });
});

test.each<readonly [string, object, Record<string, string>, string[]]>([
  ['an unknown key', { adminonly: true }, {}, ['unknown-key']],
  ['a boolean as text', {}, {}, []],
  ['a spare form field', {}, { data: '[]' }, ['unread-field']],
])('%s is advised on', async (_what, settings, fields, expected) => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', ...settings } }, fields);
  expect(lastAdvisories(emulator)).toEqual(expected);
});

test('an unknown key is told with the likely one', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', adminonly: true, userEmial: 'x' }, zzz: 1 });
  expect(emulator.advisories().map(({ message }) => message)).toEqual([
    'The job holds a key that nothing reads: zzz.',
    'The job holds a key that nothing reads: inputSettings.adminonly (did you mean adminOnly?).',
    'The job holds a key that nothing reads: inputSettings.userEmial (did you mean userEmail?).',
  ]);
});

test('a boolean sent as text is advised on', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', adminOnly: 'true' } });
  expect(lastAdvisories(emulator)).toEqual(['string-boolean']);
});
