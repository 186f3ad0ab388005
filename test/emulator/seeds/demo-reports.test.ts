import { expect, test } from 'vitest';
import { totalOf } from '../../../src/emulator/world/expenses.js';
import { createTestEmulator } from '../../support/emulator.js';

async function demo() {
  const emulator = await createTestEmulator();
  const company = emulator.world.companies.get('acme');
  if (company === undefined) throw new Error('no company');
  return { emulator, company };
}

test('the demo company has a dozen reports in every state and forty expenses in two currencies', async () => {
  const { company } = await demo();
  const reports = [...company.reports.values()];
  const expenses = [...company.expenses.values()];
  expect([reports.length, expenses.length, company.domainCards.size]).toEqual([12, 40, 2]);
  expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed']));
  expect(new Set(expenses.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR']));
  expect(expenses.filter(({ reportID }) => reportID === undefined).every(({ cardID }) => cardID !== undefined)).toBe(true);
});

test('every demo report has expenses, and a history that agrees with its dates', async () => {
  const { company } = await demo();
  for (const report of company.reports.values()) {
    expect(totalOf(company, report)).toBeGreaterThan(0);
    const dates = [report.submitted, report.approved, report.reimbursed].filter((date) => date !== undefined);
    expect(report.history.map(({ created }) => created)).toEqual(dates);
    expect([...dates].sort()).toEqual(dates);
  }
});

test('a snapshot with reports, expenses, cards and files is restored to the same bytes', async () => {
  const { emulator, company } = await demo();
  const transaction = company.begin();
  const times = { created: '2026-01-31 09:00:00', expires: '2026-03-02 09:00:00' };
  const content = Uint8Array.from([0, 255, 10, 13]);
  transaction.files.put({
    name: 'a.pdf',
    fileSystem: 'integrationServer',
    accountID: 18558431,
    contentType: 'application/pdf',
    ...times,
    content,
  });
  transaction.expenseRules.put({ policyID: 'A1B2C3D4E5F60001', accountID: 18558431, ruleID: 0, tag: 'Sales' });
  transaction.tagApprovers.put({ policyID: 'A1B2C3D4E5F60001', tag: 'Sales', accountID: 18558431 });
  transaction.exportLabels.put({ reportID: 'R00EdTripBer', label: 'ERP', exported: times.created });
  emulator.world.commit(transaction);
  const before = JSON.stringify(emulator.snapshot());
  emulator.restore(JSON.parse(before));
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
  expect(emulator.world.companies.get('acme')?.files.get('a.pdf')?.content).toEqual(content);
});

test.each([
  [
    'an expense on an unknown report',
    { expenses: [{ account: 'a@acme.example', merchant: 'X', amount: 1, created: '2026-01-01', reportID: 'R00000000001' }] },
    /Acme: the reportID 'R00000000001' of expenses \d+ is not in reports\./,
  ],
  [
    'a report on an unknown policy',
    { reports: [{ name: 'X', policyID: 'NONE', account: 'a@acme.example', created: '2026-01-01 00:00:00' }] },
    /the policyID 'NONE' of reports R\w+ is not in policies/,
  ],
  [
    'a card of a domain that the company does not have',
    {
      domainCards: [
        { cardID: 1, domain: 'other.example', account: 'a@acme.example', cardName: 'X', cardNumber: '1', created: '2026-01-01 00:00:00' },
      ],
    },
    /the domain 'other\.example' of domain cards 1 is not in domains/,
  ],
  [
    'an expense of an unknown card',
    { expenses: [{ account: 'a@acme.example', merchant: 'X', amount: 1, created: '2026-01-01', cardID: 7 }] },
    /the cardID '7' of expenses \d+ is not in domainCards/,
  ],
  [
    'an expense rule of an unknown policy',
    { expenseRules: [{ policyID: 'NONE', account: 'a@acme.example', ruleID: 0 }] },
    /the policyID 'NONE' of expense rules NONE\/\d+\/0 is not in policies/,
  ],
])('a seed with %s is refused', async (_what, changes, problem) => {
  const company = { name: 'Acme', domains: ['acme.example'], domainAdmins: ['a@acme.example'], policies: [], ...changes };
  await expect(createTestEmulator({ seed: { companies: [company] } })).rejects.toThrow(problem);
});
