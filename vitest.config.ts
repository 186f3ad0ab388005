import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    globalSetup: ['./test/support/temporary-root.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Tests speak to this machine only, and so do curl, newman and the like that they start, wherever a proxy is set.
    env: { NO_PROXY: '127.0.0.1,localhost,::1', no_proxy: '127.0.0.1,localhost,::1' },
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
