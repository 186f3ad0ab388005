// The mutated code, and the tests that should notice. A path with a trailing slash is a whole folder. Tests that start
// programs, browsers or packages are left out, because their processes would run the original code.
export const slices = {
  record: {
    source: ['src/jobs/update-employees/employee-record.ts', 'src/protocol/lenient.ts', 'src/util/as-text.ts', 'src/util/did-you-mean.ts'],
    tests: ['test/protocol/', 'test/jobs/', 'test/emulator/advisories/', 'test/contract/contracts.test.ts'],
  },
  jobs: {
    source: [
      'src/jobs/',
      'src/emulator/implement.ts',
      'src/emulator/read-job.ts',
      'src/emulator/resolve-job.ts',
      'src/emulator/loose-secrets.ts',
      'src/emulator/advisories/advise-on-job.ts',
    ],
    tests: [
      // Code that runs on import is tried with whole files, and only with the first few that load it. What a definition says is
      // compared with the docs generated from it.
      'test/docs/definitions.test.ts',
      'test/docs/job-pages.test.ts',
      'test/emulator/secrets-of-a-job.test.ts',
      'test/emulator/loose-secrets.test.ts',
      'test/emulator/resolve-job.test.ts',
      'test/jobs/',
      'test/emulator/outbox/',
      'test/emulator/journal/no-secrets.test.ts',
      'test/emulator/journal/no-url-secrets.test.ts',
      'test/emulator/advisories/',
      'test/integration/create-emulator.test.ts',
      'test/console/samples.test.ts',
      'test/contract/contracts.test.ts',
    ],
  },
  faults: {
    source: ['src/emulator/faults/'],
    tests: ['test/emulator/faults/', 'test/console/problems.test.ts', 'test/contract/contracts.test.ts'],
  },
  plan: {
    source: ['src/provision/plan/'],
    tests: ['test/provision/'],
  },
  'rate-limit': {
    source: ['src/emulator/rate-limit/'],
    tests: ['test/emulator/rate-limit/', 'test/integration/create-emulator.test.ts', 'test/contract/contracts.test.ts'],
  },
  client: {
    source: ['src/client/'],
    // The contracts come last, because most of their hundreds of tests execute the same few lines.
    tests: [
      'test/client/what-is-sent.test.ts',
      'test/client/retry.test.ts',
      'test/client/read-envelope.test.ts',
      'test/client/pacer.test.ts',
      'test/client/split-feed.test.ts',
      'test/client/methods.test.ts',
      'test/client/errors.test.ts',
      'test/client/',
      'test/provision/',
    ],
  },
  world: {
    source: ['src/emulator/world/'],
    tests: [
      'test/emulator/world/',
      'test/emulator/seeds/',
      'test/jobs/',
      'test/console/companies.test.ts',
      'test/console/state.test.ts',
      'test/console/rows.test.ts',
      'test/integration/create-emulator.test.ts',
    ],
  },
  wire: {
    source: ['src/emulator/wire/'],
    tests: [
      'test/emulator/wire/',
      'test/emulator/advisories/',
      'test/integration/create-emulator.test.ts',
      'test/contract/contracts.test.ts',
    ],
  },
  'flows-engine': {
    source: ['src/flows/engine/', 'src/flows/export/order.ts'],
    tests: ['test/flows/engine/', 'test/flows/'],
  },
  redact: {
    source: [
      'src/util/redact/redact.ts',
      'src/util/redact/canonical.ts',
      'src/util/redact/secret-windows.ts',
      'src/util/redact/decoded-runs.ts',
      'src/util/redact/redact-deeply.ts',
      'src/util/redact/secret-names.ts',
      'src/util/redact/secrets-in-url.ts',
    ],
    // The fastest first, as above.
    tests: [
      'test/util/redact/canonical.test.ts',
      'test/util/redact/redact.test.ts',
      'test/util/redact/',
      'test/emulator/journal/',
      'test/emulator/accounts/',
      'test/flows/engine/known-secrets.test.ts',
      'test/flows/secrets.test.ts',
    ],
  },
};

/** Tests of these slices that work outside the process, or are load tests. */
export const leftOut = ['test/integration/sudden-death.test.ts', 'test/util/redact/redact-a-megabyte.test.ts'];
