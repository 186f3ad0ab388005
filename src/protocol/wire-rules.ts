import type { Rule } from './evidence.js';

/** Behaviour of the endpoint itself, whatever the job. */
export const wireRules = {
  'order-of-checks': {
    statement: 'A request is decoded, then authenticated, then rate limited, then its job type is read.',
    evidence: 'assumed',
    source: 'no recording of a request with two mistakes',
    limit: { assumed: 'Which of two mistakes the response reports.', advice: 'Do not depend on it.' },
  },
  'http-200': {
    statement: 'Job errors travel under HTTP 200 with exactly responseMessage and responseCode.',
    evidence: 'recorded',
    source: 'expensify-rs replay fixtures, 2026-08',
  },
  'code-last': {
    statement: 'responseCode is the last key of a response.',
    evidence: 'recorded',
    except: { assumed: 'that it is the last in every job' },
    source:
      'expensify-rs replay fixtures, 2026-08: create expenses, create expenseRules, update reportStatus; the reference has it first in some examples, that of create expenses among them',
    limit: { assumed: 'That it is the last key in every job, whatever the example of the reference shows.', advice: 'Read JSON by key.' },
  },
  'query-and-body': {
    statement: 'Fields may come by query string, by body, or partly by each; the query wins when both carry one.',
    evidence: 'observed',
    except: { assumed: 'that the query wins' },
    source: 'public clients',
    limit: { assumed: 'That the query wins over a body field of the same name.', advice: 'Send each field once.' },
  },
  'ignored-authorization': {
    statement: 'An Authorization header is ignored: only `credentials` in the job count.',
    evidence: 'observed',
    source: 'public clients',
  },
  'lenient-job': {
    statement: 'Single quotes, trailing commas and junk after the closing brace are accepted in the job JSON.',
    evidence: 'observed',
    source: "Expensify's own shell script sends single quotes",
  },
  'unencoded-job': {
    statement: 'JSON put into the form body without percent-encoding is accepted; `+` becomes a space and `&` ends the value.',
    evidence: 'observed',
    source: 'public clients; form decoding',
  },
  'other-content-type': {
    statement: 'A body that is neither urlencoded nor multipart is not read; only the query string counts.',
    evidence: 'assumed',
    source: 'how Java servlets read parameters',
    limit: { assumed: 'That a servlet reads parameters from forms only.', advice: 'Send a form.' },
  },
  'sliding-windows': {
    statement: 'At most 5 requests per 10 s and 20 per 60 s and credential pair; a refused request does not count.',
    evidence: 'documented',
    except: { assumed: 'that the windows slide, that all credentials have their own, and that a refused request does not count' },
    source: 'API reference',
    limit: {
      assumed: 'That the windows slide, that all credentials have their own, and that a refused request does not count.',
      advice: 'Stay below the limits.',
    },
  },
  'rate-limit-status': {
    statement: 'A refusal for the rate is HTTP 429 with Retry-After, not HTTP 200.',
    evidence: 'assumed',
    source: 'the reference names 429 without showing an answer; Datagrail speaks of HTTP 429, Terraform saw a 503 in the body',
    limit: { assumed: 'HTTP 429 with Retry-After.', advice: 'Accept the envelope under HTTP 200 too.' },
  },
  'user-email': {
    statement: 'userEmail acts as another user who, or whose domain, granted access to the credential’s account.',
    evidence: 'documented',
    source: 'API reference, third-party access',
  },
} as const satisfies Record<string, Rule>;
