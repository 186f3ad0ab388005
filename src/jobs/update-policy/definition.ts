import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { MAX_LIST_LENGTH, textList } from '../../protocol/lenient.js';
import { updatePolicyRules } from './rules.js';
import { categories, MAX_ITEMS, MAX_LEVELS, reportFields, tags } from './sections.js';

const REFERENCE = 'API reference, policy updater';
const ONE_OF_TWO = [{ required: ['policyID'] }, { required: ['policyIDList'] }];
const BY_FILE = { properties: { tags: { properties: { source: { const: 'file' } }, required: ['source'] } }, required: ['tags'] };

/** `update policy`: changes categories, tags and report fields of one or several policies. */
export const updatePolicy = defineJob({
  type: 'update',
  subtype: 'policy',
  title: 'Change categories, tags and report fields',
  writes: true,
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was kept with an observed response' },
  fields: {
    file: { description: 'A CSV or TSV of tags, with one column for each level.', neededBy: BY_FILE, isFile: true },
  },
  input: () =>
    z.object({
      inputSettings: z
        .object({
          policyID: z
            .string('malformed-policy-id')
            .meta({ type: 'string', minLength: 1, description: 'A policy, if there is no policyIDList.' })
            .optional(),
          policyIDList: textList('malformed-policy-id-list', 'malformed-policy-id-list')
            .meta({
              type: 'array',
              items: { type: 'string' },
              minItems: 1,
              maxItems: MAX_LIST_LENGTH,
              description: 'Policies that all get the same change.',
            })
            .optional(),
        })
        .refine(({ policyID = '', policyIDList = [] }) => policyID !== '' || policyIDList.length > 0, {
          path: ['policyID'],
          message: 'missing-policy-id',
        })
        .meta({ allOf: [{ anyOf: ONE_OF_TWO }] }),
      categories: categories().optional(),
      tags: tags().optional(),
      reportFields: reportFields().optional(),
    }),
  output: () => z.object({}),
  read: () => z.object({}),
  malformed: { categories: 'malformed-categories', tags: 'malformed-tags', reportFields: 'malformed-report-fields' },
  answers: {
    updated: {
      responseCode: 200,
      evidence: 'documented',
      source: `${REFERENCE}, worked example; fo_expensify checks for exactly this response`,
    },
    'missing-policy-id': {
      responseCode: 410,
      responseMessage: "Required parameter 'policyID' is missing",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "Required parameter 'policyIDList' is missing"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'malformed-policy-id': {
      responseCode: 410,
      responseMessage: "'policyID' parameter is missing or malformed",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "'employeeEmail' parameter is missing or malformed"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'malformed-policy-id-list': {
      responseCode: 410,
      responseMessage: "'policyIDList' parameter is missing or malformed",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "'employeeEmail' parameter is missing or malformed"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Send a JSON array of ids.' },
    },
    'malformed-categories': {
      responseCode: 410,
      responseMessage: "'categories' object malformed",
      evidence: 'documented',
      source: `${REFERENCE}, error example`,
    },
    'malformed-tags': {
      responseCode: 410,
      responseMessage: "'tags' object malformed",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "'categories' object malformed"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'malformed-report-fields': {
      responseCode: 410,
      responseMessage: "'reportFields' object malformed",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "'categories' object malformed"`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'missing-file': {
      responseCode: 410,
      responseMessage: "Required parameter 'file' is missing",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "Required parameter 'policyIDList' is missing"`,
      limit: { assumed: 'The wording; that an empty file counts as missing.', advice: 'Branch on the code.' },
    },
    'malformed-file': {
      responseCode: 410,
      responseMessage: "'file' parameter is missing or malformed",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 for a validation error; wording modelled on "'employeeEmail' parameter is missing or malformed"`,
      limit: {
        assumed: 'The wording, and how strictly the file is read. The advisory `unreadable-csv` says what is wrong with it.',
        advice: 'Send the columns of the reference.',
      },
    },
    'policy-not-found': {
      responseCode: 404,
      responseMessage: "Could not load policy '{policyID}'",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE} names 404; an older live message contained "Could not load policy"`,
      limit: { assumed: 'The wording. 404 is documented.', advice: 'Branch on 404.' },
    },
    'not-policy-admin': {
      responseCode: 403,
      responseMessage: 'User is not a policy admin',
      evidence: 'assumed',
      source: `${REFERENCE} requires a policy admin and does not give a code; 403 is documented for update tagApprovers`,
      limit: { assumed: 'Code and wording.', advice: "Use an admin's credentials." },
    },
  },
  rules: updatePolicyRules,
  quirks: {
    'tag-merge': {
      statement: 'How the action merge changes tags',
      values: ['replace-level', 'replace-all'],
      evidence: 'observed',
      source:
        'expensify-rs, 2026-08, and expensify-mcp README, 2026-07; the reference says "Replace the existing tags" whatever the action',
    },
  },
  notes: [
    '`get policy` does not show which tag levels are required, the external ids of report field values, or which of these are disabled, because no example in the reference does. A snapshot contains them.',
    // Not by toLocaleString, whose first call takes 15 ms of every start.
    `\`update policy\` takes at most ${MAX_ITEMS / 1_000},000 entries in a list, ${MAX_LEVELS} levels of tags, and 1,000,000 entries in total over all policies. These limits are the emulator's own.`,
    'Expenses keep a category or tag that was removed from their policy.',
  ],
});
export type UpdatePolicyInput = z.output<typeof updatePolicy.input>;
