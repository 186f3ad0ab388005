import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';

const REFERENCE = 'API reference, policy creator';

/** `create policy`: creates a policy that the account owns. */
export const createPolicy = defineJob({
  type: 'create',
  subtype: 'policy',
  title: 'Create a policy',
  writes: true,
  isRepeatable: false,
  contentType: { value: 'application/json', evidence: 'observed', source: 'expensify-rs design notes, 2026-08' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z
        .object({
          /** Optional here, because the response to a missing name depends on a quirk of the company. */
          policyName: z.string().optional().meta({ minLength: 1 }),
          plan: z.enum(['team', 'corporate'], 'malformed-plan').default('team'),
        })
        .meta({ required: ['policyName'] }),
    }),
  output: () => z.object({ policyID: z.string(), policyName: z.string() }),
  read: () => z.object({ policyID: z.string(), policyName: z.string() }),
  answers: {
    created: { responseCode: 200, evidence: 'documented', source: `${REFERENCE}, worked example; confirmed by expensify-rs, 2026-08` },
    'missing-policy-name': {
      responseCode: 500,
      responseMessage: "Required parameter 'policyName' is missing",
      evidence: 'documented',
      source: `${REFERENCE}, error example`,
    },
    'missing-policy-name-410': {
      responseCode: 410,
      responseMessage: "Required parameter 'policyName' is missing",
      evidence: 'observed',
      except: { assumed: 'the wording' },
      source: 'the tests of SSExpensifyAPI, run live in 2016',
      limit: { assumed: 'The wording. 410 was observed in 2016.', advice: 'Treat 500 and 410 alike.' },
    },
    'malformed-plan': {
      responseCode: 410,
      responseMessage: "'plan' parameter is missing or malformed",
      evidence: 'observed',
      except: { assumed: 'the code and the wording' },
      source: 'a public Terraform provider, live in 2021: a misspelt plan is refused',
      limit: { assumed: 'The code and the wording. That a misspelt plan is refused was observed.', advice: 'Send team or corporate.' },
    },
  },
  rules: {
    'owned-by-the-account': {
      statement: 'The account of the credentials owns the policy and is its admin; the currency is USD.',
      evidence: 'observed',
      source: 'a public Terraform provider, live in 2021',
    },
    'default-plan': { statement: 'The default plan is team.', evidence: 'documented', source: REFERENCE },
    'starts-empty': {
      statement: 'A new policy has no categories, tags, report fields or tax.',
      evidence: 'assumed',
      source: 'no recording of a new policy',
      limit: { assumed: "That the policy starts without the site's default categories.", advice: 'Send the categories you need.' },
    },
    'names-may-repeat': {
      statement: 'Two policies can have the same name.',
      evidence: 'assumed',
      source: 'no recording of two policies with one name',
      limit: { assumed: 'That a name can be used twice.', advice: 'Look for the name with get policyList first.' },
    },
    'empty-name': {
      statement: 'An empty policyName counts as missing.',
      evidence: 'assumed',
      source: 'no recording of an empty name',
      limit: { assumed: 'That an empty name is refused.', advice: 'Send a name.' },
    },
    'plan-by-another-name': {
      statement: 'policyType, the name that some clients use for plan, is ignored.',
      evidence: 'assumed',
      source: 'expensify-mcp, 2026-07, sends it; the result was not kept',
      limit: { assumed: 'That policyType is ignored.', advice: 'Send plan.' },
    },
  },
  quirks: {
    'missing-name': {
      statement: 'The response code if policyName is missing',
      values: ['500', '410'],
      evidence: 'documented',
      source: `${REFERENCE}, error example: 500; SSExpensifyAPI, 2016: 410`,
    },
  },
});
