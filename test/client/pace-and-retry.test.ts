import { expect, test, vi } from 'vitest';
import { createClient, RateLimitedError, ServerError, TransportError } from '../../src/client/index.js';
import { createPacer } from '../../src/client/pacer.js';
import { runJob } from '../../src/client/run-job.js';
import { getPolicyList } from '../../src/jobs/get-policy-list/definition.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

test('two hundred calls at once to an enforcing server get no 429', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'enforce' });
  const client = clientOf(emulator, { retry: 'off' });
  const answers = await Promise.all(Array.from({ length: 200 }, () => client.listPolicies()));
  expect(answers).toHaveLength(200);
  expect(emulator.journal.entries().filter(({ responseCode }) => responseCode !== 200)).toEqual([]);
  // At 20 requests a minute, the last of 200 is sent nine minutes after the first.
  expect(client.runtime.now()).toBe(9 * 60_000 + 30_000);
});

test.each(['rate-limited', 'rate-limited-in-body', 'unavailable-in-body', 'http-500', 'http-502', 'http-503', 'connection-reset'] as const)(
  'after %s the request is retried, and the call succeeds',
  async (preset) => {
    await using emulator = await createTestEmulator();
    emulator.faults.add({ preset, times: 2 });
    const client = clientOf(emulator);
    expect(await client.listPolicies()).toHaveLength(3);
    expect(emulator.journal.entries()).toHaveLength(3);
  },
);

test('after the last attempt the failure is thrown, with the number of attempts', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'http-503' });
  const client = clientOf(emulator, { retry: { attempts: 3 } });
  const failure = await failureOf(client.listPolicies());
  expect(failure).toBeInstanceOf(ServerError);
  expect(failure).toMatchObject({ attempts: 3, httpStatus: 503 });
  expect(client.runtime.waits).toEqual([750, 1500]);
});

test('Retry-After is respected', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('rate-limited');
  const client = clientOf(emulator);
  await client.listPolicies();
  expect(client.runtime.waits[0]).toBe(10_000);
});

test('after a rate limit without Retry-After, the client waits for the short window, then for the long one', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'rate-limited-in-body', times: 2 });
  const client = clientOf(emulator, { rateLimit: 'off' });
  await client.listPolicies();
  expect(client.runtime.now()).toBe(10_500 + 60_500);
});

test('the client does not wait longer than the longest wait', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ status: 429, responseCode: 429, responseMessage: 'later', headers: { 'retry-after': '3600' } });
  const failure = await failureOf(clientOf(emulator).listPolicies());
  expect(failure).toBeInstanceOf(RateLimitedError);
  expect(failure).toMatchObject({ retryAfterMs: 3_600_000, attempts: 1 });
});

test('a rate limit delays all other calls of the client too', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('rate-limited');
  const client = clientOf(emulator, { rateLimit: 'off' });
  const first = client.listPolicies();
  await new Promise((resolve) => setImmediate(resolve));
  await client.listPolicies();
  await first;
  expect(client.runtime.now()).toBeGreaterThanOrEqual(10_000);
});

test('a job that is not safe to repeat is only repeated after a rate limit', async () => {
  const runtime = createFakeRuntime();
  const create = { ...getPolicyList, isRepeatable: false };
  const answers = [new Response('{"responseMessage":"slow down","responseCode":429}'), new Response('', { status: 502 })];
  const connection = {
    url: 'http://service.example/',
    credentials: { partnerUserID: 'me', partnerUserSecret: 'hidden' },
    fetch: async () => answers.shift() ?? new Response('{"policyList":[],"responseCode":200}'),
    pacer: createPacer([], runtime),
    retry: {},
    timeoutMs: 1000,
    runtime,
    signal: undefined,
    onExchange: undefined,
    logger: undefined,
  };
  expect(await failureOf(runJob(connection, create, { job: {} }))).toMatchObject({ code: 'server', attempts: 2 });
  expect(
    await failureOf(runJob({ ...connection, fetch: () => Promise.reject(new TypeError('fetch failed')) }, create, { job: {} })),
  ).toBeInstanceOf(TransportError);
});

test('other calls are delayed only after a rate limit, and for as long as it asks', async () => {
  const runtime = createFakeRuntime();
  const held: number[] = [];
  const answers = [new Response('', { status: 503 }), new Response('', { status: 429, headers: { 'retry-after': '7' } })];
  const connection = {
    url: 'http://service.example/',
    credentials: { partnerUserID: 'me', partnerUserSecret: 'hidden' },
    fetch: async () => answers.shift() ?? new Response('{"policyList":[],"responseCode":200}'),
    pacer: { ...createPacer([], runtime), hold: (ms: number) => void held.push(ms) },
    retry: {},
    timeoutMs: 1000,
    runtime,
    signal: undefined,
    onExchange: undefined,
    logger: undefined,
  };
  await runJob(connection, getPolicyList, { job: {} });
  expect(held).toEqual([7000]);
  expect(runtime.waits).toEqual([750, 7000]);
});

test.each(['of the client', 'of the call'])("a signal %s ends a request under way with the signal's reason", async (whose) => {
  const controller = new AbortController();
  const told: unknown[] = [];
  const client = createClient({
    credentials: { partnerUserID: 'me', partnerUserSecret: 'hidden' },
    fetch: () => {
      controller.abort(new Error('enough'));
      return new Promise(() => undefined);
    },
    onExchange: (exchange) => told.push(exchange),
    ...(whose === 'of the client' && { signal: controller.signal }),
  });
  const call = client.listPolicies(whose === 'of the call' ? { signal: controller.signal } : {});
  await expect(call).rejects.toThrow(new Error('enough'));
  expect(told).toEqual([]);
});

test('onExchange gets the duration of each exchange', async () => {
  const runtime = createFakeRuntime();
  const told: number[] = [];
  const client = createClient({
    credentials: { partnerUserID: 'me', partnerUserSecret: 'hidden' },
    fetch: async () => {
      await runtime.sleep(25);
      return new Response('{"policyList":[],"responseCode":200}');
    },
    runtime,
    onExchange: ({ durationMs }) => told.push(durationMs),
  });
  await client.listPolicies();
  await client.listPolicies();
  expect(told).toEqual([25, 25]);
});

test('the logger gets one sentence for each retry', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('http-503');
  const warn = vi.fn();
  await clientOf(emulator, { logger: { warn } }).listPolicies();
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^get policyList failed at .*: HTTP 503 with .*; attempt 2 in 0\.8 s$/)]]);
});

test('aborting ends the wait for the next attempt', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'http-503' });
  const controller = new AbortController();
  const client = clientOf(emulator, { onExchange: () => queueMicrotask(() => controller.abort(new Error('enough'))) });
  await expect(client.listPolicies({ signal: controller.signal })).rejects.toThrow('enough');
  expect(emulator.journal.entries()).toHaveLength(1);
});

test("a client's own signal ends all of its calls", async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator, { signal: AbortSignal.abort(new Error('closed')) });
  await expect(client.listPolicies()).rejects.toThrow('closed');
});
