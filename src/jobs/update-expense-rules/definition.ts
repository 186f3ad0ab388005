import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { lenientBoolean, lenientInteger } from '../../protocol/lenient.js';

const AFTER_CREATE = 'modelled on create expenseRules; no recording of an update';

/** `update expenseRules`: changes the tag and billable that an expense rule sets. */
export const updateExpenseRules = defineJob({
  type: 'update',
  subtype: 'expenseRules',
  title: 'Change an expense rule of an employee',
  writes: true,
  isRepeatable: true,
  contentType: { value: 'text/plain;charset=utf-8', evidence: 'assumed', source: `${AFTER_CREATE}, which is text/plain` },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        policyID: z.string().min(1),
        employeeEmail: z.string('missing-employee-email').min(1, 'missing-employee-email').describe('A member of the policy.'),
        ruleID: lenientInteger().describe('Starts at 0 for each member of a policy.'),
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
    updated: {
      responseCode: 200,
      evidence: 'assumed',
      source: AFTER_CREATE,
      limit: { assumed: 'The whole response, from create expenseRules.', advice: 'Read responseCode only.' },
    },
    'no-such-rule': {
      responseCode: 410,
      responseMessage: "Invalid ruleID '{ruleID}'",
      evidence: 'assumed',
      source: 'no recording of an unknown rule',
      limit: { assumed: 'Code and wording.', advice: 'Keep the number from the 666 response to a duplicate.' },
    },
    'duplicate-rule': {
      responseCode: 666,
      responseMessage: 'Rule already exists with those actions, please update rule {ruleID}',
      evidence: 'assumed',
      source: 'observed in create expenseRules, which does not show that this job does the same',
      limit: {
        assumed: 'That an update is refused if it would make two rules equal.',
        advice: 'Update the rule that the message names.',
      },
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
      source: 'modelled on get policy; no recording of a rule of an unknown policy',
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
      limit: { assumed: 'That only admins of the policy can change rules; code and wording.', advice: "Use an admin's credentials." },
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
    'other-actions-stay': {
      statement: 'Actions that the update does not contain stay unchanged.',
      evidence: 'assumed',
      source: 'no recording of an update of one action',
      limit: { assumed: 'That the action is not removed.', advice: 'Send both actions.' },
    },
    'an-action-at-least': {
      statement: 'An actions object with neither tag nor defaultBillable is refused with 410.',
      evidence: 'assumed',
      source: 'no recording of an update without an action',
      limit: { assumed: 'That an update without an action is refused.', advice: 'Send one of the two.' },
    },
  },
});
