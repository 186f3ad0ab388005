import type { Route } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../support/axe.js';
import { test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import '../support/built.js';

const at = useConsolePage();
const { go, button, expectText } = at;

const NEW = 'new@acme.example';
const dialog = () => at.page.getByRole('dialog');
const toast = () => at.page.locator('.toasts');
const state = () => JSON.stringify(at.emulator.snapshot());
const domain = (name: string) => at.page.getByRole('region', { name, exact: true });

async function addPerson(): Promise<void> {
  const { consoleUrl } = at.emulator;
  const add = (path: string, method: string, body: object) =>
    fetch(`${consoleUrl}/_emulator/${path}`, { method, body: JSON.stringify(body) });
  expect((await add('companies/acme/accounts', 'PUT', { email: NEW })).ok).toBe(true);
  expect((await add('companies/acme/sign-in', 'POST', { email: NEW })).ok).toBe(true);
}

test('an account is deleted after the dialog says what goes with it, and time travel brings it back', async () => {
  await addPerson();
  await go('/#/company?tab=access');
  await button(`Edit account ${NEW}`).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expectText(dialog().locator('h2'), `Delete ${NEW}?`);
  await expectText(dialog(), /This goes with it:1 session/);
  await expectAccessible(at.page);
  await button('Keep').click();
  expect(state()).toContain(NEW);
  await button(`Edit account ${NEW}`).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await dialog().getByText('Time travel on this page').waitFor();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expectText(toast(), `Deleted ${NEW}.`);
  expect(state()).not.toContain(NEW);
  await expect.poll(() => button(`Edit account ${NEW}`).count()).toBe(0);
  await button('Older').click();
  await button('Restore this state').click();
  await expectText(button(`Edit account ${NEW}`), 'Edit');
});

test('an account that others need is not deleted, and a toast says why', async () => {
  await go('/#/company?tab=access');
  await button('Edit account max.manager@acme.example').click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expectText(toast(), /max\.manager@acme\.example can't be deleted: they approve for \d+ members/);
  expect(state()).toContain('"email":"max.manager@acme.example"');
});

test('a domain is added and deleted with the keyboard alone', async () => {
  await go('/#/company?tab=access');
  await at.page.getByLabel('Domain', { exact: true }).focus();
  await at.page.keyboard.type('acme.test');
  await at.page.keyboard.press('Enter');
  await expectText(toast(), 'Added acme.test.');
  await expectText(domain('acme.test'), /Verified/);
  await button('Delete domain acme.test').focus();
  await at.page.keyboard.press('Enter');
  await expectText(dialog(), /its SAML and SCIM settings/);
  await expect.poll(() => at.page.evaluate('document.activeElement.textContent')).toBe('Delete');
  await at.page.keyboard.press('Enter');
  await expectText(toast(), 'Deleted acme.test.');
  await expect.poll(() => domain('acme.test').count()).toBe(0);
});

test('the only domain is not deleted, and a name that is no domain is refused', async () => {
  await go('/#/company?tab=access');
  await button('Delete domain acme.example').click();
  await expectText(toast(), /acme\.example can't be deleted: it is the only domain of Acme\./);
  at.tolerate(/400/);
  await at.page.getByLabel('Domain', { exact: true }).fill('no domain');
  await button('Add domain').click();
  await expectText(at.page.getByRole('form', { name: 'Add a domain' }).getByRole('status'), /must be a domain such as acme\.example/);
});

test('a click on a setting is not taken back by a response that was under way', async () => {
  await go('/#/company?tab=access');
  const box = domain('acme.example').getByLabel('SAML enabled');
  const before = await box.isChecked();
  const answered = new Promise<void>((resolve) => {
    const answerLate = async (route: Route): Promise<void> => {
      const old = await route.fetch();
      await box.click();
      await route.fulfill({ response: old });
      resolve();
    };
    void at.page.route('**/domains', answerLate, { times: 1 });
  });
  await fetch(`${at.emulator.consoleUrl}/_emulator/companies/acme/domainGroups`, {
    method: 'PUT',
    body: JSON.stringify({ id: 'G9', name: 'Sales' }),
  });
  await answered;
  await expectText(toast(), 'Saved.');
  await expect.poll(() => box.isChecked()).toBe(!before);
});
