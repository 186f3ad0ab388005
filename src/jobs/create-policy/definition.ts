import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';

const REFERENCE = 'API reference, policy creator';

/** `create policy`: makes a policy that the account owns. */
export const createPolicy = defineJob({
  type: 'create',
  subtype: 'policy',
  title: 'Create a policy',
  writes: true,
  isRepeatable: false,
  contentType: { value: 'application/json', evidence: 'observed', source: 'expensify-rs design notes, 2026-08' },
  fields: {},
  input: z.object({
    inputSettings: z
      .object({
        /** Its absence is answered as the company's quirk says, so the schema lets it pass. */
        policyName: z.string().optional().meta({ minLength: 1 }),
        plan: z.enum(['team', 'corporate'], 'malformed-plan').default('team'),
      })
      .meta({ required: ['policyName'] }),
  }),
  output: z.object({ policyID: z.string(), policyName: z.string() }),
  read: z.object({ policyID: z.string(), policyName: z.string() }),
  answers: {
    created: { responseCode: 200, evidence: 'documented', source: `${REFERENCE}, worked example; expensify-rs, 2026-08, saw it so` },
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
      limit: { assumed: 'The code and the wording. That it is refused was observed.', advice: 'Send team or corporate.' },
    },
  },
  rules: {
    'owned-by-the-account': {
      statement: 'The account of the credentials owns the policy and is its admin; the currency is USD.',
      evidence: 'observed',
      source: 'a public Terraform provider, live in 2021',
    },
    'default-plan': { statement: 'Without a plan it is team.', evidence: 'documented', source: REFERENCE },
    'starts-empty': {
      statement: 'A new policy has no categories, tags, report fields or tax.',
      evidence: 'assumed',
      source: 'nobody recorded a new policy',
      limit: { assumed: 'That it starts without the default categories of the site.', advice: 'Send the categories you need.' },
    },
    'names-may-repeat': {
      statement: 'Two policies can have the same name.',
      evidence: 'assumed',
      source: 'nobody recorded two policies with one name',
      limit: { assumed: 'That a name can be used twice.', advice: 'Look for the name with get policyList first.' },
    },
    'empty-name': {
      statement: 'An empty policyName counts as missing.',
      evidence: 'assumed',
      source: 'nobody recorded an empty name',
      limit: { assumed: 'That an empty name is refused.', advice: 'Send a name.' },
    },
    'plan-by-another-name': {
      statement: 'policyType, as some clients call the plan, is not read.',
      evidence: 'assumed',
      source: 'expensify-mcp, 2026-07, sends it; what came of it was not kept',
      limit: { assumed: 'That policyType is not read.', advice: 'Send plan.' },
    },
  },
  quirks: {
    'missing-name': {
      statement: 'The code of a missing policyName',
      values: ['500', '410'],
      evidence: 'documented',
      source: `${REFERENCE}, error example: 500; SSExpensifyAPI, 2016: 410`,
    },
  },
  samples: {
    'no-policy-name': {
      about: 'Create a policy without a name',
      answer: 'missing-policy-name',
      job: { inputSettings: { plan: 'team' } },
    },
  },
});
