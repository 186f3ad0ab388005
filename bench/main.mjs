// `npm run bench`: measures the emulator against its goals. A full run is kept in last-run.json, from which
// docs/reference/benchmarks.md and its charts are drawn. Exits with 1 if a goal is missed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groups } from './groups/index.mjs';
import { renderTable } from './show/table.mjs';
import { readArguments } from './support/arguments.mjs';
import { isBusy, machineFacts } from './support/machine.mjs';
// Imported before anything is started, because it ends what was started.
import './support/processes.mjs';
import { keep, lastRun, withChanges } from './support/results.mjs';

const { quick, names, isKept } = readArguments(process.argv.slice(2), groups);
const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
if (isBusy()) console.error('Other programs are using this machine. Times will be too long, ratios less so.');

const machine = machineFacts();
const run = { at: new Date().toISOString(), machine, rows: [], curves: {} };
let failures = 0;
for (const group of groups.filter(({ name }) => names.includes(name))) await runGroup(group);

console.log(renderTable(withChanges(run.rows, lastRun()), groups));
const missed = run.rows.filter(({ isMet }) => isMet === false);
const open = run.rows.filter(({ isMet }) => isMet === undefined);
console.log(`${run.rows.length - missed.length - open.length} met, ${missed.length} missed, ${open.length} not measured`);
if (isKept && failures === 0) for (const file of keep(run)) console.log(`Wrote ${file}`);
process.exit(missed.length > 0 || failures > 0 ? 1 : 0);

async function runGroup({ name, title, run: measure }) {
  const startedAt = performance.now();
  process.stderr.write(`${title} (${name}) …`);
  try {
    const { rows, curves = {} } = await measure({ quick, folder });
    run.rows.push(...rows.map((row) => ({ group: name, ...row })));
    Object.assign(run.curves, curves);
    process.stderr.write(` ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
  } catch (error) {
    failures++;
    process.stderr.write(` failed\n${error.stack}\n`);
  }
}
