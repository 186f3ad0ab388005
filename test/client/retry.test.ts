import { expect, test } from 'vitest';
import {
  AuthenticationError,
  ExpensifyError,
  MalformedAnswerError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  TransportError,
  ValidationError,
} from '../../src/client/index.js';
import { type RetryOptions, retryDelay } from '../../src/client/retry.js';
import { readRetryAfter } from '../../src/util/retry-after.js';

type Details = { attempts?: number; responseCode?: number; retryAfterMs?: number };
type Kind = new (message: string, details: { job: string; attempts: number }) => ExpensifyError;

/** The wait after a failure, with the random number 0.5. */
function delay(Kind: Kind, details: Details = {}, options: RetryOptions = {}, isRepeatable = true): number | undefined {
  return retryDelay(new Kind('x', { job: 'a job', attempts: 1, ...details }), isRepeatable, () => 0.5, options);
}

test('waits double up to the longest, shortened by a random part', () => {
  const options = { baseMs: 100, maxMs: 300 };
  expect([1, 2, 3, 4].map((attempts) => delay(ServerError, { attempts }, options))).toEqual([75, 150, 225, 225]);
  expect(delay(TransportError)).toBe(750);
});

test.each<[string, number | undefined, Details, RetryOptions]>([
  ['the second-to-last attempt', 6000, { attempts: 4 }, {}],
  ['the last attempt', undefined, { attempts: 5 }, {}],
  ['the last of two attempts', undefined, { attempts: 2 }, { attempts: 2 }],
  ['a failure that asks for the longest wait', 500, { retryAfterMs: 500 }, { maxMs: 500 }],
  ['a failure that asks for a longer wait', undefined, { retryAfterMs: 501 }, { maxMs: 500 }],
  ['a failure with 503 in the body', 750, { responseCode: 503 }, {}],
  ['a failure with another code in the body', undefined, { responseCode: 500 }, {}],
])('the wait after %s is %j', (_what, wait, details, options) => {
  expect(delay(ServerError, details, options)).toBe(wait);
});

test('after a rate limit, the client waits for the short window, then for the long one, plus a small random time', () => {
  expect([1, 2, 3].map((attempts) => delay(RateLimitedError, { attempts, responseCode: 429 }))).toEqual([10_500, 60_500, 60_500]);
  expect(delay(RateLimitedError, {}, { baseMs: 100 }, false)).toBe(10_050);
  expect(delay(RateLimitedError, {}, { maxMs: 4000 })).toBe(4000);
});

test.each([TransportError, ServerError])('a job that is not safe to repeat is not repeated after a %o', (Kind) => {
  expect(delay(Kind, {}, {}, false)).toBeUndefined();
});

test.each<[string | undefined, string | undefined, number | undefined]>([
  ['7', undefined, 7000],
  [' 7 ', undefined, 7000],
  ['999999999', undefined, 999_999_999_000],
  ['1234567890', undefined, undefined],
  ['-1', undefined, undefined],
  ['-5', 'Thu, 01 Jan 2026 00:00:00 GMT', undefined],
  ['soon', 'Thu, 01 Jan 2026 00:00:00 GMT', undefined],
  ['Thu, 01 Jan 2026 00:00:09 GMT', 'Thu, 01 Jan 2026 00:00:02 GMT', 7000],
  ['Thu, 01 Jan 2026 00:00:01 GMT', 'Thu, 01 Jan 2026 00:00:02 GMT', 0],
  ['Thu, 01 Jan 2026 00:00:09 GMT', undefined, undefined],
  [undefined, 'Thu, 01 Jan 2026 00:00:02 GMT', undefined],
])('Retry-After %j in a response from %j is %j ms', (retryAfter, date, ms) => {
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set('retry-after', retryAfter);
  if (date !== undefined) headers.set('date', date);
  expect(readRetryAfter(headers)).toBe(ms);
});

test.each<[string, Kind, number | undefined]>([
  ['authentication', AuthenticationError, undefined],
  ['permission', PermissionError, undefined],
  ['validation', ValidationError, undefined],
  ['not-found', NotFoundError, undefined],
  ['rate-limited', RateLimitedError, 10_500],
  ['server', ServerError, 750],
  ['transport', TransportError, 750],
  ['timeout', TimeoutError, undefined],
  ['malformed-answer', MalformedAnswerError, undefined],
])('an error with the code %s has its own class, and is retried after %j ms', (code, Kind, wait) => {
  const error = new Kind('why', { job: 'a job', attempts: 1 });
  expect(error).toBeInstanceOf(ExpensifyError);
  expect([error.code, error.name]).toEqual([code, Kind.name]);
  expect(delay(Kind)).toBe(wait);
});

test('an error as JSON keeps its message and all details of the call', () => {
  const details = { job: 'get policy', attempts: 2, responseCode: 404, httpStatus: 200, retryAfterMs: 7, cause: new Error('hidden') };
  const error = new NotFoundError('gone', details);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'NotFoundError',
    code: 'not-found',
    message: 'gone',
    job: 'get policy',
    attempts: 2,
    responseCode: 404,
    httpStatus: 200,
    retryAfterMs: 7,
  });
  expect(error.cause).toBe(details.cause);
  expect('cause' in new NotFoundError('gone', { job: 'get policy', attempts: 1 })).toBe(false);
});
