import { expect, test } from 'vitest';
import { buildFlow, type Cards, loadFlow, type RunFlowOptions, reportHtml, runFlow } from '../../../src/flows/index.js';
import { createTestEmulator } from '../../support/emulator.js';
import { provisionFlow } from '../fixtures/provision.js';
import { NEW_SELLER } from '../fixtures/users.js';
import { runFixture } from '../support/run-fixture.js';

const CLOCK = '2026-01-31T09:00:00Z';

async function pageOf(build: (cards: Cards) => void, options: RunFlowOptions = {}): Promise<string> {
  const pack = loadFlow(
    buildFlow('Shown', (cards) => {
      cards.helperFlow({ 'User ID': 'string' });
      build(cards);
    }),
  );
  return reportHtml(await runFlow(pack, { flow: 'Shown', clock: CLOCK, ...options }), { pack });
}

/** The text that a reader sees. */
const read = (html: string): string =>
  html
    .slice(html.indexOf('<body>'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');

test('the same run produces the same page', async () => {
  const build = (cards: Cards) => {
    cards.comment('Greet');
    cards.returns({ Hi: cards.compose('Hi') });
  };
  expect(await pageOf(build)).toBe(await pageOf(build));
});

test('the page starts with the flow, the file name without its folder, the date and the inputs', async () => {
  const text = JSON.stringify(buildFlow('Shown', (cards) => void cards.helperFlow({ 'User ID': 'string' })));
  const result = await runFlow({ text, source: '/home/ada/exports/provision.flow' }, { clock: CLOCK, input: { 'User ID': '00u1' } });
  expect(read(reportHtml(result))).toMatch(
    /^ Shown finished provision\.flow · 2026-01-31 09:00:00 UTC · 1 card · 0 requests · 0 emails · 0 ms Started with Helper Flow User ID 00u1 /,
  );
});

test('a failure shows what failed, marks the wrong input, and says what to do', async () => {
  const text = read(
    await pageOf((cards) => {
      const expense = cards.assign({ amount: 'seven' }, 'Expense');
      cards.construct({ Amount: expense.out('amount').as('parseFloat'), Currency: 'EUR' }, 'Report');
    }),
  );
  expect(text).toContain("'seven' is not a number (input 'Amount' of 'Report', from output 'amount' of 'Expense')");
  expect(text).toContain('Inputs ✗ Amount seven Currency EUR What to do');
  expect(text).toContain('--set "Report.Amount=…"');
});

test('inputs and outputs have the labels that the designer shows', async () => {
  const text = read(await pageOf((cards) => void cards.rawRequest({ url: 'https://nowhere.example/', title: 'Ask' })));
  expect(text).toContain('Request › URL https://nowhere.example/');
  expect(text).not.toContain('Request/URL');
});

test('the request behind a failure is open and linked from the error', async () => {
  const set = { 'Settings.partnerUserSecret': 'abcdef0123456789' };
  const options = { users: [NEW_SELLER], input: { 'User ID': '00uNina' }, set };
  const html = reportHtml(await runFixture(provisionFlow(), await createTestEmulator(), options));
  const [, id = ''] = /Cause: <a href="#(request-\d+)">the request of Update employees<\/a>/.exec(html) ?? [];
  expect(html).toContain(`<section class="request" id="${id}">`);
  expect(html).toMatch(new RegExp(`id="card-${id.slice('request-'.length)}"[^>]* open>`));
});

test('two requests of one card have different ids', async () => {
  const html = await pageOf(
    (cards) => void cards.rawRequest({ url: 'https://api.example/', title: 'Ask', retry: { times: 1, delayMs: 1 } }),
    { mapHosts: {}, target: { url: 'https://api.example', fetch: async () => new Response('slow down', { status: 429 }) } },
  );
  const ids = [...html.matchAll(/class="request" id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
  expect(html.includes(`Cause: <a href="#${ids[1]}">`)).toBe(true);
});

test.each<[string, { title: string; markdown: string }, string]>([
  ['its title', { title: 'Schedule', markdown: 'Set the time.' }, '<h3 class="section">Schedule</h3><p>Set the time.</p>'],
  ['its first line', { title: '>>', markdown: 'Ask **Okta**\nfor it' }, '<h3 class="section">Ask <strong>Okta</strong></h3><p>for it</p>'],
  ['no heading, if the first line is long', { title: '', markdown: 'word '.repeat(30) }, `rem"><p>${'word '.repeat(30).trim()}</p>`],
])('the heading of a comment is %s', async (_what, comments, expected) => {
  const flow = JSON.stringify(
    buildFlow('Shown', (cards) => {
      cards.helperFlow({});
      cards.comment('COMMENT');
    }),
  ).replace('{"title":"","markdown":"COMMENT"}', JSON.stringify(comments));
  expect(reportHtml(await runFlow({ text: flow, source: 'x.flow' }))).toContain(expected);
});

test("a comment can't run or load anything", async () => {
  const html = await pageOf((cards) => cards.comment('<script>1</script> ![x](https://evil.example/x.png) [y](javascript:alert(1))'));
  expect(html).not.toMatch(/<script|<img|href="javascript/i);
  expect(html).toContain("default-src 'none'");
});

test('an Expand card is shown as the field that it expands', async () => {
  const text = read(
    await pageOf((cards) => {
      const parsed = cards.parse('{"responseCode":200,"a":{"b":[1]}}', 'Parse');
      cards.expand(parsed, { responseCode: 'number' });
      cards.expand(parsed, { responseCode: 'number', 'a.b': 'object' });
    }),
  );
  expect(text).toContain('Parse › responseCode object.expand = 200 ');
  expect(text).toContain('Parse object.expand responseCode = 200, a.b = [1] ');
});
