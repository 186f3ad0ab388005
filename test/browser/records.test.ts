import { expect } from 'vitest';
import { keepScreenshot, test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/built.js';
import { MAIN } from '../support/people.js';

const at = useConsolePage();
const { go, button, expectText } = at;

const OPEN = 'R00EdTripBer';
const rows = () => at.page.locator('.row');
const facts = () => at.page.locator('.facts');
const dialog = () => at.page.getByRole('dialog');
const saved = () => expect.poll(() => dialog().count()).toBe(0);

/** Changes something through the API while the page is open. */
async function put(collection: string, document: object): Promise<void> {
  const url = `${at.emulator.consoleUrl}/_emulator/companies/acme/${collection}`;
  expect((await fetch(url, { method: 'PUT', body: JSON.stringify(document) })).ok).toBe(true);
}

const FILE = {
  name: 'exportAB.csv',
  account: 'owner@acme.example',
  contentType: 'text/csv',
  created: '2026-01-31 08:00:00',
  expires: '2026-02-28 08:00:00',
  content: Buffer.from('Merchant,Amount\n').toString('base64'),
};
const EXPENSE = { account: 'ed.engineer@acme.example', merchant: 'Taxi', amount: 950, created: '2026-01-30' };

test('reports are listed and filtered by status and text, and a selected one shows its expenses as money', async () => {
  await go('/#/reports');
  await expectText(at.page.getByRole('status'), '12 reports');
  await at.page.getByLabel('Status').selectOption('Approved');
  await expect.poll(() => rows().count()).toBe(4);
  await at.page.getByLabel('Search').fill('clients');
  await expect.poll(() => rows().count()).toBe(1);
  await rows().first().click();
  await expectText(at.page.locator('.detail h2'), /Approved Clients, week 2/);
  await expectText(facts(), /130\.50 USD/);
  await expectText(at.page.getByRole('region', { name: 'Expenses' }), /2026-01-06Oyster Bar73\.00 USD/);
  await expectText(at.page.getByRole('region', { name: 'History' }), /SUBMITTEDsue\.seller/);
  await at.page.getByLabel('Search').fill('there is none');
  await expectText(at.page.locator('.side .none'), 'No reports match these filters.');
  await keepScreenshot(at.page, 'reports');
});

test('a company without reports says how to get one', async () => {
  for (const { transactionID } of at.emulator.snapshot().companies[0]?.expenses ?? []) {
    await fetch(`${at.emulator.consoleUrl}/_emulator/companies/acme/expenses/${transactionID}`, { method: 'DELETE' });
  }
  for (const { reportID } of at.emulator.snapshot().companies[0]?.reports ?? []) {
    await fetch(`${at.emulator.consoleUrl}/_emulator/companies/acme/reports/${reportID}`, { method: 'DELETE' });
  }
  await go('/#/reports');
  await expectText(at.page.locator('.side .none'), /No reports yet\.\s*Add one here/);
  await go('/#/expenses');
  await expectText(at.page.locator('.side .none'), /No expenses yet\.\s*Add one here/);
});

test('a report is submitted, approved and reimbursed with one click each', async () => {
  await go(`/#/reports/acme/${OPEN}`);
  await button('Submit').click();
  await expectText(at.page.locator('.detail h2'), /Processing/);
  await button('Approve').click();
  await expectText(at.page.locator('.detail h2'), /Approved/);
  await button('Reimburse').click();
  await expectText(at.page.locator('.detail h2'), /Reimbursed/);
  await expectText(facts(), /Reimbursed2026-01-31 09:00:00/);
  await expectText(at.page.getByRole('region', { name: 'History' }), /SUBMITTEDed\.engineer.*APPROVEDmax\.manager.*REIMBURSEDmax\.manager/);
  expect(await button('Submit').count()).toBe(0);
  await expectText(at.page.locator(`#row-${OPEN}`), /Reimbursed/);
});

test('a report is edited, and invalid input is explained and changes nothing', async () => {
  await go(`/#/reports/acme/${OPEN}`);
  await button('Edit').click();
  await dialog().getByLabel('Created').fill('yesterday');
  await button('Save').click();
  await expectText(dialog().getByRole('status'), /created is not a time such as 2026-01-31 09:30:00/);
  await dialog().getByLabel('Created').fill('2026-01-20 10:00:00');
  await dialog().getByLabel('Name', { exact: true }).fill('Trip to Vienna');
  await dialog()
    .getByLabel(/^Report fields/)
    .fill('Cost_centre=CC-20\nProject=Apollo');
  await button('Save').click();
  await saved();
  await expectText(at.page.locator('.detail h2'), /Trip to Vienna/);
  await expectText(facts(), /Cost centreCC-20ProjectApollo/);
  at.tolerate(/400/);
});

test('refuses to delete a report that has expenses, and says why', async () => {
  await go(`/#/reports/acme/${OPEN}`);
  await button('Edit').click();
  await button('Delete').click();
  await expectText(dialog().getByRole('status'), /used by 3 expenses/);
  at.tolerate(/409/);
});

test('a report is added and deleted', async () => {
  await go('/#/reports');
  await button('Add report').click();
  await dialog().getByLabel('Name', { exact: true }).fill('Fresh');
  await button('Save').click();
  await expectText(at.page.locator('.detail h2'), /Open Fresh/);
  await expectText(at.page.locator('.detail'), /Nothing has happened yet\..*No expenses on this report\..*Not marked as exported\./);
  await button('Edit').click();
  await button('Delete').click();
  await expectText(at.page.getByRole('status'), '12 reports');
  await expectText(at.page.locator('.detail'), /Select a report\.Press j and k/);
});

test('what is being deleted is not loaded again when the news of its deletion come before the response', async () => {
  await go('/#/reports');
  await button('Add report').click();
  await dialog().getByLabel('Name', { exact: true }).fill('Short-lived');
  await button('Save').click();
  await button('Edit').click();
  await at.page.route('**/reports/*', async (route) => {
    if (route.request().method() !== 'DELETE') return route.continue();
    const response = await route.fetch();
    // Longer than the page collects news for.
    await at.page.waitForTimeout(500);
    return route.fulfill({ response });
  });
  await button('Delete').click();
  await expectText(at.page.locator('.detail'), /Select a report\./);
});

test('unreported card expenses are marked and filtered', async () => {
  await go('/#/expenses');
  await expectText(at.page.getByRole('status'), '40 expenses');
  await expectText(rows(), /CoffeeUnreported2026-01-30 · 4\.20 USD/);
  await at.page.getByLabel('Report').selectOption('Unreported');
  await expectText(at.page.getByRole('status'), '5 expenses');
  await rows().first().click();
  await expectText(at.page.locator('.detail'), /A card expense that is not on a report yet\./);
});

test('an expense is corrected, added to a report and shown there', async () => {
  await go('/#/expenses');
  await rows().first().click();
  await button('Edit').click();
  await dialog().getByLabel('Corrected amount').fill('5.10');
  await dialog()
    .getByLabel(/^Report ID/)
    .fill(OPEN);
  await dialog().getByLabel('Billable').check();
  await button('Save').click();
  await saved();
  await expectText(facts(), /Amount5\.10 USDBefore correction4\.20 USD.*Billableyes/);
  await at.page.getByRole('link', { name: 'Trip to Berlin' }).click();
  await expectText(at.page.getByRole('region', { name: 'Expenses' }), /Coffee5\.10 USD/);
});

test('explains why an amount is invalid', async () => {
  await go('/#/expenses/acme/4056343049275634040');
  await button('Edit').click();
  await dialog().getByLabel('Amount', { exact: true }).fill('a lot');
  await button('Save').click();
  await expectText(dialog().getByRole('status'), /amount must be a number/);
  at.tolerate(/400/);
});

test('thousands of expenses are listed and loaded while scrolling, but the page contains only a few of them', async () => {
  const snapshot = at.emulator.snapshot();
  const many = Array.from({ length: 5000 }, (_, index) => ({
    ...snapshot.companies[0]?.expenses[39],
    transactionID: String(1_000_000 + index),
    merchant: `Number ${index}`,
  }));
  const [company, ...others] = snapshot.companies;
  at.emulator.restore({ ...snapshot, companies: [{ ...company, expenses: many }, ...others] });
  let asked = 0;
  at.page.on('request', (request) => request.url().includes('/expenses?') && asked++);
  await go('/#/expenses');
  await expectText(at.page.getByRole('status'), '5000 expenses');
  await expectText(rows(), /Number 4999/);
  await at.page.getByRole('listbox').focus();
  await at.page.keyboard.press('End');
  await expectText(rows().last(), /Number 0/);
  expect(await rows().count()).toBeLessThan(60);
  expect(asked).toBeLessThan(6);
  await at.page.keyboard.press('End');
  await expectText(at.page.locator('.detail h2'), 'Number 0');
});

test('changes through the API appear without a reload, and nothing moves', async () => {
  await at.page.addInitScript(
    `window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });`,
  );
  await go(`/#/reports/acme/${OPEN}`);
  await expectText(at.page.locator('.detail h2'), /Berlin/);
  await at.settled();
  await at.page.evaluate('window.shifts = 0');
  await put('expenses', { ...EXPENSE, reportID: 'R00EliDeskJa' });
  await expectText(at.page.locator('#row-R00EliDeskJa'), /378\.49 USD/);
  expect(await at.page.evaluate('window.shifts')).toBeLessThan(0.01);
});

test('files are listed, downloaded and deleted', async () => {
  await go('/#/files');
  await expectText(at.page.locator('main .empty'), 'No files yet.Files appear here after an export.');
  await put('files', FILE);
  await put('files', { ...FILE, name: 'old.csv', expires: '2026-01-01 00:00:00' });
  await expectText(at.page.getByRole('row', { name: /exportAB/ }), /text\/csv16 Bowner@acme\.example/);
  await expectText(at.page.getByRole('row', { name: /old\.csv/ }), /Expired/);
  const [download] = await Promise.all([at.page.waitForEvent('download'), at.page.getByRole('link', { name: 'exportAB.csv' }).click()]);
  expect(download.suggestedFilename()).toBe('exportAB.csv');
  await button('Delete old.csv').click();
  await button('Delete').click();
  await expect.poll(() => at.page.getByRole('row', { name: /old\.csv/ }).count()).toBe(0);
});

test('cards, tag approvers and expense rules are added and edited on the Company page', async () => {
  await go('/#/company?tab=cards');
  await button('Edit card 5312342').click();
  await dialog().getByLabel('Card name').fill('Sam Seller - 2000');
  await button('Save').click();
  await expectText(at.page.getByRole('region', { name: 'Domain cards' }), /Sam Seller - 2000/);
  await button('Add tag approver').click();
  await dialog().getByLabel('Tag').fill('Sales');
  await dialog().getByLabel('Approver').fill('mia.manager@acme.example');
  await button('Save').click();
  await expectText(at.page.getByRole('region', { name: 'Tag approvers' }), new RegExp(`Salesmia.manager@acme.example${MAIN}`));
  await button('Add expense rule').click();
  await dialog().getByLabel('Member').fill('ed.engineer@acme.example');
  await button('Save').click();
  await expectText(at.page.getByRole('region', { name: 'Expense rules' }), /ed\.engineer@acme\.example0/);
});

test('hostile text in reports, expenses and files stays text', async () => {
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    const reportID = `R00Hostile${String(index).padStart(2, '0')}`;
    const named = { name: text, policyID: MAIN, account: 'ed.engineer@acme.example', created: '2026-01-30 10:00:00' };
    await put('reports', { ...named, reportID, fields: { [text]: text } });
    await put('expenses', {
      ...EXPENSE,
      transactionID: String(index + 1),
      reportID,
      merchant: text,
      comment: text,
      category: text,
      tag: text,
    });
    await put('exportLabels', { reportID, label: text, exported: '2026-01-30 10:00:00' });
    await put('files', { ...FILE, name: text, contentType: text });
    await put('tagApprovers', { policyID: MAIN, tag: text, approver: 'mia.manager@acme.example' });
  }
  const opened = HOSTILE_TEXTS.flatMap((_, index) => [
    `/#/reports/acme/R00Hostile${String(index).padStart(2, '0')}`,
    `/#/expenses/acme/${index + 1}`,
  ]);
  for (const path of ['/#/files', '/#/company', '/#/company?tab=cards', '/#/templates', ...opened]) {
    await go(path);
    await at.settled();
    const found = await at.page.evaluate(
      '({ hacked: "hacked" in window, scripts: document.scripts.length, images: document.images.length, bait: document.getElementById("bait") !== null })',
    );
    expect(found, path).toEqual({ hacked: false, scripts: 1, images: 0, bait: false });
  }
}, 60_000);
