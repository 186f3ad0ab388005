import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const works = ['policyList', 'update', 'fetch', 'feed', 'reset', 'create'];

// Without these, the counts depend on when the compiler or the collector happens to run. Compiled code is not counted by blocks
// and allocates less, and a collection frees what is being counted.
const FLAGS = [
  ...['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256', '--single-threaded', '--predictable'],
  ...[
    '--no-opt',
    '--no-maglev',
    '--no-sparkplug',
    '--no-lazy-feedback-allocation',
    '--no-flush-bytecode',
    '--hash-seed=1',
    '--random-seed=1',
  ],
];

/** By name: bytes allocated and steps executed by one run of the work, and the functions that it calls most often. */
export async function measureWork(names) {
  if (names.length === 0) return {};
  const [bytes, steps] = await Promise.all([run('bytes', names), run('steps', names)]);
  return Object.fromEntries(names.map((name) => [name, { bytes: bytes[name], ...steps[name] }]));
}

/** Bytes and steps are counted in separate processes, because counting steps allocates. */
async function run(kind, names) {
  const { NODE_OPTIONS, NODE_V8_COVERAGE, NODE_COMPILE_CACHE, ...env } = process.env;
  const args = [...FLAGS, join(import.meta.dirname, 'count-work.mjs'), kind, ...names];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 64e6 });
  return JSON.parse(stdout);
}
