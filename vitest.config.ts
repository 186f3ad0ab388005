import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    globalSetup: ['./test/support/temporary-root.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // The command line runs as its own process in tests, and the pages in a browser, where coverage does not look.
      exclude: ['src/cli/**', 'src/index.ts', 'src/console/web/**'],
      reporter: ['text-summary'],
      thresholds: { lines: 90, functions: 90, branches: 85, statements: 90 },
    },
  },
});
