import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { lenientBoolean, lenientPort } from '../../protocol/lenient.js';
import { list, record } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { employeeRecord, skipReasons } from './employee-record.js';
import { updateEmployeesRules } from './rules.js';

/** More than any client sends. A longer list is ignored. */
const MAX_ACTIONS = 1000;
const action = once(() => z.object({ actionName: z.string(), recipients: z.string().optional() }));

const emailsByID = once(() => record(z.string(), list(z.string())));

/** A member in the response of `update employees`. The first five keys are recorded. */
const updatedMember = once(() =>
  z.object({
    customField1: z.string().optional(),
    customField2: z.string().optional(),
    admin: z.boolean(),
    submitsTo: z.string().optional(),
    email: z.string(),
    forwardsTo: z.string().optional(),
    approvalLimit: z.number().optional(),
    overLimitForwardsTo: z.string().optional(),
  }),
);
export type UpdatedMember = z.infer<ReturnType<typeof updatedMember>>;

const output = once(() =>
  z.object({
    policyIDToEmployeesMap: record(z.string(), list(updatedMember())),
    requestID: z.string(),
    'dry-run': z.boolean().optional(),
    failedPolicies: list(z.string()).optional(),
    diff: z.object({ diffToAdd: emailsByID(), diffToRemove: emailsByID().optional() }),
    securityGroupEmployeesMap: emailsByID(),
    policyIDToEmailsToRemoveMap: emailsByID(),
    skippedEmployees: list(z.object({ email: z.string(), reason: z.string() })).optional(),
    updatedEmployeesCount: z.number().int(),
  }),
);
export type UpdateEmployeesOutput = z.infer<ReturnType<typeof output>>;

// JSON Schema for keys that are optional in the input because leaving them out has its own response or matters only to some requests.
const FEED_URL = { format: 'uri', pattern: '^https?://' };
const SFTP = {
  properties: {
    ...Object.fromEntries(['host', 'login', 'password', 'filename'].map((key) => [key, { type: 'string', minLength: 1 }])),
    port: { type: 'integer', minimum: 1, maximum: 65535 },
  },
};
/** A remote source needs its location. */
const FETCHED = (
  [
    ['download', 'feedUrl'],
    ['sftp', 'sftp'],
  ] as const
).map(([dataSource, key]) => ({
  if: { properties: { dataSource: { const: dataSource } }, required: ['dataSource'] },
  then: { properties: { credentials: { required: [key] } } },
}));

/** Errors here matter only if the job reads the value. Extra keys with any value are accepted (observed). */
const feedCredentials = once(() =>
  z.object({
    feedUrl: z.string().optional().catch(undefined).meta(FEED_URL),
    feedUser: z.string().optional().catch(undefined),
    feedPassword: z.string().optional().catch(undefined),
    sftp: z
      .object({
        host: z.string(),
        login: z.string(),
        password: z.string(),
        port: lenientPort().optional(),
        filename: z.string(),
      })
      .optional()
      .catch(undefined)
      .meta(SFTP),
  }),
);

/** The documented forms of a feed: the bare list, or the list in an object. */
const records = once(() => list(employeeRecord()).min(1));
const employeeFeed = once(() => z.union([records(), z.object({ Employees: records() })]));

const NANGO = 'Nango integration template, 2024-10';
const REFERENCE = 'Advanced Employee Updater page';

/** `update employees`, the Advanced Employee Updater: a feed of people, by policy. */
export const updateEmployees = defineJob({
  type: 'update',
  subtype: 'employees',
  title: 'Add, change and remove employees',
  writes: true,
  dryRunKey: 'dry-run',
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was recorded with the bodies' },
  fields: {
    data: {
      description: 'The feed of update employees.',
      content: employeeFeed,
      // With fileType, `data` is not a feed.
      neededBy: {
        properties: {
          dataSource: { const: 'request' },
          inputSettings: { not: { anyOf: [{ required: ['data'] }, { required: ['fileType'] }] } },
        },
      },
    },
  },
  input: () =>
    z
      .object({
        'dry-run': lenientBoolean('malformed-dry-run').optional(),
        dataSource: z.enum(['request', 'download', 'sftp'], 'malformed-data-source').optional(),
        credentials: feedCredentials(),
        inputSettings: z.object({
          entity: z.literal('generic', 'malformed-entity').optional(),
          /** The help article nests the feed here. */
          data: z.unknown().optional(),
        }),
        onFinish: z
          .union([list(action()).max(MAX_ACTIONS), action().partial()])
          .optional()
          .catch(undefined),
        setEmployeePrimaryPolicy: z.enum(['none', 'new_employees', 'all_employees'], 'malformed-primary-policy').default('none'),
        shouldFixApprovalChains: lenientBoolean().default(true),
        fixFirstLevelManagersOnly: lenientBoolean().default(false),
        shouldSkipNotificationEmail: lenientBoolean().default(false),
      })
      .meta({ allOf: FETCHED }),
  output,
  read: () =>
    output()
      .extend({ policyIDToEmployeesMap: record(z.string(), list(updatedMember().partial().required({ email: true }))) })
      .extend({ diff: output().shape.diff.partial() })
      .partial()
      .required({ updatedEmployeesCount: true }),
  answers: {
    updated: { responseCode: 200, evidence: 'recorded', source: `${NANGO} (create)` },
    terminated: { responseCode: 200, evidence: 'recorded', source: `${NANGO} (terminate)` },
    'terminated-absent': {
      responseCode: 200,
      evidence: 'assumed',
      source: 'no recording of a record that terminates a person who is not a member',
      limit: { assumed: 'That the record is counted, and gets the same response as any other.', advice: 'Do not rely on the count.' },
    },
    'dry-run': {
      responseCode: 200,
      evidence: 'documented',
      except: { assumed: 'the keys beyond the documented ones' },
      source: `${REFERENCE}; no body was recorded`,
      limit: { assumed: 'The keys beyond the documented ones: no dry run was recorded.', advice: 'Read the documented keys only.' },
    },
    'updated-with-skips': {
      responseCode: 200,
      evidence: 'documented',
      except: { assumed: 'the keys beyond the documented ones' },
      source: `${REFERENCE}, worked example; no body was recorded`,
      limit: {
        assumed: 'The keys beyond the documented ones; `skippedEmployees` is documented, not recorded.',
        advice: 'Read `email` and `reason`; show the reason, but do not parse it.',
      },
    },
    'not-domain-admin': {
      responseCode: 403,
      responseMessage: 'You must be a domain admin to update employees',
      evidence: 'observed',
      except: { assumed: 'the wording' },
      source: 'expensify-mcp, 2026-07; the wording was not kept',
      limit: { assumed: 'The wording. 403 was observed.', advice: 'Branch on the code.' },
    },
    'missing-data': {
      responseCode: 410,
      responseMessage: "'data' parameter is missing or malformed",
      evidence: 'documented',
      except: { assumed: 'the wording' },
      source: `${REFERENCE}: 410 when employee data is missing`,
      limit: { assumed: 'The wording. 410 is documented.', advice: 'Branch on the code.' },
    },
    'feed-unreadable': {
      responseCode: 410,
      responseMessage: 'Could not read the employee feed: {problem}',
      evidence: 'assumed',
      source: 'no recording of a feed that cannot be fetched',
      limit: { assumed: 'Code and wording.', advice: 'Treat any code other than 200 as "nothing was changed".' },
    },
    'malformed-entity': {
      responseCode: 410,
      responseMessage: "Argument 'entity' is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on the documented error of `type`',
      limit: { assumed: 'Code and wording.', advice: 'Send `generic`.' },
    },
    'malformed-data-source': {
      responseCode: 410,
      responseMessage: "Argument 'dataSource' is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on the documented error of `type`',
      limit: { assumed: 'Code and wording.', advice: 'Send one of the three.' },
    },
    'malformed-sftp': {
      responseCode: 410,
      responseMessage: "'sftp' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on "\'employeeEmail\' parameter is missing or malformed"',
      limit: { assumed: 'Code and wording.', advice: 'Send host, login, password and filename.' },
    },
    'malformed-dry-run': {
      responseCode: 410,
      responseMessage: "'dry-run' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on "\'employeeEmail\' parameter is missing or malformed"; refusing is the safe choice for a dry run',
      limit: {
        assumed: 'That a value which is not a boolean is refused. The live service may treat it as false and write.',
        advice: 'Send `true` or `false`.',
      },
    },
    'malformed-primary-policy': {
      responseCode: 410,
      responseMessage: "'setEmployeePrimaryPolicy' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on "\'employeeEmail\' parameter is missing or malformed"',
      limit: { assumed: 'Code and wording.', advice: 'Send one of the three.' },
    },
  },
  rules: updateEmployeesRules,
  skipReasons,
  notes: [
    'People who submit to a removed manager continue to do so (advisory `terminated-manager`).',
    '`employeeID` belongs to the person, not to one policy.',
    '`shouldRemoveFromUnassignedPolicies` considers a single feed. If you send a feed in parts, managers in the other parts are not known.',
  ],
});
export type UpdateEmployeesInput = z.infer<typeof updateEmployees.input>;
