import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCharts } from '../show/charts.mjs';
import { renderPage } from '../show/page.mjs';

const ROOT = join(import.meta.dirname, '../..');
const LAST_RUN = 'bench/last-run.json';
/** A row without repeated samples may change this much by chance. */
const USUAL_NOISE = 0.1;

/** The run that was kept last. Undefined if there is none. */
export function lastRun() {
  const file = join(ROOT, LAST_RUN);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Writes the run, the page and its charts. Returns the files. */
export function keep(run) {
  const files = {
    [LAST_RUN]: `${JSON.stringify(run, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value), 2)}\n`,
  };
  writeFileSync(join(ROOT, LAST_RUN), files[LAST_RUN]);
  // The page is drawn from what was kept, as `npm run generate` does.
  const kept = lastRun();
  files['docs/reference/benchmarks.md'] = renderPage(kept);
  for (const [name, svg] of Object.entries(renderCharts(kept))) files[`docs/reference/${name}`] = svg;
  for (const [file, text] of Object.entries(files)) writeFileSync(join(ROOT, file), text);
  return Object.keys(files);
}

/** Each row with its change since the kept run, and whether the change is larger than the noise of both runs. */
export function withChanges(rows, kept) {
  return rows.map((row) => {
    // A quick run uses smaller sizes, which are part of what a row says.
    const before = kept?.rows.find(({ id, what }) => id === row.id && what === row.what);
    if (before?.value === undefined || row.value === undefined) return row;
    const change = row.value / before.value - 1;
    const noise = Math.max(USUAL_NOISE, (row.noise ?? 0) + (before.noise ?? 0));
    return { ...row, change, isBeyondNoise: Math.abs(change) > noise, isBetter: change < 0 === (row.goal.atMost !== undefined) };
  });
}
