// Changes one expression of the code at a time and runs the tests that execute it. A mutant that no test notices is a
// bug that no test would notice. `npm run mutate` tries every mutant of every slice, `npm run mutate -- SLICE …` those of
// some, `npm run mutate -- --sample 150 --floor 85` a sample of all. Exits 1 below the floor, which is 92 % by default.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { expand, fail, markEquivalents, mutantsOf, sampleOf } from './mutate/mutants.mjs';
import { leftOut, slices } from './mutate/slices.mjs';

const root = join(import.meta.dirname, '..');
const workspace = join(root, '.mutate');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, floor: { type: 'string', default: '92' } },
});
const unknown = positionals.find((name) => !(name in slices));
if (unknown !== undefined) fail(`Unknown slice ${unknown}. Use ${Object.keys(slices).join(', ')}.`);
const names = positionals.length > 0 ? positionals : Object.keys(slices);

const sources = names.flatMap((name) => expand(root, slices[name].source, '.ts').map((file) => ({ name, file })));
const sliceOf = Object.fromEntries(sources.map(({ name, file }) => [file, name]));
const files = sources.map(({ file }) => file);
const { instrumented: withAll, mutants } = await mutantsOf(root, files);
const stale = markEquivalents(join(root, 'scripts/mutate/equivalents.yaml'), mutants);
const open = mutants.filter(({ equivalent }) => equivalent === undefined);
const { instrumented, mutants: tried } =
  values.sample === undefined
    ? { instrumented: withAll, mutants: open }
    : await mutantsOf(root, files, sampleOf(open, Number(values.sample)));

const killers = new Map();
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    endRunning();
    process.exit(130);
  });
// A sample is tried in one run, so that each test runs unmutated only once. Slices run one after the other. In both cases a mutant
// only runs the tests of its slice.
for (const group of values.sample === undefined ? names.map((name) => [name]) : [names]) {
  const chosen = tried.filter(({ file }) => group.includes(sliceOf[file]));
  await tryMutants(values.sample === undefined ? group[0] : 'sample', chosen, group);
}
report();

async function tryMutants(name, chosen, group) {
  const testsOf = Object.fromEntries(
    group.map((slice) => [slice, expand(root, slices[slice].tests, '.test.ts').filter((file) => !leftOut.includes(file))]),
  );
  const tests = inTheOrderOfAll(Object.values(testsOf));
  const folder = join(workspace, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const plan = { log: join(folder, 'log.jsonl'), instrumented, tests, testsOf, done: [] };
  plan.mutants = chosen.map(({ id, file }) => ({ id, file, slice: sliceOf[file] }));
  while (plan.done.length < tests.length) {
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    writeFileSync(plan.log, '');
    const errors = await runTests(join(folder, 'plan.json'), plan.log);
    const lines = readLog(plan.log);
    for (const line of lines) note(line, plan);
    if (plan.done.length < tests.length) noteUntimelyEnd(lines.at(-1), errors);
    plan.mutants = plan.mutants.filter(({ id }) => !killers.has(id));
  }
}

/** The files of all lists, in the order of each list as far as possible. A slice's own tests come first. */
function inTheOrderOfAll(lists) {
  const left = new Set(lists.flat());
  const ordered = [];
  while (left.size > 0) {
    const rests = lists.map((list) => list.filter((file) => left.has(file)));
    const isFirst = (file) => rests.every((rest) => rest[0] === file || !rest.includes(file));
    const next = [...left].find(isFirst) ?? [...left][0];
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
}

function note({ killed, by, done, broken, message, slow, work }, plan) {
  if (killed !== undefined) killers.set(killed, by);
  if (done !== undefined && !plan.done.includes(done)) plan.done.push(done);
  if (broken !== undefined) console.error(`Fails without any mutation: ${broken}: ${message}`);
  if (slow !== undefined) console.error(`Not tried with mutants, because it takes ${work} ms: ${slow}`);
}

/** A mutant that hangs or ends the process counts as noticed. After that, or if the process is spoilt, a new process continues. */
function noteUntimelyEnd(last, errors) {
  console.error(`A new process after ${JSON.stringify(last)}`);
  if (last?.try !== undefined) killers.set(last.try, 'the end of the process');
  else if (last?.spoilt === undefined) fail(`The tests hang or end without any mutation, after ${JSON.stringify(last)}.\n${errors}`);
}

/** Runs the tests in their own process until they finish, hang or spoil the process. */
function runTests(plan, log) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', join(root, 'scripts/mutate/vitest.config.mjs')],
      { cwd: root, env: { ...process.env, MUTATE_PLAN: plan, CI: '1' }, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    running = child;
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors = `${errors}${chunk}`.slice(-10_000);
    });
    const silence = { since: 0, worked: undefined };
    const timer = setInterval(() => {
      const last = readLog(log).at(-1);
      if (last?.spoilt !== undefined || isHung(silence, child.pid, statSync(log).mtimeMs, last?.allowance ?? 60_000)) endRunning();
    }, 500);
    child.on('close', () => {
      clearInterval(timer);
      running = undefined;
      resolve(errors);
    });
  });
}

/**
 * True if the process was silent for too long and used the CPU for half of that time. On a busy machine a process can be silent because
 * it gets no CPU time. The runner itself ends tests that wait without working.
 */
function isHung(silence, pid, since, allowance) {
  if (silence.since !== since) Object.assign(silence, { since, worked: undefined });
  const silentMs = Date.now() - since;
  if (silentMs < allowance / 4) return false;
  const worked = workOf(pid);
  silence.worked ??= worked;
  if (silentMs < allowance) return false;
  return worked === undefined || worked - silence.worked > allowance / 2 || silentMs > 20 * allowance;
}

/** The CPU time in ms of a process and its children. Undefined if `ps` does not report it. */
function workOf(pid) {
  const { status, stdout } = spawnSync('ps', ['-g', String(pid), '-o', 'time='], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const seconds = stdout.match(/[\d:.]+/g)?.map((time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)) ?? [];
  return seconds.reduce((sum, each) => sum + each, 0) * 1_000;
}

/** The tests and their child processes, which share a process group. */
function endRunning() {
  if (running !== undefined) process.kill(-running.pid, 'SIGKILL');
}

function readLog(log) {
  if (!existsSync(log)) return [];
  const text = readFileSync(log, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function report() {
  const survivors = tried.filter(({ id }) => !killers.has(id));
  for (const { file, row, original, replacement } of survivors)
    console.log(`survived  ${file}:${row}  ${short(original)}  →  ${short(replacement)}`);
  // In the format of the list of equivalent mutants, in case it is one.
  writeFileSync(
    join(workspace, 'survivors.yaml'),
    stringify(survivors.map(({ file, line, original, replacement }) => ({ file, line, original, replacement, reason: '' }))),
  );
  console.log('');
  for (const name of names) {
    const own = tried.filter(({ file }) => sliceOf[file] === name);
    const looked = mutants.filter(({ file, equivalent }) => sliceOf[file] === name && equivalent !== undefined).length;
    console.log(`${name.padEnd(14)}${scoreOf(own)}, and ${looked} reviewed as equivalent`);
  }
  const floor = Number(values.floor);
  console.log(`${'all'.padEnd(14)}${scoreOf(tried)}; at least ${floor} % is required`);
  if (stale.length > 0) console.error('\nNot there any more; take these out of scripts/mutate/equivalents.yaml:');
  for (const { file, line, original, replacement } of stale)
    console.error(`  ${file}: ${short(original)}  →  ${short(replacement)}  in  ${line}`);
  process.exit(share(tried) * 100 >= floor ? 0 : 1);
}

function share(list) {
  return list.length === 0 ? 1 : list.filter(({ id }) => killers.has(id)).length / list.length;
}

function scoreOf(list) {
  return `${(share(list) * 100).toFixed(1)} %: ${list.filter(({ id }) => killers.has(id)).length} of ${list.length} killed`;
}

function short(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 90)}…` : line;
}
