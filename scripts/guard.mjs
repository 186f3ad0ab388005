// Compares what the build does with what it may do: allocated bytes and executed steps of six kinds of work, and the files that
// each entry loads. Counts don't depend on the speed of the machine, so a change that makes the hot path do more fails on each.
// `npm run guard` checks all, `npm run guard -- NAME …` checks some and lists the functions that they call most often,
// `npm run guard -- --update` writes the measured counts to scripts/guard/budget.json. Exits with 1 above the budget.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from './guard/compare.mjs';
import { entries, measureLoaded } from './guard/measure-loaded.mjs';
import { measureWork, works } from './guard/measure-work.mjs';

const BUDGET = join(import.meta.dirname, 'guard/budget.json');
const major = process.versions.node.split('.')[0];
const { values, positionals } = parseArgs({ allowPositionals: true, options: { update: { type: 'boolean' } } });
const names = [...works, ...Object.keys(entries)];
const unknown = positionals.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`Unknown name ${unknown}. Use ${names.join(', ')}.`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals : names;

const [work, loaded] = await Promise.all([
  measureWork(chosen.filter((name) => works.includes(name))),
  measureLoaded(chosen.filter((name) => name in entries)),
]);
const budget = JSON.parse(readFileSync(BUDGET, 'utf8'));

if (values.update) {
  // A full update forgets works and entries that no longer exist.
  const merged = (old, counts) => (positionals.length > 0 ? { ...old, ...counts } : counts);
  const counts = (kind) => Object.fromEntries(Object.entries(work).map(([name, counted]) => [name, counted[kind]]));
  budget.steps = merged(budget.steps, counts('steps'));
  budget.bytes[major] = merged(budget.bytes[major], counts('bytes'));
  budget.loaded = merged(budget.loaded, loaded);
  writeFileSync(BUDGET, `${JSON.stringify(budget, null, 2)}\n`);
}
const workBudget = Object.fromEntries(works.map((name) => [name, { steps: budget.steps[name], bytes: budget.bytes[major]?.[name] }]));
const { lines, excesses } = compare({ work, loaded }, { work: workBudget, loaded: budget.loaded, allowance: budget.allowance });
for (const line of lines) console.log(line);
if (budget.bytes[major] === undefined) {
  console.log(`Allocated bytes depend on the version of Node, and there is no budget for Node ${major}. The rest was compared.`);
}
if (positionals.length > 0) for (const [name, { functions }] of Object.entries(work)) listFunctions(name, functions);
for (const excess of excesses) console.error(excess);
process.exit(excesses.length > 0 ? 1 : 0);

function listFunctions(name, functions) {
  console.log(`\n${name}, calls of each function:`);
  for (const { calls, where } of functions) console.log(`${String(calls).padStart(8)}  ${where}`);
}
