import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  list: { about: 'List the policies', answer: 'listed' },
  'no-credentials': { about: 'Send no credentials', answer: 'wire/no-credentials', credentials: 'none' },
  'wrong-secret': { about: 'Send a wrong partnerUserSecret', answer: 'wire/authentication-error', credentials: 'wrong' },
  'no-type': { about: 'Send a job without a type', answer: 'wire/malformed-type', job: { type: undefined } },
  'rate-limited': { about: 'Exceed the rate limit (a fault fires once)', answer: 'listed', fault: 'rate-limited' },
};
