import type { Samples } from '../../protocol/samples.js';

const ON_POLICY = { inputSettings: { policyID: '{{policyID}}' } };
const CATEGORIES = { categories: { action: 'merge', data: [{ name: 'Rail', enabled: true }] } };
const TAG_FILE = {
  ...ON_POLICY,
  tags: {
    action: 'replace',
    source: 'file',
    config: { dependency: false, glCodes: false, header: true, setRequired: false, fileType: 'csv' },
  },
};

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'no-policy-id': { about: 'Update categories without naming a policy', answer: 'missing-policy-id', job: CATEGORIES },
  'bad-policy-id': {
    about: 'Send a policyID that is a number',
    answer: 'malformed-policy-id',
    job: { inputSettings: { policyID: 5 }, ...CATEGORIES },
  },
  'bad-policy-id-list': {
    about: 'Send a policyIDList that contains a number',
    answer: 'malformed-policy-id-list',
    job: { inputSettings: { policyIDList: [5] }, ...CATEGORIES },
  },
  'update-unknown-policy': {
    about: 'Update a policy that does not exist',
    answer: 'policy-not-found',
    job: { inputSettings: { policyID: 'FFFFFFFFFFFFFFFF' }, ...CATEGORIES },
  },
  'bad-categories': { about: 'Send categories as text', answer: 'malformed-categories', job: { ...ON_POLICY, categories: 'Travel' } },
  'bad-tags': { about: 'Send tags as text', answer: 'malformed-tags', job: { ...ON_POLICY, tags: 'Sales' } },
  'bad-report-fields': {
    about: 'Send report fields without an action',
    answer: 'malformed-report-fields',
    job: { ...ON_POLICY, reportFields: { data: [] } },
  },
  'no-tag-file': { about: 'Replace tags from a file, and send no file', answer: 'missing-file', job: TAG_FILE },
  'empty-tag-file': {
    about: 'Replace tags from a file that only has a header',
    answer: 'malformed-file',
    job: TAG_FILE,
    fields: { file: 'State,City\n' },
  },
};
