// `npm run bench`: measures ratios in one run and writes docs/reference/benchmarks.md. Absolute numbers depend on the machine, ratios less so.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportScaling } from './exports.mjs';
import { feedScaling } from './feeds.mjs';
import { flows } from './flows.mjs';
import { memoryGrowth } from './memory.mjs';
import { provisioning } from './provision.mjs';
import { startup } from './startup.mjs';
import { throughput } from './throughput.mjs';

const quick = process.argv.includes('--quick');
const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-bench-'));
const rows = [
  ...(await throughput(folder, quick)),
  ...(await feedScaling(quick)),
  ...(await exportScaling(quick)),
  ...(await memoryGrowth(quick)),
  ...(await startup(quick)),
  ...(await provisioning(quick)),
  ...(await flows(quick)),
];

const table = rows.map(
  ({ what, ratio, goal, isMet, detail }) => `| ${what} | ${ratio.toFixed(2)} | ${goal} | ${isMet ? 'yes' : '**no**'} | ${detail} |`,
);
const page = `# Benchmarks

Written by \`npm run bench\` on Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}). Each row is a ratio of two things
measured in turns in the same run, journal on. Requests go over real HTTP on loopback, and the load shares the machine.

| what | ratio | goal | met | detail |
|---|---|---|---|---|
${table.join('\n')}
`;
console.log(page);
if (!quick) writeFileSync(join(import.meta.dirname, '../docs/reference/benchmarks.md'), page);
process.exit(rows.every(({ isMet }) => isMet) ? 0 : 1);
