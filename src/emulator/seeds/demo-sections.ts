import type { Seed } from './schema.js';

type PolicySeed = Seed['companies'][number]['policies'][number];

/** Plausible contents of a policy, the same in every generated company. */
export const categories: NonNullable<PolicySeed['categories']> = [
  { name: 'Travel', glCode: '6100' },
  { name: 'Meals', glCode: '6200', maxExpenseAmount: 7500 },
  { name: 'Software', glCode: '6300', areCommentsRequired: true, commentHint: 'Which team uses it?' },
  { name: 'Fax', enabled: false },
];

export const flatTags: NonNullable<PolicySeed['tags']> = [
  { name: 'Engineering', enabled: true, glCode: 'CC-10' },
  { name: 'Sales', enabled: true, glCode: 'CC-20' },
  { name: 'Closed Office', enabled: false, glCode: '' },
];

export const levelledTags: NonNullable<PolicySeed['tags']> = [
  {
    name: 'Region',
    tags: [
      { name: 'North', enabled: true, glCode: 'R1' },
      { name: 'South', enabled: true, glCode: 'R2' },
    ],
  },
  { name: 'Project', tags: [{ name: 'Launch', enabled: true, glCode: 'P1' }] },
];

export const tax: NonNullable<PolicySeed['tax']> = {
  default: 'id_TAX_STANDARD',
  rates: [
    { rateID: 'id_TAX_STANDARD', name: 'Standard', rate: 20 },
    { rateID: 'id_TAX_EXEMPT', name: 'Exempt', rate: 0 },
  ],
  name: 'Tax',
};

export const reportFields: NonNullable<PolicySeed['reportFields']> = [
  { name: 'title', type: 'formula', defaultValue: '{report:type} {report:startdate}' },
  { name: 'Cost centre', type: 'dropdown', values: ['CC-10', 'CC-20'], defaultValue: 'CC-10' },
  { name: 'Due', type: 'date' },
];
