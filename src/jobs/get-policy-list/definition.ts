import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { lenientBoolean } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

/** A policy in the response of `get policyList`: the six documented keys and the other 27 recorded ones. */
const policySummary = once(() =>
  z.object({
    shouldShowAutoApprovalOptions: z.boolean(),
    role: z.enum(['user', 'auditor', 'admin']),
    chatReportIDAdmins: z.number(),
    areCompanyCardsEnabled: z.boolean(),
    shouldShowCustomReportTitleOption: z.boolean(),
    areExpensifyCardsEnabled: z.boolean(),
    type: z.enum(['team', 'corporate', 'free', 'control', 'personalPolicy']),
    areRulesEnabled: z.boolean(),
    areConnectionsEnabled: z.boolean(),
    approvalMode: z.string(),
    maxExpenseAmountNoReceipt: z.number(),
    areCategoriesEnabled: z.boolean(),
    areReportFieldsEnabled: z.boolean(),
    maxExpenseAmount: z.number(),
    id: z.string(),
    areWorkflowsEnabled: z.boolean(),
    outputCurrency: z.string(),
    owner: z.string(),
    areInvoicesEnabled: z.boolean(),
    avatarURL: z.string(),
    created: z.string(),
    eReceipts: z.boolean(),
    shouldShowAutoReimbursementLimitOption: z.boolean(),
    autoReimbursement: z.string(),
    /** A JSON *string*, as recorded: `{"trackingEnabled":false}`. */
    tax: z.string(),
    areDistanceRatesEnabled: z.boolean(),
    maxExpenseAge: z.number(),
    /** `"1"` or `"0"`, as recorded. */
    isPolicyExpenseChatEnabled: z.string(),
    ownerAccountID: z.number(),
    name: z.string(),
    areTagsEnabled: z.boolean(),
    invoice: z.object({ markUp: z.number() }),
    chatReportIDAnnounce: z.number(),
  }),
);
export type PolicySummary = z.infer<ReturnType<typeof policySummary>>;

const documentedKeys = { outputCurrency: true, owner: true, role: true, name: true, id: true, type: true } as const;

const NANGO = 'Nango integration template, 2024-10';

/** `get policyList`: the policies the acting account can see, with its role on each. */
export const getPolicyList = defineJob({
  type: 'get',
  subtype: 'policyList',
  title: 'List policies',
  writes: false,
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was kept with the recorded body' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        adminOnly: lenientBoolean('malformed-admin-only').optional(),
        userEmail: z.string('not-authorized-as-user').optional(),
      }),
    }),
  output: () => z.object({ policyList: list(policySummary()) }),
  read: () => z.object({ policyList: list(policySummary().partial().required(documentedKeys)) }),
  answers: {
    listed: { responseCode: 200, evidence: 'recorded', source: NANGO },
    'malformed-admin-only': {
      responseCode: 410,
      responseMessage: "'adminOnly' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on "\'employeeEmail\' parameter is missing or malformed", observed in create expenses',
      limit: { assumed: 'Code and wording.', advice: 'Send a boolean.' },
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
    'admin-only': {
      statement:
        'adminOnly leaves out policies where the account is not an admin; without it, all policies that the account can see are listed.',
      evidence: 'documented',
      source: 'API reference',
    },
    'derived-keys': {
      statement: 'Keys other than the six documented ones have the recorded types, and their values are derived from the policy.',
      evidence: 'recorded',
      except: { assumed: 'the values' },
      source: NANGO,
      limit: { assumed: 'The values of the undocumented keys.', advice: 'Read the documented keys only.' },
    },
  },
  userEmail: 'not-authorized-as-user',
});
