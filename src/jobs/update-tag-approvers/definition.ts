import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { list } from '../../util/lists.js';

const REFERENCE = 'API reference, tag approvers, since 2025-09';
/** More tags than any policy has; our own limit. */
const MAX_APPROVERS = 250_000;

/** `update tagApprovers`: sets who approves expenses with a tag. */
export const updateTagApprovers = defineJob({
  type: 'update',
  subtype: 'tagApprovers',
  title: 'Set the approvers of tags',
  writes: true,
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was recorded' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({ policyID: z.string() }),
      tagApprovers: list(
        z.object({
          name: z.string('invalid-tag'),
          approver: z.string('invalid-approver').describe('The address of a member; "" removes the approver.'),
        }),
      ).max(MAX_APPROVERS),
    }),
  output: () => z.object({}),
  read: () => z.object({}),
  answers: {
    updated: {
      responseCode: 200,
      evidence: 'documented',
      source: `${REFERENCE}, worked example; expensify-mcp README, 2026-07, confirms that it works`,
    },
    'invalid-tag': {
      responseCode: 410,
      responseMessage: "Invalid tag name '{name}'",
      evidence: 'documented',
      source: `${REFERENCE}, error example`,
    },
    'invalid-approver': {
      responseCode: 410,
      responseMessage: "Invalid approver email '{approver}'",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for an invalid approver; wording modelled on "Invalid tag name 'InvalidTag'"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'invalid-policy': {
      responseCode: 410,
      responseMessage: "Invalid policyID '{policyID}'",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for an invalid policyID; wording modelled on "Invalid tag name 'InvalidTag'"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'several-levels': {
      responseCode: 410,
      responseMessage: "'tagApprovers' parameter is missing or malformed",
      evidence: 'assumed',
      source: `${REFERENCE} says that approvers are for tags of a single level only, and does not show the error`,
      limit: { assumed: 'Code and wording.', advice: 'Set approvers on policies with a single level of tags.' },
    },
    'not-policy-admin': {
      responseCode: 403,
      responseMessage: 'User is not a policy admin',
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 403 for an account that is not a policy admin`,
      limit: { assumed: 'The wording. 403 is documented.', advice: 'Branch on the code.' },
    },
  },
  rules: {
    'only-members': {
      statement: 'An approver must be a member of the policy.',
      evidence: 'documented',
      source: REFERENCE,
    },
    'empty-clears': {
      statement: 'The approver "" removes the approver of the tag.',
      evidence: 'documented',
      source: REFERENCE,
    },
    'all-or-nothing': {
      statement: 'One invalid tag or approver fails the whole request, and nothing is changed.',
      evidence: 'assumed',
      source: 'no recording of a list with an invalid entry',
      limit: { assumed: 'That one invalid entry fails the whole request.', advice: 'Send names that get policy lists.' },
    },
    'others-stay': {
      statement: 'Tags that are not sent keep their approvers; if a tag has two entries, the last one counts.',
      evidence: 'assumed',
      source: 'the reference calls the job an update and does not mention other tags',
      limit: { assumed: 'That other tags keep their approvers.', advice: 'Send every tag.' },
    },
  },
  notes: ['No job returns tag approvers. They are visible in a snapshot and in the changes of a request.'],
});
