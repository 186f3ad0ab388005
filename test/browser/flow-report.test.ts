import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { buildFlow, type FlowResult, loadFlow, mermaid, type Pack, reportHtml, runFlow } from '../../src/flows/index.js';
import { provisionFlow } from '../flows/fixtures/provision.js';
import { NEW_SELLER } from '../flows/fixtures/users.js';
import { runFixture } from '../flows/support/run-fixture.js';
import { launchBrowser, test } from '../support/browser.js';
import { createTestEmulator } from '../support/emulator.js';
import { alarms, background, openAll, widthOfAll, worstContrast } from './in-page.mjs';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
let browser: Browser;
let failing: string;
let secret: string;

/** Writes the report of a run as the command line does. */
function written(name: string, result: FlowResult, pack?: Pack): string {
  const path = join(folder, name);
  writeFileSync(path, reportHtml(result, pack === undefined ? {} : { pack, mermaid: mermaid(pack) }));
  return pathToFileURL(path).href;
}

beforeAll(async () => {
  browser = await launchBrowser();
  const emulator = await createTestEmulator();
  secret = emulator.credentials.partnerUserSecret;
  const flow = provisionFlow({ isUnencoded: true });
  const set = { 'Settings.Sales policy': 'FFFFFFFFFFFFFFFF' };
  const result = await runFixture(flow, emulator, { users: [NEW_SELLER], input: { 'User ID': '00uNina' }, set });
  failing = written('failing.html', result, loadFlow(flow));
});
afterAll(() => browser?.close());

async function opened(url: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(url);
  return page;
}

const cardOf = (page: Page, title: string) =>
  page.locator('details.card').filter({ has: page.locator('.title', { hasText: new RegExp(`^${title}$`) }) });

test('opens only the failed card and the request that caused it, and links the error to both', async () => {
  const page = await opened(failing);
  expect(await page.locator('details[open] > summary .title').allTextContents()).toEqual(['Update employees', 'Employee skipped']);
  const link = page.locator('.error a').first();
  expect(await link.textContent()).toBe('Employee skipped');
  await link.click();
  expect(new URL(page.url()).hash).toBe(`#${await cardOf(page, 'Employee skipped').getAttribute('id')}`);
  const cause = page.locator('.error a', { hasText: 'the request of Update employees' });
  await cause.click();
  expect(await page.locator(new URL(page.url()).hash).isVisible()).toBe(true);
  expect(await page.locator(new URL(page.url()).hash).innerText()).toContain('skippedEmployees');
});

test('a card opens by click or key and shows its inputs and outputs', async () => {
  const page = await opened(failing);
  const card = cardOf(page, 'Policy of the cost centre');
  expect(await card.locator('.inside').isVisible()).toBe(false);
  await card.locator('summary').click();
  expect(await card.locator('.inside').innerText()).toMatch(/INPUTS[\s\S]*options › Sales[\s\S]*OUTPUTS[\s\S]*FFFFFFFFFFFFFFFF/);
  await card.locator('summary').press('Enter');
  expect(await card.locator('.inside').isVisible()).toBe(false);
});

test('a request is shown decoded and raw, with its advisories, at the card that made it', async () => {
  const page = await opened(failing);
  const card = cardOf(page, 'Update employees');
  const [decoded, raw] = await card.locator('.sides > div').all();
  expect(await decoded?.innerText()).toContain('"type": "update"');
  expect(await raw?.innerText()).toContain('requestJobDescription={');
  expect(await card.locator('.advisory code').allTextContents()).toContain('secret-in-url');
  const [left, right] = [await decoded?.boundingBox(), await raw?.boundingBox()];
  expect(left?.y).toBe(right?.y);
});

test('light and dark mode have different colours, and both are readable', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await opened(failing, { colorScheme });
    await page.evaluate(openAll);
    const worst = await page.evaluate(worstContrast);
    expect({ colorScheme, worst: worst.ratio >= 4.5 ? 'fine' : worst }).toEqual({ colorScheme, worst: 'fine' });
  }
  const backgrounds = await Promise.all(
    (['light', 'dark'] as const).map(async (colorScheme) => (await opened(failing, { colorScheme })).evaluate(background)),
  );
  expect(new Set(backgrounds).size).toBe(2);
});

test.each([390, 1280])('fits %i pixels with every card open', async (width) => {
  const page = await opened(failing, { viewport: { width, height: 800 } });
  await page.evaluate(openAll);
  expect(await page.evaluate(widthOfAll)).toBe(width);
});

test('shows the file, the date and the inputs at the top', async () => {
  const page = await opened(failing);
  expect(await page.locator('header').innerText()).toMatch(/^Provision employee\s+failed\s+export · 2026-01-31 09:00:00 UTC · \d+ cards/);
  expect(await page.locator('.start').innerText()).toMatch(/^Started with\s+HELPER FLOW\s+User ID\s+00uNina$/);
});

test('links the graph to the row of a card, also by keyboard', async () => {
  const page = await opened(failing);
  const box = page.locator('.graph a').filter({ hasText: '✗ Employee skipped' });
  await box.focus();
  await page.keyboard.press('Enter');
  // The browser reports a new address a moment later.
  await page.waitForURL((url) => url.hash !== '');
  expect(new URL(page.url()).hash).toBe(`#${await cardOf(page, 'Employee skipped').getAttribute('id')}`);
});

test('shows comments as headings, and an Expand card as the field it expands', async () => {
  const flow = buildFlow('Documented', (cards) => {
    cards.helperFlow({});
    cards.comment('Read the response\n\nIt has **two** fields.');
    const parsed = cards.parse('{"responseCode":200}', 'Parse');
    cards.returns({ Code: cards.expand(parsed, { responseCode: 'number' }).out('responseCode') });
  });
  const page = await opened(written('documented.html', await runFlow(flow), loadFlow(flow)));
  expect(await page.locator('h3.section').allInnerTexts()).toEqual(['Read the response']);
  expect(await page.locator('.comment strong').innerText()).toBe('two');
  const row = page.locator('summary', { hasText: 'Parse › responseCode' });
  expect((await row.locator('.title, .preview').allInnerTexts()).join(' ')).toBe('Parse › responseCode = 200');
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('passes axe-core in light and dark mode', async () => {
  const page = await opened(failing);
  await page.evaluate(openAll);
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()');
    expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
});

test('hostile text in titles, keys, values and addresses stays text', async () => {
  const evil = `"'></pre></script><script>window.hacked=1</script><img src=https://evil.example/x onerror=window.hacked=1>`;
  const flow = buildFlow(evil, (cards) => {
    cards.helperFlow({});
    cards.assign({ [evil]: evil }, evil);
    cards.comment(`${evil} **${evil}** [${evil}](https://evil.example/${evil})`);
    cards.sendEmail({ to: [evil], subject: evil, body: evil });
    cards.returnError({ message: evil }, `javascript:alert(1) ${evil}`);
  });
  const result = await runFlow(flow);
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', () => requests.push('dialog'));
  const url = written('evil.html', result, loadFlow(flow));
  await page.goto(url);
  await page.evaluate(openAll);
  expect(requests).toEqual([url]);
  expect(await page.evaluate(alarms)).toEqual({
    hacked: false,
    scripts: 0,
    images: 0,
  });
  expect(await page.locator('.title', { hasText: 'window.hacked' }).count()).toBeGreaterThan(1);
});

test('the page contains no secret and loads nothing', async () => {
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(failing);
  expect(await page.content()).not.toContain(secret);
  expect(requests).toEqual([failing]);
});

test('the report of a run with thousands of cards can be opened', async () => {
  const helper = buildFlow('One', (cards) => {
    const start = cards.helperFlow({ Number: 'number' });
    cards.compose('Number {{Number}}', { Number: start.out('Number') });
  });
  const flow = buildFlow('Many', (cards) => {
    cards.helperFlow({});
    cards.repeat(3000, helper);
  });
  const page = await opened(written('many.html', await runFlow(flow, { flow: 'Many' })));
  expect(await page.locator('details.card').count()).toBe(5000);
  expect(await page.locator('.advisory').innerText()).toContain('1002 more cards ran');
});
