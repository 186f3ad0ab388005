import { expect, test } from 'vitest';
import { renderExport } from '../../../src/emulator/exports/render-export.js';
import { demoCompany } from '../../support/worlds.js';

const demo = demoCompany();
const reports = [...demo.reports.values()];

test('runs the template in batches and joins their output; only the first has addHeader', async () => {
  const template = '<#if addHeader>H</#if><#list reports as report>.</#list>|';
  expect(await renderExport(template, demo, reports, { batchSize: 5 })).toMatchObject({ output: 'H.....|.....|..|', batches: 3 });
  expect(await renderExport(template, demo, reports)).toMatchObject({ output: 'H............|', batches: 1 });
});

test('runs the template once when no report matches', async () => {
  expect(await renderExport('[<#list reports as report>.</#list>]', demo, [])).toMatchObject({ output: '[]', batches: 1 });
});

test('collects the errors of all batches, up to 1,000', async () => {
  const { errors, errorCount } = await renderExport('<#list 1..150 as i>${zzz}</#list>', demo, reports, { batchSize: 1 });
  expect([errors.length, errorCount, errors[0]]).toEqual([
    1000,
    1800,
    { message: 'The value is missing.', line: 1, column: 20, source: '${zzz}' },
  ]);
});

test('the output limit applies to all batches together', async () => {
  const rendering = renderExport('123456', demo, reports, { batchSize: 4, limits: { output: 15 } });
  await expect(rendering).rejects.toThrow(/15 characters/);
});

test('fails with the first error when strict', async () => {
  await expect(renderExport('${report.total}', demo, reports, { strict: true })).rejects.toThrow('Line 1, column 1');
});
