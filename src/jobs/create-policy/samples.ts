import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'no-policy-name': {
    about: 'Create a policy without a name',
    answer: 'missing-policy-name',
    job: { inputSettings: { plan: 'team' } },
  },
};
