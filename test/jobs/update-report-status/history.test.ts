import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { DEMO_REPORTS } from '../../../src/emulator/seeds/demo-reports.js';
import type { Emulator } from '../../../src/index.js';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { MAIN, OWNER } from '../../support/people.js';
import { turnsDuring } from '../../support/turns.js';

const reimburse = (emulator: Emulator, reportIDList: string, settings: object = {}): Promise<Answer> =>
  sendJob(emulator, {
    type: 'update',
    inputSettings: { type: 'reportStatus', status: 'REIMBURSED', filters: { reportIDList }, ...settings },
  });

const reportOf = (emulator: Emulator, reportID: string): Answer | undefined => {
  const reports: readonly Answer[] = emulator.snapshot().companies[0]?.reports ?? [];
  return reports.find((report) => report.reportID === reportID);
};

test('a reimbursed report has the status, the date and a history entry', async () => {
  await using emulator = await createTestEmulator();
  await reimburse(emulator, DEMO_REPORTS.approved, { paymentSource: 'ADP' });
  const report = reportOf(emulator, DEMO_REPORTS.approved);
  expect(report).toMatchObject({ status: 'Reimbursed', reimbursed: '2026-01-31 09:00:00', isACHReimbursed: false });
  expect(report?.history.at(-1)).toEqual({
    action: 'REIMBURSED',
    account: OWNER,
    created: '2026-01-31 09:00:00',
    details: { paymentSource: 'ADP' },
  });
  expect(report?.history).toHaveLength(3);
});

test('without a paymentSource the history has no details', async () => {
  await using emulator = await createTestEmulator();
  await reimburse(emulator, DEMO_REPORTS.approved);
  expect(reportOf(emulator, DEMO_REPORTS.approved)?.history.at(-1).details).toEqual({});
});

test('a skipped report stays unchanged', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot().companies;
  await reimburse(emulator, `${DEMO_REPORTS.open},${DEMO_REPORTS.closed},unknown`);
  expect(emulator.snapshot().companies).toEqual(before);
});

test('only the beginning of a megabyte id is shown', async () => {
  await using emulator = await createTestEmulator();
  const { failedReports } = await reimburse(emulator, 'x'.repeat(1_000_000));
  expect(failedReports[0].reportID).toBe('x'.repeat(200));
});

test('reimbursing ten thousand reports does not block other requests', async () => {
  const reports = Array.from({ length: 10_000 }, (_, index) => ({
    reportID: String(index + 1),
    name: `Report ${index}`,
    policyID: MAIN,
    account: OWNER,
    status: 'Approved' as const,
    created: '2026-01-10 08:00:00',
  }));
  await using emulator = await createTestEmulator({ seed: demoSeedWith({ reports, expenses: [] }) });
  const { turns, result } = await turnsDuring(() => reimburse(emulator, '', { filters: { startDate: '2026-01-01' } }));
  expect(result.reportIDs).toHaveLength(10_000);
  expect(turns).toBeGreaterThan(10);
});
