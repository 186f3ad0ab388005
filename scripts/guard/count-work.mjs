// Started by measure-work.mjs. Prints the bytes that each work allocates, or the steps that it executes, as JSON.
import { Session } from 'node:inspector/promises';
import { PerformanceObserver } from 'node:perf_hooks';

const [kind, ...names] = process.argv.slice(2);
const WARM_RUNS = 30;
const collections = new PerformanceObserver(() => {});

// The time passes by a fixed step between runs and stands still during each, so work that looks at the time always sees the same.
let now = Date.parse('2026-01-31T09:00:00Z');
Date.now = () => now;
performance.now = () => now;

const count = kind === 'bytes' ? await countBytes() : await countSteps();
// Only what is compiled while steps are counted counts its blocks.
const { createWorks } = await import('./works.mjs');
const counts = {};
for (const name of names) {
  // A fresh emulator for each, so that the counts don't depend on which others are chosen.
  const work = (await createWorks())[name];
  await repeat(work, WARM_RUNS / work.weight);
  counts[name] = await count(work);
}
process.stdout.write(JSON.stringify(counts), () => process.exit());

async function repeat({ run }, times) {
  for (let index = 0; index < times; index++) {
    now += 5000;
    await run(index);
  }
}

async function countBytes() {
  collections.observe({ entryTypes: ['gc'] });
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  return async (work) => {
    const times = Math.ceil(500 / work.weight);
    const samples = [];
    // Node's own housekeeping adds a little to some of the rounds.
    for (let round = 0; round < 5; round++) {
      globalThis.gc();
      await nextTurn();
      collections.takeRecords();
      const before = used();
      await repeat(work, times);
      samples.push((used() - before) / times);
      await nextTurn();
      if (collections.takeRecords().length > 0) throw new Error('A collection ran during the count. Run fewer at once.');
    }
    return Math.round(Math.min(...samples));
  };
}

/** Entries of collections arrive with the next turn of the event loop. */
function nextTurn() {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

async function countSteps() {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async (work) => {
    const times = Math.ceil(60 / work.weight);
    // Taking the coverage sets all counts to zero.
    await session.post('Profiler.takePreciseCoverage');
    await repeat(work, times);
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const scripts = result.filter(({ url }) => url.startsWith('file:') && !url.includes('/scripts/guard/'));
    const functions = scripts.flatMap(({ url, functions }) =>
      functions.map(({ functionName, ranges }) => ({
        calls: ranges[0].count / times,
        where: `${functionName || '(anonymous)'} ${url.split('/').slice(-2).join('/')}:${ranges[0].startOffset}`,
        steps: ranges.reduce((sum, { count }) => sum + count, 0) / times,
      })),
    );
    const steps = Math.round(functions.reduce((sum, { steps }) => sum + steps, 0));
    functions.sort((left, right) => right.calls - left.calls);
    return { steps, functions: functions.slice(0, 25).map(({ calls, where }) => ({ calls, where })) };
  };
}
