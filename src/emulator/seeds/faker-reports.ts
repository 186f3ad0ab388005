import type { Faker } from '@faker-js/faker';
import { nextTurn } from '../../runtime/timer.js';
import type { Seed } from './schema.js';

type CompanySeed = Seed['companies'][number];
type Reports = Required<Pick<CompanySeed, 'reports' | 'expenses'>>;
type ReportSeed = Reports['reports'][number];

/** One in this many employees has a report, so a large company still loads fast. */
const EMPLOYEES_PER_REPORT = 5;
const MAX_REPORTS = 5000;
const EXPENSES_PER_REPORT = 3;
/** The number of reports that are generated without a pause. */
const REPORTS_AT_ONCE = 500;
const STATUSES = ['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed'] as const;
/** The days on which reports are created; the dates of a report start there and go on by a few days. */
const FIRST_DAY = Date.UTC(2025, 9, 1);
const DAYS = 110;

interface Submitter {
  readonly email: string;
  readonly submitsTo: string;
}

/** Reports and expenses in proportion to the number of people. The same seed gives the same result. */
export async function fakerReports(faker: Faker, seed: number, people: readonly Submitter[], policyID: string): Promise<Reports> {
  const count = Math.min(MAX_REPORTS, Math.ceil(people.length / EMPLOYEES_PER_REPORT));
  const all: Reports = { reports: [], expenses: [] };
  for (let start = 0; start < count; start += REPORTS_AT_ONCE) {
    if (start > 0) await nextTurn();
    // Each part has its own seed, because others may use the same generator in the pauses between the parts.
    faker.seed(start === 0 ? [seed, people.length] : [seed, people.length, start]);
    addReports(all, faker, people, policyID, { start, end: Math.min(count, start + REPORTS_AT_ONCE), count });
  }
  return all;
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

function addReports({ reports, expenses }: Reports, faker: Faker, people: readonly Submitter[], policyID: string, part: Part): void {
  const { count } = part;
  for (let index = part.start; index < part.end; index++) {
    const person = people[Math.floor((index * people.length) / count)];
    if (person === undefined) break;
    const start = faker.number.int({ min: 0, max: DAYS });
    const reportID = String(1e15 + (index + 1) * 7919);
    reports.push(report(reportID, `${faker.location.city()} ${day(start).slice(0, 7)}`, person, policyID, start, index));
    for (let number = 0; number < EXPENSES_PER_REPORT; number++) {
      expenses.push({
        transactionID: `4${String(index * EXPENSES_PER_REPORT + number).padStart(18, '0')}`,
        account: person.email,
        reportID,
        merchant: faker.company.name(),
        amount: faker.number.int({ min: 300, max: 90_000 }),
        created: day(start - number),
        category: faker.helpers.arrayElement(['Travel', 'Meals', 'Software']),
        tag: faker.helpers.arrayElement(['Engineering', 'Sales']),
      });
    }
  }
}

function report(
  reportID: string,
  name: string,
  { email, submitsTo }: Submitter,
  policyID: string,
  start: number,
  index: number,
): ReportSeed {
  const reached = index % STATUSES.length;
  const status = STATUSES[reached];
  const at = (days: number): string => `${day(start + days)} 12:00:00`;
  return {
    reportID,
    name,
    policyID,
    account: email,
    status,
    manager: submitsTo,
    created: at(0),
    ...(reached >= 1 && { submitted: at(2) }),
    ...(reached >= 2 && { approved: at(5) }),
    ...(status === 'Reimbursed' && { reimbursed: at(9) }),
    history: [
      ...(reached >= 1 ? [{ action: 'SUBMITTED', account: email, created: at(2) }] : []),
      ...(reached >= 2 ? [{ action: 'APPROVED', account: submitsTo, created: at(5) }] : []),
      ...(status === 'Reimbursed' ? [{ action: 'REIMBURSED', account: submitsTo, created: at(9) }] : []),
    ],
  };
}

function day(number: number): string {
  const text = days.get(number) ?? new Date(FIRST_DAY + number * 86_400_000).toISOString().slice(0, 10);
  days.set(number, text);
  return text;
}

/** Thousands of dates fall on a few hundred days, and share their texts. */
const days = new Map<number, string>();
