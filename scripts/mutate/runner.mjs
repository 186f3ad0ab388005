// A Vitest runner that runs each test once unmutated and then once for each surviving mutant that it executed.
// A mutant needs no new process and no new import, so thousands are tried in minutes. A mutant of code that runs on
// import is tried by importing the test's file again. Results are written to a log that scripts/mutate.mjs watches.
import { appendFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startTests } from '@vitest/runner';
import { TestRunner, vi } from 'vitest';

/** A test that takes longer is a load test and too slow to repeat for each mutant. Measured in CPU time, because the machine may be busy. */
const MAX_WORK_MS = 400;
/** How much longer a mutated test may take. The machine may be busy, so at least four seconds. */
const PATIENCE = { factor: 20, least: 4_000 };
const TICK_MS = 100;
/** A mutant that is executed this many times more often than before is in an endless loop. The second number applies to a whole file. */
const HITS = { factor: 100, least: 10_000, inFile: 10_000_000 };
/**
 * The time budget for one mutant, in ms of its unmutated tests, for one file and in total. A slice's own tests come first, and
 * the hundreds of tests of one file must not use up what the next file needs.
 */
const MAX_WORK_ON_MUTANT_MS = { inFile: 500, inAll: 3_000 };
/** The files that are tried with a mutant of code that runs on import, in addition to those that import it by name. */
const MAX_IMPORTS = 3;

const { setInterval, clearInterval } = globalThis;
const root = join(import.meta.dirname, '../..');
const { log, mutants, testsOf, done } = JSON.parse(readFileSync(process.env.MUTATE_PLAN, 'utf8'));
globalThis.__stryker__ ??= {};
const switches = globalThis.__stryker__;
switches.mutantCoverage = { static: {}, perTest: {} };
/** The surviving mutants, and the time spent on each: in the current file and in total. */
const alive = new Map(mutants.map(({ id }) => [id, { inFile: 0, inAll: 0 }]));
const sliceOf = new Map(mutants.map(({ id, slice }) => [id, slice]));
const moduleOf = new Map(mutants.map(({ id, file }) => [id, `/${basename(file, '.ts')}.js'`]));
const ownTests = new Map(Object.entries(testsOf).map(([slice, files]) => [slice, new Set(files.map((file) => join(root, file)))]));
const imports = new Map();
/** Code that runs outside tests, or for a mutant, is not counted for any test. */
const NOBODY = 'nobody';

export default class MutatingRunner extends TestRunner {
  #turn;
  /** Whether any test has failed while a mutant of code that runs on import is tried. */
  #onImport;
  /** Tests of the current file that take too long. */
  #slow = new Set();

  async importFile(path, source) {
    if (source === 'collect') {
      vi.resetModules();
      switches.mutantCoverage.static = {};
      switches.currentTestId = undefined;
    }
    return super.importFile(path, source);
  }

  async onBeforeRunFiles(files) {
    if (this.#onImport !== undefined) return;
    for (const work of alive.values()) work.inFile = 0;
    if (done.includes(files[0].filepath) || isUseless(files[0].filepath)) for (const task of files[0].tasks) task.mode = 'skip';
    this.took = 0;
    this.#slow.clear();
  }

  async onBeforeRunTask(test) {
    await super.onBeforeRunTask(test);
    if (this.#onImport !== undefined && this.#slow.has(test.name)) test.mode = 'skip';
    if (test.mode === 'skip' || this.#onImport !== undefined) return;
    this.#turn = { queue: [], state: 'as it is', filepath: test.file.filepath };
    // Vitest compares with this in each repetition. The number of repetitions is known after the first.
    test.repeats = { valueOf: () => (this.#turn.state === 'over' ? -1 : Number.POSITIVE_INFINITY) };
  }

  onBeforeTryTask(test, options) {
    super.onBeforeTryTask(test, options);
    if (this.#onImport !== undefined) return;
    const turn = this.#turn;
    switches.currentTestId = turn.state === 'as it is' ? test.id : NOBODY;
    if (turn.state === 'mutated') {
      switches.activeMutant = turn.mutant;
      switches.hitCount = 0;
      switches.hitLimit = Math.max(HITS.least, HITS.factor * turn.hits[turn.mutant]);
      write({ try: turn.mutant, allowance: 2 * patience(turn.took) });
      // Otherwise a long next test would be blamed on the last mutant.
    } else write({ asItIs: test.name, allowance: 120_000 });
    turn.started = performance.now();
    turn.work = process.cpuUsage();
  }

  async runTask(test) {
    const run = TestRunner.getTestFn(test);
    if (this.#onImport !== undefined || this.#turn.state === 'as it is') return run();
    // Counted in ticks, because there are none while a busy machine gives the process no CPU time.
    let left = patience(this.#turn.took) / TICK_MS;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setInterval(() => {
        if (--left <= 0) reject(new Error('The mutated test takes too long.'));
      }, TICK_MS);
    });
    try {
      await Promise.race([run(), late]);
    } finally {
      clearInterval(timer);
    }
  }

  onAfterRetryTask(test) {
    if (this.#onImport !== undefined) return;
    const turn = this.#turn;
    const hasFailed = test.result.state === 'fail';
    switches.activeMutant = undefined;
    switches.hitCount = undefined;
    if (turn.state === 'as it is') this.#afterFirst(test, hasFailed);
    else if (turn.state === 'control' && hasFailed) this.#startAnew(test);
    else if (turn.state === 'mutated' && hasFailed) killed(turn.mutant, test);
    // A failed test may have left something behind, so the test must pass unmutated before the next mutant.
    turn.state = turn.state === 'mutated' && hasFailed ? 'control' : this.#next();
    test.result = { state: 'run', startTime: Date.now(), retryCount: 0 };
  }

  #afterFirst(test, hasFailed) {
    const turn = this.#turn;
    turn.took = performance.now() - turn.started;
    const { user, system } = process.cpuUsage(turn.work);
    turn.worked = (user + system) / 1_000;
    const work = Math.round(turn.worked);
    if (work <= MAX_WORK_MS) this.took += turn.took;
    turn.hits = switches.mutantCoverage.perTest[test.id] ?? {};
    switches.mutantCoverage.perTest = {};
    write({ test: test.name, work });
    if (hasFailed) write({ broken: nameOf(test), message: test.result.errors?.[0]?.message });
    else if (work > MAX_WORK_MS) this.#noteSlow(test, work);
    else turn.queue = Object.keys(turn.hits);
  }

  #noteSlow(test, work) {
    this.#slow.add(test.name);
    write({ slow: nameOf(test), work });
  }

  #next() {
    const turn = this.#turn;
    do turn.mutant = turn.queue.pop();
    while (turn.mutant !== undefined && !isOpen(turn.mutant, turn.filepath));
    if (turn.mutant === undefined) return 'over';
    const work = alive.get(turn.mutant);
    work.inFile += turn.worked;
    work.inAll += turn.worked;
    return 'mutated';
  }

  /** A mutant has changed something that outlives a test, such as a cache. The watcher starts a new process. */
  #startAnew(test) {
    write({ spoilt: nameOf(test) });
    process.kill(process.pid, 'SIGKILL');
  }

  async onAfterRunTask(test) {
    super.onAfterRunTask(test);
    switches.currentTestId = undefined;
    if (this.#onImport !== undefined && test.result?.state === 'fail') {
      this.#onImport.hasFailed = true;
      this.cancelRun = true;
    }
  }

  async onAfterRunFiles(files) {
    super.onAfterRunFiles(files);
    if (this.#onImport !== undefined) return;
    const [{ filepath }] = files;
    const text = readFileSync(filepath, 'utf8');
    const onImport = Object.keys(switches.mutantCoverage.static).filter(
      (id) => isOpen(id, filepath) && ((imports.get(id) ?? 0) < MAX_IMPORTS || text.includes(moduleOf.get(id))),
    );
    for (const mutant of done.includes(filepath) ? [] : onImport) {
      imports.set(mutant, (imports.get(mutant) ?? 0) + 1);
      write({ try: mutant, allowance: 10_000 + patience(this.took) });
      this.#onImport = { hasFailed: false };
      switches.activeMutant = mutant;
      switches.hitCount = 0;
      switches.hitLimit = HITS.inFile;
      const [file] = await startTests([{ filepath }], this);
      if (this.#onImport.hasFailed || file.result?.state === 'fail') killed(mutant, { name: 'on import', file: files[0] });
      switches.activeMutant = undefined;
      switches.hitCount = undefined;
      this.#onImport = undefined;
      this.cancelRun = false;
    }
    write({ done: filepath });
  }
}

/** True for a surviving mutant of the same slice that the tests of a file can still be tried with. */
function isOpen(mutant, filepath) {
  const work = alive.get(mutant);
  if (work === undefined || !ownTests.get(sliceOf.get(mutant)).has(filepath)) return false;
  return work.inFile < MAX_WORK_ON_MUTANT_MS.inFile && work.inAll < MAX_WORK_ON_MUTANT_MS.inAll;
}

/** True if no mutant is left for a file. */
function isUseless(filepath) {
  return ![...alive.keys()].some((mutant) => isOpen(mutant, filepath));
}

const patience = (took) => Math.max(PATIENCE.least, PATIENCE.factor * took);
const nameOf = (test) => `${test.file.name}: ${test.name}`;

function killed(mutant, test) {
  alive.delete(mutant);
  write({ killed: mutant, by: nameOf(test) });
}

function write(entry) {
  appendFileSync(log, `${JSON.stringify(entry)}\n`);
}
