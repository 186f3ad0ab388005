import { expect, test } from 'vitest';
import { DELAYS } from '../../../src/console/explain/delays.js';
import { readMarkdown } from '../../../src/console/read-markdown.js';
import { diffStates } from '../../../src/console/web/company/state-diff.js';
import { treeOf } from '../../../src/console/web/company/tree.js';
import { mailHtml } from '../../../src/console/web/mail-html.js';
import { matcherOf } from '../../../src/console/web/requests/filter.js';
import { spansOf } from '../../../src/console/web/requests/spans.js';
import { verdictOf } from '../../../src/console/web/requests/verdict.js';
import { diffLines } from '../../../src/console/web/ui/diff-lines.js';
import { jsonLines } from '../../../src/console/web/ui/json-lines.js';
import { rowsOf } from '../../../src/console/web/ui/rows-of.js';
import { worstFirst } from '../../../src/console/web/ui/severity.js';
import { PRESETS, type Preset } from '../../../src/emulator/faults/presets.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';

const summary = (changes: object) => ({ id: 1, at: '', code: 200, status: 200, durationMs: 1, bytes: 1, advisories: [], ...changes });

test('JSON is split into lines that know what they open, and no character is lost', () => {
  const text = JSON.stringify({ a: [1, { b: 'x: {' }], 'c"d': null, e: {}, f: '1,2,' }, null, 2);
  const lines = jsonLines(text) ?? [];
  expect(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(text);
  expect(lines[0]?.end).toBe(lines.length - 1);
  expect(lines[1]?.end).toBe(6);
  expect(jsonLines('<html>')).toBeUndefined();
  expect(jsonLines('[cut off')).toBeUndefined();
});

test('a difference keeps what is the same, and both texts can be read from it', () => {
  const lines = diffLines('a\nb\nc\nd', 'a\nc\nx\nd');
  expect(lines.map(({ kind, text }) => `${kind[0]}${text}`)).toEqual(['sa', 'rb', 'sc', 'ax', 'sd']);
});

test('a tree has everyone once, also in a circle and in a chain of thousands', () => {
  const member = (email: string, submitsTo?: string) => ({ email, role: 'user' as const, ...(submitsTo !== undefined && { submitsTo }) });
  const circle = treeOf([member('a', 'b'), member('b', 'a'), member('c', 'a'), member('top', 'top'), member('d', 'gone')]);
  expect(circle.map((leaf) => leaf.member.email).sort()).toEqual(['a', 'b', 'c', 'd', 'top']);
  const chain = treeOf(Array.from({ length: 5000 }, (_, index) => member(`m${index}`, `m${index - 1}`)));
  expect(chain.at(-1)).toMatchObject({ depth: 4999 });
});

test('two states are compared row by row, also in lists within rows', () => {
  const state = (role: string) => ({
    companies: [{ name: 'Acme', policies: [{ id: 'P', name: 'Main', members: [{ email: 'a@x', role }] }] }],
  });
  expect(diffStates(state('user'), state('user')).changes).toEqual([]);
  expect(diffStates(state('user'), state('admin')).changes).toEqual([
    { collection: 'members', key: 'Acme/P/a@x', before: { email: 'a@x', role: 'user' }, after: { email: 'a@x', role: 'admin' } },
  ]);
});

test.each([
  ['410', 410, true],
  ['4xx', 404, true],
  ['4xx', 500, false],
  ['400-499', 429, true],
  ['400-499', 200, false],
  ['', 200, true],
])('the code filter %j for %i is %s', (code, actual, expected) => {
  const isShown = matcherOf({ text: '', code, job: '', company: '', chips: [] });
  expect(isShown(summary({ code: actual }))).toBe(expected);
});

test.each([
  ['one moment', ['2026-01-31T09:00:00.500Z'], ['08:59:13', '09:00:01'], 1],
  ['47 seconds', ['2026-01-31T09:00:47.000Z', '2026-01-31T09:00:00.000Z'], ['09:00:00', '09:00:48'], 1],
  ['a part of a span more', ['2026-01-31T09:00:47.100Z', '2026-01-31T09:00:00.000Z'], ['08:59:12', '09:00:48'], 2],
  ['two days', ['2026-02-01T00:00:01.000Z', '2026-01-31T23:59:59.000Z'], ['2026-01-31 23:59:14', '2026-02-01 00:00:02'], 1],
  ['ten years', ['2036-01-31T00:00:00.000Z', '2026-01-31T00:00:00.000Z'], ['2025-12-14 00:00:00', '2036-03-15 00:00:00'], 78 * 86_400],
  ['a clock that was set back', ['2026-01-31T09:00:00.000Z', '2026-01-31T09:00:47.000Z'], ['09:00:00', '09:00:48'], 1],
])('the chart of requests has 48 equal spans and every request: %s', (_, times, [start, end], seconds) => {
  const spans = spansOf(times.map((at, index) => summary({ at, id: times.length - index })));
  expect([spans.length, spans[0]?.start, spans.at(-1)?.end]).toEqual([48, start, end]);
  expect(spans.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
  const instant = (text = ''): number => Date.parse(`${text.includes(' ') ? text.replace(' ', 'T') : `2026-01-31T${text}`}Z`);
  expect((instant(end) - instant(start)) / 48_000).toBe(seconds);
});

test('a span opens the newest request that failed, or the newest, and one without requests opens nothing', () => {
  const at = '2026-01-31T09:00:00.000Z';
  const tellingOf = (...codes: number[]) => spansOf(codes.map((code, index) => summary({ at, code, id: codes.length - index })));
  expect(tellingOf(200, 410, 500, 200).at(-1)).toMatchObject({ count: 4, failed: 2, telling: 3 });
  expect(tellingOf(200, 200).at(-1)).toMatchObject({ count: 2, failed: 0, telling: 2 });
  expect(tellingOf(200).at(0)).toMatchObject({ count: 0, telling: undefined });
  expect(spansOf([])).toEqual([]);
});

test.each([
  [{}, 'good'],
  [{ code: 207 }, 'warn'],
  [{ advisories: ['skipped-records'] }, 'warn'],
  [{ isCut: true }, 'bad'],
  [{ code: 429 }, 'bad'],
  [{ status: 503 }, 'bad'],
  [{ code: 0 }, 'bad'],
  [{ fault: 'truncated-json' }, 'bad'],
  [{ fault: 'f1' }, 'bad'],
  [{ fault: 'slow' }, 'good'],
  [{ fault: 'slow', code: 500 }, 'bad'],
] as const)('the verdict of %j is %s', (changes, verdict) => {
  expect(verdictOf(summary(changes))).toBe(verdict);
});

test('the presets that only delay a response are known to the console', () => {
  const isDelay = ({ describe: _describe, evidence: _evidence, except: _except, ...effects }: Preset): boolean =>
    Object.keys(effects).join() === 'latencyMs';
  const presets: readonly (readonly [string, Preset])[] = Object.entries(PRESETS);
  expect(presets.filter(([, preset]) => isDelay(preset)).map(([name]) => name)).toEqual(DELAYS);
});

test('the HTML of an email has its paragraphs and links, and hostile text stays text', () => {
  const look = { origin: 'http://127.0.0.1:4311', theme: 'dark' };
  const html = mailHtml({ subject: 'a & b', text: 'one\ntwo\n\nsee https://x.example/?a=1&b=2.' }, look);
  expect(html).toContain('<title>a &amp; b</title>');
  expect(html).toContain('<p>one<br>two</p><p>see <a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>.</p>');
  for (const text of HOSTILE_TEXTS) {
    const hostile = mailHtml({ subject: text, text: `${text} https://${text}` }, look);
    expect(hostile.match(/<(?!\/?(?:html|title|link|body|p|br|a|!doctype)\b)/g), text).toBeNull();
    expect(hostile.match(/<\w[^>]* on\w+=/gi), text).toBeNull();
  }
});

test('a page of rows after the end is the last one', () => {
  const all = Array.from({ length: 250 }, (_, index) => index);
  expect([rowsOf(all, 0).length, rowsOf(all, 2)[0], rowsOf(all, 9)[0], rowsOf([], 3).length]).toEqual([100, 200, 200, 0]);
});

test('a skipped record comes before everything, and rate noise after everything', () => {
  expect(worstFirst(['would-be-rate-limited', 'role-guarded', 'skipped-records'])).toEqual([
    'skipped-records',
    'role-guarded',
    'would-be-rate-limited',
  ]);
});

test('Markdown of the docs is split into its parts, and comments are left out', () => {
  const blocks = readMarkdown(
    '# Title\n<!-- list -->\nSome\ntext.\n\n- one\n  more\n- two\n\n| a | b |\n|---|---|\n| 1 \\| 2 | `x` |\n\n```sh\n# no heading\n```\n## skipped-records\n',
  );
  expect(blocks).toEqual([
    { kind: 'heading', level: 1, text: 'Title', id: 'title' },
    { kind: 'text', text: 'Some text.' },
    { kind: 'list', items: ['one more', 'two'] },
    { kind: 'table', head: ['a', 'b'], rows: [['1 | 2', '`x`']] },
    { kind: 'code', text: '# no heading' },
    { kind: 'heading', level: 2, text: 'skipped-records', id: 'skipped-records' },
  ]);
});
