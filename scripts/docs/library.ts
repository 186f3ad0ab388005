import { describeOption, flagName } from '../../src/cli/options.js';
import type { OptionFacts } from '../../src/emulator/option-facts.js';
import { LIBRARY_OPTIONS } from '../../src/emulator/options.js';
import type { Emulator } from '../../src/index.js';
import { shownDefault } from './options.js';
import { code, table } from './table.js';

const INTRODUCTION = `# The library

<!-- Written by \`npm run generate\`; a test fails if the page is out of date, and the compiler if a member is missing. -->

\`\`\`js
import { createEmulator } from 'expensify-emulator';

const emulator = await createEmulator({ seed: 'demo', rateLimit: 'enforce' });
\`\`\`
`;

/** What each member of the emulator is for. Members with the same text share a row. */
const MEMBERS: Readonly<Record<Exclude<keyof Emulator, symbol>, string>> = {
  url: 'The URL of the API, such as `http://127.0.0.1:4310`. With `listen: false`, only `emulator.fetch` answers it.',
  endpoint: "The Integration Server's URL, which clients send their jobs to.",
  consoleUrl: 'The URL of the console; `""` with `listen: false`.',
  credentials:
    '`{ partnerUserID, partnerUserSecret }`: the first credentials of the first company. In the demo company, they act as the owner.',
  policies: 'The policies that these credentials can see: `{ id, name }`.',
  scim: '`{ url, domain, token }` of the first domain that is set up for SCIM, or `undefined`. See [Okta SCIM](../guide/okta-scim.md).',
  fetch: 'An in-process `fetch`. It is also a Fetch-API handler: `(request) => Promise<Response>`.',
  sharing: 'Brings changes into an order with those of other processes that use the same database; `undefined` without one.',
  alone: 'Makes a change while no other process with the same database makes one: `alone(() => emulator.faults.once("http-503"))`.',
  handle: 'Like `fetch`, for a listener of your own: takes `{ method, url, headers, body }`, with bytes as the body.',
  respond: 'Like `handle`, but without a promise for a request that waits for nothing, which is faster.',
  rehearse: 'What a request would change, without changing, emailing or recording anything.',
  journal: 'Requests and responses, with secrets redacted: `entries()`, `find(filter)`, `clear()`.',
  advisories: 'Warnings about what may fail in production, each with the id of its exchange. See [advisories](advisories.md).',
  faults: '`add({ preset: "rate-limited", times: 2 })`, `once("http-503")`, `list()`, `remove(id)`, `clear()`. See [presets](presets.md).',
  clock: '`now()`, `set(iso)`, `advance("PT10S")`, `resume()`, `isStopped`.',
  rateLimit: '`mode`, and `setMode("enforce")` until the next reset.',
  outbox: 'The emails that the service would have sent: `list()`, `clear()`.',
  directory:
    '`createCompany(name)` creates an isolated company with its own credentials, for parallel tests; `createCredential(email)`, `signIn(email)`.',
  domains: 'The domains with their SAML and SCIM settings.',
  world: 'All companies, as the jobs see them.',
  history:
    'The last changes of each company: `stepsOf(company)`, oldest first. The console uses them to show and restore an earlier state.',
  reset: 'Resets everything to the seed: companies, journal, faults, outbox, rate limit, clock and random numbers.',
  resetInSlices: 'The same, with pauses in which other requests are answered.',
  seed: 'Loads another seed and resets everything else.',
  snapshot: 'The whole state as JSON, without secrets.',
  writeSnapshot: 'The same as JSON text: a generator that passes it to `emit` part by part, so a large state blocks nothing.',
  restore: 'Restores a snapshot. Throws a `SeedError` and changes nothing if it is not a snapshot.',
  restoreInSlices: 'The same, with pauses in which other requests are answered.',
  stateProblem: "Why the state file doesn't contain the last change; `undefined` if it does.",
  close: 'Finishes open requests, saves the state and releases the ports. `await using` calls it too.',
};

const METHODS: readonly string[] = [
  'advisories',
  'reset',
  'resetInSlices',
  'snapshot',
  'writeSnapshot',
  'restore',
  'restoreInSlices',
  'stateProblem',
  'seed',
  'close',
];

/** docs/reference/library.md: the members and the options of `createEmulator`. */
export function renderLibrary(): string {
  const members = Object.entries(MEMBERS).map(([name, about]) => [code(METHODS.includes(name) ? `${name}()` : name), about]);
  const options = Object.entries(LIBRARY_OPTIONS).map(([name, facts]) => optionRow(name, facts));
  return [
    INTRODUCTION,
    '## Members\n',
    table(['member', 'what it is'], members),
    '## Options\n',
    'Every option has a default, and takes the same values as the flag. The seed can also be an object.\n',
    table(['option', 'default', 'what it does'], options),
  ].join('\n');
}

function optionRow(name: string, facts: OptionFacts): string[] {
  const value = shownDefault(facts.libraryDefault ?? facts.default);
  if (facts.key === undefined) return [code(name), value, facts.about];
  const flag = `[${code(flagName(facts.key).replace(/^--/, facts.isNegated ? '--no-' : '--'))}](options.md)`;
  return [code(name), value, facts.isNegated ? `${code('false')} is ${flag}: ${facts.about}` : `${flag}: ${describeOption(facts)}`];
}
