import { expect, test } from 'vitest';
import { faultAfter, faultAnswer, faultBefore } from '../../../src/emulator/faults/apply.js';
import { type FaultEffect, FaultError, Faults } from '../../../src/emulator/faults/faults.js';
import { PRESETS } from '../../../src/emulator/faults/presets.js';
import type { FaultInput } from '../../../src/emulator/faults/schema.js';
import { createRandom } from '../../../src/runtime/random.js';

const armed = (): Faults => new Faults(createRandom(1));

const effect = (changes: Partial<FaultEffect>): FaultEffect => ({ name: 'f1', evidence: 'assumed', delayMs: 0, ...changes });

const TEXT = 'text/plain;charset=utf-8';

test.each<[Partial<FaultEffect>, object | undefined]>([
  [{}, undefined],
  [{ latencyMs: 5 } as never, undefined],
  [{ contentType: 'a/b' }, undefined],
  [
    { responseCode: 410 },
    { status: 200, headers: { 'content-type': 'application/json' }, body: '{"responseMessage":"","responseCode":410}' },
  ],
  [
    { responseCode: 410, responseMessage: 'no', status: 503 },
    { status: 503, body: '{"responseMessage":"no","responseCode":410}' },
  ],
  [{ status: 418 }, { status: 418, body: '{"responseMessage":"","responseCode":418}' }],
  [
    { responseCode: 429, headers: { 'retry-after': '7' }, contentType: 'a/b' },
    { status: 200, headers: { 'content-type': 'a/b', 'retry-after': '7' }, body: '{"responseMessage":"","responseCode":429}' },
  ],
  [{ body: '' }, { status: 200, headers: { 'content-type': TEXT }, body: '' }],
  [
    { body: 'x', status: 500, responseCode: 410 },
    { status: 500, headers: { 'content-type': TEXT }, body: 'x' },
  ],
  [
    { body: 'x', contentType: 'a/b', headers: { 'x-y': 'z' } },
    { status: 200, headers: { 'content-type': 'a/b', 'x-y': 'z' }, body: 'x' },
  ],
])('the fault %j sends %j instead of running the job', (changes, answer) => {
  if (answer === undefined) expect(faultBefore(effect(changes))).toBeUndefined();
  else expect(faultBefore(effect(changes))).toMatchObject(answer);
});

test.each<[Partial<FaultEffect>, object | undefined]>([
  [{ responseCode: 410 }, { id: 'fault/f1', evidence: 'assumed', responseCode: 410 }],
  [{ responseCode: 410, body: '' }, undefined],
  [{ status: 500 }, undefined],
])('the journal shows the fault %j as %j', (changes, answer) => {
  expect(faultAnswer(effect(changes))).toEqual(answer);
});

const response = { status: 200, headers: { 'content-type': 'application/json', 'x-y': 'z' }, body: '12345' };

test.each<[Partial<FaultEffect>, object]>([
  [{}, response],
  [{ mangle: 'reset' }, { ...response, isReset: true }],
  [{ mangle: 'empty' }, { ...response, body: '' }],
  [{ mangle: 'truncate' }, { ...response, body: '12' }],
  [{ contentType: 'a/b' }, { ...response, headers: { 'content-type': 'a/b', 'x-y': 'z' } }],
  [
    { contentType: 'a/b', mangle: 'empty' },
    { ...response, headers: { 'content-type': 'a/b', 'x-y': 'z' }, body: '' },
  ],
])('the fault %j changes a response to: %j', (changes, spoilt) => {
  expect(faultAfter(effect(changes), response)).toStrictEqual(spoilt);
});

test.each<[string, FaultInput, object]>([
  ['without a preset', { responseCode: 410 }, { name: 'f1', evidence: 'assumed', responseCode: 410, delayMs: 0 }],
  ['of a preset', { preset: 'no-credentials' }, { name: 'no-credentials', evidence: 'observed', responseCode: 403, delayMs: 0 }],
  ['with a delay', { latencyMs: 50 }, { delayMs: 50 }],
  ['with a fixed delay', { latencyMs: { min: 7, max: 7 } }, { delayMs: 7 }],
  ['of a preset, changed', { preset: 'http-503', body: 'x' }, { name: 'http-503', status: 503, body: 'x' }],
])('the effect of a fault %s is as armed', (_what, input, expected) => {
  const faults = armed();
  faults.add(input);
  expect(faults.next('get policyList', 'acme')).toMatchObject(expected);
});

test('an armed fault has the given fields, an id, and zero counts', () => {
  expect(armed().add({ responseCode: 410, times: 2 })).toEqual({ id: 'f1', responseCode: 410, times: 2, matched: 0, fired: 0 });
});

test('remove disarms one of several faults and returns whether it existed', () => {
  const faults = armed();
  for (let count = 0; count < 3; count++) faults.add({ responseCode: 410 });
  expect(faults.remove('f2')).toBe(true);
  expect(faults.remove('f2')).toBe(false);
  expect(faults.list().map(({ id }) => id)).toEqual(['f1', 'f3']);
});

test('a fault that fires at the second request of its job counts no others', () => {
  const faults = armed();
  faults.add({ responseCode: 410, nth: 2, job: 'get policy', company: 'acme' });
  const asked = [
    ['get policy', 'acme'],
    ['get policyList', 'acme'],
    ['get policy', 'other'],
    ['get policy', 'acme'],
    ['get policy', 'acme'],
  ] as const;
  expect(asked.map(([job, company]) => faults.next(job, company)?.responseCode)).toEqual([undefined, undefined, undefined, 410, undefined]);
  expect(faults.list()).toMatchObject([{ matched: 3, fired: 1 }]);
});

const problemOf = (input: unknown): string => {
  try {
    armed().add(input as FaultInput);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(FaultError);
    expect(error).toMatchObject({ name: 'FaultError' });
    return (error as Error).message;
  }
};

const PRESET_NAMES = Object.keys(PRESETS).join(', ');

test.each<[unknown, string]>([
  [{}, 'The fault has no effect. Set one of preset, responseCode, status, body, contentType, latencyMs, mangle, failedPolicies.'],
  [{ times: 1, job: 'get policy' }, expect.stringMatching(/^The fault has no effect/) as never],
  [{ preset: 'rate-limit' }, "Unknown preset 'rate-limit'. Did you mean 'rate-limited'?"],
  [{ preset: 'zzzzzzzzzzzz' }, `Unknown preset 'zzzzzzzzzzzz'; use one of ${PRESET_NAMES}.`],
  [{ preset: 'x'.repeat(200) }, `Unknown preset '${'x'.repeat(80)}'; use one of ${PRESET_NAMES}.`],
  [{ responseCode: 410, job: 'get polcy' }, "Unknown job 'get polcy'. Did you mean 'get policy'?"],
  [
    { responseCode: 410, job: 'z'.repeat(100) },
    expect.stringMatching(new RegExp(`^Unknown job '${'z'.repeat(80)}'; use one of [a-z].*, .*\\.$`)) as never,
  ],
  [{ responsCode: 410 }, "Unknown key 'responsCode' in the fault. Did you mean 'responseCode'?"],
  [{ zzzzzzzzzzzz: 410 }, "Unknown key 'zzzzzzzzzzzz' in the fault."],
  [{ status: 199 }, 'fault.status must be at least 200.'],
  [7, 'The fault must be an object.'],
  [{ headers: { 'a b': 'x' } }, expect.stringMatching(/^fault\.headers .+\.$/) as never],
])('the fault %j is refused: %s', (input, message) => {
  expect(problemOf(input)).toEqual(message);
});

test.each<FaultInput>([
  { status: 200 },
  { status: 599 },
  { latencyMs: 0 },
  { latencyMs: 600_000 },
  { latencyMs: { min: 0, max: 600_000 } },
  { latencyMs: { min: 5, max: 5 } },
  { body: 'x'.repeat(1024 * 1024) },
  { responseCode: 410, responseMessage: 'x'.repeat(1024 * 1024) },
  { status: 200, headers: { [`x${'-y'.repeat(49)}z`]: 'é\tz' } },
  { contentType: 'x'.repeat(8000) },
  { mangle: 'reset' },
  { mangle: 'empty' },
  { mangle: 'truncate' },
  { failedPolicies: true },
])('a fault at a limit can be armed: case %#', (input) => {
  expect(problemOf(input)).toBe('none');
});

test.each<[unknown]>([
  [{ status: 600 }],
  [{ status: 200.5 }],
  [{ latencyMs: -1 }],
  [{ latencyMs: 600_001 }],
  [{ latencyMs: { min: -1, max: 5 } }],
  [{ latencyMs: { min: 0, max: 600_001 } }],
  [{ latencyMs: { min: 6, max: 5 } }],
  [{ latencyMs: { min: 1, max: 5, mean: 3 } }],
  [{ body: 'x'.repeat(1024 * 1024 + 1) }],
  [{ responseCode: 410, responseMessage: 'x'.repeat(1024 * 1024 + 1) }],
  [{ responseCode: 410, nth: 0 }],
  [{ responseCode: 410, times: 0 }],
  [{ responseCode: 410.5 }],
  [{ status: 200, headers: { ['x'.repeat(101)]: 'y' } }],
  [{ status: 200, headers: { '': 'y' } }],
  [{ status: 200, headers: { x: 'a\nb' } }],
  [{ status: 200, headers: { x: '\u{1F600}' } }],
  [{ status: 200, headers: { 'Content-Length': '1' } }],
  [{ status: 200, headers: { 'transfer-encoding': 'x' } }],
  [{ status: 200, headers: { connection: 'x' } }],
  [{ contentType: 'x'.repeat(8001) }],
  [{ contentType: 'a\r\nb' }],
  [{ mangle: '' }],
])('a fault beyond a limit is refused: case %#', (input) => {
  expect(problemOf(input)).not.toBe('none');
});

test.each(['x-content-length', 'content-length-x', 'connection-x', 'my-connection'])(
  'a fault can set the header %s, which the listener does not set',
  (name) => {
    expect(problemOf({ status: 200, headers: { [name]: 'x' } })).toBe('none');
  },
);

test.each<[FaultInput, string]>([
  [{ latencyMs: { min: 6, max: 5 } }, 'fault.latencyMs must not have a min greater than its max.'],
  [{ status: 200, headers: { 'a b': 'x' } }, 'fault.headers contains an invalid header name.'],
  [{ status: 200, headers: { connection: 'x' } }, 'fault.headers must not contain a header that the listener sets itself.'],
  [{ status: 200, headers: { x: 'a\nb' } }, 'fault.headers contains an invalid header value.'],
  [{ contentType: 'a\nb' }, 'fault.contentType contains an invalid header value.'],
])('the fault %j is refused with the message: %s', (input, message) => {
  expect(problemOf(input)).toBe(message);
});
