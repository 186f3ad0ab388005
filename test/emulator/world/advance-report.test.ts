import { expect, test } from 'vitest';
import { DEMO_REPORTS } from '../../../src/emulator/seeds/demo-reports.js';
import { advanceReport, nextSteps, REPORT_STEPS, type ReportStep } from '../../../src/emulator/world/advance-report.js';
import type { Report } from '../../../src/emulator/world/entities/report.js';
import { demoCompany } from '../../support/worlds.js';

const company = demoCompany();
const AT = '2026-01-31 09:00:00';

function reportOf(id: string): Report {
  const report = company.reports.get(id);
  if (report === undefined) throw new Error(id);
  return report;
}

const advance = (report: Report, step: ReportStep): Report => advanceReport(company.begin(), report, step, AT);

test.each<[string, readonly ReportStep[]]>([
  [DEMO_REPORTS.open, ['submit', 'close']],
  [DEMO_REPORTS.processing, ['approve', 'close']],
  [DEMO_REPORTS.approved, ['reimburse', 'close']],
  [DEMO_REPORTS.reimbursed, []],
  [DEMO_REPORTS.closed, []],
])('%s can only take the steps %j', (id, steps) => {
  const report = reportOf(id);
  expect(nextSteps(report)).toEqual(steps);
  for (const step of REPORT_STEPS) {
    if (steps.includes(step)) expect(advance(report, step).history).toHaveLength(report.history.length + 1);
    else expect(() => advance(report, step)).toThrow(`Can't ${step} ${id}: it is ${report.status}`);
  }
});

test('the owner submits a report, and the approver takes the other steps', () => {
  const submitted = advance(reportOf(DEMO_REPORTS.open), 'submit');
  const approved = advance(submitted, 'approve');
  expect(submitted).toMatchObject({
    status: 'Processing',
    submitted: AT,
    history: [{ action: 'SUBMITTED', accountID: submitted.accountID }],
  });
  expect(approved.history.at(-1)).toEqual({ action: 'APPROVED', accountID: submitted.managerID, created: AT, details: {} });
});

test('a report without an approver goes to the person its owner submits to, or else to the owner of the policy', () => {
  const { managerID, ...alone } = reportOf(DEMO_REPORTS.open);
  expect(advance(alone, 'submit').managerID).toBe(managerID);
  const stranger = { ...alone, accountID: 1 };
  expect(advance(stranger, 'submit').managerID).toBe(company.policies.get(alone.policyID)?.ownerID);
});

test('a step only changes the transaction', () => {
  const transaction = company.begin();
  advanceReport(transaction, reportOf(DEMO_REPORTS.open), 'submit', AT);
  expect([...transaction.changes()].map(({ collection, key }) => [collection, key])).toEqual([['reports', DEMO_REPORTS.open]]);
  expect(reportOf(DEMO_REPORTS.open).status).toBe('Open');
});
