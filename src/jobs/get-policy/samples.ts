import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  policy: {
    about: 'Read the members and tags of a policy',
    answer: 'read',
    job: { inputSettings: { policyIDList: ['{{policyID}}'], fields: ['employees', 'tags'] } },
  },
  'no-policy-ids': { about: 'Read a policy without naming one', answer: 'missing-policy-id-list' },
  'unknown-policy': {
    about: 'Read a policy that does not exist',
    answer: 'policy-not-found',
    job: { inputSettings: { policyIDList: ['0000000000000000'], fields: ['tags'] } },
  },
};
