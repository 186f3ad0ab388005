import { expect } from 'vitest';
import { keepScreenshot, test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import '../support/built.js';

const at = useConsolePage();
const { go, button, expectText } = at;

const template = () => at.page.getByLabel('Template');
const output = () => at.page.getByRole('region', { name: 'Output' });
const said = () => at.page.locator('.summary');

test('the sample template prints a line for each expense', async () => {
  await go('/#/templates');
  await expectText(said(), /Rendered with 12 reports: \d+ characters, no errors\./);
  await expectText(
    output(),
    /^Report,Owner,Date,Merchant,Amount\n"Trip to Berlin",ed\.engineer@acme\.example,2026-01-24,"Deutsche Bahn",89\.90\n/,
  );
  await keepScreenshot(at.page, 'templates');
});

test('renders what is typed, and shows a mistake with its position next to the last output', async () => {
  await go('/#/templates');
  await template().fill('<#list reports as report>${report.reportName};</#list>');
  await expectText(output(), /^Trip to Berlin;Home office;/);
  await template().fill('Names:\n<#list reports as report>${report.reportName;</#list>');
  await expectText(said(), /Line 2, column \d+ /);
  await expectText(output(), /^Trip to Berlin;/);
  await button(await said().getByRole('button').innerText()).click();
  const { start, focused } = await at.page.evaluate<{ start: number; focused: string }>(
    '({ start: document.querySelector("textarea").selectionStart, focused: document.activeElement.tagName })',
  );
  expect(focused).toBe('TEXTAREA');
  expect(start).toBeGreaterThan('Names:\n'.length);
});

test('lint findings and skipped errors are listed once for each position', async () => {
  await go('/#/templates');
  await template().fill('<#list reports as report>\n${report.noSuchThing}\n</#list>');
  await expectText(said(), /12 errors skipped/);
  const notes = at.page.locator('.box.warn', { hasText: 'noSuchThing' });
  await expectText(notes, /Line 2, column 3 warning 'report' has no attribute 'noSuchThing'/);
  await expectText(notes.nth(1), /Line 2, column 1/);
  expect(await notes.count()).toBe(2);
});

test('reports are selected by status or one by one', async () => {
  await go('/#/templates');
  await template().fill('<#list reports as report>${report.reportName};</#list>');
  await at.page.getByLabel('Reports').selectOption('Open');
  await expectText(output(), /^Trip to Berlin;Home office;$/);
  await at.page.getByLabel('Reports').selectOption('Selected reports');
  await expectText(at.page.getByText('The template printed nothing.'), /nothing/);
  await at.page.getByLabel(/^Lyon/).check();
  await expectText(output(), /^Lyon;$/);
});

test('a reconciliation prints the cards, and the report template is kept', async () => {
  await go('/#/templates');
  await template().fill('mine');
  await at.page.getByLabel('Kind').selectOption('reconciliation');
  await expectText(output(), /Sam Seller - 1979,Expo in January,Expo Hall,-950\.00/);
  await expectText(said(), /Rendered with 2 cards/);
  await at.page.getByLabel('Kind').selectOption('export');
  await expectText(output(), /^mine$/);
});

test('the output follows changes in the company', async () => {
  await go('/#/templates');
  await template().fill('<#list reports as report>${report.status};</#list>');
  await at.page.getByLabel('Reports').selectOption('Open');
  await expectText(output(), /^Open;Open;$/);
  await fetch(`${at.emulator.consoleUrl}/_emulator/companies/acme/reports/R00EdTripBer/step`, {
    method: 'POST',
    body: '{"step":"submit"}',
  });
  await expectText(output(), /^Open;$/);
});

test('a template is read from a file, and the output is downloaded', async () => {
  await go('/#/templates');
  await at.page.getByLabel('Open a file').setInputFiles({ name: 'mine.ftl', mimeType: 'text/plain', buffer: Buffer.from('${1 + 1} rows') });
  await expectText(output(), /^2 rows$/);
  const [download] = await Promise.all([at.page.waitForEvent('download'), button('Download output').click()]);
  expect(download.suggestedFilename()).toBe('export.txt');
});

test('typing cancels the current render', async () => {
  await go('/#/templates');
  const isLong = (request: { postData(): string | null }): boolean => request.postData()?.includes('1..1000000') === true;
  const failed = at.page.waitForEvent('requestfailed', isLong);
  const asked = at.page.waitForRequest(isLong);
  await template().fill('<#list 1..1000000 as a><#list 1..1000000 as b></#list></#list>');
  await asked;
  await template().fill('done');
  await failed;
  await expectText(output(), /^done$/);
});
