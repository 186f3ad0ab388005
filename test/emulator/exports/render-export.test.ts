import { expect, test } from 'vitest';
import { renderExport } from '../../../src/emulator/exports/render-export.js';
import { demoCompany } from '../../support/worlds.js';

const demo = demoCompany();
const reports = [...demo.reports.values()];

test('runs the template in batches and joins what they print; only the first has addHeader', async () => {
  const template = '<#if addHeader>H</#if><#list reports as report>.</#list>|';
  expect(await renderExport(template, demo, reports, { batchSize: 5 })).toMatchObject({ output: 'H.....|.....|..|', batches: 3 });
  expect(await renderExport(template, demo, reports)).toMatchObject({ output: 'H............|', batches: 1 });
});

test('runs the template once when no report matches', async () => {
  expect(await renderExport('[<#list reports as report>.</#list>]', demo, [])).toMatchObject({ output: '[]', batches: 1 });
});

test('collects the errors of all batches, the first 1,000 of them', async () => {
  const { errors, errorCount } = await renderExport('<#list 1..150 as i>${zzz}</#list>', demo, reports, { batchSize: 1 });
  expect([errors.length, errorCount, errors[0]]).toEqual([
    1000,
    1800,
    { message: 'The value is missing.', line: 1, column: 20, source: '${zzz}' },
  ]);
});

test('the limit of the output is for all batches together', async () => {
  const rendering = renderExport('123456', demo, reports, { batchSize: 4, limits: { output: 15 } });
  await expect(rendering).rejects.toThrow(/15 characters/);
});

test('fails with the first error when strict', async () => {
  await expect(renderExport('${report.total}', demo, reports, { strict: true })).rejects.toThrow('Line 1, column 1');
});

test('renders 10,000 expenses in 20 columns within a second, with other work in between', async () => {
  const many = demoCompany({
    expenses: Array.from({ length: 10_000 }, (_, index) => ({
      transactionID: String(4_000_000_000_000_000 + index),
      account: 'ed.engineer@acme.example',
      reportID: ['R00EdTripBer', 'R00EliDeskJa', 'R00SamExpoJa'][index % 3] ?? '',
      merchant: `Shop ${index}`,
      amount: index,
      currency: 'USD',
      currencyConversionRate: 1,
      created: '2026-01-02',
      mcc: 0,
      category: 'Travel',
      tag: 'Engineering',
      comment: '',
      billable: false,
      reimbursable: true,
      attendees: [],
    })),
  });
  const names =
    'merchant amount created category categoryGlCode tag tagGlCode ntag1 ntag1GlCode comment currency convertedAmount inserted ' +
    'modifiedAmount reportID transactionID type taxName';
  const columns = names.split(' ').map((name) => `\${e.${name}}`);
  const template = `<#list reports as report><#list report.transactionList as e>${columns.join(',')},\${report.total},\${report.transactionList?size}\n</#list></#list>`;
  let [longest, last, isDone] = [0, performance.now(), false];
  const watch = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isDone) setImmediate(watch);
  };
  watch();
  const start = performance.now();
  const { output, errorCount } = await renderExport(template, many, [...many.reports.values()]);
  isDone = true;
  expect([output.split('\n').length, errorCount]).toEqual([10_001, 0]);
  // Twice what is promised: other tests run at the same time.
  expect(performance.now() - start).toBeLessThan(2000);
  expect(longest).toBeLessThan(400);
});
