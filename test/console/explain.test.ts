import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { OPTIONS } from '../../src/emulator/options.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, sendJob, updateEmployees } from '../support/emulator.js';
import { MAIN } from '../support/people.js';
import { POLICY_LIST } from '../support/raw-http.js';

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };

let emulator: Emulator;
let app: ReturnType<typeof createConsoleApp>;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator, emulator.endpoint);
});
const get = (path: string) => request(app).get(`/_emulator/${path}`);
const whyOf = async (id: number) => (await get(`exchanges/${id}`)).body.why;

test('a request that did what it should needs no explanation', async () => {
  await sendJob(emulator, POLICY_LIST);
  expect(await whyOf(1)).toBeUndefined();
});

test.each([
  [{ type: 'get' }, 'reference/advisories#unknown-job', /inputSettings|Unknown job/],
  [
    { ...POLICY_LIST, credentials: { partnerUserID: 'x', partnerUserSecret: 'y' } },
    'guide/troubleshooting#responses',
    /secret.* is wrong/i,
  ],
  [{ ...POLICY_LIST, credentials: undefined }, 'guide/troubleshooting#responses', /no credentials/],
])('the cause of %j is one sentence, with what to change and a page of the docs', async (job, guide, cause) => {
  await sendJob(emulator, job);
  const why = await whyOf(1);
  expect(why.cause).toMatch(cause);
  expect(why.change).toMatch(/\.$/);
  expect([guide, 'guide/troubleshooting#responses']).toContain(why.guide);
  expect((await get(`docs?page=${why.guide.split('#')[0]}`)).status).toBe(200);
});

test('a request that no job saw is explained by its status', async () => {
  const { bodyLimit } = OPTIONS;
  await emulator.fetch(new URL('/elsewhere?x=1', emulator.endpoint), { method: 'POST' });
  await emulator.fetch(emulator.endpoint, { method: 'DELETE' });
  await emulator.fetch(emulator.endpoint, { method: 'POST', body: 'x'.repeat(bodyLimit.default + 1) });
  const causes = await Promise.all([1, 2, 3].map(async (id) => (await whyOf(id)).cause));
  expect(causes).toEqual([
    'The emulator has nothing at /elsewhere.',
    'The emulator refused DELETE here with HTTP 405.',
    'The body is too large.',
  ]);
  expect((await whyOf(3)).change).toContain('--body-limit');
});

test('an armed fault is named as the cause, whatever it responds', async () => {
  emulator.faults.once('rate-limited');
  await sendJob(emulator, POLICY_LIST);
  expect((await whyOf(1)).cause).toMatch(/armed fault rate-limited/);
});

test('skipped records are named with their reasons', async () => {
  await updateEmployees(emulator, [NINA, { ...NINA, employeeEmail: 'x' }, { ...NINA, policyID: 'nowhere' }]);
  const { cause, change } = await whyOf(1);
  expect(cause).toMatch(/200, but records were skipped: x \(Invalid employee email address 'x'\), .*No policy found/);
  expect(change).toMatch(/valid address/);
});

test('an outcome says who sent a request, for which policy, and what came of it', async () => {
  await updateEmployees(emulator, [NINA, { ...NINA, employeeEmail: 'x' }]);
  await sendJob(emulator, { type: 'nonsense' });
  const { outcomes } = (await get('exchanges/outcomes?ids=2,1,99')).body;
  expect(outcomes).toEqual([
    { id: 2, who: 'owner@acme.example', text: "Argument 'type' is missing or malformed" },
    { id: 1, who: 'owner@acme.example', about: 'Acme Headquarters', text: 'added 1, skipped 1' },
  ]);
});

test.each(['', 'ids=', 'ids=a', `ids=${'1,'.repeat(200)}1`])('outcomes refuse the query %j', async (query) => {
  expect((await get(`exchanges/outcomes?${query}`)).status).toBe(400);
});

test('a form becomes a curl command field by field, with the secret as a variable', async () => {
  await sendJob(emulator, POLICY_LIST);
  const { text } = await get('exchanges/1/curl');
  expect(text).toMatch(/--data-urlencode 'requestJobDescription=\{/);
  expect(text).toContain(`"partnerUserSecret":"'"$SECRET"'"`);
});

test('a form with a mistake in its encoding becomes a curl command that repeats the mistake', async () => {
  const body = `requestJobDescription=${encodeURIComponent(JSON.stringify(POLICY_LIST))}&rest`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await emulator.fetch(emulator.endpoint, { method: 'POST', headers, body });
  expect((await get('exchanges/1/curl')).text).toContain(`--data-raw '${body}'`);
});

test('a request becomes a fetch call and a vitest test without its secret', async () => {
  await updateEmployees(emulator, [NINA]);
  const call = (await get('exchanges/1/fetch')).text;
  expect(call).toContain('process.env.EXPENSIFY_SECRET');
  expect(call).toContain('data: JSON.stringify({');
  const code = (await get('exchanges/1/test')).text;
  expect(code).toContain("import { test } from 'expensify-emulator/vitest';");
  expect(code).toContain('toMatchObject({ responseCode: 200 })');
  expect(call + code).not.toContain(emulator.credentials.partnerUserSecret);
});

test('a request without a job does not become a test', async () => {
  await emulator.fetch(emulator.endpoint, { method: 'POST', body: 'x' });
  expect((await get('exchanges/1/test')).status).toBe(409);
});
