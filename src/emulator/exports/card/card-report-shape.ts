import { Sequence } from '../../templates/values/value.js';
import { exportLabelKey } from '../../world/entities/export-label.js';
import type { Report } from '../../world/entities/report.js';
import { emailOf } from '../../world/people.js';
import { toOldReportID } from '../../world/report-id.js';
import type { ModelView } from '../model-view.js';
import { reportURL, stateNamesOf } from '../report-states.js';
import { type Attribute, attributesFrom, defineShape } from '../shape.js';
import { RECONCILIATION } from '../sources.js';
import { cardExpenseShape } from './card-expense-shape.js';
import type { CardReport } from './card-rows.js';

const documented = attributesFrom<CardReport>('documented', RECONCILIATION);
const optional = attributesFrom<CardReport>('documented', RECONCILIATION, { isOptional: true });
const ofStatus = attributesFrom<Report>('documented', RECONCILIATION);

/** Prints as `Approved`, and also has a display name. */
export const statusShape = defineShape<Report>({ name: 'status', meaning: '`report.status` of a reconciliation' }, [
  ofStatus('displayName', 'text', 'Draft, Outstanding, Approved, Paid or Done.', (report) => stateNamesOf(report).display),
]);

/** Reads from the report. Undefined for unreported expenses. */
function of(read: (report: Report, view: ModelView, given: string) => unknown): Attribute<CardReport>['read'] {
  return ({ report }, view, given) => report && read(report, view, given);
}

const PROPERTIES: readonly Attribute<CardReport>[] = [
  documented('ID', 'number', 'Id in base 10; 0 for unreported expenses.', ({ report }) =>
    report === undefined ? 0 : BigInt(toOldReportID(report.reportID)),
  ),
  optional(
    'base62ID',
    'text',
    'Id in base 62: `R00…`.',
    of(({ reportID }) => reportID),
  ),
  optional(
    'name',
    'free-text',
    'Title.',
    of(({ name }) => name),
  ),
  optional(
    'status',
    'text',
    'Prints Open, Processing, Approved, Reimbursed or Archived.',
    of((report, view) => statusShape.hash(report, view, stateNamesOf(report).archived)),
    { shape: 'status' },
  ),
  optional(
    'state',
    'text',
    'OPEN, SUBMITTED, BILLING, AUTOREIMBURSED, MANUALREIMBURSED and so on.',
    of((report) => stateNamesOf(report).state),
    {
      except: { assumed: 'the names of the other states' },
    },
  ),
  documented(
    'total',
    'cents',
    'Total; money spent is negative.',
    ({ report }, view) => (report === undefined ? 0 : -view.totalOf(report)),
    {
      except: { assumed: 'that the total is negative too' },
    },
  ),
  optional(
    'currency',
    'text',
    'Currency of the policy.',
    of(({ policyID }, { rows }) => rows.policies.get(policyID)?.outputCurrency),
  ),
  optional(
    'policyID',
    'text',
    'Id of the policy.',
    of(({ policyID }) => policyID),
  ),
  optional(
    'submitterEmail',
    'text',
    'Email address of the creator.',
    of(({ accountID }, { rows }) => emailOf(rows, accountID)),
  ),
  optional(
    'submitterID',
    'number',
    'Account id of the creator.',
    of(({ accountID }) => accountID),
  ),
  optional(
    'managerEmail',
    'text',
    'Email address of the manager.',
    of(({ managerID }, { rows }) => managerID && emailOf(rows, managerID)),
  ),
  optional(
    'url',
    'url',
    'Page of the report.',
    of(({ reportID }) => reportURL(toOldReportID(reportID))),
  ),
  documented(
    'transactionList',
    'list',
    "The card's expenses on the report.",
    ({ expenses }, view) => new Sequence(expenses.length, (index) => expenses[index] && cardExpenseShape.hash(expenses[index], view)),
    { shape: 'card expense' },
  ),
];

const APPROVED: ReadonlySet<Report['status']> = new Set(['Approved', 'Reimbursed', 'Closed']);

const method = attributesFrom<CardReport>('documented', RECONCILIATION, { isMethod: true });

/** True for a report, false for unreported expenses. */
function is(name: string, meaning: string, test: (report: Report, view: ModelView, given: string) => boolean): Attribute<CardReport> {
  return method(name, 'boolean', meaning, ({ report }, view, given) => report !== undefined && test(report, view, given));
}

const METHODS: readonly Attribute<CardReport>[] = [
  method(
    'getSubmitted',
    'date-time',
    'When it was submitted; null if it was not.',
    of(({ submitted }) => submitted),
    { isOptional: true },
  ),
  method(
    'getApproved',
    'date-time',
    'When it was approved; null if it was not.',
    of(({ approved }) => approved),
    { isOptional: true },
  ),
  is('isOpen', 'In the state OPEN.', ({ status }) => status === 'Open'),
  is('isSubmitted', 'In the state SUBMITTED.', ({ status }) => status === 'Processing'),
  is('isClosed', 'Approved, according to the reference.', ({ status }) => APPROVED.has(status)),
  is('hasBeenApproved', 'Has been approved.', ({ approved, status }) => approved !== undefined || APPROVED.has(status)),
  is('isReimbursed', 'Reimbursed.', ({ status }) => status === 'Reimbursed'),
  is('isReimbursementComplete', 'The reimbursement is complete.', ({ status }) => status === 'Reimbursed'),
  is('isACHReimbursed', 'Reimbursed by ACH.', ({ isACHReimbursed }) => isACHReimbursed),
  method('hasAttachment', 'boolean', 'Has a receipt.', ({ hasReceipt }) => hasReceipt, {
    except: { assumed: 'that receipts are the attachments' },
  }),
  is('hasEverBeenExportedTo', 'Has been marked as exported with the label in parentheses.', ({ reportID }, { rows }, label) =>
    rows.exportLabels.has(exportLabelKey(reportID, label)),
  ),
];

export const cardReportShape = defineShape<CardReport>(
  { name: 'card report', meaning: 'An item of the lists in `cards`: a report with the expenses of one card', isBean: true },
  [...PROPERTIES, ...METHODS],
);
