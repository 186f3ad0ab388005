import { defineConfig } from 'vitest/config';

// Each file belongs to one project; `npm run test:PROJECT` runs one of them.
const browser = ['test/browser/**/*.test.ts'];
const contracts = ['test/contract/**/*.test.ts', 'test/client/contracts.test.ts'];
/** Runs dist, or programs that this machine may have. */
const packaged = [
  'test/{cli,docker,examples,foreign,package}/**/*.test.ts',
  'test/doors/testcontainers/**/*.test.ts',
  'test/docs/readme.test.ts',
  'test/integration/sudden-death.test.ts',
  'test/security/tunnels.test.ts',
  'examples/**/*.test.ts',
];
/** Opens ports on this machine. */
const network = [
  'test/{console,integration,server}/**/*.test.ts',
  'test/doors/{express,matchers}/**/*.test.ts',
  'test/emulator/{feeds,outbox}/**/*.test.ts',
  'test/emulator/scim/{okta-spec,over-a-socket}.test.ts',
  'test/client/errors.test.ts',
  'test/flows/{outside,events/event-hook-listener}.test.ts',
  'test/flows/{cards/http,okta/org}.test.ts',
  'test/security/{long-input,scim-tokens}.test.ts',
];

/** Long inputs, many inputs by chance, and a look at all of the source: seconds each. */
const long = [
  'test/{architecture,properties}/**/*.test.ts',
  'test/docs/generated.test.ts',
  'test/docs/job-pages.test.ts',
  'test/emulator/file-formats/large-files.test.ts',
  'test/emulator/scim/any-input.test.ts',
  'test/emulator/exports/{many-expenses,lint/hostile-templates}.test.ts',
  'test/emulator/journal/no-*secrets.test.ts',
  'test/emulator/wire/{read-as-json5,too-much}.test.ts',
  'test/emulator/world/collections.test.ts',
  'test/flows/{fixtures,large-texts,long-work,nightly}.test.ts',
  'test/flows/engine/dates-as-moment.test.ts',
  'test/jobs/file-combined-report-data/large-exports.test.ts',
  'test/package/two-hundred-kills.test.ts',
  'test/package/shared-history.test.ts',
  'test/jobs/update-employees/{in-flight,large-feeds,over-a-reset}.test.ts',
  'test/provision/receipt.test.ts',
  'test/util/redact/redact-{a-megabyte,any-secret,long-texts}.test.ts',
];

const project = (
  name: string,
  include: string[],
  exclude: string[] = [],
  settings: { setupFiles?: string[]; testTimeout?: number } = {},
) => ({
  extends: true as const,
  test: { name, include, exclude, ...settings, setupFiles: ['./test/support/same-inputs.ts', ...(settings.setupFiles ?? [])] },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/**/*.test.ts'], [...browser, ...contracts, ...packaged, ...network, ...long], {
        setupFiles: ['./test/support/no-ports.ts'],
      }),
      project('long', long),
      project('network', network, packaged),
      project('contracts', contracts),
      // Each starts several programs, which take seconds on a busy machine.
      project('package', packaged, ['test/package/two-hundred-kills.test.ts', 'test/package/shared-history.test.ts'], {
        testTimeout: 60_000,
      }),
      project('browser', browser),
    ],
    globalSetup: ['./test/support/temporary-root.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    maxWorkers: 2,
    // Loading the sources anew for each of 190 files took longer than most of their tests.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // For slow machines only; what is waited for is there at once otherwise.
    expect: { poll: { timeout: 15_000 } },
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
