import { afterEach, expect, test, vi } from 'vitest';
import { Faults } from '../../../src/emulator/faults/faults.js';
import type { FaultInput } from '../../../src/emulator/faults/schema.js';
import type { Emulator } from '../../../src/index.js';
import { createRandom } from '../../../src/runtime/random.js';
import { type Answer, createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { at, lastAdvisories, memberOf, newcomer } from '../../support/people.js';
import { wireRequest } from '../../support/wire.js';

afterEach(() => vi.useRealTimers());

const list = (emulator: Emulator): Promise<Answer> => sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });

/** The responseCodes of several requests in a row. */
async function codes(emulator: Emulator, count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let sent = 0; sent < count; sent++) seen.push((await list(emulator)).responseCode);
  return seen;
}

test.each<readonly [string, FaultInput, number[]]>([
  ['without a number fires each time', { responseCode: 500 }, [500, 500, 500, 500]],
  ['with times fires that many times', { responseCode: 500, times: 2 }, [500, 500, 200, 200]],
  ['with nth fires only at the nth request', { responseCode: 500, nth: 3 }, [200, 200, 500, 200]],
  ['for another job does not fire', { responseCode: 500, job: 'update employees' }, [200, 200, 200, 200]],
  ['for this job fires', { responseCode: 500, job: 'get policyList', times: 1 }, [500, 200, 200, 200]],
  ['for another company does not fire', { responseCode: 500, company: 'other' }, [200, 200, 200, 200]],
  ['for this company fires', { responseCode: 500, company: 'acme', times: 1 }, [500, 200, 200, 200]],
])('a fault %s', async (_what, fault, expected) => {
  await using emulator = await createTestEmulator();
  emulator.faults.add(fault);
  expect(await codes(emulator, 4)).toEqual(expected);
});

test('once affects only the next request', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('unavailable-in-body');
  emulator.faults.once({ responseCode: 501 });
  expect(await codes(emulator, 3)).toEqual([503, 501, 200]);
});

test('the first armed fault that matches fires, and all of them count the request', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ responseCode: 501, times: 1 });
  emulator.faults.add({ responseCode: 502, nth: 2 });
  emulator.faults.add({ responseCode: 503, job: 'get policy' });
  expect(await codes(emulator, 3)).toEqual([501, 502, 200]);
  expect(emulator.faults.list().map(({ matched, fired }) => [matched, fired])).toEqual([
    [3, 1],
    [3, 1],
    [0, 0],
  ]);
});

test('a request that fails to authenticate is not affected by faults', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('http-503');
  await sendJob(emulator, { type: 'get', credentials: {}, inputSettings: { type: 'policyList' } });
  expect(emulator.faults.list()).toMatchObject([{ matched: 0, fired: 0 }]);
});

test('remove disarms a fault by its id, clear disarms all, and reset starts the ids again', () => {
  const faults = new Faults(createRandom(1));
  const first = faults.add({ preset: 'slow' });
  faults.add({ preset: 'jitter' });
  expect(first).toMatchObject({ id: 'f1', matched: 0, fired: 0 });
  expect(faults.remove('f1')).toBe(true);
  expect(faults.remove('f1')).toBe(false);
  expect(faults.list().map(({ id }) => id)).toEqual(['f2']);
  faults.clear();
  expect(faults.list()).toEqual([]);
  expect(faults.add({ preset: 'slow' }).id).toBe('f3');
  faults.reset();
  expect(faults.add({ preset: 'slow' }).id).toBe('f1');
});

test.each([
  [{ preset: 'rate-limitted' }, "Unknown preset 'rate-limitted'. Did you mean 'rate-limited'?"],
  [{ preset: 'nothing of the kind' }, /^Unknown preset 'nothing of the kind'; use one of rate-limited, .*scim-unauthorized\.$/],
  [{ preset: 5 }, /Unknown preset '5'/],
  [{ responsecode: 500 }, "Unknown key 'responsecode' in the fault. Did you mean 'responseCode'?"],
  [{ zzzzzzzzzzzzzzz: 1 }, "Unknown key 'zzzzzzzzzzzzzzz' in the fault."],
  [{ responseCode: 'x' }, /^fault\.responseCode (?:must|is not)/],
  [{ responseCode: 1.5 }, /^fault\.responseCode (?:must|is not)/],
  [{ status: 99 }, /^fault\.status (?:must|is not)/],
  [{ status: 700 }, /^fault\.status (?:must|is not)/],
  [{ nth: 0, responseCode: 500 }, /^fault\.nth (?:must|is not)/],
  [{ times: -1, responseCode: 500 }, /^fault\.times (?:must|is not)/],
  [{ latencyMs: -1 }, /^fault\.latencyMs (?:must|is not)/],
  [{ latencyMs: { min: 5, max: 1 } }, /^fault\.latencyMs (?:must|is not)/],
  [{ latencyMs: 600_001 }, /^fault\.latencyMs (?:must|is not)/],
  [{ mangle: 'all' }, /^fault\.mangle (?:must|is not)/],
  [[], /^The fault must be an object\.$/],
  ['slow', /^The fault must be an object\.$/],
  [{}, /has no effect/],
  [{ job: 'get policyList', company: 'acme', nth: 1, times: 1 }, /has no effect/],
  [{ preset: undefined, job: 'get policyList' }, /has no effect/],
  [{ responseMessage: 'no code' }, /has no effect/],
  [{ headers: { 'x-a': '1' } }, /has no effect/],
])('the fault %j is refused with a clear message', (input, message) => {
  expect(() => new Faults(createRandom(1)).add(input as any)).toThrow(message);
});

test('at most a thousand faults can be armed', () => {
  const faults = new Faults(createRandom(1));
  for (let count = 0; count < 1000; count++) faults.add({ preset: 'slow' });
  expect(() => faults.add({ preset: 'slow' })).toThrow('1000 faults are armed, the maximum. Remove some first.');
});

test('a fixed latency delays the response by that time, and the job runs', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ latencyMs: 750 });
  vi.useFakeTimers();
  const answered = vi.fn();
  void emulator.handle(wireRequest(policyList(emulator))).then(answered);
  await vi.advanceTimersByTimeAsync(749);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toHaveBeenCalledWith(expect.objectContaining({ body: expect.stringContaining('policyList') }));
});

function policyList(emulator: Emulator): string {
  const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } };
  return new URLSearchParams({ requestJobDescription: JSON.stringify(job) }).toString();
}

test('the random seed determines the delays of jitter, within its limits', () => {
  const delays = (seed: number): number[] => {
    const faults = new Faults(createRandom(seed));
    faults.add({ preset: 'jitter' });
    return Array.from({ length: 30 }, () => faults.next('get policy', 'acme')?.delayMs ?? -1);
  };
  expect(delays(1)).toEqual(delays(1));
  expect(delays(1)).not.toEqual(delays(2));
  expect(Math.min(...delays(1))).toBeGreaterThanOrEqual(50);
  expect(Math.max(...delays(1))).toBeLessThanOrEqual(500);
});

test('a fault before the job prevents it from running', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('http-503');
  await expect(updateEmployees(emulator, [newcomer()])).rejects.toThrow();
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
});

test.each(['connection-reset', 'empty-body', 'truncated-json'] as const)('the job has run after the fault %s', async (preset) => {
  await using emulator = await createTestEmulator();
  emulator.faults.once(preset);
  await expect(updateEmployees(emulator, [newcomer()])).rejects.toThrow();
  expect(await memberOf(emulator, at('new'))).toMatchObject({ email: at('new') });
});

test('the journal and an advisory report what a fault did', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('unavailable-in-body');
  await list(emulator);
  expect(emulator.journal.entries()[0]).toMatchObject({ fault: 'unavailable-in-body' });
  expect(lastAdvisories(emulator)).toEqual(['fault-injected']);
});

test('a fault without a preset is shown by its id', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once({ responseCode: 500 });
  await list(emulator);
  expect(emulator.journal.entries()[0]).toMatchObject({ fault: 'f1' });
});

test('a fault also changes an error response', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('empty-body');
  const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policy' } };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body });
  expect(await response.text()).toBe('');
});

test('fields of a fault override those of its preset', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'rate-limited', headers: { 'retry-after': '3' }, responseMessage: 'later' });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(policyList(emulator)) });
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
    429,
    '3',
    { responseMessage: 'later', responseCode: 429 },
  ]);
});

test('a status alone gives an envelope with that code', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ status: 418 });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(policyList(emulator)) });
  expect([response.status, await response.json()]).toEqual([418, { responseMessage: '', responseCode: 418 }]);
});

test.each([204, 205, 304])('fetch returns the status %i, which has no body', async (status) => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ status });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(policyList(emulator)) });
  expect(response.status).toBe(status);
});

test('a body in a fault is sent unchanged, even an empty one', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once({ body: '<html>', contentType: 'text/html', headers: { 'x-a': '1' } });
  emulator.faults.once({ body: '' });
  expect(await emulator.handle(wireRequest(policyList(emulator)))).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html', 'x-a': '1' },
    body: '<html>',
  });
  expect(await emulator.handle(wireRequest(policyList(emulator)))).toMatchObject({ status: 200, body: '' });
});

test('failed-policies moves the touched policies to failedPolicies, and the change is made', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('failed-policies');
  const answer = await updateEmployees(emulator, [newcomer()]);
  expect(answer).toMatchObject({ failedPolicies: [newcomer().policyID], diff: { diffToAdd: {} }, updatedEmployeesCount: 1 });
  expect(Object.keys(answer).slice(0, 4)).toEqual(['policyIDToEmployeesMap', 'requestID', 'failedPolicies', 'diff']);
  expect(await memberOf(emulator, at('new'))).toBeDefined();
});

test('failed-policies does not change the response of other jobs', async () => {
  await using emulator = await createTestEmulator();
  const before = await list(emulator);
  emulator.faults.once('failed-policies');
  expect(await list(emulator)).toEqual(before);
});

test.each([
  ['an invalid header name', { headers: { 'bad name': 'x' } }],
  ['an empty header name', { headers: { '': 'x' } }],
  ['a value of two lines', { headers: { 'x-a': 'a\r\nb' } }],
  ['a content type of two lines', { contentType: 'a\nb' }],
  ['a content type beyond Latin-1', { contentType: '☃' }],
  ['a Content-Length header', { headers: { 'Content-Length': '5' } }],
  ['a Transfer-Encoding header', { headers: { 'Transfer-Encoding': 'chunked' } }],
  ['a body of two megabytes', { body: 'x'.repeat(2 * 1024 * 1024) }],
])('%s is refused when the fault is armed', async (_what, fault) => {
  await using emulator = await createTestEmulator();
  expect(() => emulator.faults.add({ status: 503, ...fault })).toThrow();
  expect(emulator.faults.list()).toEqual([]);
});

test('a preset that is not a string is refused like an unknown one', async () => {
  await using emulator = await createTestEmulator();
  expect(() => emulator.faults.add({ preset: { toString: 1 } } as never)).toThrow(/Unknown preset/);
});

test('an unknown job is refused with a suggestion', async () => {
  await using emulator = await createTestEmulator();
  expect(() => emulator.faults.add({ preset: 'slow', job: 'get polcyList' })).toThrow(
    "Unknown job 'get polcyList'. Did you mean 'get policyList'?",
  );
});

test('the journal shows the code of an envelope from a fault', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('rate-limited-in-body');
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  expect(emulator.journal.entries()).toMatchObject([
    { responseCode: 429, answer: 'fault/rate-limited-in-body', evidence: 'assumed', response: { status: 200 } },
  ]);
});
