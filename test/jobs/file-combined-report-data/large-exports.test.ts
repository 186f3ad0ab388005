import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';
import { download, exportedText, exportForm, exportReports, sendFormForText } from '../../support/exports.js';
import { longestPause } from '../../support/longest-pause.js';
import { MAIN, OWNER } from '../../support/people.js';

/** A thousand reports with ten expenses each. */
const REPORTS = 1000;
const EXPENSES = 10_000;
const LONGEST_MS = 200;

const reports = Array.from({ length: REPORTS }, (_, index) => ({
  reportID: String(index + 1),
  name: `Report ${index}`,
  policyID: MAIN,
  account: OWNER,
  status: 'Approved' as const,
  created: '2026-01-10 08:00:00',
}));
const expenses = Array.from({ length: EXPENSES }, (_, index) => ({
  transactionID: String(index + 1),
  account: OWNER,
  reportID: String((index % REPORTS) + 1),
  merchant: `Merchant ${index}`,
  amount: index,
  created: '2026-01-09',
  ...(index % 10 === 0 && { receiptID: index + 1 }),
}));
const large = (): Promise<Emulator> => createTestEmulator({ seed: demoSeedWith({ reports, expenses }) });

const COLUMNS = ['merchant', 'amount', 'created', 'category', 'tag', 'comment', 'currency', 'transactionID', 'reportID', 'mcc'];
const lines = `<#list reports as r><#list r.transactionList as e>${COLUMNS.map((name) => `\${e.${name}}`).join()}\n</#list></#list>`;

test.each(['csv', 'xlsx', 'xls'])('an export of 10,000 expenses to %s does not block other requests', async (extension) => {
  await using emulator = await large();
  const { result, ms } = await longestPause(() => exportReports(emulator, { extension, template: lines }));
  expect(result.text).toMatch(/^export[0-9a-f-]{36}\.xlsx?$|\.csv$/);
  expect(ms).toBeLessThan(LONGEST_MS);
  if (extension === 'csv') expect((await download(emulator, result.text)).text.split('\n')).toHaveLength(EXPENSES + 1);
});

test('a thousand PDFs with receipts do not block other requests', async () => {
  await using emulator = await large();
  const { result, ms } = await longestPause(() =>
    exportReports(emulator, { extension: 'pdf', output: { includeFullPageReceiptsPdf: true } }),
  );
  expect(result.text.split(',')).toHaveLength(REPORTS);
  expect(ms).toBeLessThan(LONGEST_MS);
}, 60_000);

test('a thousand reports are marked with pauses', async () => {
  await using emulator = await large();
  const onFinish = Array.from({ length: 20 }, (_, index) => ({ actionName: 'markAsExported', label: `label ${index}` }));
  const { ms } = await longestPause(() => exportReports(emulator, { job: { onFinish } }));
  expect(ms).toBeLessThan(LONGEST_MS);
  expect(emulator.snapshot().companies[0]?.exportLabels).toHaveLength(20 * REPORTS);
});

test.each([
  ['nested lists', '<#list 1..1000000 as a><#list 1..1000000 as b>x</#list></#list>'],
  ['a string that doubles', `<#assign t = 'x'><#list 1..100 as i><#assign t = t + t></#list>\${t}`],
  ['a template of ten megabytes', 'x'.repeat(10_000_000)],
  ['a function that calls itself', `<#function f x><#return f(x)></#function>\${f(1)}`],
])(
  '%s is stopped, and others are answered meanwhile',
  async (_what, template) => {
    await using emulator = await createTestEmulator();
    const form = exportForm(emulator, { template });
    const { result, ms } = await longestPause(() => sendFormForText(emulator, form));
    expect(JSON.parse(result.text)).toMatchObject({
      responseMessage: expect.stringMatching(/^The emulator cannot run this template: /),
      responseCode: 500,
    });
    expect(ms).toBeLessThan(LONGEST_MS);
    expect(emulator.snapshot().companies[0]?.files).toEqual([]);
  },
  60_000,
);

test('a template with blocks that are nested too deep has its own error', async () => {
  await using emulator = await createTestEmulator();
  const { result, ms } = await longestPause(() =>
    exportReports(emulator, { template: `${'<#if true>'.repeat(5000)}x${'</#if>'.repeat(5000)}` }),
  );
  expect(JSON.parse(result.text)).toEqual({ responseMessage: 'Could not render template', responseCode: 500 });
  expect(result.advisories).toContain('template-error');
  expect(ms).toBeLessThan(LONGEST_MS);
});

test('if the world is reset while a file is made, the file contains the new world', async () => {
  await using emulator = await large();
  const making = exportedText(emulator, { template: lines });
  await new Promise((resolve) => setImmediate(resolve));
  await emulator.seed('demo');
  expect((await making).split('\n').length).toBeLessThan(100);
});
