import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { currencyCode, day, lenientInteger, MAX_LIST_LENGTH } from '../../protocol/lenient.js';
import { list, record } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { createReportRules } from './rules.js';

const expense = once(() =>
  z.object({
    merchant: z.string().min(1),
    currency: currencyCode().describe('Three capital letters.'),
    date: day('malformed-date'),
    amount: lenientInteger().describe('Cents of the currency; negative for a credit.'),
  }),
);

const REFERENCE = 'API reference, report creator';

/** `create report`: creates a report with expenses for an account. */
export const createReport = defineJob({
  type: 'create',
  subtype: 'report',
  title: 'Create a report with expenses',
  writes: true,
  isRepeatable: false,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was recorded' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        employeeEmail: z
          .string('missing-employee-email')
          .min(1, 'missing-employee-email')
          .describe('The email of the account that gets the report.'),
        policyID: z.string().min(1),
        report: z.object({
          title: z.string().min(1),
          fields: record(z.string(), z.string())
            .optional()
            .describe('Report fields by name, with `_` for every character that is not a letter or digit.'),
        }),
        expenses: list(expense()).max(MAX_LIST_LENGTH),
      }),
    }),
  output: () => z.object({ reportName: z.string(), reportID: z.string() }),
  read: () => z.object({ reportName: z.string(), reportID: z.string() }),
  answers: {
    created: { responseCode: 200, evidence: 'documented', source: `${REFERENCE}, worked example` },
    'not-authorized-as-user': {
      responseCode: 500,
      responseMessage: 'Not authorized to authenticate as user {employeeEmail}',
      evidence: 'documented',
      source: `${REFERENCE}, error example`,
    },
    'missing-employee-email': {
      responseCode: 410,
      responseMessage: "'employeeEmail' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'observed in create expenses, which does not show that this job does the same',
      limit: { assumed: 'Code and wording, from create expenses.', advice: 'Branch on the code.' },
    },
    'malformed-date': {
      responseCode: 410,
      responseMessage: "Malformed date '{value}'. Expected format is yyyy-MM-dd",
      evidence: 'assumed',
      source: 'documented for create expenses, which does not show that this job does the same',
      limit: { assumed: 'Code and wording, from create expenses.', advice: 'Send dates as yyyy-MM-dd.' },
    },
    'policy-not-found': {
      responseCode: 404,
      responseMessage: "Could not load policy '{policyID}'",
      evidence: 'assumed',
      source: 'modelled on get policy; no recording of a report for an unknown policy',
      limit: {
        assumed: 'That a policy the employee is not a member of counts as unknown; code and wording.',
        advice: 'Branch on the code.',
      },
    },
  },
  rules: createReportRules,
  quirks: {
    'whose-reports': {
      statement:
        'Whose reports an account can create: only its own; those of everyone on the policy, if it is a domain and policy admin; or none until Expensify enables the job',
      values: ['own', 'everyone', 'nobody'],
      evidence: 'observed',
      except: { assumed: 'that the reports were created in the account’s own name' },
      source:
        'expensify-rs, 2026-08, and expensify-mcp, 2026-07, ran the job without asking Expensify to enable it; the reference says that it must be enabled',
      limit: {
        assumed: 'That the job works for the account’s own address before Expensify enables it.',
        advice: 'Ask Expensify Concierge to enable the job before you rely on it.',
      },
    },
  },
  notes: ['The manager of a report created by the API is the person that its owner submits to on the policy.'],
});
