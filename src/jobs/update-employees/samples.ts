import type { Samples } from '../../protocol/samples.js';

const FEED_JOB = { dataSource: 'request', inputSettings: { entity: 'generic' } };
const HIRE = {
  employeeEmail: 'sample.hire@{{domain}}',
  managerEmail: '{{owner}}',
  employeeID: 'SAMPLE1',
  firstName: 'Sam',
  lastName: 'Hire',
  policyID: '{{policyID}}',
};

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  hire: { about: 'Add an employee to a policy', answer: 'updated', job: FEED_JOB, fields: { data: { Employees: [HIRE] } } },
  'dry-run': {
    about: 'Add an employee in a dry run, which changes nothing',
    answer: 'dry-run',
    job: { ...FEED_JOB, 'dry-run': true },
    fields: { data: { Employees: [{ ...HIRE, employeeEmail: 'dry.run@{{domain}}', employeeID: 'SAMPLE2' }] } },
  },
  terminate: {
    about: 'Remove the employee that hire adds',
    answer: 'terminated',
    job: FEED_JOB,
    fields: { data: { Employees: [{ ...HIRE, isTerminated: true }] } },
    after: 'hire',
  },
  skipped: {
    about: 'Send a record that is skipped, because it has no manager',
    answer: 'updated-with-skips',
    job: FEED_JOB,
    fields: { data: { Employees: [{ employeeEmail: 'no.manager@{{domain}}', employeeID: 'SAMPLE3', policyID: '{{policyID}}' }] } },
  },
  'no-feed': { about: 'Update employees without sending a feed', answer: 'missing-data', job: FEED_JOB },
  'not-domain-admin': {
    about: 'Update employees without being a domain admin',
    answer: 'not-domain-admin',
    job: FEED_JOB,
    fields: { data: { Employees: [HIRE] } },
    credentials: 'member',
  },
};
