import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { readBasename } from '../../../src/jobs/file-combined-report-data/file-name.js';
import { createTestEmulator } from '../../support/emulator.js';
import { download, exportedText, exportReports } from '../../support/exports.js';
import { MAIN, OWNER } from '../../support/people.js';

test('the same seed and the same requests give the same names and bytes', async () => {
  const run = async () => {
    await using emulator = await createTestEmulator();
    const { text } = await exportReports(emulator, { extension: 'csv,xlsx,pdf', filters: { reportIDList: 'R00EveToolsD' } });
    return Promise.all(text.split(',').map(async (name) => [name, (await download(emulator, name)).bytes]));
  };
  expect(await run()).toEqual(await run());
});

test('two exports never have the same name', async () => {
  await using emulator = await createTestEmulator();
  const names = await Promise.all([1, 2, 3].map(() => exportReports(emulator)));
  expect(new Set(names.map(({ text }) => text)).size).toBe(3);
});

test('a workbook contains the lines and cells that the template printed', async () => {
  await using emulator = await createTestEmulator();
  const { text } = await exportReports(emulator, { extension: 'xlsx', template: 'Merchant,Amount\n"Cafe & Co, Ltd",12.5\n' });
  const { bytes } = await download(emulator, text);
  expect(sheetOf(bytes)).toContain('Cafe &amp; Co, Ltd');
  expect(sheetOf(bytes)).toContain('<v>12.5</v>');
});

test('the template "default" gives a spreadsheet with a table of expenses', async () => {
  await using emulator = await createTestEmulator();
  const { text } = await exportReports(emulator, { extension: 'xlsx', template: 'default', filters: { reportIDList: 'R00EveToolsD' } });
  const sheet = sheetOf((await download(emulator, text)).bytes);
  expect(sheet).toContain('Keyboard, Mouse &amp; More');
  expect(sheet).toContain('Tools "December"');
  expect(sheet.match(/<row /g)).toHaveLength(5);
});

test('runs a template once for any number of files', async () => {
  await using emulator = await createTestEmulator();
  await exportReports(emulator, { extension: ['csv', 'json', 'txt'], template: `\${nope}` });
  expect(emulator.advisories().filter(({ code }) => code === 'template-errors-ignored')).toHaveLength(1);
});

test('a PDF with full-page receipts has a page for each receipt', async () => {
  await using emulator = await createTestEmulator();
  const pages = async (includeFullPageReceiptsPdf: boolean) => {
    const text = await exportedText(emulator, {
      extension: 'pdf',
      filters: { reportIDList: 'R00EveToolsD' },
      output: { includeFullPageReceiptsPdf },
    });
    return Number(/\/Type \/Pages \/Count (\d+)/.exec(text)?.[1]);
  };
  expect(await pages(true)).toBe((await pages(false)) + 1);
});

test('a PDF does not depend on the template', async () => {
  await using emulator = await createTestEmulator();
  const pdf = (template: string) => exportedText(emulator, { extension: 'pdf', filters: { reportIDList: 'R00EveToolsD' }, template });
  expect(await pdf('<#list broken')).toBe(await pdf('default'));
});

test('refuses to make more than a thousand PDFs', async () => {
  const reports = Array.from({ length: 1001 }, (_, index) => ({
    reportID: String(index + 1),
    name: `Report ${index}`,
    policyID: MAIN,
    account: OWNER,
    created: '2026-01-10 08:00:00',
  }));
  await using emulator = await createTestEmulator({ seed: demoSeedWith({ reports, expenses: [] }) });
  const { text } = await exportReports(emulator, { extension: 'pdf' });
  expect(JSON.parse(text)).toEqual({
    responseMessage: 'The emulator cannot make this file: 1001 reports need one PDF each, and an export can have 1000 files.',
    responseCode: 500,
  });
  expect((await exportReports(emulator, { extension: 'pdf', settings: { limit: 1000 } })).text.split(',')).toHaveLength(1000);
});

test.each([
  [undefined, 'export'],
  ['', 'export'],
  ['  ', 'export'],
  ['myExport', 'myExport'],
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['C:\\temp\\x', 'C__temp_x'],
  ['a,b', 'a_b'],
  ['a\r\nb\0c', 'a__b_c'],
  ['\ud800half', '\ufffdhalf'],
  ['__proto__', '__proto__'],
])('the fileBasename %j becomes %j', (asked, name) => {
  expect(readBasename(asked)).toBe(name);
});

test('a fileBasename of a megabyte is cut', () => {
  expect(readBasename('/'.repeat(1_000_000))).toBe('_'.repeat(100));
});

/** The first sheet of a workbook. */
function sheetOf(bytes: Uint8Array): string {
  const zip = Buffer.from(bytes);
  const texts: string[] = [];
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [method, size, nameLength, offset] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    if (!/sheet1\.xml|sharedStrings/.test(zip.toString('utf8', at + 46, at + 46 + nameLength))) continue;
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const data = zip.subarray(start, start + size);
    texts.push((method === 8 ? inflateRawSync(data) : data).toString('utf8'));
  }
  return texts.join('\n');
}
