import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { lenientBoolean } from '../../protocol/lenient.js';

const RECORDED = 'expensify-rs replay fixtures, 2026-08';

/** `create expenseRules`: sets the tag and billable of a policy member's new expenses. */
export const createExpenseRules = defineJob({
  type: 'create',
  subtype: 'expenseRules',
  title: 'Create an expense rule for an employee',
  writes: true,
  isRepeatable: false,
  contentType: { value: 'text/plain;charset=utf-8', evidence: 'recorded', source: RECORDED },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        policyID: z.string().min(1),
        employeeEmail: z.string('missing-employee-email').min(1, 'missing-employee-email').describe('A member of the policy.'),
        actions: z
          .object({
            tag: z.string().optional().describe('The tag for expenses without one.'),
            defaultBillable: lenientBoolean().optional(),
          })
          .refine(({ tag, defaultBillable }) => tag !== undefined || defaultBillable !== undefined)
          .meta({ minProperties: 1 }),
      }),
    }),
  output: () => z.object({ responseMessage: z.string() }),
  read: () => z.object({ responseMessage: z.string().optional() }),
  answers: {
    created: { responseCode: 200, evidence: 'recorded', source: RECORDED },
    'duplicate-rule': {
      responseCode: 666,
      responseMessage: 'Rule already exists with those actions, please update rule {ruleID}',
      evidence: 'observed',
      source: 'expensify-rs design notes, 2026-08; expensify-mcp, 2026-07',
    },
    'missing-employee-email': {
      responseCode: 410,
      responseMessage: "'employeeEmail' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'observed in create expenses, which does not show that this job does the same',
      limit: { assumed: 'Code and wording, from create expenses.', advice: 'Branch on the code.' },
    },
    'policy-not-found': {
      responseCode: 404,
      responseMessage: "Could not load policy '{policyID}'",
      evidence: 'assumed',
      source: 'modelled on get policy; no recording of a rule for an unknown policy',
      limit: {
        assumed: 'That a policy the account is not a member of counts as unknown; code and wording.',
        advice: 'Branch on the code.',
      },
    },
    'not-policy-admin': {
      responseCode: 403,
      responseMessage: 'User is not a policy admin',
      evidence: 'assumed',
      source: 'the reference names 403 for update tagApprovers',
      limit: { assumed: 'That only admins of the policy can create rules; code and wording.', advice: "Use an admin's credentials." },
    },
    'no-such-employee': {
      responseCode: 410,
      responseMessage: "Invalid employee email '{employeeEmail}'",
      evidence: 'assumed',
      source: 'the reference requires a member of the policy and shows no error',
      limit: { assumed: 'Code and wording.', advice: 'Look for the employee with get policy first.' },
    },
  },
  rules: {
    'counts-from-zero': {
      statement: 'The rules of a member of a policy are numbered from 0; only the response to a duplicate contains the number of a rule.',
      evidence: 'observed',
      except: { assumed: 'that numbers start at 0' },
      source: 'expensify-rs design notes, 2026-08; the example of update expenseRules has the number 0',
      limit: {
        assumed: 'That the numbers start at 0 for each member of a policy.',
        advice: 'Read the number from the 666 response to a duplicate.',
      },
    },
    'an-action-at-least': {
      statement: 'An actions object with neither tag nor defaultBillable is refused with 410.',
      evidence: 'assumed',
      source: 'no recording of a rule without an action',
      limit: { assumed: 'That a rule without an action is refused.', advice: 'Send one of the two.' },
    },
    'tag-kept': {
      statement: 'A tag that the policy does not have is kept as sent.',
      evidence: 'assumed',
      source: 'no recording exists',
      limit: { assumed: 'That such a tag is not refused.', advice: 'Send a tag that get policy lists.' },
    },
  },
});
