import { expect } from 'vitest';
import { test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import { updateEmployees } from '../support/emulator.js';
import '../support/built.js';
import { MAIN } from '../support/people.js';

const at = useConsolePage();
const { go, button, expectText } = at;

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };
const travel = () => at.page.getByRole('region', { name: 'Time travel' });
const slider = () => travel().getByRole('slider');
const nina = () => at.page.locator('tr', { hasText: 'nina@' });
const hasNina = () => JSON.stringify(at.emulator.snapshot()).includes('nina@acme.example');

test('the slider shows the company as it was after a request, and returns to it', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await updateEmployees(at.emulator, [{ ...NINA, role: 'auditor' }]);
  await updateEmployees(at.emulator, [{ ...NINA, isTerminated: true }]);
  await go('/#/company');
  await expectText(travel(), /Time travel: now/);
  await slider().fill('2');
  await expectText(travel(), /after request 2 \(update employees\), 2026-01-31 09:00:00, 1 row/);
  await expectText(nina(), /auditor/);
  expect(await button('Add member').count()).toBe(0);
  expect(await button('Edit nina@acme.example').count()).toBe(0);
  expect(hasNina()).toBe(true);
  await slider().fill('0');
  await expect.poll(() => nina().count()).toBe(0);
  await slider().fill('1');
  await expectText(nina(), /user/);
  await button('Restore this state').click();
  await expectText(at.page.locator('.toasts'), 'Restored.');
  await expectText(button('Edit nina@acme.example'), 'Edit');
  await expectText(travel(), /Time travel: now/);
  await button('Undo').click();
  await expect.poll(() => nina().count()).toBe(0);
});

test('a link shows the same earlier state, and it is compared with now', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await go('/#/company?at=0');
  await expectText(travel(), /before the first change/);
  await expect.poll(() => nina().count()).toBe(0);
  await button('Compare with now').click();
  await expectText(at.page.getByRole('region', { name: 'Comparison' }), /members .*nina@acme\.example: added/);
  await button('Back to now').click();
  await expectText(nina(), /user/);
});

test('an earlier state is found and restored with the keyboard alone', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await updateEmployees(at.emulator, [{ ...NINA, role: 'auditor' }]);
  await go('/#/company');
  await expectText(nina(), /auditor/);
  await slider().focus();
  await at.page.keyboard.press('ArrowLeft');
  await expectText(travel(), /after request 1 /);
  await expectText(nina(), /user/);
  // The first stop after the slider is the button for a newer state.
  for (const key of ['Tab', 'Tab', 'Enter']) await at.page.keyboard.press(key);
  await expectText(at.page.locator('.toasts'), 'Restored.');
  expect(JSON.stringify(at.emulator.snapshot())).not.toContain('auditor","submitsTo":"max');
});

test('a step that was forgotten is not shown, and the way back to now stays', async () => {
  await updateEmployees(at.emulator, [NINA]);
  at.tolerate(/404/);
  await go('/#/company?at=99');
  await expectText(at.page.locator('main'), /has no step 99/);
  await button('Back to now').click();
  await expectText(nina(), /user/);
});

test('reports, expenses, cards and files are shown as they were, and can not be edited there', async () => {
  const put = async (collection: string, document: object): Promise<void> => {
    const url = `${at.emulator.consoleUrl}/_emulator/companies/acme/${collection}`;
    expect((await fetch(url, { method: 'PUT', body: JSON.stringify(document) })).ok).toBe(true);
  };
  const [company] = at.emulator.snapshot().companies;
  const report = company?.reports.find(({ reportID }) => reportID === 'R00EdTripBer');
  await put('reports', { ...report, name: 'Renamed' });
  await put('domainCards', { ...company?.domainCards[0], cardName: 'Renamed card' });
  const file = { name: 'a.csv', account: 'owner@acme.example', contentType: 'text/csv', created: '2026-01-31 08:00:00', content: 'YQ==' };
  await put('files', { ...file, expires: '2026-02-28 08:00:00' });
  await go('/#/company?tab=cards');
  await expectText(at.page.getByRole('region', { name: 'Domain cards' }), /Renamed card/);
  await slider().fill('0');
  await expectText(travel(), /before the first change/);
  await expect.poll(() => at.page.getByRole('region', { name: 'Domain cards' }).textContent()).not.toContain('Renamed card');
  expect(await button('Add card').count()).toBe(0);
  await travel().getByRole('link', { name: 'reports' }).click();
  await expectText(at.page.getByRole('status'), '12 reports');
  await at.page.locator('#row-R00EdTripBer').click();
  await expectText(at.page.locator('.detail h2'), /Trip to Berlin/);
  expect(await button('Edit').count()).toBe(0);
  expect(await button('Add report').count()).toBe(0);
  await at.page.getByRole('region', { name: 'Expenses' }).getByRole('link').first().click();
  await expectText(at.page.locator('.detail'), /On report Trip to Berlin/);
  expect(await button('Edit').count()).toBe(0);
  await button('Back to now').click();
  await expectText(at.page.locator('.detail'), /On report Renamed/);
  await go('/#/files?at=0');
  await expectText(at.page.locator('main .empty'), /No files yet/);
  await button('Back to now').click();
  await expectText(at.page.getByRole('row', { name: /a\.csv/ }), /Delete/);
  await go('/#/files?at=3');
  await expectText(at.page.getByRole('row', { name: /a\.csv/ }), /text\/csv/);
  expect(await button('Delete a.csv').count()).toBe(0);
});
