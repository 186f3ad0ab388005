import { expect, test } from 'vitest';
import { createCompany } from '../../../src/emulator/world/company.js';
import type { Report } from '../../../src/emulator/world/entities/report.js';
import { type ReportFilters, wantedReports } from '../../../src/emulator/world/report-filters.js';
import { atOnce } from '../../../src/runtime/slices.js';

const report = (changes: Partial<Report> = {}): Report => ({
  reportID: 'R00000000001',
  name: 'Trip',
  policyID: 'A1',
  accountID: 1,
  status: 'Open',
  created: '2026-01-10 08:00:00',
  fields: {},
  isACHReimbursed: false,
  history: [],
  ...changes,
});

function isWanted(one: Report, filters: ReportFilters, label?: string): boolean {
  const { company, rows } = createCompany({ id: 'acme', name: 'Acme' });
  rows.reports.put(one);
  if (label !== undefined) rows.exportLabels.put({ reportID: one.reportID, label, exported: '2026-01-20 00:00:00' });
  return atOnce(wantedReports(company, filters)).length === 1;
}

const SUBMITTED = { created: '2026-01-10 08:00:00', submitted: '2026-01-12 23:59:59' };

test.each<[string, Partial<Report>, ReportFilters, boolean]>([
  ['there are no filters', {}, {}, true],
  ['it was submitted on startDate', SUBMITTED, { startDate: '2026-01-12' }, true],
  ['it was submitted the day before startDate', SUBMITTED, { startDate: '2026-01-13' }, false],
  ['it was submitted on endDate', SUBMITTED, { endDate: '2026-01-12' }, true],
  ['it was submitted the day after endDate', SUBMITTED, { endDate: '2026-01-11' }, false],
  ['it was only created, on startDate', {}, { startDate: '2026-01-10' }, true],
  ['it was only created, the day before startDate', {}, { startDate: '2026-01-11' }, false],
  [
    'it was created after it was submitted',
    { created: '2026-01-14 08:00:00', submitted: SUBMITTED.submitted },
    { startDate: '2026-01-14' },
    true,
  ],
  ['it was approved on approvedAfter', { approved: '2026-01-20 23:59:59' }, { approvedAfter: '2026-01-20' }, false],
  ['it was approved the day after approvedAfter', { approved: '2026-01-21 00:00:00' }, { approvedAfter: '2026-01-20' }, true],
  ['it was never approved', {}, { approvedAfter: '2026-01-20' }, true],
  ['its id is listed', {}, { reportIDList: ['R00000000001'] }, true],
  ['its decimal id is listed', {}, { reportIDList: ['1'] }, true],
  ['another id is listed', {}, { reportIDList: ['R00000000002'] }, false],
  ['its policy is listed', {}, { policyIDList: ['A2', 'A1'] }, true],
  ['another policy is listed', {}, { policyIDList: ['A2'] }, false],
  ['its status is listed', {}, { statuses: ['Open', 'Closed'] }, true],
  ['another status is listed', {}, { statuses: ['Closed'] }, false],
])('whether a report passes the filters if %s', (_what, changes, filters, expected) => {
  expect(isWanted(report(changes), filters)).toBe(expected);
});

test('a report that was exported with a label is only excluded by that label', () => {
  expect(isWanted(report(), { markedAsExported: 'ACME' }, 'ACME')).toBe(false);
  expect(isWanted(report(), { markedAsExported: 'acme' }, 'ACME')).toBe(true);
});
