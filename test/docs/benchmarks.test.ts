import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import run from '../../bench/last-run.json' with { type: 'json' };
import { renderCharts } from '../../bench/show/charts.mjs';
import { renderPage } from '../../bench/show/page.mjs';
import { ROOT } from '../support/root.js';

// `npm run bench` keeps a run, and `npm run generate` draws the page and the charts from it again.

const REFERENCE = join(ROOT, 'docs/reference');
const charts = Object.entries(renderCharts(run));

test('docs/reference/benchmarks.md is what the kept run measured', async () => {
  await expect(renderPage(run)).toMatchFileSnapshot('../../docs/reference/benchmarks.md');
});

test.each(charts)('docs/reference/%s draws a curve of the kept run', async (name, svg) => {
  await expect(svg).toMatchFileSnapshot(`../../docs/reference/${name}`);
});

test('the page shows each chart, and each has a title, a description and colours for dark pages', () => {
  const page = readFileSync(join(REFERENCE, 'benchmarks.md'), 'utf8');
  expect(charts.length).toBeGreaterThan(0);
  for (const [name, svg] of charts) {
    expect(page).toContain(`](${name})`);
    expect(svg).toMatch(/<title id="title">.+<\/title>\s*<desc id="description">.+<\/desc>/);
    expect(svg).toContain('prefers-color-scheme: dark');
  }
});

test('there are no charts that the page does not show', () => {
  const files = readdirSync(REFERENCE).filter((name) => name.endsWith('.svg'));
  expect(files.toSorted()).toEqual(charts.map(([name]) => name).toSorted());
});

test('each row of the kept run says whether its goal was met, or why it was not measured', () => {
  const rows: readonly { readonly isMet?: boolean; readonly detail: string }[] = run.rows;
  const silent = rows.filter(({ isMet, detail }) => isMet === undefined && !detail.startsWith('not measured: '));
  expect(silent).toEqual([]);
});
