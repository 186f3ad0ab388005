import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'bad-date': {
    about: 'Create an expense with a date that is not yyyy-MM-dd',
    answer: 'malformed-date',
    job: {
      inputSettings: {
        employeeEmail: '{{owner}}',
        transactionList: [{ merchant: 'Taxi', created: '31.01.2026', amount: 1850, currency: 'USD' }],
      },
    },
  },
};
