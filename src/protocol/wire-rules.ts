import type { Rule } from './evidence.js';

/** Behaviour of the endpoint for all jobs. */
export const wireRules = {
  'order-of-checks': {
    statement: 'A request is decoded, then authenticated, then rate limited, then its job type is read.',
    evidence: 'assumed',
    source: 'no recording of a request with two errors',
    limit: { assumed: 'Which of two errors the response reports.', advice: 'Do not depend on it.' },
  },
  'http-200': {
    statement: 'Job errors are sent with HTTP 200 and contain exactly responseMessage and responseCode.',
    evidence: 'recorded',
    source: 'expensify-rs replay fixtures, 2026-08',
  },
  'code-last': {
    statement: 'responseCode is the last key of a response.',
    evidence: 'recorded',
    except: { assumed: 'that it is the last in every job' },
    source:
      'expensify-rs replay fixtures, 2026-08: create expenses, create expenseRules, update reportStatus; the reference has it first in some examples, including that of create expenses',
    limit: {
      assumed: 'That responseCode is the last key in every job, even if the example in the reference differs.',
      advice: 'Read JSON by key.',
    },
  },
  'query-and-body': {
    statement: 'Fields can be in the query string, in the body, or in both. If both have a field, the query takes precedence.',
    evidence: 'observed',
    except: { assumed: 'that the query takes precedence' },
    source: 'public clients',
    limit: { assumed: 'That the query takes precedence over a body field of the same name.', advice: 'Send each field once.' },
  },
  'ignored-authorization': {
    statement: 'An Authorization header is ignored: only `credentials` in the job counts.',
    evidence: 'observed',
    source: 'public clients',
  },
  'lenient-job': {
    statement: 'Single quotes, trailing commas and junk after the closing brace are accepted in the job JSON.',
    evidence: 'observed',
    source: "Expensify's own shell script sends single quotes",
  },
  'unencoded-job': {
    statement: 'JSON in the form body without percent-encoding is accepted; `+` becomes a space and `&` ends the value.',
    evidence: 'observed',
    source: 'public clients; form decoding',
  },
  'other-content-type': {
    statement: 'A body that is neither urlencoded nor multipart is not read; only the query string counts.',
    evidence: 'assumed',
    source: 'how Java servlets read parameters',
    limit: { assumed: 'That only forms are read, as by a Java servlet.', advice: 'Send a form.' },
  },
  'sliding-windows': {
    statement: 'The same credentials can send at most 5 requests per 10 s and 20 per 60 s. Refused requests do not count.',
    evidence: 'documented',
    except: {
      assumed: 'that the windows slide, that the limits apply to each partnerUserID separately, and that a refused request does not count',
    },
    source: 'API reference',
    limit: {
      assumed: 'That the windows slide, that the limits apply to each partnerUserID separately, and that a refused request does not count.',
      advice: 'Stay below the limits.',
    },
  },
  'rate-limit-status': {
    statement: 'A rate-limited request gets HTTP 429 with Retry-After, not HTTP 200.',
    evidence: 'assumed',
    source: 'the reference names 429 without showing a response; Datagrail mentions HTTP 429, Terraform saw a 503 in the body',
    limit: { assumed: 'That the response is HTTP 429 with Retry-After.', advice: 'Also accept the envelope with HTTP 200.' },
  },
  'user-email': {
    statement: 'userEmail acts as another user, if that user or their domain has granted access to the account of the credentials.',
    evidence: 'documented',
    source: 'API reference, third-party access',
  },
} as const satisfies Record<string, Rule>;
