import { afterEach, expect, test, vi } from 'vitest';
import { FaultError } from '../../../src/emulator/faults/faults.js';
import type { FaultInput } from '../../../src/index.js';
import { sendJob } from '../../support/emulator.js';
import { POLICY_LIST } from '../../support/raw-http.js';
import { ask, createScimEmulator, ED, isActive, scimError, setActive } from '../../support/scim.js';

afterEach(() => {
  vi.useRealTimers();
});

test.each<[fault: FaultInput, status: number, retryAfter: string | null]>([
  [{ preset: 'scim-rate-limited' }, 429, '10'],
  [{ preset: 'scim-unavailable' }, 503, null],
  [{ preset: 'scim-unauthorized' }, 401, null],
  [{ job: 'scim', preset: 'scim-unavailable' }, 503, null],
  [{ job: 'scim list users', preset: 'scim-unavailable' }, 503, null],
  [{ job: 'scim', status: 418 }, 418, null],
  [{ job: 'scim', status: 429, headers: { 'retry-after': '7' } }, 429, '7'],
  [{ job: 'scim', responseCode: 404, responseMessage: 'Gone.' }, 404, null],
  // A responseCode that is not a status of HTTP cannot be used here.
  [{ job: 'scim', responseCode: 666 }, 500, null],
  [{ job: 'scim', preset: 'unavailable-in-body' }, 503, null],
])('the fault %j sends %i with the Error schema, once', async (fault, status, retryAfter) => {
  await using emulator = await createScimEmulator();
  emulator.faults.add({ ...fault, times: 1 });
  const reply = await ask(emulator, 'GET', '/Users');
  expect({ status: reply.status, body: reply.body }).toEqual({ status, body: scimError(status) });
  expect(reply.headers.get('content-type')).toBe('application/scim+json;charset=utf-8');
  expect(reply.headers.get('x-emulator-advisory')).toBe('fault-injected');
  expect(reply.headers.get('retry-after')).toBe(retryAfter);
  expect((await ask(emulator, 'GET', '/Users')).status).toBe(200);
});

test.each<FaultInput>([
  { preset: 'rate-limited' },
  { preset: 'connection-reset' },
  { preset: 'slow' },
  { preset: 'truncated-json' },
  { responseCode: 500 },
  { job: 'get policyList', status: 503 },
])('the fault %j, which does not name SCIM, does not affect SCIM requests', async (fault) => {
  await using emulator = await createScimEmulator();
  emulator.faults.add(fault);
  const { status, headers, body } = await ask(emulator, 'GET', '/Users');
  expect({ status, total: body.totalResults, advisory: headers.get('x-emulator-advisory') }).toEqual({
    status: 200,
    total: 12,
    advisory: 'assumed-answer',
  });
});

test.each<FaultInput>([{ job: 'scim', responseCode: 500 }, { preset: 'scim-unavailable' }, { job: 'scim patch user', mangle: 'reset' }])(
  'the fault %j does not affect jobs',
  async (fault) => {
    await using emulator = await createScimEmulator();
    emulator.faults.add(fault);
    expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  },
);

const OPERATIONS: readonly [job: string, method: string, path: string][] = [
  ['scim list users', 'GET', '/Users'],
  ['scim get user', 'GET', `/Users/${ED}`],
  ['scim patch user', 'PATCH', `/Users/${ED}`],
  ['scim replace user', 'PUT', `/Users/${ED}`],
  ['scim create user', 'POST', '/Users'],
  ['scim delete user', 'DELETE', `/Users/${ED}`],
  ['scim list groups', 'GET', '/Groups'],
  ['scim create group', 'POST', '/Groups'],
  ['scim discovery', 'GET', '/Schemas'],
];

test.each(OPERATIONS)('a fault for %s affects that operation only', async (job) => {
  await using emulator = await createScimEmulator();
  emulator.faults.add({ job, status: 418 });
  const met: string[] = [];
  for (const [other, method, path] of OPERATIONS) if ((await ask(emulator, method, path)).status === 418) met.push(other);
  expect(met).toEqual([job]);
});

test('a SCIM preset for a job is refused when it is armed', async () => {
  await using emulator = await createScimEmulator();
  expect(() => emulator.faults.add({ preset: 'scim-unavailable', job: 'get policyList' })).toThrow(FaultError);
  expect(() => emulator.faults.add({ job: 'scim patch users', status: 500 })).toThrow("Did you mean 'scim patch user'?");
});

test('a cut connection comes after the deactivation, so a client that repeats the request finds it done', async () => {
  await using emulator = await createScimEmulator();
  emulator.faults.add({ job: 'scim patch user', preset: 'connection-reset', times: 1 });
  await expect(setActive(emulator, ED, false)).rejects.toThrow('fetch failed');
  expect(await isActive(emulator, ED)).toBe(false);
  expect(await setActive(emulator, ED, false)).toMatchObject({ status: 200, body: { active: false } });
});

test('a response is cut off halfway, or empty', async () => {
  await using emulator = await createScimEmulator();
  const whole = (await ask(emulator, 'GET', `/Users/${ED}`)).text;
  emulator.faults.add({ job: 'scim', preset: 'truncated-json', times: 1 });
  expect((await ask(emulator, 'GET', `/Users/${ED}`)).text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  emulator.faults.add({ job: 'scim', preset: 'empty-body', times: 1 });
  expect((await ask(emulator, 'GET', `/Users/${ED}`)).text).toBe('');
});

test('a slow response is sent after its delay and shows the state at that time', async () => {
  await using emulator = await createScimEmulator();
  emulator.faults.add({ job: 'scim', preset: 'slow', times: 1 });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let isDone = false;
  const reply = ask(emulator, 'GET', `/Users/${ED}`).then((answer) => {
    isDone = true;
    return answer;
  });
  while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(1999);
  expect(isDone).toBe(false);
  emulator.domains.change('acme', 'acme.example', { samlRequired: false });
  await vi.advanceTimersByTimeAsync(1);
  expect(await reply).toMatchObject({ status: 403 });
});

test('a request without a token does not trigger or reveal a fault', async () => {
  await using emulator = await createScimEmulator();
  emulator.faults.add({ preset: 'scim-unavailable' });
  expect((await ask(emulator, 'GET', '/Users', { authorization: 'wrong' })).status).toBe(401);
});
