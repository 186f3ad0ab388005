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

/** The responseCodes of a number of requests in a row. */
async function codes(emulator: Emulator, count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let sent = 0; sent < count; sent++) seen.push((await list(emulator)).responseCode);
  return seen;
}

test.each<readonly [string, FaultInput, number[]]>([
  ['without a number fires each time', { responseCode: 500 }, [500, 500, 500, 500]],
  ['with times fires as often', { responseCode: 500, times: 2 }, [500, 500, 200, 200]],
  ['with nth fires at the nth request only', { responseCode: 500, nth: 3 }, [200, 200, 500, 200]],
  ['for another job does not fire', { responseCode: 500, job: 'update employees' }, [200, 200, 200, 200]],
  ['for this job fires', { responseCode: 500, job: 'get policyList', times: 1 }, [500, 200, 200, 200]],
  ['for another company does not fire', { responseCode: 500, company: 'other' }, [200, 200, 200, 200]],
  ['for this company fires', { responseCode: 500, company: 'acme', times: 1 }, [500, 200, 200, 200]],
])('a fault %s', async (_what, fault, expected) => {
  await using emulator = await createTestEmulator();
  emulator.faults.add(fault);
  expect(await codes(emulator, 4)).toEqual(expected);
});

test('once fails the next request and no more', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('unavailable-in-body');
  emulator.faults.once({ responseCode: 501 });
  expect(await codes(emulator, 3)).toEqual([503, 501, 200]);
});

test('of several armed faults the first that matches fires, and all of them count the request', async () => {
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

test('a request that fails to authenticate meets no fault', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('http-503');
  await sendJob(emulator, { type: 'get', credentials: {}, inputSettings: { type: 'policyList' } });
  expect(emulator.faults.list()).toMatchObject([{ matched: 0, fired: 0 }]);
});

test('a fault is removed by its id, cleared with all, and reset counts ids anew', () => {
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
  [{ preset: 'rate-limitted' }, "There is no preset 'rate-limitted'. Did you mean 'rate-limited'?"],
  [{ preset: 'nothing of the kind' }, /^There is no preset 'nothing of the kind'; there are rate-limited, .*scim-unauthorized\.$/],
  [{ preset: 5 }, /no preset '5'/],
  [{ responsecode: 500 }, "A fault has no 'responsecode'. Did you mean 'responseCode'?"],
  [{ zzzzzzzzzzzzzzz: 1 }, "A fault has no 'zzzzzzzzzzzzzzz'."],
  [{ responseCode: 'x' }, /responseCode is wrong/],
  [{ responseCode: 1.5 }, /responseCode is wrong/],
  [{ status: 99 }, /status is wrong/],
  [{ status: 700 }, /status is wrong/],
  [{ nth: 0, responseCode: 500 }, /nth is wrong/],
  [{ times: -1, responseCode: 500 }, /times is wrong/],
  [{ latencyMs: -1 }, /latencyMs is wrong/],
  [{ latencyMs: { min: 5, max: 1 } }, /latencyMs is wrong/],
  [{ latencyMs: 600_001 }, /latencyMs is wrong/],
  [{ mangle: 'all' }, /mangle is wrong/],
  [[], /JSON is wrong/],
  ['slow', /JSON is wrong/],
  [{}, /does nothing/],
  [{ job: 'get policyList', company: 'acme', nth: 1, times: 1 }, /does nothing/],
  [{ preset: undefined, job: 'get policyList' }, /does nothing/],
  [{ responseMessage: 'no code' }, /does nothing/],
  [{ headers: { 'x-a': '1' } }, /does nothing/],
])('the fault %j is refused with a sentence', (input, message) => {
  expect(() => new Faults(createRandom(1)).add(input as any)).toThrow(message);
});

test('a thousand faults may be armed, and no more', () => {
  const faults = new Faults(createRandom(1));
  for (let count = 0; count < 1000; count++) faults.add({ preset: 'slow' });
  expect(() => faults.add({ preset: 'slow' })).toThrow('1000 faults are armed: remove some first.');
});

test('a fixed latency delays the answer that long, and the job runs', async () => {
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

test('jitter is drawn by the seed: the same delays each time, within its bounds', () => {
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

test('a fault before the job keeps it from running', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('http-503');
  await expect(updateEmployees(emulator, [newcomer()])).rejects.toThrow();
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
});

test.each(['connection-reset', 'empty-body', 'truncated-json'] as const)('after the fault %s the job has run', async (preset) => {
  await using emulator = await createTestEmulator();
  emulator.faults.once(preset);
  await expect(updateEmployees(emulator, [newcomer()])).rejects.toThrow();
  expect(await memberOf(emulator, at('new'))).toMatchObject({ email: at('new') });
});

test('what a fault did is told in the journal and by an advisory', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('unavailable-in-body');
  await list(emulator);
  expect(emulator.journal.entries()[0]).toMatchObject({ fault: 'unavailable-in-body' });
  expect(lastAdvisories(emulator)).toEqual(['fault-injected']);
});

test('a fault without a preset is named by its id', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once({ responseCode: 500 });
  await list(emulator);
  expect(emulator.journal.entries()[0]).toMatchObject({ fault: 'f1' });
});

test('a fault also spoils an answer that is an error', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('empty-body');
  const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policy' } };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body });
  expect(await response.text()).toBe('');
});

test('own fields of a fault change what its preset does', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'rate-limited', headers: { 'retry-after': '3' }, responseMessage: 'later' });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(policyList(emulator)) });
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
    429,
    '3',
    { responseMessage: 'later', responseCode: 429 },
  ]);
});

test('a status alone answers an envelope with that code', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ status: 418 });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(policyList(emulator)) });
  expect([response.status, await response.json()]).toEqual([418, { responseMessage: '', responseCode: 418 }]);
});

test.each([204, 205, 304])('the status %i, which has no body, is answered by the fetch door', async (status) => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ status });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(policyList(emulator)) });
  expect(response.status).toBe(status);
});

test('a body of its own is answered as it is, also when it is empty', async () => {
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

test('failed-policies leaves the answer of another job as it is', async () => {
  await using emulator = await createTestEmulator();
  const before = await list(emulator);
  emulator.faults.once('failed-policies');
  expect(await list(emulator)).toEqual(before);
});

test.each([
  ['a name that is none', { headers: { 'bad name': 'x' } }],
  ['no name', { headers: { '': 'x' } }],
  ['a value of two lines', { headers: { 'x-a': 'a\r\nb' } }],
  ['a content type of two lines', { contentType: 'a\nb' }],
  ['a content type beyond Latin-1', { contentType: '☃' }],
  ['a length of its own', { headers: { 'Content-Length': '5' } }],
  ['an encoding of its own', { headers: { 'Transfer-Encoding': 'chunked' } }],
  ['a body of two megabytes', { body: 'x'.repeat(2 * 1024 * 1024) }],
])('%s is refused when the fault is armed', async (_what, fault) => {
  await using emulator = await createTestEmulator();
  expect(() => emulator.faults.add({ status: 503, ...fault })).toThrow();
  expect(emulator.faults.list()).toEqual([]);
});

test('a preset that is no text is refused like one that is none', async () => {
  await using emulator = await createTestEmulator();
  expect(() => emulator.faults.add({ preset: { toString: 1 } } as never)).toThrow(/There is no preset/);
});

test('a job that nobody knows is refused with the likely one', async () => {
  await using emulator = await createTestEmulator();
  expect(() => emulator.faults.add({ preset: 'slow', job: 'get polcyList' })).toThrow(
    "There is no job 'get polcyList'. Did you mean 'get policyList'?",
  );
});

test('the journal knows the code of an envelope that a fault gave', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('rate-limited-in-body');
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  expect(emulator.journal.entries()).toMatchObject([
    { responseCode: 429, answer: 'fault/rate-limited-in-body', evidence: 'assumed', response: { status: 200 } },
  ]);
});
