import { expect } from 'vitest';
import { expectAccessible } from '../support/axe.js';
import { test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import { sendJob, updateEmployees } from '../support/emulator.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/built.js';
import { MAIN } from '../support/people.js';

const at = useConsolePage();
const { go, expectText } = at;

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };
const rows = () => at.page.locator('.row');
const dialog = () => at.page.getByRole('dialog');
const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => at.page.keyboard.press(key)), Promise.resolve());

/** Every page, and every part of the pages with tabs. */
const PLACES = [
  '/',
  ...['response', 'request', 'changes', 'advisories', 'evidence'].map((name) => `/#/requests/1?tab=${name}`),
  '/#/requests/2?base=1&tab=compare',
  ...['view=table', 'view=tree', 'tab=access', 'tab=cards', 'tab=snapshots', 'member=nina@acme.example', 'member=', 'at=0'].map(
    (part) => `/#/company?${part}`,
  ),
  '/#/reports/acme/R00EveToolsD',
  '/#/reports/acme?at=0',
  '/#/files?at=0',
  '/#/expenses/acme/4056343049275634008',
  '/#/files',
  '/#/templates',
  '/#/faults',
  '/#/clock',
  '/#/outbox',
  '/#/outbox/1',
  '/#/contracts',
  '/#/flows',
  '/tools/integrations/',
  '/#/guide/reference/advisories?at=skipped-records',
];

/** Puts something on every page. */
async function fill(): Promise<void> {
  await updateEmployees(at.emulator, [NINA, { ...NINA, employeeEmail: 'x' }], {
    onFinish: [{ actionName: 'email', recipients: `${'hr'.repeat(25)}@acme.example` }],
  });
  await sendJob(at.emulator, { type: 'nonsense' });
  at.emulator.faults.add({ preset: 'slow', job: 'get policy' });
  const { consoleUrl } = at.emulator;
  await fetch(`${consoleUrl}/_emulator/snapshots/${'before-the-feed-'.repeat(4)}`, { method: 'PUT' });
  const file = { name: `${'export'.repeat(12)}.csv`, account: 'owner@acme.example' };
  const body = JSON.stringify({ ...file, created: '2026-01-31 08:00:00', expires: '2026-02-28 08:00:00', content: 'TQ==' });
  await fetch(`${consoleUrl}/_emulator/companies/acme/files`, { method: 'PUT', body });
}

test.each([360, 390, 768, 1440])(
  'at %i px, the header is whole and no page scrolls sideways',
  async (width) => {
    await at.page.setViewportSize({ width, height: 800 });
    const assertFits = async (path: string): Promise<void> => {
      await go(path);
      await at.settled();
      const found = await at.page.evaluate<object>(`(() => {
      const beyond = (selector) => Math.max(0, ...Array.from(document.querySelectorAll(selector), (one) => one.scrollWidth - one.clientWidth));
      return { page: document.documentElement.scrollWidth - innerWidth, main: beyond('main'), header: beyond('header'), detail: beyond('.detail'), dialog: beyond('dialog') };
    })()`);
      expect(found, path).toEqual({ page: 0, main: 0, header: 0, detail: 0, dialog: 0 });
      // What is selected, and what can be done with a row, is not hidden at the side of a part that scrolls.
      const hidden = await at.page.evaluate<string[]>(`(() => {
      const inView = (one) => { const { left, right } = one.getBoundingClientRect(); return left >= 0 && right <= innerWidth; };
      const shown = document.querySelectorAll('.nav [aria-current], [role="tab"][aria-selected="true"], td:last-child button');
      return Array.from(shown).filter((one) => !inView(one)).map((one) => one.textContent);
    })()`);
      expect(hidden, path).toEqual([]);
    };
    await assertFits('/');
    await fill();
    for (const path of PLACES) await assertFits(path);
  },
  60_000,
);

test.each([390, 768])('at %i px, the pages are a menu that a button opens, with the keyboard too', async (width) => {
  await at.page.setViewportSize({ width, height: 800 });
  await go('/');
  const pages = at.page.getByRole('navigation', { name: 'Pages' });
  const opener = at.page.getByRole('button', { name: 'Pages' });
  expect(await pages.isVisible()).toBe(false);
  await opener.focus();
  await press('Enter');
  await expect.poll(() => pages.isVisible()).toBe(true);
  await expectAccessible(at.page);
  await press('Escape');
  await expect.poll(() => pages.isVisible()).toBe(false);
  expect(await at.page.evaluate('document.activeElement.ariaLabel')).toBe('Pages');
  await press('Enter', 'Tab', 'Tab', 'Enter');
  await expectText(at.page.locator('h1'), 'Outbox');
  await expect.poll(() => pages.isVisible()).toBe(false);
  await opener.click();
  await pages.getByRole('link', { name: 'Clock' }).click();
  await expectText(at.page.locator('h1'), 'Clock');
  await opener.click();
  await opener.click();
  await expect.poll(() => pages.isVisible()).toBe(false);
});

test('in a wide window, the pages are a column and there is no button for them', async () => {
  await at.page.setViewportSize({ width: 1440, height: 800 });
  await go('/');
  await at.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Clock' }).click();
  await expectText(at.page.locator('h1'), 'Clock');
  expect(await at.page.getByRole('button', { name: 'Pages' }).count()).toBe(0);
});

test.each([390, 768, 1440])('at %i px, an open menu stays in the window', async (width) => {
  await at.page.setViewportSize({ width, height: 800 });
  await fill();
  await go('/#/requests/1');
  await at.page.getByText('Copy as', { exact: true }).click();
  const box = await at.page.locator('.menu-list').boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  await expectAccessible(at.page);
});

test.each([390, 768, 1440])(
  'every part of every page passes axe-core at %i px, in light and dark colours',
  async (width) => {
    await at.page.setViewportSize({ width, height: 844 });
    await go('/');
    await at.settled();
    await expectAccessible(at.page);
    await fill();
    for (const path of PLACES) {
      await go(path);
      await at.settled();
      await expectAccessible(at.page);
    }
  },
  120_000,
);

/** Adds two thousand members to the first policy. */
function addMembers(): void {
  const snapshot = at.emulator.snapshot();
  const [company, ...others] = snapshot.companies;
  const [policy, ...policies] = company?.policies ?? [];
  const many = Array.from({ length: 2000 }, (_, index) => ({
    email: `m${index}@acme.example`,
    role: 'user' as const,
    submitsTo: index === 0 ? 'owner@acme.example' : `m${Math.floor((index - 1) / 6)}@acme.example`,
  }));
  const members = [...(policy?.members ?? []), ...many];
  at.emulator.restore({ ...snapshot, companies: [{ ...company, policies: [{ ...policy, members }, ...policies] }, ...others] } as never);
}

test('two thousand members are a tree, and the page contains only a few of them', async () => {
  addMembers();
  await go('/#/company?view=tree');
  await at.page.getByRole('listbox').focus();
  await press('End');
  await expect.poll(() => rows().last().getAttribute('aria-posinset')).toBe('2012');
  expect(await rows().count()).toBeLessThan(60);
  await press('Enter');
  await expectText(dialog(), /Edit /);
});

test('two thousand members are a table of a hundred rows at a time, and so are their accounts', async () => {
  addMembers();
  const members = at.page.locator('tbody tr');
  const first = () => at.page.locator('tbody th').first().textContent();
  await go('/#/company');
  await expectText(at.page.getByRole('status').filter({ hasText: 'of 2012' }), '1–100 of 2012');
  expect(await members.count()).toBe(100);
  await at.page.getByRole('button', { name: 'Next rows' }).click();
  await expectText(at.page.getByRole('status').filter({ hasText: 'of 2012' }), '101–200 of 2012');
  expect(await members.count()).toBe(100);
  await at.page.getByLabel('Search').fill('m1999@');
  await expect.poll(first).toContain('m1999@acme.example');
  expect(await members.count()).toBe(1);
  await go('/#/company?tab=access');
  await expectText(at.page.getByRole('status').filter({ hasText: 'of ' }), /^1–100 of 20\d\d$/);
  expect(await at.page.getByRole('region', { name: 'Accounts', exact: true }).locator('tbody tr').count()).toBe(100);
});

test('while a list of ten thousand is scrolled, each frame draws only the rows that come into view', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    id: index + 1,
    at: '2026-01-31T09:00:00.000Z',
    job: 'get policyList',
    code: 200,
    status: 200,
    durationMs: 1,
    advisories: [],
    bytes: 100,
  }));
  await at.page.route('**/_emulator/exchanges?*', (route) => route.fulfill({ json: { exchanges: many } }));
  await go('/');
  await expectText(at.page.getByRole('status'), '10000 requests');
  await at.page.evaluate(`(() => {
    window.most = 0;
    let added = 0;
    new MutationObserver((changes) => { for (const { addedNodes } of changes) added += addedNodes.length; }).observe(document.body, { childList: true, subtree: true });
    const frame = () => { window.most = Math.max(window.most, added); added = 0; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  })()`);
  await at.page.locator('.list').hover();
  for (let step = 0; step < 40; step++) {
    await at.page.mouse.wheel(0, step % 2 === 0 ? 400 : 9000);
    await at.page.evaluate('new Promise(requestAnimationFrame)');
    expect(await rows().count()).toBeLessThan(60);
  }
  expect(await at.page.evaluate('document.querySelector(".list").scrollTop')).toBeGreaterThan(100_000);
  expect(await at.page.evaluate('window.most')).toBeGreaterThan(0);
  // A row is one node that is added with its content.
  expect(await at.page.evaluate('window.most')).toBeLessThan(120);
});

test('hostile text stays text in an outcome, a cause, a history, a comparison and a guide', async () => {
  for (const text of HOSTILE_TEXTS) {
    await updateEmployees(at.emulator, [
      { ...NINA, employeeEmail: text },
      { ...NINA, firstName: text, employeeID: text },
    ]);
    await sendJob(at.emulator, { type: text });
  }
  const last = at.emulator.journal.entries().length;
  const paths = ['/#/company?member=nina@acme.example', `/#/guide/${encodeURIComponent(HOSTILE_TEXTS[1])}`];
  for (let id = 1; id <= last; id++) paths.push(`/#/requests/${id}?tab=compare&base=${(id % last) + 1}`);
  at.tolerate(/400/);
  for (const path of paths) {
    await go(path);
    await at.settled();
    const found = await at.page.evaluate(
      '["hacked" in window, document.scripts.length, document.images.length, document.getElementById("bait")]',
    );
    expect(found, path).toEqual([false, 1, 0, null]);
  }
}, 60_000);
