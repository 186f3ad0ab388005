import type { Samples } from '../../protocol/samples.js';

const SAMPLE = {
  job: {
    inputSettings: {
      startDate: '2025-12-01',
      endDate: '2026-01-31',
      domain: '{{domain}}',
      feed: 'export_all_feeds',
      type: 'All',
      async: false,
    },
    outputSettings: { fileExtension: 'csv' },
  },
  fields: { template: `<#list cards as card, reports>\${card.ID}\n</#list>` },
} as const;

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'reconcile-as-member': {
    ...SAMPLE,
    about: 'Export card expenses without being a domain admin',
    answer: 'not-domain-admin',
    credentials: 'member',
  },
  'broken-template': {
    ...SAMPLE,
    about: 'Export card expenses with a template that does not parse',
    answer: 'not-written',
    fields: { template: `\${card.}` },
  },
};
