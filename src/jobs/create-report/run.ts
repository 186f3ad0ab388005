import type { z } from 'zod';
import { policyOfMember } from '../../emulator/accounts/policy-access.js';
import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext, type Standing } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import type { Report } from '../../emulator/world/entities/report.js';
import { expenseMaker } from '../../emulator/world/new-expense.js';
import { newID } from '../../emulator/world/new-id.js';
import { newReport } from '../../emulator/world/new-report.js';
import { accountByLogin, isDomainAdmin, isPolicyAdmin } from '../../emulator/world/people.js';
import { toReportID } from '../../emulator/world/report-id.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { dateTimeOf } from '../../util/date-text.js';
import { suggestAside } from '../../util/suggest.js';
import { createReport } from './definition.js';

type Settings = z.output<typeof createReport.input>['inputSettings'];

export const runCreateReport = implement(createReport, async ({ inputSettings }, context) => {
  const { reportID, name } = await changeCompany(context, {
    compute: (standing, transaction) => addReport(transaction, employeeOf(standing, inputSettings), inputSettings, context),
  });
  return { answer: 'created', body: { reportName: name, reportID } };
});

function* addReport(transaction: Transaction, employee: Account, settings: Settings, context: JobContext): Work<Report> {
  const { parts } = context;
  const policy = policyOfMember(createReport, transaction, settings.policyID, employee);
  adviseOnFields(policy, settings.report.fields, context);
  const { title, fields } = settings.report;
  const report = newReport(transaction, {
    reportID: newID(transaction.reports, () => toReportID(parts.ids.report())),
    name: title,
    policyID: policy.id,
    accountID: employee.accountID,
    created: dateTimeOf(parts.clock.now()),
    fields,
  });
  transaction.reports.put(report);
  yield* addExpenses(transaction, report, policy, settings.expenses, parts);
  return report;
}

/** The account that gets the report. Throws if the caller may not create reports for it. */
function employeeOf(standing: Standing, { employeeEmail, policyID }: Settings): Account {
  const { company } = standing;
  const employee = accountByLogin(company, employeeEmail.toLowerCase());
  if (employee === undefined || !mayCreateFor(employee, standing, policyID)) {
    throw jobError(createReport, 'not-authorized-as-user', { employeeEmail });
  }
  return employee;
}

function mayCreateFor(employee: Account, { company, account }: Standing, policyID: string): boolean {
  const whose = quirkOf(company.quirks, createReport, 'whose-reports');
  if (whose === 'nobody') return false;
  const isAdmin = isDomainAdmin(company, account) && isPolicyAdmin(company, policyID, account);
  return employee.accountID === account.accountID || (whose === 'everyone' && isAdmin);
}

/** How many unknown fields of one request get an advisory. */
const MAX_TOLD = 20;

/** Advises on fields that the policy does not have. In `fields`, the field `Cost centre` is named `Cost_centre`. */
function adviseOnFields({ reportFields }: Policy, fields: Readonly<Record<string, string>> = {}, { advise }: JobContext): void {
  const known = new Set(reportFields.map(({ name }) => name.replace(/[^A-Za-z0-9]/g, '_')));
  const unknown = Object.keys(fields).filter((name) => !known.has(name));
  for (const name of unknown.slice(0, MAX_TOLD)) advise('not-on-policy', `report field '${name}'${suggestAside(name, known)}`);
}

function* addExpenses(
  transaction: Transaction,
  { reportID, accountID, created: inserted }: Report,
  policy: Policy,
  expenses: Settings['expenses'],
  { ids }: JobContext['parts'],
): Work<void> {
  const make = expenseMaker(transaction);
  let steps = 0;
  for (const { date, ...named } of expenses) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const transactionID = newID(transaction.expenses, () => ids.transaction());
    transaction.expenses.put(make({ ...named, created: date }, { accountID, reportID, policy, inserted }, transactionID));
  }
}
