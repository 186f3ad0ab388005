// Which code is mutated, and which tests ought to notice. A path that ends in a slash is a whole folder; tests that start
// programs, browsers or packages are left out, as their processes would run the code as it was.
export const slices = {
  record: {
    source: ['src/protocol/employee-record.ts', 'src/protocol/lenient.ts', 'src/protocol/as-text.ts', 'src/protocol/did-you-mean.ts'],
    tests: ['test/protocol/', 'test/jobs/', 'test/advisories/', 'test/contract/contracts.test.ts'],
  },
  jobs: {
    source: ['src/jobs/'],
    tests: [
      // Whatever runs on import is tried with a whole file each time, so the quickest come first.
      'test/jobs/secrets-of-a-job.test.ts',
      'test/jobs/loose-secrets.test.ts',
      'test/jobs/resolve-job.test.ts',
      'test/jobs/',
      'test/outbox/',
      'test/journal/no-secrets.test.ts',
      'test/journal/no-url-secrets.test.ts',
      'test/advisories/',
      'test/integration/create-emulator.test.ts',
      'test/contract/contracts.test.ts',
    ],
  },
  faults: {
    source: ['src/faults/'],
    tests: ['test/faults/', 'test/console/problems.test.ts', 'test/contract/contracts.test.ts'],
  },
  plan: {
    source: ['src/provision/plan/'],
    tests: ['test/provision/'],
  },
  'rate-limit': {
    source: ['src/rate-limit/'],
    tests: ['test/rate-limit/', 'test/integration/create-emulator.test.ts', 'test/contract/contracts.test.ts'],
  },
  client: {
    source: ['src/client/'],
    // The contracts last: most of their hundreds of tests pass through the same few lines.
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
    source: ['src/world/'],
    tests: [
      'test/world/',
      'test/seeds/',
      'test/jobs/',
      'test/console/companies.test.ts',
      'test/console/state.test.ts',
      'test/integration/create-emulator.test.ts',
    ],
  },
  wire: {
    source: ['src/wire/'],
    tests: ['test/wire/', 'test/advisories/', 'test/integration/create-emulator.test.ts', 'test/contract/contracts.test.ts'],
  },
  'flows-engine': {
    source: ['src/flows/engine/'],
    tests: ['test/flows/engine/', 'test/flows/'],
  },
  redact: {
    source: [
      'src/text/redact.ts',
      'src/text/canonical.ts',
      'src/text/secret-windows.ts',
      'src/text/decoded-runs.ts',
      'src/text/redact-deeply.ts',
      'src/text/secret-names.ts',
      'src/text/secrets-in-url.ts',
    ],
    // The quickest first, as above.
    tests: [
      'test/text/canonical.test.ts',
      'test/text/redact.test.ts',
      'test/text/',
      'test/journal/',
      'test/accounts/',
      'test/flows/engine/known-secrets.test.ts',
      'test/flows/secrets.test.ts',
    ],
  },
};

/** Of these slices' tests, the ones whose work is done outside the process, or is a load rather than a behaviour. */
export const leftOut = ['test/integration/sudden-death.test.ts', 'test/text/redact-a-megabyte.test.ts'];
