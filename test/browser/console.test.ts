import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { provisionFlow } from '../flows/fixtures/provision.js';
import { NEW_SELLER } from '../flows/fixtures/users.js';
import { expectAccessible } from '../support/axe.js';
import { keepScreenshot, launchBrowser, test, watchRequests } from '../support/browser.js';
import { sendJob, updateEmployees } from '../support/emulator.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/built.js';
import { ROOT } from '../support/root.js';

const LIST = { type: 'get', inputSettings: { type: 'policyList' } };
const MAIN = 'A1B2C3D4E5F60001';
const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };

let browser: Browser;
let emulator: Emulator;
let page: Page;
let settled: () => Promise<void>;
/** The errors that the page logged. */
let complaints: string[];
/** Errors that a test causes on purpose. The browser may report them late. */
let tolerated: RegExp;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  emulator = await createEmulator({ rateLimit: 'off' });
  page = await browser.newPage({ viewport: { width: 1300, height: 850 } });
  settled = watchRequests(page);
  complaints = [];
  tolerated = /^$/;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
});
afterEach(async () => {
  expect(complaints.filter((text) => !tolerated.test(text))).toEqual([]);
  await page.close();
  await emulator.close();
});

const go = (path: string) => page.goto(emulator.consoleUrl + path);
const rows = () => page.locator('.row');
const tab = (name: string) => page.getByRole('tab', { name });
async function copyAs(form: string): Promise<void> {
  await page.getByText('Copy as', { exact: true }).click();
  await page.getByRole('button', { name: `Copy as ${form}` }).click();
}
const said = () => page.getByRole('status').filter({ hasText: /\S/ }).last();

/** Waits until the page shows the text. Fails with the text that it shows instead. */
async function expectText(locator: ReturnType<Page['locator']>, text: string | RegExp): Promise<void> {
  await expect.poll(() => locator.first().textContent(), { timeout: 10_000 }).toMatch(text);
}

test('an empty console says where to send requests', async () => {
  await go('/');
  await expectText(page.locator('.detail'), emulator.endpoint);
});

test('requests appear as they arrive, and a selected one shows its request, response and changes', async () => {
  await go('/');
  await sendJob(emulator, LIST);
  await expectText(rows(), /200 get policyList/);
  await updateEmployees(emulator, [NINA]);
  await expectText(rows(), /update employees/);
  await rows().first().click();
  await expectText(page.getByLabel('Response', { exact: true }), /"updatedEmployeesCount": 1/);
  await tab('Request').click();
  await expectText(page.getByLabel('Decoded job'), /"entity": "generic"/);
  await expectText(page.getByLabel('Raw request'), /requestJobDescription=/);
  await tab('Changes').click();
  await expectText(page.getByRole('heading', { name: /^members / }), `members ${MAIN}/nina@acme.example: added`);
  expect(await page.content()).not.toContain(emulator.credentials.partnerUserSecret);
  await keepScreenshot(page, 'requests');
});

test('a reset through the API empties the list', async () => {
  await go('/');
  await sendJob(emulator, LIST);
  await expectText(rows(), /get policyList/);
  emulator.reset();
  await expect.poll(() => rows().count()).toBe(0);
});

test('the list is filtered by text, code and job', async () => {
  await sendJob(emulator, LIST);
  await updateEmployees(emulator, [NINA]);
  await sendJob(emulator, { type: 'nonsense' });
  await go('/');
  await expect.poll(() => rows().count()).toBe(3);
  await page.getByLabel('Search').fill('NINA@acme');
  await expect.poll(() => rows().count()).toBe(1);
  await page.getByLabel('Search').fill('');
  await page.getByLabel('Code').fill('410');
  await expect.poll(() => rows().count()).toBe(1);
  await page.getByLabel('Code').fill('');
  await page.getByLabel('Job').selectOption('get policyList');
  await expect.poll(() => rows().count()).toBe(1);
  await page.getByLabel('Search').fill('there is no such');
  await expectText(page.locator('.side'), /No requests match these filters/);
});

test('a chart shows when requests were sent and how many failed, and a bar opens the newest that failed', async () => {
  emulator.clock.set('2026-01-31T09:00:00Z');
  await sendJob(emulator, LIST);
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyLst' } });
  await sendJob(emulator, LIST);
  emulator.clock.advance('PT10M');
  await sendJob(emulator, LIST);
  await go('/#/requests');
  const bars = page.locator('.columns button:enabled');
  await expect.poll(() => bars.count()).toBe(2);
  expect(await bars.first().getAttribute('title')).toBe('09:00:00 to 09:00:15: 3 requests, 1 failed');
  await bars.first().click();
  await expectText(page.getByRole('heading', { level: 2 }), /#2/);
});

test('arrow keys move through the list, and focus stays', async () => {
  for (let count = 0; count < 3; count++) await sendJob(emulator, LIST);
  await go('/');
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await expectText(page.locator('.detail h2'), /#3/);
  await page.keyboard.press('End');
  await expectText(page.locator('.detail h2'), /#1/);
  expect(await page.getByRole('listbox').getAttribute('aria-activedescendant')).toBe('row-1');
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('listbox');
});

test('a request is copied as curl without its secret, or with it if asked', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await sendJob(emulator, LIST);
  await go('/#/requests/1');
  await copyAs('curl');
  await expectText(page.getByLabel('curl command'), /^curl -s 'http:/);
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
  expect(await copied()).not.toContain(emulator.credentials.partnerUserSecret);
  await page.getByText('Copy as', { exact: true }).click();
  await page.getByLabel('include secret').check();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await expect.poll(copied).toContain(emulator.credentials.partnerUserSecret);
});

test('a request is replayed, and copied as a contract test and as a fault stub', async () => {
  await sendJob(emulator, LIST);
  await go('/#/requests/1');
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await expectText(page.locator('.detail h2'), /200 #2 get policyList/);
  await copyAs('contract test');
  await expectText(page.getByLabel('contract test', { exact: true }), /job:\n\s+type: get/);
  await copyAs('fault stub');
  await expectText(page.getByLabel('fault stub', { exact: true }), /"job": "get policyList"/);
});

test('the replay of an update previews its changes, and makes them only after confirmation', async () => {
  const before = emulator.snapshot();
  const policyID = 'A1B2C3D4E5F60001';
  await updateEmployees(emulator, [{ employeeEmail: 'ed.engineer@acme.example', employeeID: 'E111', policyID, isTerminated: true }]);
  emulator.restore(before);
  await go('/#/requests/1');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const look = page.getByRole('region', { name: 'Replay preview' });
  await press('Replay');
  await expectText(look.locator('h4').first(), `members ${policyID}/ed.engineer@acme.example: removed`);
  await press('Cancel');
  await expect.poll(() => look.count()).toBe(0);
  expect(emulator.snapshot()).toEqual(before);
  await press('Replay');
  await press('Replay now');
  await expectText(page.locator('.detail h2'), /200 #2 update employees/);
  expect(emulator.snapshot()).not.toEqual(before);
});

test('10,000 requests are listed, but the page contains only a few of them', async () => {
  await emulator.close();
  emulator = await createEmulator({ rateLimit: 'off', journalSize: 10_000 });
  for (let count = 0; count < 10_000; count++) await sendJob(emulator, LIST);
  await go('/');
  await expectText(page.getByRole('status'), '10000 requests');
  expect(await rows().count()).toBeLessThan(60);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expectText(rows().last(), /#1 /);
  expect(await rows().last().getAttribute('aria-posinset')).toBe('10000');
}, 60_000);

test('a member is edited, added and removed, and invalid input changes nothing', async () => {
  await go('/#/company');
  await page.getByRole('button', { name: 'Edit ed.engineer@acme.example' }).first().click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('auditor');
  await page.getByLabel('Submits to').fill('mia.manager@acme.example');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectText(page.locator('tr', { hasText: 'ed.engineer' }), /auditor.*mia\.manager/);
  await page.getByRole('button', { name: 'Add member' }).first().click();
  await page.getByLabel('Email').fill('nina@acme.example');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectText(page.locator('tr', { hasText: 'nina@' }), /user/);
  await page.getByRole('button', { name: 'Edit owner@acme.example' }).first().click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('user');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectText(page.getByRole('dialog'), /always an admin/);
  tolerated = /400/;
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Edit nina@acme.example' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Edit nina@acme.example' }).count()).toBe(0);
  await keepScreenshot(page, 'company');
});

test('a snapshot is downloaded and restored, and a reset returns to the seed', async () => {
  await updateEmployees(emulator, [NINA]);
  await go('/#/company');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download snapshot' }).click()]);
  const path = await download.path();
  await page.getByRole('button', { name: 'Reset to seed' }).click();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => page.locator('tr', { hasText: 'nina@' }).count()).toBe(0);
  await page.getByLabel('Restore snapshot').setInputFiles(path);
  await expect.poll(() => page.locator('tr', { hasText: 'nina@' }).count()).toBe(1);
  await tab('Accounts and domains').click();
  await expect.poll(() => page.locator('tr', { hasText: 'nina@' }).count()).toBe(1);
});

test('the Integrations Center creates credentials that work, and shows the secret once', async () => {
  await go('/tools/integrations/');
  await page.getByLabel('Account').fill('owner@acme.example');
  await page.getByRole('button', { name: 'Generate credentials' }).click();
  const [partnerUserID = '', partnerUserSecret = ''] = await page
    .locator('.box.good code')
    .allTextContents()
    .then(async (found) => {
      await expect.poll(() => page.locator('.box.good code').count()).toBe(2);
      return found.length === 2 ? found : page.locator('.box.good code').allTextContents();
    });
  expect(await sendJob(emulator, { ...LIST, credentials: { partnerUserID, partnerUserSecret } })).toMatchObject({ responseCode: 200 });
  await page.reload();
  await expectText(page.getByRole('rowheader', { name: partnerUserID }), partnerUserID);
  expect(await page.content()).not.toContain(partnerUserSecret);
});

test('a fault is armed with its button, fires, and is removed when it is spent', async () => {
  await go('/#/faults');
  await page.getByRole('button', { name: 'Arm rate-limited', exact: true }).click();
  await expectText(page.getByLabel('Armed faults'), /0 of 1/);
  expect(await sendJob(emulator, LIST)).toMatchObject({ responseCode: 429 });
  await expectText(page.getByLabel('Spent faults'), /1 of 1/);
  await page.getByRole('button', { name: 'Remove f1' }).click();
  await expectText(page.getByText('No faults armed.'), 'No faults armed.');
});

test('the clock is set, advanced and resumed', async () => {
  await go('/#/clock');
  await page.getByLabel('Freeze at').fill('2026-01-31T09:00:00');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await expectText(page.locator('time'), '2026-01-31 09:00:00 UTC');
  await page.getByRole('button', { name: '10 seconds' }).click();
  await expectText(page.locator('time'), '2026-01-31 09:00:10 UTC');
  await page.getByRole('switch', { name: 'Frozen' }).uncheck();
  await expectText(page.locator('.big'), /running/);
  expect(emulator.clock.isStopped).toBe(false);
});

test('emails can be read in the outbox', async () => {
  await updateEmployees(emulator, [NINA], { onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }] });
  await go('/#/outbox');
  await page.getByRole('option', { name: /invited/ }).click();
  await expectText(page.locator('.letter'), /Acme Headquarters/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Clear emails' }).click();
  await expectText(page.locator('.side'), /No emails yet/);
});

test('the fidelity table is filtered, and the contract tests run', async () => {
  await go('/#/contracts');
  await page.getByLabel('Search').fill('get policyList');
  await page.getByRole('button', { name: /^documented/ }).click();
  await expectText(page.getByLabel('Fidelity'), /get policyList/);
  await page.getByRole('button', { name: 'Run matching tests' }).click();
  await expectText(said(), /[1-9]\d* passed, 0 failed/);
});

test('an exported flow is dropped and run, and its report is shown', async () => {
  await go('/#/flows');
  const file = { name: 'provision.flow', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(provisionFlow())) };
  await page.getByLabel('Choose a file').setInputFiles(file);
  await page.getByLabel('User ID').fill('00uNina');
  await page.getByLabel(/^Card values/).fill(`Settings.Sales policy=${MAIN}`);
  await page.getByLabel(/^Okta users/).fill(JSON.stringify([NEW_SELLER]));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectText(said(), /^Finished after \d+ cards, 1 request\./);
  const report = page.frameLocator('iframe');
  await expectText(report.locator('h1') as never, /Provision/);
  expect(emulator.journal.entries()).toHaveLength(1);
  await keepScreenshot(page, 'flows');
});

test('a file that is not an export is refused with a message, and the page keeps working', async () => {
  await go('/#/flows');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'x.flow', mimeType: 'text/plain', buffer: Buffer.from('{"cut') });
  await expectText(said(), /not valid JSON/);
  tolerated = /400/;
});

const PAGES = [
  '/',
  '/#/requests/1',
  '/#/company',
  '/#/reports/acme/R00EveToolsD',
  '/#/expenses/acme/4056343049275634008',
  '/#/files',
  '/#/templates',
  '/#/faults',
  '/#/clock',
  '/#/outbox/1',
  '/#/contracts',
  '/#/flows',
  '/tools/integrations/',
];

/** Puts data on every page. */
async function fill(): Promise<void> {
  await updateEmployees(emulator, [NINA, { ...NINA, employeeEmail: 'x' }], {
    onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }],
  });
  await sendJob(emulator, LIST);
  emulator.faults.add({ preset: 'slow', job: 'get policy' });
  const file = { name: 'exportAB.csv', account: 'owner@acme.example', created: '2026-01-31 08:00:00', expires: '2026-02-28 08:00:00' };
  const body = JSON.stringify({ ...file, content: Buffer.from('Merchant,Amount').toString('base64') });
  await fetch(`${emulator.consoleUrl}/_emulator/companies/acme/files`, { method: 'PUT', body });
}

test.each(PAGES)('%s passes axe-core in light and dark mode', async (path) => {
  await fill();
  await go(path);
  await settled();
  await expectAccessible(page);
  await keepScreenshot(page, `page-${PAGES.indexOf(path)}-dark`);
});

test.each([360, 768, 3840])('no page is wider than a screen of %i px', async (width) => {
  await fill();
  await page.setViewportSize({ width, height: 800 });
  for (const path of PAGES) {
    await go(path);
    await settled();
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width);
  }
});

test('hostile text anywhere in a request stays text', async () => {
  const email = (index: number) => `evil${index}@acme.example`;
  await updateEmployees(
    emulator,
    HOSTILE_TEXTS.map((text, index) => ({
      ...NINA,
      employeeEmail: email(index),
      employeeID: text,
      firstName: text,
      lastName: text,
      customField1: text,
    })),
    { onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }], [HOSTILE_TEXTS[0]]: HOSTILE_TEXTS[1] },
  );
  for (const text of HOSTILE_TEXTS) await sendJob(emulator, { type: text, inputSettings: { type: text } }, { [text]: text });
  await emulator.fetch(`${emulator.endpoint}?${encodeURIComponent(HOSTILE_TEXTS[1])}=${encodeURIComponent(HOSTILE_TEXTS[2])}`);
  emulator.directory.createCompany(HOSTILE_TEXTS[1]);
  const last = emulator.journal.entries().length;
  const hostile = [...PAGES, ...Array.from({ length: last }, (_, index) => `/#/requests/${index + 1}`)];
  for (const path of hostile) {
    await go(path);
    await settled();
    const found = await page.evaluate(
      '({ hacked: "hacked" in window, scripts: document.scripts.length, images: document.images.length, bait: document.getElementById("bait") !== null })',
    );
    expect(found, path).toEqual({ hacked: false, scripts: 1, images: 0, bait: false });
  }
}, 60_000);

test('nothing moves while a page loads or a request arrives', async () => {
  await fill();
  await page.addInitScript(
    `window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });`,
  );
  await go('/#/requests/1');
  await expectText(page.getByLabel('Response', { exact: true }), /responseCode/);
  await page.evaluate('window.shifts = 0');
  for (let count = 0; count < 5; count++) await sendJob(emulator, LIST);
  await expectText(page.getByRole('status'), '7 requests');
  expect(await page.evaluate('window.shifts')).toBeLessThan(0.01);
});

test('scripts and styles are under 150 kB, and the console serves all of them', async () => {
  await fill();
  const folder = join(ROOT, 'dist/console/web');
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(150_000);
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  for (const path of PAGES) await go(path);
  expect([...hosts].filter((host) => host !== '')).toEqual([new URL(emulator.consoleUrl).host]);
});

test('every page has a strict content security policy, and foreign scripts do not run', async () => {
  const response = await go('/');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*/);
  await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))`);
  expect(await page.evaluate('"hacked" in window')).toBe(false);
  tolerated = /Content Security Policy/;
});

test('with a token, a browser needs the link once, and is refused without it', async () => {
  await emulator.close();
  emulator = await createEmulator({ consoleToken: 'geheim & lang' });
  expect((await go('/'))?.status()).toBe(401);
  expect((await go('/?token=falsch'))?.status()).toBe(401);
  expect((await go(`/?token=${encodeURIComponent('geheim & lang')}`))?.status()).toBe(200);
  expect(page.url()).toBe(`${emulator.consoleUrl}/`);
  await expectText(page.locator('h1'), 'Requests');
  await emulator.fetch(emulator.endpoint);
  await expect.poll(() => rows().count()).toBe(1);
  // If a page is refused, the browser requests an icon on its own.
  tolerated = /401|404/;
});

test('an open page does not keep the emulator from closing', async () => {
  await go('/');
  await expectText(page.locator('h1'), 'Requests');
  // Otherwise it would wait forever, and the test would time out.
  await emulator.close();
  tolerated = /ERR_/;
});
