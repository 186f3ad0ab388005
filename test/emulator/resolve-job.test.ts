import { expect, test } from 'vitest';
import { createCore } from '../../src/emulator/emulator.js';
import { endpointOf, UNBOUND_URL } from '../../src/emulator/fetch-door.js';
import { runnableJobs } from '../../src/jobs/runnable-jobs.js';
import { createTestEmulator, sendJob } from '../support/emulator.js';
import { lastAdvisories } from '../support/people.js';
import { wireRequest } from '../support/wire.js';

const malformed = { responseMessage: "Argument 'type' is missing or malformed", responseCode: 410 };

test.each<readonly [string, object]>([
  ['no type', { inputSettings: { type: 'policyList' } }],
  ['an unknown type', { type: 'delete', inputSettings: { type: 'policyList' } }],
  ['a type that is not a string', { type: ['get'], inputSettings: { type: 'policyList' } }],
  ['a type named like a property of Object.prototype', { type: 'constructor', inputSettings: { type: 'policyList' } }],
  ['no inputSettings', { type: 'get' }],
  ['inputSettings that are a list', { type: 'get', inputSettings: ['policyList'] }],
  ['inputSettings that are null', { type: 'get', inputSettings: null }],
  ['an inner type that belongs to another outer type', { type: 'get', inputSettings: { type: 'employees' } }],
  ['an inner type in the wrong case', { type: 'get', inputSettings: { type: 'PolicyList' } }],
])('a job with %s is malformed', async (_what, job) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, job)).toEqual(malformed);
});

test('says that a real job without an implementation is not implemented', async () => {
  const jobs = runnableJobs.filter(({ definition }) => definition.name !== 'create report');
  const emulator = await createCore({ rateLimit: 'off' }, { jobs, fetchFeed: () => Promise.reject(new Error('none of these')) });
  const job = { type: 'create', credentials: emulator.credentials, inputSettings: { type: 'report' } };
  const response = await emulator.fetch(endpointOf(UNBOUND_URL), {
    method: 'POST',
    body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }),
  });
  expect(await response.json()).toEqual({
    responseMessage: "The job 'create report' is real, but this version of expensify-emulator does not implement it",
    responseCode: 500,
  });
  expect(response.headers.get('x-emulator-advisory')).toBe('not-implemented');
});

test.each<readonly [object, string]>([
  [{ type: 'updates' }, "Unknown job: type 'updates' (did you mean update?)."],
  [{ type: 'upsert everything' }, "Unknown job: type 'upsert everything' (known: get, update, create, file, reconciliation, download)."],
  [
    { type: 'get', inputSettings: { type: 'policylist' } },
    "Unknown job: type 'get' and inputSettings.type 'policylist' (did you mean policyList?).",
  ],
  [
    { type: 'get', inputSettings: { type: 'employees' } },
    "Unknown job: type 'get' and inputSettings.type 'employees' (known: policyList, policy, domainCardList).",
  ],
])('the job %j gets the advisory: %s', async (job, message) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, job)).toEqual(malformed);
  expect(emulator.advisories().find(({ code }) => code === 'unknown-job')?.message).toBe(message);
});

const { partnerUserID, partnerUserSecret } = { partnerUserID: 'aa_owner_acme_example', partnerUserSecret: 'x' };

test.each<readonly [object, number, string | undefined]>([
  [{ credentials: { partnerUserId: partnerUserID, partnerUserSecret } }, 404, 'credentials.partnerUserId (did you mean partnerUserID?)'],
  [{ credentials: { partnerUserID, partnerusersecret: 'x' } }, 404, 'credentials.partnerusersecret (did you mean partnerUserSecret?)'],
  [{ credentials: undefined, Credentials: { partnerUserID, partnerUserSecret } }, 403, 'Credentials (did you mean credentials?)'],
  [{ inputSettings: undefined, inputsettings: { type: 'policyList' } }, 410, 'inputsettings (did you mean inputSettings?)'],
  [{ inputSettings: undefined, outputSettings: {} }, 410, undefined],
  [{ credentials: { partnerUserID, partnerUserSecret, partnerUserId: 'x', feedUser: 'x', sftp: {} } }, 404, undefined],
])('a job with %j gets the response %i and an advisory about %s', async (changes, responseCode, named) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' }, ...changes })).toMatchObject({ responseCode });
  const message = emulator.advisories().find(({ code }) => code === 'unknown-key')?.message;
  expect(message).toBe(named && `Ignored an unknown key: ${named}.`);
});

test('a misspelt key of a secret is reported without the secret', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', credentials: { partnerUserID, PartnerUserSecret: 'hunter2hunter2' } });
  expect(JSON.stringify(emulator.advisories())).toContain('PartnerUserSecret');
  expect(JSON.stringify(emulator.advisories())).not.toContain('hunter2');
});

test.each([
  ['nothing', ''],
  ['an empty job', 'requestJobDescription='],
  ['only other fields', 'data=[]'],
])('a request with %s is missing its job description', async (_what, body) => {
  await using emulator = await createTestEmulator();
  expect(JSON.parse(String((await emulator.handle(wireRequest(body))).body))).toEqual({
    responseMessage: "Required parameter 'requestJobDescription' is missing",
    responseCode: 500,
  });
});

test.each(['{', '[]', '5', 'null', '"{}"', '[{"type":"get"}]', 'nothing'])(
  'the job %j gets the same response as one without a type',
  async (text) => {
    await using emulator = await createTestEmulator();
    const { body } = await emulator.handle(wireRequest(new URLSearchParams({ requestJobDescription: text }).toString()));
    expect(JSON.parse(String(body))).toEqual(malformed);
  },
);

test('checks credentials before the type, and the type before its input', async () => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, { type: 'nonsense', credentials: undefined })).toMatchObject({ responseCode: 403 });
  expect(await sendJob(emulator, { type: 'nonsense' })).toMatchObject({ responseCode: 410 });
});

test.each<readonly [string, object, Record<string, string>, string[]]>([
  ['an unknown key', { adminonly: true }, {}, ['unknown-key']],
  ['a boolean as text', {}, {}, []],
  ['an extra form field', {}, { data: '[]' }, ['unread-field']],
])('%s gets an advisory', async (_what, settings, fields, expected) => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', ...settings } }, fields);
  expect(lastAdvisories(emulator)).toEqual(expected);
});

test('an advisory suggests the likely key for an unknown one', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', adminonly: true, userEmial: 'x' }, zzz: 1 });
  expect(emulator.advisories().map(({ message }) => message)).toEqual([
    'Ignored an unknown key: zzz.',
    'Ignored an unknown key: inputSettings.adminonly (did you mean adminOnly?).',
    'Ignored an unknown key: inputSettings.userEmial (did you mean userEmail?).',
  ]);
});

test('a boolean sent as text gets an advisory', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', adminOnly: 'true' } });
  expect(lastAdvisories(emulator)).toEqual(['string-boolean']);
});
