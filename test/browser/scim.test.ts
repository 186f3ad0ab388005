import { expect } from 'vitest';
import { expectAccessible } from '../support/axe.js';
import { keepScreenshot, test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import { sendJob } from '../support/emulator.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/built.js';
import { POLICY_LIST } from '../support/raw-http.js';
import { DOMAIN, sendScim, setActiveOverScim } from '../support/scim-requests.js';

const at = useConsolePage({ scim: true });
const { go, button, expectText } = at;

const ED = 'ed.engineer@acme.example';
const rows = () => at.page.locator('.row');
const domain = () => at.page.getByRole('region', { name: DOMAIN, exact: true });
const accountRow = () => at.page.getByRole('region', { name: 'Accounts', exact: true }).locator('tr', { hasText: ED });
const tab = (name: string) => at.page.getByRole('tab', { name });
const memberRow = () => at.page.getByRole('region', { name: 'Members of Acme Headquarters', exact: true }).locator('tr', { hasText: ED });
const sessions = () => at.page.getByRole('region', { name: 'Sessions', exact: true });
const toast = () => at.page.locator('.toasts');
const signInForm = () => at.page.getByRole('form', { name: 'Sign in' });

async function signIn(email: string, device = 'web'): Promise<void> {
  await signInForm().getByLabel('Account').fill(email);
  await signInForm().getByLabel('Device').selectOption(device);
  await signInForm().getByRole('button', { name: 'Sign in' }).click();
}

async function expectWithin(width: number): Promise<void> {
  await at.page.setViewportSize({ width, height: 800 });
  await at.settled();
  expect(await at.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

test('a token is revealed on demand, copied and hidden, and is gone after leaving the page', async () => {
  await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { token = '', url } = at.emulator.scim ?? {};
  await go('/#/company?tab=access');
  await expectText(domain(), /Reveal token/);
  await expectText(at.page.getByText('SCIM base URL'), `SCIM base URL: ${url} `);
  await expectText(at.page.getByText('SCIM base URL'), /The path is an assumption/);
  expect(await at.page.content()).not.toContain(token);
  await button('Reveal token').click();
  await expectText(domain().locator('.facts'), `Okta SCIM token${token}`);
  await button('Copy token').click();
  await expectText(toast(), 'Copied the token.');
  expect(await at.page.evaluate('navigator.clipboard.readText()')).toBe(token);
  await button('Hide token').click();
  expect(await at.page.content()).not.toContain(token);
  await button('Reveal token').click();
  await expectText(domain().locator('.facts'), token);
  await at.page.getByRole('link', { name: 'Outbox' }).click();
  await at.page.goBack();
  await expectText(domain(), /Reveal token/);
  expect(await at.page.content()).not.toContain(token);
  expect(await at.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])')).not.toContain(token);
});

test('the page shows no token if a requirement is missing, and names the requirement', async () => {
  const { token = '' } = at.emulator.scim ?? {};
  await go('/#/company?tab=access');
  await button('Reveal token').click();
  await expectText(domain().locator('.facts'), token);
  await domain().getByLabel('SAML required for login').uncheck();
  await expectText(domain().locator('.none'), "The Okta SCIM token can't be shown: SAML is not required for login.");
  expect(await at.page.content()).not.toContain(token);
  expect(await button('Reveal token').count()).toBe(0);
  expect((await sendScim(at.emulator, '/Users', { token })).status).toBe(403);
  await domain().getByLabel('SAML required for login').check();
  await expectText(domain(), /Reveal token/);
  for (const [label, reason] of [
    ['Verified', 'the domain is not verified'],
    ['SAML enabled', 'SAML is not enabled'],
    ['SCIM enabled by support', 'support has not enabled SCIM'],
  ] as const) {
    await domain().getByLabel(label, { exact: true }).uncheck();
    await expectText(domain().locator('.none'), reason);
    await domain().getByLabel(label, { exact: true }).check();
    await expectText(domain(), /Reveal token/);
  }
});

test('a token is rotated after a confirmation, and the previous one stops working', async () => {
  const { token: before = '' } = at.emulator.scim ?? {};
  await go('/#/company?tab=access');
  await button('Rotate token').click();
  await expectText(domain().getByRole('region', { name: 'Rotate token' }), /until you enter the new token there/);
  await keepScreenshot(at.page, 'scim-rotate');
  await expectAccessible(at.page);
  await button('Cancel').click();
  expect(at.emulator.scim?.token).toBe(before);
  await button('Rotate token').click();
  await button('Rotate now').click();
  await expectText(domain().locator('.facts'), /Okta SCIM token\S/);
  const after = at.emulator.scim?.token ?? '';
  await expectText(domain().locator('.facts'), after);
  expect(after).not.toBe(before);
  expect((await sendScim(at.emulator, '/Users', { token: before })).status).toBe(401);
  expect((await sendScim(at.emulator, '/Users', { token: after })).status).toBe(200);
});

test('a person signs in, is deactivated by hand and refused, and reactivated', async () => {
  await go('/#/company?tab=access');
  await signIn(ED, 'mobile');
  await expectText(toast(), `Signed in ${ED} (mobile).`);
  await expectText(sessions().locator('tr', { hasText: '2026-01-31 09:00:00' }), `${ED}mobile`);
  await button(`Deactivate ${ED}`).click();
  await expectText(accountRow(), /Deactivated \(SCIM\)/);
  await tab('Policies and members').click();
  await expectText(memberRow(), /Deactivated \(SCIM\)user/);
  await tab('Accounts and domains').click();
  await expect.poll(() => sessions().locator('tr', { hasText: ED }).count()).toBe(0);
  await signIn(ED);
  await expectText(signInForm().getByRole('status'), `${ED} was deactivated through SCIM and can't sign in.`);
  at.tolerate(/403/);
  await keepScreenshot(at.page, 'scim-deactivated');
  await button(`Reactivate ${ED}`).click();
  await expectText(accountRow(), /Active/);
  await signIn(ED);
  await expectText(toast(), `Signed in ${ED} (web).`);
});

test('a session can be ended by hand', async () => {
  at.emulator.directory.signIn(ED);
  await go('/#/company?tab=access');
  await sessions().locator('tr', { hasText: '2026-01-31 09:00:00' }).getByRole('button').click();
  await button('Delete').click();
  await expect.poll(() => sessions().locator('tr', { hasText: '2026-01-31 09:00:00' }).count()).toBe(0);
});

test('a SCIM request appears in the list with its user, and its page shows the body and the changes', async () => {
  await go('/');
  await setActiveOverScim(at.emulator, ED, false);
  await expectText(rows(), /200 scim patch user/);
  await expectText(rows(), ED);
  await rows().first().click();
  await expectText(at.page.locator('.facts'), `User${ED}Domain of the token${DOMAIN}`);
  await expectText(at.page.getByLabel('Response', { exact: true }), /"active": false/);
  await tab('Request').click();
  await expectText(at.page.getByLabel('Decoded body'), /"op": "replace"/);
  await expectText(at.page.getByLabel('Raw request'), /^PATCH \/scim\/v2\/Users\/\d+\ncontent-type: application\/scim\+json/);
  await tab('Changes').click();
  await expectText(at.page.getByRole('heading', { name: /^accounts / }), `accounts ${ED}: changed`);
  expect(await at.page.getByLabel('include secret').count()).toBe(0);
  await at.page.getByText('Copy as', { exact: true }).click();
  await button('Copy as curl').click();
  await expectText(at.page.getByLabel('curl command'), /-H "authorization: Bearer \$SCIM_TOKEN"/);
  expect(await at.page.content()).not.toContain(at.emulator.scim?.token);
  await keepScreenshot(at.page, 'scim-request');
});

test('a deactivation is replayed after a preview of its changes, and a request without the token is not replayed', async () => {
  await setActiveOverScim(at.emulator, ED, false);
  await setActiveOverScim(at.emulator, ED, true);
  await sendScim(at.emulator, '/Users', { token: 'not-the-token' });
  await go('/#/requests/1');
  await button('Replay').click();
  await expectText(at.page.getByLabel('Expected response'), /"active": false/);
  await expectText(at.page.getByLabel('Replay preview'), /isDeactivated/);
  await button('Replay now').click();
  await expectText(at.page.locator('.detail h2'), /200 #4 scim patch user/);
  await go('/#/requests/3');
  await button('Replay').click();
  await expectText(at.page.locator('.detail').getByText(/did not send/), /did not send the SCIM token of a domain/);
  at.tolerate(/409/);
});

test('requests can be filtered to SCIM, and to one SCIM operation', async () => {
  await sendJob(at.emulator, POLICY_LIST);
  await sendScim(at.emulator, '/Users');
  await setActiveOverScim(at.emulator, ED, false);
  await go('/');
  await expect.poll(() => rows().count()).toBe(3);
  await at.page.getByLabel('Job').selectOption('scim');
  await expect.poll(() => rows().count()).toBe(2);
  await at.page.getByLabel('Job').selectOption('scim list users');
  await expect.poll(() => rows().count()).toBe(1);
});

test('a SCIM preset can only be armed for SCIM, and a job preset is disabled for SCIM', async () => {
  await go('/#/faults');
  const preset = (name: string) => at.page.getByRole('button', { name: `Arm ${name}`, exact: true });
  await at.page.getByLabel(/^Job/).selectOption('get policyList');
  expect(await preset('scim-unavailable').isDisabled()).toBe(true);
  expect(await preset('http-503').isDisabled()).toBe(false);
  await at.page.getByLabel(/^Job/).selectOption('scim patch user');
  expect(await preset('authentication-error').isDisabled()).toBe(true);
  await preset('scim-unavailable').click();
  await expectText(at.page.getByLabel('Armed faults'), /scim patch user.*0 of 1/s);
  expect((await setActiveOverScim(at.emulator, ED, false)).status).toBe(503);
  await at.page.getByLabel(/^Job/).selectOption('');
  await preset('scim-rate-limited').click();
  await expectText(at.page.getByLabel('Armed faults'), /scim-rate-limited.*0 of 1/);
  expect(await sendJob(at.emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  expect((await sendScim(at.emulator, '/Users')).status).toBe(429);
});

test.each([390, 1280])('pages that show SCIM pass axe-core and fit a screen of %i px', async (width) => {
  await setActiveOverScim(at.emulator, ED, false);
  at.emulator.directory.signIn('owner@acme.example');
  at.emulator.faults.add({ preset: 'scim-unavailable' });
  for (const path of ['/#/company?tab=access', '/#/requests/1', '/#/faults']) {
    await go(path);
    await at.settled();
    if (path.startsWith('/#/company')) {
      await button('Reveal token').click();
      await button('Rotate token').click();
      await signIn(ED);
      await expectText(signInForm().getByRole('status'), /can't sign in/);
    }
    await expectWithin(width);
    await expectAccessible(at.page);
    await keepScreenshot(at.page, `scim-${path.slice(3).replace(/\W/g, '-')}-${width}`);
  }
  at.tolerate(/403/);
});

test('hostile text in a SCIM request stays text', async () => {
  for (const text of HOSTILE_TEXTS) {
    await sendScim(at.emulator, `/Users?filter=${encodeURIComponent(text)}`);
    await sendScim(at.emulator, `/${encodeURIComponent(text)}`, { method: 'PUT', body: { [text]: text } });
  }
  for (const { id } of at.emulator.journal.entries()) {
    await go(`/#/requests/${id}`);
    await at.settled();
    const found = await at.page.evaluate('["hacked" in window, document.scripts.length, document.images.length]');
    expect(found).toEqual([false, 1, 0]);
  }
});
