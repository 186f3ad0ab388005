import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';

const REFERENCE = 'API reference, CSV employee updater, deprecated 2021-05';
const IS_CSV = { properties: { inputSettings: { required: ['fileType'], not: { required: ['entity'] } } } };

/** `update employees (csv)`, the deprecated updater: a CSV with one row for each member of a policy. */
export const updateEmployeesCsv = defineJob({
  type: 'update',
  subtype: 'employees',
  variant: {
    name: 'csv',
    isMeant: ({ fileType, entity }) => fileType !== undefined && entity === undefined,
    isRuledOut: ({ entity }) => entity === 'generic',
  },
  title: 'Add and change the members of a policy from a CSV',
  deprecated: 'update employees with fileType (the old CSV updater)',
  writes: true,
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no response was recorded' },
  fields: {
    data: {
      description:
        'A CSV with the columns EmployeeEmail, ManagerEmail and Admin, and the optional EmployeeUserId, EmployeePayrollId and ForwardManagerEmail.',
      neededBy: IS_CSV,
      isFile: true,
    },
  },
  input: () =>
    z.object({
      inputSettings: z.object({ policyID: z.string(), fileType: z.literal('csv') }),
    }),
  output: () => z.object({ nbEmployees: z.number().int() }),
  read: () => z.object({ nbEmployees: z.number().int() }),
  answers: {
    updated: { responseCode: 200, evidence: 'documented', source: `${REFERENCE}, worked example; no response was recorded` },
    'missing-column': {
      responseCode: 500,
      responseMessage: 'Column {column} not found in CSV header',
      evidence: 'documented',
      except: { assumed: 'columns other than EmployeeEmail' },
      source: `${REFERENCE}, error example`,
      limit: { assumed: 'That the other required columns fail like EmployeeEmail.', advice: 'Send the three required columns.' },
    },
    'missing-data': {
      responseCode: 410,
      responseMessage: "Required parameter 'data' is missing",
      evidence: 'assumed',
      source: 'modelled on "Required parameter \'policyIDList\' is missing"',
      limit: { assumed: 'Code and wording.', advice: 'Branch on the code.' },
    },
    'malformed-data': {
      responseCode: 410,
      responseMessage: "'data' parameter is missing or malformed",
      evidence: 'assumed',
      source: 'modelled on "\'employeeEmail\' parameter is missing or malformed"',
      limit: {
        assumed: 'Code and wording, and that one bad row fails the whole request. The advisory `unreadable-csv` names the line.',
        advice: 'Treat any code other than 200 as "nothing was changed".',
      },
    },
    'policy-not-found': {
      responseCode: 404,
      responseMessage: "Could not load policy '{policyID}'",
      evidence: 'assumed',
      source: 'modelled on get policy, for which 404 is documented',
      limit: { assumed: 'Code and wording.', advice: 'Send an id that get policyList lists.' },
    },
    'not-policy-admin': {
      responseCode: 403,
      responseMessage: 'User is not a policy admin',
      evidence: 'assumed',
      source: 'modelled on update tagApprovers, for which 403 is documented',
      limit: { assumed: 'Code and wording; that no domain admin is needed.', advice: "Use an admin's credentials." },
    },
  },
  rules: {
    'told-apart': {
      statement: 'update employees with fileType and without entity runs this job.',
      evidence: 'documented',
      except: { assumed: 'that entity takes precedence if both are sent' },
      source: `${REFERENCE}; the Advanced Employee Updater requires entity generic`,
      limit: { assumed: 'That `entity` takes precedence if both are sent.', advice: 'Send one of the two.' },
    },
    'columns-by-name': {
      statement: 'The first line names the columns, which can be in any order.',
      evidence: 'documented',
      source: REFERENCE,
    },
    'custom-fields': {
      statement: 'EmployeeUserId is Custom Field 1 and EmployeePayrollId is Custom Field 2.',
      evidence: 'observed',
      source: 'Expensify/App issue #90508; exports call them submitterUserID and submitterPayrollID',
    },
    'blank-removes': {
      statement: 'If an optional column is blank or missing, existing members lose its value.',
      evidence: 'documented',
      source: REFERENCE,
    },
    'admin-column': {
      statement: 'Admin true makes a member an admin and false makes them a user; auditors stay auditors.',
      evidence: 'documented',
      except: { assumed: 'that auditors stay auditors, and that the value is not case-sensitive' },
      source: REFERENCE,
      limit: { assumed: 'That false does not change an auditor, and that `TRUE` works.', advice: 'Send lower case.' },
    },
    'role-guard': {
      statement: 'Policy owners and the account running the request are never demoted from admin.',
      evidence: 'assumed',
      source: 'documented for the Advanced Employee Updater',
      limit: {
        assumed: 'That this updater protects owners and the account running the request, like the Advanced Employee Updater.',
        advice: 'Send true for both.',
      },
    },
    'total-count': {
      statement: 'nbEmployees is the number of all members after the update.',
      evidence: 'documented',
      source: REFERENCE,
    },
    'others-stay': {
      statement: 'Members without a row stay unchanged.',
      evidence: 'assumed',
      source: `${REFERENCE} calls it adding and updating`,
      limit: { assumed: 'That no member is removed.', advice: 'Remove people with the Advanced Employee Updater.' },
    },
    'managers-invited': {
      statement:
        'Managers and forward managers who are not members yet are invited and submit to the policy owner; new members get an email.',
      evidence: 'assumed',
      source: 'modelled on the Advanced Employee Updater, which invites managers',
      limit: { assumed: 'That managers are invited, and the email.', advice: 'Send a row for each manager.' },
    },
    multipart: {
      statement: 'The form is multipart/form-data; a urlencoded form works too, with an advisory.',
      evidence: 'documented',
      except: { assumed: 'that a urlencoded form works' },
      source: `${REFERENCE}: it "has to use" multipart`,
      limit: { assumed: 'That a urlencoded form works.', advice: 'Send multipart/form-data.' },
    },
  },
});
