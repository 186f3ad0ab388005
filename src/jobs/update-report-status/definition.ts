import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import type { Rule } from '../../protocol/evidence.js';
import { reportFilters } from '../../protocol/report-filters.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

const FIXTURES = 'expensify-rs replay fixtures, 2026-08';

/** Why a report stays unchanged while the others are updated. `{status}` is the report's status. */
export const skipReasons = {
  'not-approved': {
    statement: "Report is in status '{status}'",
    evidence: 'recorded',
    except: { assumed: 'the words for statuses other than Open' },
    source: FIXTURES,
    limit: { assumed: 'The words Processing, Reimbursed and Closed; Open was recorded.', advice: 'Show the reason; do not parse it.' },
  },
  'unknown-report': {
    statement: 'Internal error',
    evidence: 'documented',
    except: { assumed: 'that an unknown report fails this way' },
    source: 'API reference, partial success example',
    limit: { assumed: 'That an unknown report id is listed in `failedReports`.', advice: 'Treat every listed report as unchanged.' },
  },
  'not-policy-admin': {
    statement: 'Internal error',
    evidence: 'assumed',
    source: 'no recording of a report on a policy that the account does not administer',
    limit: {
      assumed: 'That a report fails, with the documented reason, when the account is not an admin of its policy.',
      advice: "Use a policy admin's credentials.",
    },
  },
} as const satisfies Record<string, Rule>;

const untouched = once(() => z.object({ reason: z.string(), reportID: z.string() }));
const output = once(() =>
  z.object({
    failedReports: list(untouched()).optional(),
    skippedReports: list(untouched()).optional(),
    reportIDs: list(z.string()),
  }),
);

/** `update reportStatus`: marks approved reports as reimbursed. */
export const updateReportStatus = defineJob({
  type: 'update',
  subtype: 'reportStatus',
  title: 'Mark reports as reimbursed',
  writes: true,
  isRepeatable: true,
  contentType: { value: 'text/plain;charset=utf-8', evidence: 'recorded', source: FIXTURES },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        status: z
          .string()
          .refine((status) => status === 'REIMBURSED', 'unsupported-status')
          .meta({ enum: ['REIMBURSED'] }),
        paymentSource: z.string().min(1).max(100).optional().describe('Where the payment was made.'),
        filters: z
          .object(reportFilters())
          .refine(({ reportIDList = [], startDate }) => reportIDList.length > 0 || startDate !== undefined, 'missing-filter')
          .meta({ anyOf: [{ required: ['reportIDList'] }, { required: ['startDate'] }] }),
      }),
    }),
  output,
  read: output,
  answers: {
    updated: { responseCode: 200, evidence: 'documented', source: 'API reference, worked example' },
    'updated-with-skips': { responseCode: 200, evidence: 'recorded', source: `${FIXTURES}: 200 where the reference says 207` },
    'partly-failed': {
      responseCode: 207,
      evidence: 'documented',
      except: { assumed: 'the order of the keys, and that 207 needs a failed report' },
      source: `API reference, worked example; ${FIXTURES} got 200 when reports were only skipped`,
      limit: { assumed: 'That 207 needs a failed report, and the order of the keys.', advice: 'Read the lists, not only the code.' },
    },
    'unsupported-status': {
      responseCode: 410,
      responseMessage: "Status '{value}' is not supported",
      evidence: 'documented',
      source: 'API reference, error example; observed by expensify-rs for SUBMITTED, APPROVED and CLOSED, 2026-08',
    },
    'missing-filter': {
      responseCode: 410,
      responseMessage: "'filters' object malformed",
      evidence: 'assumed',
      source: 'the reference asks for reportIDList or startDate; wording modelled on "\'categories\' object malformed"',
      limit: { assumed: 'Code and wording.', advice: 'Send reportIDList or startDate.' },
    },
    'malformed-date': {
      responseCode: 410,
      responseMessage: "Malformed date '{value}'. Expected format is yyyy-MM-dd",
      evidence: 'assumed',
      source: 'documented for create expenses',
      limit: { assumed: 'Code and wording, from create expenses.', advice: 'Send yyyy-MM-dd.' },
    },
  },
  rules: {
    'only-approved': {
      statement: 'Only approved reports become reimbursed; others are listed in `skippedReports`.',
      evidence: 'recorded',
      source: FIXTURES,
    },
    'report-ids': {
      statement: 'reportIDList accepts both forms of a report id; the response uses R00….',
      evidence: 'observed',
      except: { assumed: 'that both forms are accepted here, and the form in the response' },
      source: 'PipedreamHQ/pipedream, 2026-07, for the Report Exporter; the reference shows numbers, expensify-rs recorded R00…',
      limit: { assumed: 'That both forms are accepted here, and R00… in the response.', advice: 'Send the ids you exported.' },
    },
    'date-filters': {
      statement:
        'Without reportIDList, startDate and endDate select reports on the policies that the account administers, both days included.',
      evidence: 'documented',
      except: { assumed: 'that reports on other policies are left out' },
      source: 'API reference',
      limit: { assumed: 'That reports on policies which the account does not administer are left out.', advice: 'Name reports by id.' },
    },
    'what-it-writes': {
      statement:
        'The report gets the status Reimbursed, the date of its reimbursement, and REIMBURSED with the paymentSource as a new entry in its history.',
      evidence: 'documented',
      except: { assumed: 'the entry in the history' },
      source: 'API reference; attributes of export templates',
      limit: { assumed: 'The entry in the history.', advice: 'Read the status.' },
    },
  },
  skipReasons,
});
export type UpdateReportStatusInput = z.output<typeof updateReportStatus.input>;
export type UpdateReportStatusOutput = z.output<ReturnType<typeof output>>;
