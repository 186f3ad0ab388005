import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext, type Standing } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Expense } from '../../emulator/world/entities/expense.js';
import { nameCheck } from '../../emulator/world/name-check.js';
import { expenseMaker } from '../../emulator/world/new-expense.js';
import { newID } from '../../emulator/world/new-id.js';
import { newReport } from '../../emulator/world/new-report.js';
import { accountByLogin, isDomainAdmin } from '../../emulator/world/people.js';
import { toReportID } from '../../emulator/world/report-id.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { dateTimeOf, dayOf } from '../../util/date-text.js';
import { type CreatedExpense, createExpenses, type ExpenseInput } from './definition.js';
import { type Place, placeFinder } from './place-expenses.js';
import { samples } from './samples.js';

export const runCreateExpenses = implement(
  createExpenses,
  async ({ inputSettings }, context) => {
    const { employeeEmail, transactionList } = inputSettings;
    const created = await changeCompany(context, {
      compute: (standing, transaction) => addAll(transactionList, standing, employeeOf(standing, employeeEmail), transaction, context),
    });
    return { answer: 'created', body: { transactionList: created.map(describeExpense) } };
  },
  { samples },
);

function* addAll(
  list: Parameters<typeof placesOf>[0],
  standing: Standing,
  employee: Account,
  transaction: Transaction,
  context: JobContext,
): Work<readonly Expense[]> {
  // All expenses are checked before the first is created, so a bad one fails the request without using up an id.
  const places = yield* placesOf(list, transaction, employee, context);
  const reportFor = reportFinder(standing, transaction, employee, context);
  return yield* makeExpenses(places, transaction, employee, reportFor, context);
}

/** The account that gets the expenses. Throws if the caller may not create expenses for it. */
function employeeOf({ company, account }: Standing, employeeEmail: string): Account {
  const employee = accountByLogin(company, employeeEmail.toLowerCase());
  const isForEveryone = quirkOf(company.quirks, createExpenses, 'whose-expenses') === 'everyone' && isDomainAdmin(company, account);
  if (employee === undefined || (employee.accountID !== account.accountID && !isForEveryone)) {
    throw jobError(createExpenses, 'not-authorized-as-user', { employeeEmail });
  }
  return employee;
}

type Placed = readonly [expense: ExpenseInput, place: Place];

function* placesOf(
  expenses: readonly ExpenseInput[],
  transaction: Transaction,
  employee: Account,
  { advise }: JobContext,
): Work<readonly Placed[]> {
  const placeOf = placeFinder(transaction, employee);
  const check = nameCheck((detail) => advise('not-on-policy', detail));
  const placed: Placed[] = [];
  for (const expense of expenses) {
    if (placed.length % STRIDE === STRIDE - 1) yield STRIDE;
    const place = placeOf(expense);
    if (place.policy !== undefined) check(place.policy, expense);
    placed.push([expense, place]);
  }
  return placed;
}

/** The report of an expense: the one it names, or a new one that the expenses of this request on the same policy share. */
function reportFinder({ company }: Standing, transaction: Transaction, { accountID }: Account, { parts }: JobContext) {
  const staysWithout = quirkOf(company.quirks, createExpenses, 'without-report') === 'stays';
  const opened = new Map<string, string>();
  return ({ reportID, policy }: Place): string | undefined => {
    if (reportID !== undefined || policy === undefined || staysWithout) return reportID;
    const existing = opened.get(policy.id);
    if (existing !== undefined) return existing;
    const now = parts.clock.now();
    const id = newID(transaction.reports, () => toReportID(parts.ids.report()));
    const names = { name: `Expense Report ${dayOf(now)}`, policyID: policy.id, accountID, created: dateTimeOf(now) };
    transaction.reports.put(newReport(transaction, { reportID: id, ...names }));
    opened.set(policy.id, id);
    return id;
  };
}

function* makeExpenses(
  placed: readonly Placed[],
  transaction: Transaction,
  { accountID }: Account,
  reportFor: (place: Place) => string | undefined,
  { parts }: JobContext,
): Work<readonly Expense[]> {
  const make = expenseMaker(transaction);
  const inserted = dateTimeOf(parts.clock.now());
  const made: Expense[] = [];
  for (const [{ policyID: _policy, reportID: _report, tax: _tax, ...named }, place] of placed) {
    if (made.length % STRIDE === STRIDE - 1) yield STRIDE;
    const where = { accountID, reportID: reportFor(place), policy: place.policy, inserted };
    const transactionID = newID(transaction.expenses, () => parts.ids.transaction());
    const expense = make({ ...named, ...place.tax }, where, transactionID);
    transaction.expenses.put(expense);
    made.push(expense);
  }
  return made;
}

/** The recorded keys, in the recorded order. */
function describeExpense({
  amount,
  reportID,
  created,
  merchant,
  currency,
  comment,
  tag,
  mcc,
  category,
  transactionID,
}: Expense): CreatedExpense {
  return { amount, ...(reportID !== undefined && { reportID }), created, merchant, currency, comment, tag, mcc, category, transactionID };
}
