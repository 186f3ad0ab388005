import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'close-report': {
    about: 'Set a report to a status that is not supported',
    answer: 'unsupported-status',
    job: { inputSettings: { status: 'CLOSED', filters: { reportIDList: 'R00EveToolsD' } } },
  },
};
