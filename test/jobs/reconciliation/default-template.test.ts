import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { createTestEmulator } from '../../support/emulator.js';
import { download, sendForText } from '../../support/exports.js';
import { MAIN } from '../../support/people.js';

const ANN = 'ann@acme.example';
const BOSS = 'boss@acme.example';

const card = {
  cardID: 7,
  domain: 'acme.example',
  account: ANN,
  cardName: 'Ann, Card - 1234',
  cardNumber: 'x1234',
  created: '2026-01-01 00:00:00',
};
const report = {
  reportID: '3955856040341523',
  name: 'Trip',
  policyID: MAIN,
  account: ANN,
  manager: BOSS,
  status: 'Approved' as const,
  created: '2026-01-01 00:00:00',
};
const expense = {
  account: ANN,
  merchant: 'Cafe & Co, Ltd',
  amount: 1250,
  created: '2026-01-02',
  posted: '2026-01-03',
  category: 'Meals',
  tag: 'A:B',
  comment: 'say "hi", ok',
  cardID: 7,
};

const seed = demoSeedWith({
  domainCards: [card],
  reports: [report],
  expenses: [{ ...expense, reportID: report.reportID, modifiedMerchant: 'Cafe', modifiedAmount: 1300 }, expense],
});

async function reconcile(fileExtension: string, of = seed): Promise<string> {
  await using emulator = await createTestEmulator({ seed: of });
  const inputSettings = { startDate: '2026-01-01', endDate: '2026-01-31', domain: 'acme.example', type: 'All', async: false };
  const { text } = await sendForText(emulator, { type: 'reconciliation', inputSettings, outputSettings: { fileExtension } });
  return (await download(emulator, JSON.parse(text).filename, 'reconciliation')).text;
}

// The output of FreeMarker 2.3.34 for the reference's default template.
const HEADER =
  'Original Merchant,Modified Merchant,Posted date,Sales date,Modified Sales date,Original Amount,Modified Amount,Currency,Split,Category,Tag,Email,Card name,Expense status,Report name,Report status,Submitted to,Report URL,Comment,External ID,Report ID';

test("without a template the output is that of the reference's default template", async () => {
  expect(await reconcile('csv')).toBe(
    [
      HEADER,
      '"Cafe & Co, Ltd",Cafe,2026-01-03,2026-01-02,,12.5,13,USD,NO,Meals,A:B,ann@acme.example,"Ann, Card - 1234",reported,Trip,Approved,boss@acme.example,https://www.expensify.com/report?reportID=3955856040341523,"say \\"hi\\", ok",,3955856040341523',
      '"Cafe & Co, Ltd",,2026-01-03,2026-01-02,,12.5,,USD,NO,Meals,A:B,ann@acme.example,"Ann, Card - 1234",unreported,,,,,"say \\"hi\\", ok",,',
      '',
    ].join('\n'),
  );
});

test('only a CSV file has quotes', async () => {
  expect(await reconcile('txt')).toContain('\nCafe & Co, Ltd,Cafe,2026-01-03');
});

test('quotes and line breaks without a comma, and a cell that starts with a quote, are not quoted', async () => {
  const comments = ['say "hi"', 'two\nlines', '"hi", ok'];
  const printed = await reconcile(
    'csv',
    demoSeedWith({
      domainCards: [card],
      reports: [report],
      expenses: comments.map((comment) => ({ ...expense, merchant: 'Cafe', comment })),
    }),
  );
  for (const comment of comments) expect(printed).toContain(`unreported,,,,,${comment},,\n`);
});

test('a date that was edited to its old value is left out', async () => {
  const dates = ['2026-01-02', '2026-01-04'];
  const printed = await reconcile(
    'csv',
    demoSeedWith({ domainCards: [card], reports: [report], expenses: dates.map((modifiedCreated) => ({ ...expense, modifiedCreated })) }),
  );
  expect(printed).toContain(',2026-01-03,2026-01-02,,12.5,');
  expect(printed).toContain(',2026-01-03,2026-01-02,2026-01-04,12.5,');
});
