import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'open-reports': {
    about: 'Export the open reports of one employee',
    answer: 'open-reports-of-employee',
    job: {
      onReceive: { immediateResponse: ['returnRandomFileName'] },
      inputSettings: { reportState: 'OPEN', employeeEmail: '{{owner}}', filters: { startDate: '2025-01-01' } },
      outputSettings: { fileExtension: 'csv' },
    },
    fields: { template: `<#list reports as report>\${report.reportID}\n</#list>` },
  },
};
