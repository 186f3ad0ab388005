import { expect, test } from 'vitest';
import { createAdvisoryList } from '../../../src/emulator/advisories/advise.js';
import { createRateLimit, RateLimited, type RateLimitMode } from '../../../src/emulator/rate-limit/rate-limit.js';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';

/** Sends requests at the given seconds, and returns the result of each. */
function run(mode: RateLimitMode, seconds: readonly number[]): string[] {
  const limit = createRateLimit(mode);
  return seconds.map((second) => {
    const { advise, list } = createAdvisoryList();
    let outcome = 'ok';
    try {
      limit.check('pair', second * 1000, advise);
    } catch (error) {
      outcome = `429 after ${(error as RateLimited).retryAfterSeconds}`;
    }
    return [outcome, ...list.map(({ code }) => code)].join(' ');
  });
}

test('the sixth request in ten seconds is refused until the first is ten seconds old', () => {
  expect(run('enforce', [0, 1, 2, 3, 4, 5, 9.999, 10])).toEqual([...Array(5).fill('ok'), '429 after 5', '429 after 1 early-retry', 'ok']);
});

test('the twenty-first request in a minute is refused until the first is a minute old', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index * 2.5);
  expect(run('enforce', [...twenty, 50, 60])).toEqual([...Array(20).fill('ok'), '429 after 10', 'ok']);
});

test('if two windows are exceeded, the longer wait applies', () => {
  const burst = [0, 10, 20, 30].flatMap((start) => Array(5).fill(start));
  expect(run('enforce', [...burst, 30]).at(-1)).toBe('429 after 30');
});

test('a refused request does not count', () => {
  expect(run('enforce', [0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 10])).toEqual([
    ...Array(5).fill('ok'),
    '429 after 9',
    ...Array(4).fill(expect.stringMatching(/^429 after \d early-retry$/)),
    'ok',
  ]);
});

test('advise mode refuses nothing and says what would have been refused', () => {
  expect(run('advise', [0, 0, 0, 0, 0, 0])).toEqual([...Array(5).fill('ok'), 'ok would-be-rate-limited']);
});

test('a retry after the full wait is not early', () => {
  expect(run('advise', [0, 0, 0, 0, 0, 3, 10]).slice(-2)).toEqual(['ok would-be-rate-limited', 'ok']);
});

test('an early retry is told how much of the wait was left', () => {
  const limit = createRateLimit('advise');
  const { advise, list } = createAdvisoryList();
  for (const now of [0, 0, 0, 0, 0, 0, 4000]) limit.check('pair', now, advise);
  expect(list.map(({ message }) => message)).toContainEqual(expect.stringContaining('(6 s left)'));
});

test('off mode counts nothing', () => {
  expect(run('off', Array(100).fill(0))).toEqual(Array(100).fill('ok'));
});

test('every partnerUserID has its own windows', () => {
  const limit = createRateLimit('enforce');
  const { advise } = createAdvisoryList();
  for (let count = 0; count < 5; count++) limit.check('one', 0, advise);
  expect(() => limit.check('two', 0, advise)).not.toThrow();
  expect(() => limit.check('one', 0, advise)).toThrow(RateLimited);
});

test('reset clears the counts', () => {
  const limit = createRateLimit('enforce');
  const { advise } = createAdvisoryList();
  for (let count = 0; count < 5; count++) limit.check('one', 0, advise);
  limit.reset();
  expect(() => limit.check('one', 0, advise)).not.toThrow();
});

/** A rate limit where `first` has used up its window, followed by this many other credentials. */
function crowded(others: number) {
  const limit = createRateLimit('enforce');
  const { advise } = createAdvisoryList();
  const check = (pair: string): void => limit.check(pair, 0, advise);
  for (let count = 0; count < 5; count++) check('first');
  for (let count = 0; count < others; count++) check(`pair ${count}`);
  return check;
}

test('remembers ten thousand credentials', () => {
  const check = crowded(9_999);
  expect(() => check('first')).toThrow(RateLimited);
});

test('forgets the credentials unused for the longest time when the ten thousand and first appear', () => {
  const check = crowded(10_000);
  expect(() => check('first')).not.toThrow();
});

test('does not forget credentials that were used in the meantime', () => {
  const check = crowded(9_999);
  expect(() => check('first')).toThrow(RateLimited);
  for (let count = 0; count < 4; count++) check('pair 1');
  check('one more');
  expect(() => check('first')).toThrow(RateLimited);
  expect(() => check('pair 1')).toThrow(RateLimited);
});

test('forgets nobody when known credentials are used', () => {
  const check = crowded(9_999);
  for (let count = 0; count < 4; count++) check('pair 5');
  expect(() => check('first')).toThrow(RateLimited);
});

async function send(emulator: Emulator, partnerUserSecret = emulator.credentials.partnerUserSecret): Promise<Response> {
  const credentials = { ...emulator.credentials, partnerUserSecret };
  const job = { type: 'get', credentials, inputSettings: { type: 'policyList' } };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
  return emulator.fetch(emulator.endpoint, { method: 'POST', body });
}

test('a refusal is HTTP 429 with Retry-After and an envelope, and ends when the clock moves on', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'enforce' });
  for (let count = 0; count < 5; count++) expect((await send(emulator)).status).toBe(200);
  emulator.clock.advance('PT3S');
  const refused = await send(emulator);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('7');
  expect(await refused.json()).toEqual({
    responseMessage: 'You have been rate-limited. Please try again later or contact help@expensify.com for assistance.',
    responseCode: 429,
  });
  emulator.clock.advance('PT7S');
  expect((await send(emulator)).status).toBe(200);
});

test('requests that fail to authenticate do not count', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'enforce' });
  for (let count = 0; count < 10; count++) expect(await (await send(emulator, 'wrong')).json()).toMatchObject({ responseCode: 404 });
  expect((await send(emulator)).status).toBe(200);
});

test('setting the clock back clears the windows', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'enforce' });
  for (let count = 0; count < 6; count++) await send(emulator);
  emulator.clock.set('2020-01-01T00:00:00Z');
  expect((await send(emulator)).status).toBe(200);
});
