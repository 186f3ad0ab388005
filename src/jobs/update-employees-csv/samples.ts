import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'csv-without-email': {
    about: 'Upload a CSV without the column EmployeeEmail',
    answer: 'missing-column',
    job: { inputSettings: { policyID: '{{policyID}}', fileType: 'csv' } },
    fields: { data: 'ManagerEmail,Admin\n{{owner}},true\n' },
  },
};
