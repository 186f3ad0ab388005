import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { MAX_LIST_LENGTH, textList } from '../../protocol/lenient.js';
import { list, record } from '../../util/lists.js';
import { once } from '../../util/once.js';

export const POLICY_FIELDS = ['categories', 'reportFields', 'tags', 'tax', 'employees'] as const;
export type PolicyField = (typeof POLICY_FIELDS)[number];

export const category = once(() =>
  z.object({
    name: z.string(),
    enabled: z.boolean(),
    glCode: z.string(),
    payrollCode: z.string(),
    areCommentsRequired: z.boolean(),
    commentHint: z.string(),
    /** Cents. */
    maxExpenseAmount: z.number().int(),
  }),
);
export const reportField = once(() =>
  z.object({
    name: z.string(),
    /** `formula` is the type of the title. Only get policy returns it; update policy accepts the other three. */
    type: z.enum(['text', 'dropdown', 'date', 'formula']),
    values: list(z.string()),
    defaultValue: z.string(),
  }),
);
export const tag = once(() => z.object({ name: z.string(), enabled: z.boolean(), glCode: z.string() }));
const tagLevel = once(() => z.object({ name: z.string(), tags: list(tag()) }));
/** Both shapes were seen live: a flat list, or levels with a list each. */
export const tags = once(() => z.union([list(tagLevel()), list(tag())]));
/** Empty for a policy without tax. */
export const tax = once(() =>
  z.object({
    default: z.string().optional(),
    rates: list(z.object({ rateID: z.string(), name: z.string(), rate: z.number() })).optional(),
    name: z.string().optional(),
  }),
);
export const employee = once(() =>
  z.object({
    role: z.enum(['user', 'auditor', 'admin']),
    customField1: z.string().optional(),
    customField2: z.string().optional(),
    employeeID: z.string().optional(),
    email: z.string(),
    submitsTo: z.string().optional(),
    forwardsTo: z.string().optional(),
    /** Cents. */
    approvalLimit: z.number().int().optional(),
    overLimitForwardsTo: z.string().optional(),
  }),
);
export const policyInfo = once(() =>
  z.object({
    categories: list(category()).optional(),
    reportFields: list(reportField()).optional(),
    tags: tags().optional(),
    tax: tax().optional(),
    employees: list(employee()).optional(),
  }),
);
export type PolicyInfo = z.infer<ReturnType<typeof policyInfo>>;

/** The same with only the name required, because no recording has every key of every section. */
const policyInfoRead = once(() =>
  z.object({
    categories: list(category().partial().required({ name: true })).optional(),
    reportFields: list(reportField().partial().required({ name: true })).optional(),
    tags: z
      .union([
        list(tagLevel().extend({ tags: list(tag().partial().required({ name: true })) })),
        list(tag().partial().required({ name: true })),
      ])
      .optional(),
    tax: tax().optional(),
    employees: list(employee().partial().required({ email: true, role: true })).optional(),
  }),
);
export type EmployeeInfo = z.infer<ReturnType<typeof employee>>;

const NANGO = 'Nango integration template, 2024-10';

/** `get policy`: the requested sections of the listed policies. */
export const getPolicy = defineJob({
  type: 'get',
  subtype: 'policy',
  title: 'Read policies',
  writes: false,
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was kept with a recorded body' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        // Of any length: the reference shows one of 17 digits.
        policyIDList: textList('missing-policy-id-list', 'malformed-policy-id', /^[0-9A-F]+$/)
          .refine((ids) => ids.length > 0, 'missing-policy-id-list')
          // JSON Schema, because zod cannot derive it from a custom check.
          .meta({ type: 'array', items: { type: 'string', pattern: '^[0-9A-F]+$' }, minItems: 1, maxItems: MAX_LIST_LENGTH }),
        // An unknown section is left out of the response instead of being refused, so any string is accepted.
        fields: textList('missing-fields', 'missing-fields').meta({
          type: 'array',
          items: { enum: POLICY_FIELDS },
          maxItems: MAX_LIST_LENGTH,
        }),
        userEmail: z.string('not-authorized-as-user').optional(),
      }),
    }),
  output: () => z.object({ policyInfo: record(z.string(), policyInfo()) }),
  read: () => z.object({ policyInfo: record(z.string(), policyInfoRead()) }),
  answers: {
    read: {
      responseCode: 200,
      evidence: 'documented',
      except: { recorded: 'the employees' },
      source: `API reference; ${NANGO}`,
    },
    'missing-policy-id-list': {
      responseCode: 410,
      responseMessage: "Required parameter 'policyIDList' is missing",
      evidence: 'documented',
      source: 'API reference, error example',
    },
    'missing-fields': {
      responseCode: 410,
      responseMessage: "Required parameter 'fields' is missing",
      evidence: 'assumed',
      source: 'modelled on "Required parameter \'policyIDList\' is missing"',
      limit: { assumed: 'That `fields` is required at all.', advice: 'Always send it.' },
    },
    'malformed-policy-id': {
      responseCode: 410,
      responseMessage: "'policyIDList' parameter is missing or malformed",
      evidence: 'observed',
      except: { assumed: 'the wording' },
      source: 'airbyte source-expensify: the id "abc" got 410; body not kept',
      limit: { assumed: 'The wording. 410 was observed.', advice: 'Branch on the code.' },
    },
    'policy-not-found': {
      responseCode: 404,
      responseMessage: "Could not load policy '{policyID}'",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: 'API reference names 404; an older live message contained "Could not load policy"',
      limit: {
        assumed: 'The wording; an older live message contained "Could not load policy". 404 is documented.',
        advice: 'Branch on 404.',
      },
    },
    'not-authorized-as-user': {
      responseCode: 500,
      responseMessage: 'Not authorized to authenticate as user {userEmail}',
      evidence: 'assumed',
      source: 'documented for create report, which does not show that this job does the same',
      limit: { assumed: 'Code and wording, from create report.', advice: 'Branch on the code.' },
    },
  },
  rules: {
    'asked-sections': {
      statement: 'The response contains only the sections named in `fields`; unknown names are ignored.',
      evidence: 'documented',
      except: { assumed: 'that unknown names are ignored' },
      source: 'API reference',
      limit: { assumed: 'That an unknown section is left out.', advice: 'Ask for the five sections only.' },
    },
    'two-tag-shapes': {
      statement: 'Tags are a flat list or a list of levels.',
      evidence: 'documented',
      source: 'API reference, worked example',
    },
    'tax-name': {
      statement: 'The tax section has default, rates and name, or is `{}` for a policy without tax.',
      evidence: 'documented',
      source: 'API reference, worked example; expensify-rs requires the name',
    },
    'formula-fields': {
      statement: 'A report field has the type text, dropdown, date or formula; the title is a formula.',
      evidence: 'documented',
      source: 'API reference, worked example',
    },
    'one-unknown-fails-all': {
      statement: 'One unknown policy fails the whole request. A policy that the account is not a member of is unknown.',
      evidence: 'assumed',
      source: 'the reference shows one policy only',
      limit: { assumed: 'That one unknown id fails the whole request.', advice: 'Send ids that get policyList lists.' },
    },
    'employee-keys': {
      statement: 'An employee has role, email and submitsTo, and the other keys only if they have a value.',
      evidence: 'recorded',
      except: { observed: 'approvalLimit and overLimitForwardsTo' },
      source: `${NANGO}; public clients read the others`,
    },
    'readable-by-members': {
      statement: 'A member who is not an admin can read a policy, including its employees.',
      evidence: 'assumed',
      source: 'no test as a member who is not an admin is known',
      limit: { assumed: 'That a member who is not an admin can read a policy.', advice: "Use an admin's credentials." },
    },
  },
  userEmail: 'not-authorized-as-user',
});
