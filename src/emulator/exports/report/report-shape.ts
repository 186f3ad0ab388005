import { Sequence } from '../../templates/values/value.js';
import type { Report } from '../../world/entities/report.js';
import { emailOf, memberOf } from '../../world/people.js';
import { toOldReportID } from '../../world/report-id.js';
import { reportURL, stateNamesOf } from '../report-states.js';
import { type Attribute, attributesFrom, defineShape, NO_CONTENT } from '../shape.js';
import { HELP, PUBLIC_TEMPLATES, REFERENCE, SCRIPT } from '../sources.js';
import { expenseShape } from './expense-shape.js';
import { actionShape, approverShape, personShape } from './people-shapes.js';
import { approvalsOf, customFieldsOf } from './report-parts.js';

const documented = attributesFrom<Report>('documented', REFERENCE);
const optional = attributesFrom<Report>('documented', REFERENCE, { isOptional: true });
const observed = (source: string) => attributesFrom<Report>('observed', source, { isOptional: true, except: { assumed: 'the value' } });

const DOCUMENTED: readonly Attribute<Report>[] = [
  documented('reportID', 'text', 'Id in base 62: `R00…`.', ({ reportID }) => reportID),
  documented('oldReportID', 'text', 'Id in base 10.', ({ reportID }) => toOldReportID(reportID)),
  documented('reportName', 'free-text', 'Title.', ({ name }) => name),
  documented('status', 'text', 'Open, Processing, Approved, Reimbursed or Closed.', ({ status }) => status, {
    except: { assumed: 'that it is Closed, not Archived' },
  }),
  documented('total', 'cents', "Total, in the report's currency.", (report, view) => view.totalOf(report)),
  documented('currency', 'text', 'Currency of the policy.', ({ policyID }, { rows }) => rows.policies.get(policyID)?.outputCurrency),
  documented('transactionList', 'list', 'Expenses.', (report, view) => expenseList(report, view), { shape: 'expense' }),
  documented('policyID', 'text', 'Id of the policy.', ({ policyID }) => policyID),
  documented('policyName', 'text', 'Name of the policy.', ({ policyID }, { rows }) => rows.policies.get(policyID)?.name),
  documented('created', 'date-time', 'When it was created.', ({ created }) => created, {
    except: { assumed: 'that it includes the time' },
  }),
  optional('submitted', 'date-time', 'When it was submitted.', ({ submitted }) => submitted, {
    except: { observed: 'that it starts with the date', assumed: 'that it includes the time' },
  }),
  optional('approved', 'date-time', 'When it was approved.', ({ approved }) => approved, {
    except: { observed: 'that it starts with the date', assumed: 'that it includes the time' },
  }),
  optional('reimbursed', 'date-time', 'When it was reimbursed.', ({ reimbursed }) => reimbursed, {
    except: { observed: 'that it starts with the date', assumed: 'that it includes the time' },
  }),
  documented('isACHReimbursed', 'boolean', 'Reimbursed by ACH.', ({ isACHReimbursed }) => isACHReimbursed),
  optional('entryID', 'text', 'Id of the latest reimbursement.', ({ entryID }) => entryID),
  documented('accountEmail', 'text', 'Email address of the creator.', ({ accountID }, { rows }) => emailOf(rows, accountID)),
  documented('accountID', 'number', 'Account id of the creator.', ({ accountID }) => accountID),
  documented('submitter', 'hash', 'The creator.', person('accountID'), { shape: 'person' }),
  optional('employeeCustomField1', 'text', 'Custom field 1 of the creator.', customField('accountID', 1)),
  optional('employeeCustomField2', 'text', 'Custom field 2 of the creator.', customField('accountID', 2)),
  optional('submitterUserID', 'text', 'The same as employeeCustomField1.', customField('accountID', 1), {
    except: { observed: 'that it is custom field 1' },
  }),
  optional('submitterPayrollID', 'text', 'The same as employeeCustomField2.', customField('accountID', 2), {
    except: { observed: 'that it is custom field 2' },
  }),
  optional(
    'managerEmail',
    'text',
    'Email address of the last approver.',
    ({ managerID }, { rows }) => managerID && emailOf(rows, managerID),
  ),
  optional('managerUserID', 'text', 'Custom field 1 of the last approver.', customField('managerID', 1), {
    except: { assumed: 'that it is custom field 1' },
  }),
  optional('managerPayrollID', 'text', 'Custom field 2 of the last approver.', customField('managerID', 2), {
    except: { assumed: 'that it is custom field 2' },
  }),
  optional('manager', 'hash', 'The last approver.', person('managerID'), { shape: 'person' }),
  documented(
    'approvers',
    'list',
    'All approvers.',
    (report, view) => Sequence.of(approvalsOf(report).map((approval) => approverShape.hash(approval, view))),
    { shape: 'approver' },
  ),
  documented(
    'actionList',
    'list',
    'History.',
    ({ history }, view) => new Sequence(history.length, (index) => history[index] && actionShape.hash(history[index], view)),
    { shape: 'action' },
  ),
  documented('customField', 'hash', 'Report fields, by name. Each character that is not a letter or digit becomes `_`.', customFieldsOf, {
    shape: 'customField',
  }),
];

const OBSERVED: readonly Attribute<Report>[] = [
  observed(SCRIPT)(
    'state',
    'text',
    'OPEN, SUBMITTED, APPROVED, AUTOREIMBURSED, MANUALREIMBURSED and so on.',
    (report) => stateNamesOf(report).state,
  ),
  observed(PUBLIC_TEMPLATES)('stateNum', 'number', 'The state as a number: 6 for reimbursed.', (report) => stateNamesOf(report).stateNum),
  observed(SCRIPT)('managerID', 'number', 'Account id of the last approver.', ({ managerID }) => managerID),
  observed(SCRIPT)('tag', 'text', 'Tag of the report; always empty here.', () => undefined),
  observed(PUBLIC_TEMPLATES)('submitterEmail', 'text', 'The same as accountEmail.', ({ accountID }, { rows }) => emailOf(rows, accountID)),
  observed(PUBLIC_TEMPLATES)('url', 'url', 'Page of the report.', ({ reportID }) => reportURL(toOldReportID(reportID))),
  observed(HELP)('displayStatus', 'text', 'Draft, Outstanding, Approved, Paid or Done.', (report) => stateNamesOf(report).display),
  observed(PUBLIC_TEMPLATES)('orderDealNumbers', 'text', 'Always empty here.', () => undefined),
];

export const reportShape = defineShape<Report>({ name: 'report', meaning: 'An item of `reports`' }, [...DOCUMENTED, ...OBSERVED]);

type Read = Attribute<Report>['read'];

function expenseList(report: Report, view: Parameters<Read>[1]): Sequence {
  const expenses = view.expensesOf(report);
  return new Sequence(expenses.length, (index) => expenses[index] && expenseShape.hash(expenses[index], view));
}

function person(whose: 'accountID' | 'managerID'): Read {
  return (report, view) => {
    const id = report[whose];
    const account = id === undefined ? undefined : view.rows.accounts.get(id);
    return account === undefined ? NO_CONTENT : personShape.hash(account, view);
  };
}

function customField(whose: 'accountID' | 'managerID', field: 1 | 2): Read {
  return (report, { rows }) => {
    const id = report[whose];
    const member = id === undefined ? undefined : memberOf(rows, report.policyID, id);
    return field === 1 ? member?.customField1 : member?.customField2;
  };
}
