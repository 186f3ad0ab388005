import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createExpenses, createReport, newRows, sendRule, taxi } from '../../support/creations.js';
import { createTestEmulator } from '../../support/emulator.js';
import { at, lastAdvisories, MAIN, OWNER, SECOND } from '../../support/people.js';

const ride = (changes: object = {}) => ({ merchant: 'Taxi', date: '2026-01-30', amount: 1850, currency: 'USD', ...changes });

test('a report is open and on the policy, and its expenses have the dates sent', async () => {
  await using emulator = await createTestEmulator();
  const fields = { Cost_centre: 'CC-20' };
  const settings = { report: { title: 'May trip', fields }, expenses: [ride(), ride({ date: '2025-12-24', amount: '5' })] };
  let answer: Awaited<ReturnType<typeof createReport>> = {};
  const expenses = await newRows(emulator, 'expenses', async () => {
    answer = await createReport(emulator, settings);
  });
  const report = emulator.snapshot().companies[0]?.reports.find(({ reportID }) => reportID === answer.reportID);
  expect(report).toMatchObject({ name: 'May trip', policyID: MAIN, account: OWNER, status: 'Open', manager: OWNER, fields, history: [] });
  expect(report).toMatchObject({ created: '2026-01-31 09:00:00' });
  const { reportID } = answer;
  expect(expenses).toMatchObject([
    { reportID, created: '2026-01-30', amount: 1850, category: 'Uncategorized', reimbursable: true, account: OWNER },
    { reportID, created: '2025-12-24', amount: 5 },
  ]);
});

test('expenses are converted to the currency of the policy', async () => {
  await using emulator = await createTestEmulator();
  const expenses = await newRows(emulator, 'expenses', () =>
    createReport(emulator, { policyID: SECOND, expenses: [ride(), ride({ currency: 'EUR' })] }),
  );
  expect(expenses.map(({ currencyConversionRate }) => currencyConversionRate)).toEqual([0.909091, 1]);
});

test('expense rules set tag and billable', async () => {
  await using emulator = await createTestEmulator();
  await sendRule(emulator, 'create', { actions: { tag: 'Sales', defaultBillable: true } });
  const [expense] = await newRows(emulator, 'expenses', () => createReport(emulator, { expenses: [ride()] }));
  expect(expense).toMatchObject({ tag: 'Sales', billable: true });
});

test('a report with the same title is another report', async () => {
  await using emulator = await createTestEmulator();
  const [first, second] = [await createReport(emulator), await createReport(emulator)];
  expect(first.reportName).toBe(second.reportName);
  expect(first.reportID).not.toBe(second.reportID);
  expect((await createExpenses(emulator, [taxi({ reportID: second.reportID })])).transactionList[0].reportID).toBe(second.reportID);
});

test('with the quirk everyone, the report belongs to the other person', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const quirks = { 'create report': { 'whose-reports': 'everyone' } };
  await using open = await createTestEmulator({ seed: { companies: [{ ...companies[0], quirks }] } as never });
  const [report] = await newRows(open, 'reports', () => createReport(open, { employeeEmail: at('ED.engineer') }));
  expect(report).toMatchObject({ account: at('ed.engineer'), manager: at('max.manager') });
});

test('an empty policyID counts as missing', async () => {
  await using emulator = await createTestEmulator();
  expect(await createReport(emulator, { policyID: '' })).toMatchObject({ responseCode: 410 });
  for (const policyID of ['__proto__', 'constructor', MAIN.toLowerCase()]) {
    expect(await createReport(emulator, { policyID })).toEqual({
      responseMessage: `Could not load policy '${policyID}'`,
      responseCode: 404,
    });
  }
});

test('a report that fails changes nothing, not even the next ids', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const failing = [{ employeeEmail: at('ed.engineer') }, { policyID: 'x' }, { expenses: [ride(), ride({ date: '' })] }, { report: {} }];
  for (const settings of failing) expect((await createReport(emulator, settings)).responseCode).not.toBe(200);
  expect(emulator.snapshot()).toEqual(before);
});

test('report fields can be named __proto__ and constructor, and survive a snapshot', async () => {
  await using emulator = await createTestEmulator();
  const fields = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}');
  const { reportID } = await createReport(emulator, { report: { title: 'Odd', fields } });
  const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()));
  await using other = await createTestEmulator();
  await other.restore(snapshot);
  const found = other.snapshot().companies[0]?.reports.find((report) => report.reportID === reportID)?.fields ?? {};
  expect(Object.entries(found)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['toString', 'c'],
  ]);
  expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
});

test('a field of the policy is recognised by its name with _, and an unknown one gets a suggestion', async () => {
  await using emulator = await createTestEmulator();
  await createReport(emulator, { report: { title: 'x', fields: { Cost_centre: 'a', Due: 'b', title: 'c' } } });
  expect(lastAdvisories(emulator)).toEqual([]);
  await createReport(emulator, {
    report: { title: 'x', fields: { 'Cost centre': 'a', ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`zz${i}`, ''])) } },
  });
  const advisories = emulator.journal.entries().at(-1)?.advisories ?? [];
  expect(advisories).toHaveLength(20);
  expect(advisories[0]?.message).toContain("report field 'Cost centre' (did you mean Cost_centre?)");
});

test('titles and fields with any characters are returned unchanged', async () => {
  await using emulator = await createTestEmulator();
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(text, text, async (title, value) => {
      const [report] = await newRows(emulator, 'reports', () => createReport(emulator, { report: { title, fields: { Due: value } } }));
      expect(report).toMatchObject({ name: title, fields: { Due: value } });
    }),
    { numRuns: 100, seed: 3 },
  );
});
