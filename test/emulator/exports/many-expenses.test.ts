import { expect, test } from 'vitest';
import { renderExport } from '../../../src/emulator/exports/render-export.js';
import { cpuTime, longestPause } from '../../support/longest-pause.js';
import { demoCompany } from '../../support/worlds.js';

test('renders 10,000 expenses in 20 columns within a second, and lets other work run in between', async () => {
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
  const start = process.cpuUsage();
  const { result, ms } = await longestPause(() => renderExport(template, many, [...many.reports.values()]));
  expect([result.output.split('\n').length, result.errorCount]).toEqual([10_001, 0]);
  // Twice the documented time, because V8 compiles the code meanwhile.
  expect(cpuTime(start)).toBeLessThan(2000);
  expect(ms).toBeLessThan(400);
});
