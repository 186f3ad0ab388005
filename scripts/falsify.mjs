// Breaks one rule of the emulator at a time and runs the contract suite against it: each must make an interaction fail.
// Prints one line for each mutation and the kill rate. Exits 1 if one survives or no longer applies.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import { mutations } from '../test/falsify/mutations.mjs';
import { transpile, transpileSources } from './transpile-sources.mjs';

const root = join(import.meta.dirname, '..');
const workspace = join(root, '.falsify');
const wanted = mutations.filter(({ name }) => name.includes(process.argv[2] ?? ''));

rmSync(workspace, { recursive: true, force: true });
const sources = join(workspace, 'sources');
transpileSources(root, sources);
// Read once, because reading 1,200 interactions takes longer than running most mutated copies.
const interactions = join(workspace, 'interactions');
const { loadContracts } = await import(pathToFileURL(join(sources, 'contract/load.js')).href);
writeFileSync(interactions, serialize(await loadContracts(join(root, 'contracts'))));
const control = await verify('control', undefined);
if (control.failed.length > 0) {
  console.error(`The suite fails without any mutation: ${control.failed.join(', ')}.`);
  process.exit(1);
}
const results = await inParallel(wanted, async (mutation) => ({ ...mutation, ...(await verify(mutation.name, mutation)) }));
rmSync(workspace, { recursive: true, force: true });

// Survivors last: what a log keeps of a long output is its end.
const survivors = results.filter(({ failed }) => failed.length === 0);
for (const { name, failed } of results) if (failed.length > 0) console.log(`killed    ${name}  by ${failed[0]}`);
for (const { name, problem } of survivors) console.log(`SURVIVED  ${name}  ${problem ?? ''}`);
console.log(
  `\n${results.length - survivors.length} of ${results.length} mutations killed (${Math.round(((results.length - survivors.length) / results.length) * 100)} %)`,
);
process.exit(survivors.length === 0 ? 0 : 1);

/** Builds a mutated copy and runs the suite against it in a process of its own. */
async function verify(name, mutation) {
  const folder = join(workspace, name.replace(/[^a-z0-9]+/gi, '-'));
  mkdirSync(folder, { recursive: true });
  cpSync(sources, folder, { recursive: true });
  if (mutation !== undefined) {
    const source = readFileSync(join(root, 'src', mutation.file), 'utf8');
    const count = source.split(mutation.find).length - 1;
    if (count !== 1) return { failed: [], problem: `its text occurs ${count} times in src/${mutation.file}; it must occur once` };
    const mutated = transpile(source.replace(mutation.find, () => mutation.replace));
    writeFileSync(join(folder, mutation.file.replace(/\.ts$/, '.js')), mutated);
  }
  return runSuite(folder, topicOf(mutation?.file ?? ''));
}

/** The folder of contracts that most likely has one about a source file: `get-policy` for jobs/get-policy/view.ts. */
function topicOf(file) {
  return /^(?:jobs|emulator)\/([^/]+)\//.exec(file)?.[1] ?? '';
}

function runSuite(folder, topic) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'scripts/falsify-run.mjs'), folder, interactions, topic], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    // A mutation that hangs counts as a failure.
    const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(
        code === 0 ? { failed: JSON.parse(output) } : { failed: [`the process itself (${errors.trim().split('\n').at(-1) || 'timeout'})`] },
      );
    });
  });
}

async function inParallel(items, work) {
  const results = [];
  let next = 0;
  const lanes = Array.from({ length: Math.max(1, availableParallelism()) }, async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  });
  await Promise.all(lanes);
  return results;
}
