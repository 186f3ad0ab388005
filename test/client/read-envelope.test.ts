import { expect, test } from 'vitest';
import {
  AuthenticationError,
  createClient,
  MalformedAnswerError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  ServerError,
  ValidationError,
} from '../../src/client/index.js';
import { failureOf } from '../support/clients.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

/** The error of a call if every response is this one, and the number of requests. */
async function seenOf(text: string, status = 200) {
  let requests = 0;
  const client = createClient({
    credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'hidden-secret' },
    baseUrl: 'http://service.example',
    fetch: async () => {
      requests++;
      return new Response(text, { status });
    },
    rateLimit: 'off',
    runtime: createFakeRuntime(),
  });
  return { failure: await failureOf(client.listPolicies()), requests };
}

const envelope = (responseCode: number, responseMessage = 'no'): string => JSON.stringify({ responseMessage, responseCode });

// The body, the HTTP status, the class, the message, and the number of requests: 5 if repeating may help.
test.each([
  ['401 in the body', envelope(401, 'who are you'), 200, AuthenticationError, '401 who are you', 1],
  [
    '404 with the message for wrong credentials',
    envelope(404, 'Authentication error'),
    200,
    AuthenticationError,
    '404 Authentication error',
    1,
  ],
  ['403 without credentials', envelope(403, 'No authentication method specified'), 200, AuthenticationError, '403 No authentication', 1],
  ['403', envelope(403, 'not yours'), 200, PermissionError, '403 not yours', 1],
  ['500 as another user', envelope(500, 'Not authorized to authenticate as user a@x.com'), 200, PermissionError, '500 Not authorized', 1],
  ['404', envelope(404, 'Could not load policy'), 200, NotFoundError, '404 Could not load policy', 1],
  ['410', envelope(410), 200, ValidationError, '410 no', 1],
  ['400', envelope(400), 200, ValidationError, '400 no', 1],
  ['666', envelope(666), 200, ValidationError, '666 no', 1],
  ['a missing parameter', envelope(500, "Required parameter 'policyName' is missing"), 200, ValidationError, '500 Required', 1],
  ['a message that only mentions a column', envelope(500, 'No Column found'), 200, ServerError, '500 No Column', 1],
  ['410 after a byte order mark', `\uFEFF${envelope(410)}`, 200, ValidationError, '410 no', 1],
  ['499', envelope(499), 200, ValidationError, '499 no', 1],
  ['a missing column', envelope(500, 'Column EmployeeEmail not found'), 200, ValidationError, '500 Column', 1],
  ['429 in the body', envelope(429), 200, RateLimitedError, '429 no', 5],
  ['429 by HTTP and in the body', envelope(429), 429, RateLimitedError, '429 no', 5],
  ['a bare HTTP 429', '', 429, RateLimitedError, 'HTTP 429 with an empty body', 5],
  [
    'HTTP 429 with a page',
    '<html>slow down</html>',
    429,
    RateLimitedError,
    'HTTP 429 with a body that starts with "<html>slow down</html>"',
    5,
  ],
  ['500 in the body, which is a result', envelope(500, 'broken'), 200, ServerError, '500 broken', 1],
  ['500 in the body and by HTTP', envelope(500, 'broken'), 500, ServerError, '500 broken', 1],
  ['502 in the body', envelope(502, 'broken'), 200, ServerError, '502 broken', 1],
  ['503 in the body', envelope(503, 'later'), 200, ServerError, '503 later', 5],
  ['HTTP 500 with a page', '<h1>oh</h1>', 500, ServerError, 'HTTP 500 with a body that starts with "<h1>oh</h1>"', 5],
  ['an empty HTTP 502', ' \n', 502, ServerError, 'HTTP 502 with an empty body', 5],
  ['a bare HTTP 401', '', 401, MalformedAnswerError, 'HTTP 401 with an empty body instead of JSON', 1],
  ['a page under HTTP 200', '<html>', 200, MalformedAnswerError, 'HTTP 200 with a body that starts with "<html>" instead of JSON', 1],
  ['JSON without a code', '{"policyList":[]}', 200, MalformedAnswerError, 'instead of JSON with a responseCode', 1],
  ['a code that is text', '{"responseCode":"200"}', 200, MalformedAnswerError, 'instead of JSON with a responseCode', 1],
  ['a list', '[200]', 200, MalformedAnswerError, 'instead of JSON with a responseCode', 1],
  ['an error without a message', '{"responseCode":410}', 200, ValidationError, '410 no message', 1],
])('%s', async (_what, text, status, Kind, said, asked) => {
  const { failure, requests } = await seenOf(text, status);
  expect(failure).toBeInstanceOf(Kind);
  expect(failure.message).toContain(said);
  expect({ requests, attempts: failure.attempts }).toEqual({ requests: asked, attempts: asked });
});

test('a body is shown by its first 80 characters, without surrounding blanks', async () => {
  const { failure } = await seenOf(`  \n${'x'.repeat(100)}  `);
  expect(failure.message).toContain(`starts with "${'x'.repeat(80)}" instead of`);
});
