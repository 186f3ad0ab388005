import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { currencyCode, day, lenientBoolean, lenientInteger, MAX_LIST_LENGTH } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { createExpensesRules } from './rules.js';

/** The example in the 2018 reference sends a decimal id as a number. */
const reportID = once(() => z.union([z.string(), z.int().nonnegative().transform(String)]));

const expense = once(() =>
  z.object({
    merchant: z.string().min(1),
    created: day('malformed-date'),
    amount: lenientInteger().describe('Cents of the currency; negative for a credit.'),
    currency: currencyCode().describe('Three capital letters.'),
    externalID: z.string().optional().describe('Your own reference. It is not used to detect duplicates.'),
    category: z.string().optional().describe('Default: Uncategorized.'),
    tag: z.string().optional().describe('`Sales` or, with levels, `North:Launch`.'),
    comment: z.string().optional(),
    billable: lenientBoolean().optional().describe('Default: false.'),
    reimbursable: lenientBoolean().optional().describe('Default: true.'),
    reportID: reportID().optional().describe('An open report of the employee. Default: a new one.'),
    policyID: z.string().optional().describe('The policy that the tax rate belongs to.'),
    tax: z.object({ rateID: z.string(), amount: lenientInteger().optional().describe('Cents, when only a part is taxed.') }).optional(),
  }),
);
export type ExpenseInput = z.infer<ReturnType<typeof expense>>;

const createdExpense = once(() =>
  z.object({
    amount: z.number().int(),
    reportID: z.string().optional(),
    created: z.string(),
    merchant: z.string(),
    currency: z.string(),
    comment: z.string(),
    tag: z.string(),
    mcc: z.number().int(),
    category: z.string(),
    /** 19 digits, above 2^53. */
    transactionID: z.string(),
  }),
);
export type CreatedExpense = z.infer<ReturnType<typeof createdExpense>>;

const documentedKeys = { amount: true, merchant: true, created: true, transactionID: true, currency: true } as const;

const REFERENCE = 'API reference, expense creator';
const RECORDED = 'expensify-rs replay fixtures, 2026-08';

/** `create expenses`: adds expenses to an account, on one of its open reports or on a new one. */
export const createExpenses = defineJob({
  type: 'create',
  subtype: 'expenses',
  title: 'Create expenses',
  writes: true,
  // The service does not detect duplicate expenses.
  isRepeatable: false,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was kept with the recorded body' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        employeeEmail: z
          .string('missing-employee-email')
          .min(1, 'missing-employee-email')
          .describe('The email of the account that gets the expenses.'),
        transactionList: list(expense()).min(1).max(MAX_LIST_LENGTH),
      }),
    }),
  output: () => z.object({ transactionList: list(createdExpense()) }),
  read: () => z.object({ transactionList: list(createdExpense().partial().required(documentedKeys)) }),
  answers: {
    created: { responseCode: 200, evidence: 'recorded', source: RECORDED },
    'missing-employee-email': {
      responseCode: 410,
      responseMessage: "'employeeEmail' parameter is missing or malformed",
      evidence: 'observed',
      source: 'expensify-rs design notes, 2026-08',
    },
    'malformed-date': {
      responseCode: 410,
      responseMessage: "Malformed date '{value}'. Expected format is yyyy-MM-dd",
      evidence: 'documented',
      source: `${REFERENCE}, error example`,
    },
    'not-authorized-as-user': {
      responseCode: 401,
      responseMessage: 'Not authorized to authenticate as user {employeeEmail}',
      evidence: 'observed',
      except: { assumed: 'the wording' },
      source: 'a production integration, 2026-07: 401 for the address of another person; wording modelled on create report',
      limit: { assumed: 'The wording. 401 was observed.', advice: 'Branch on the code, and do not repeat the request.' },
    },
    'policy-not-found': {
      responseCode: 404,
      responseMessage: "Could not load policy '{policyID}'",
      evidence: 'assumed',
      source: 'modelled on get policy; no recording of an unknown policyID of an expense',
      limit: {
        assumed: 'That a policy the employee is not a member of fails the request; code and wording.',
        advice: 'Branch on the code.',
      },
    },
    'report-not-found': {
      responseCode: 404,
      responseMessage: "Could not load report '{reportID}'",
      evidence: 'assumed',
      source: 'modelled on the wording for policies; no recording of an unknown report',
      limit: { assumed: "That another person's report counts as unknown; code and wording.", advice: 'Branch on the code.' },
    },
    'report-not-open': {
      responseCode: 410,
      responseMessage: "Report is in status '{status}'",
      evidence: 'assumed',
      source: 'modelled on the reason that update reportStatus gives (recorded); no recording of an expense for a submitted report',
      limit: { assumed: 'That only an Open report takes expenses; code and wording.', advice: 'Add expenses to open reports only.' },
    },
    'tax-rate-not-found': {
      responseCode: 410,
      responseMessage: "Invalid tax rate '{rateID}'",
      evidence: 'assumed',
      source: 'modelled on the documented "Invalid tag name \'InvalidTag\'" of update tagApprovers',
      limit: {
        assumed: 'That the rate must be one of the policy of the expense; code and wording.',
        advice: 'Send a rateID that get policy lists.',
      },
    },
  },
  rules: createExpensesRules,
  quirks: {
    'whose-expenses': {
      statement: "Whose expenses an account can create: only its own, or anyone's if it is a domain admin",
      values: ['own', 'everyone'],
      evidence: 'observed',
      source: 'a production integration, 2026-07, with a reply from Expensify Concierge; the reference says that access is restricted',
    },
    'without-report': {
      statement: 'Whether an expense without a reportID opens a report or stays unreported',
      values: ['opens-report', 'stays'],
      evidence: 'observed',
      source: `${RECORDED}, one expense`,
    },
  },
  notes: [
    'An amount in another currency is converted with fixed exchange rates that never change.',
    'Without `tax.amount`, the tax is calculated from the rate and is included in the amount: at 20%, 700 of 4200.',
    'Expenses of an account without a policy stay unreported, because in this emulator every report has a policy.',
  ],
});
