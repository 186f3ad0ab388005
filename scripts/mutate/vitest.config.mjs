// Runs the tests of a slice in one process, with the instrumented files instead of the real ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

const root = join(import.meta.dirname, '../..');
const { instrumented, tests } = JSON.parse(readFileSync(process.env.MUTATE_PLAN, 'utf8'));
const texts = new Map(Object.entries(instrumented).map(([file, text]) => [join(root, file), text]));

/** Files in the order of the plan, with a slice's own tests first. */
class InOrder extends BaseSequencer {
  async sort(files) {
    const rank = ({ moduleId }) => tests.findIndex((test) => join(root, test) === moduleId);
    return files.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  root,
  plugins: [{ name: 'instrumented', enforce: 'pre', load: (id) => texts.get(id) }],
  test: {
    include: tests,
    // The contracts also run through a socket, with the same code.
    testNamePattern: /^(?!http: )/,
    sequence: { sequencer: InOrder },
    runner: join(import.meta.dirname, 'runner.mjs'),
    reporters: [{}],
    silent: true,
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
