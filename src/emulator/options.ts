import type { Durability, OptionFacts, OptionKinds } from './option-facts.js';
import type { RateLimitMode } from './rate-limit/rate-limit.js';
import type { SeedSource } from './seeds/read-seed.js';

/** What the core takes; every part has a default. */
export interface CoreOptions {
  /** `demo` (default), `faker:42:500`, or a seed. */
  readonly seed?: SeedSource;
  /** Default: advise. */
  readonly rateLimit?: RateLimitMode;
  /** Serves SCIM deactivation at /scim/v2, and sets up each domain without its own settings. Default false. */
  readonly scim?: boolean;
  /** Like `scim`, but POST /Users creates users, and users of every domain are listed. Expensify doesn't do that. Default false. */
  readonly scimFull?: boolean;
  /** SCIM requests per minute for each domain, 1 to 100,000. Default: no limit. */
  readonly scimRateLimit?: number;
  /** ISO 8601 instant at which the clock stands still; default: the machine's time. */
  readonly clock?: string;
  /** Journal entries kept, 1 to 100,000; default 1,000. */
  readonly journalSize?: number;
  /** Seed of everything random; default 1. */
  readonly randomSeed?: number;
  /** Default true: responses carry x-emulator-advisory and x-emulator-advisory-text. */
  readonly advisoryHeader?: boolean;
  /** Bytes; default 32 MiB. */
  readonly bodyLimit?: number;
}

/** What `createEmulator` takes; every part has a default. */
export interface EmulatorOptions extends CoreOptions {
  /** False opens no port at all: use `emulator.fetch`. Default true. */
  readonly listen?: boolean;
  /** Default 0, a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0, a free one. */
  readonly consolePort?: number;
  /** Default 127.0.0.1. Anything but loopback needs `consoleToken`. */
  readonly consoleHost?: string;
  readonly consoleToken?: string;
  /** Hosts from which feeds may be fetched, as `host` or `host:port`. Default: none. */
  readonly allowHosts?: readonly string[];
  /** SMTP server for the mails, e.g. `smtp://127.0.0.1:1025`. Default: they are kept in the outbox only. */
  readonly smtp?: string;
  /** File, folder, or URL of a PostgreSQL database, that holds the state across runs. */
  readonly stateFile?: string;
  /** When a change counts as kept: once the operating system has it (`system`, default), or once it is on disk (`disk`). */
  readonly durability?: Durability;
  /** Told when the state can't be kept. Default: a line on stderr. */
  readonly onProblem?: (problem: string) => void;
  /** Called when the console is asked to stop the emulator (`POST /_emulator/stop`). Default: the console refuses with 409. */
  readonly onStop?: () => void;
}

/** The kinds that have exactly this type. */
type KindOf<Value> = {
  [Kind in keyof OptionKinds]: [Value, OptionKinds[Kind]] extends [OptionKinds[Kind], Value] ? Kind : never;
}[keyof OptionKinds];

/** An option that is missing here, or is of another type than its check, does not compile. */
type LibraryOptions = { readonly [Name in keyof EmulatorOptions]-?: OptionFacts<KindOf<NonNullable<EmulatorOptions[Name]>>> };

/** What only the command line has. */
type CommandLineOptions = Readonly<Record<'json' | 'quiet' | 'log' | 'watch', OptionFacts>>;

/**
 * Every option of the emulator, by what `createEmulator` calls it. The flags, the environment variables, the keys of the
 * config file, the checks and docs/reference/options.md are made of this table. It loads nothing, as every command loads it.
 */
export const OPTIONS = {
  port: {
    kind: 'port',
    key: 'port',
    group: 'Addresses',
    short: 'p',
    argument: '<n>',
    default: 4310,
    libraryDefault: 0,
    about: 'API port, 0 for a free one',
  },
  host: { kind: 'text', key: 'host', group: 'Addresses', argument: '<address>', default: '127.0.0.1', about: 'API address' },
  consolePort: {
    kind: 'port',
    key: 'consolePort',
    group: 'Addresses',
    argument: '<n>',
    default: 4311,
    shownDefault: 'the API port + 1',
    libraryDefault: 0,
    about: 'console port, 0 for a free one',
  },
  consoleHost: {
    kind: 'textOrNothing',
    key: 'consoleHost',
    group: 'Addresses',
    argument: '<address>',
    default: '127.0.0.1',
    about: 'console address',
  },
  consoleToken: {
    kind: 'textOrNothing',
    key: 'consoleToken',
    group: 'Addresses',
    argument: '<token>',
    isSecret: true,
    about: 'token required for the console (mandatory on non-loopback addresses)',
    more: 'Clients send it as `Authorization: Bearer`.',
  },
  seed: {
    kind: 'seed',
    key: 'seed',
    group: 'Data',
    short: 's',
    argument: '<seed>',
    default: 'demo',
    about: 'data to start with: demo, faker:SEED:EMPLOYEES, or a YAML or JSON file',
    more: 'A file follows [the schema](../../schemas/seed.schema.json). The library takes the seed itself instead of a file.',
  },
  stateFile: {
    kind: 'text',
    key: 'state',
    group: 'Data',
    argument: '<state>',
    about: 'keep the state in this file, folder or PostgreSQL database (postgres://…) across runs',
    more: 'One process at a time, or any number with a database ([file](../guide/state.md), [database](../guide/shared-state.md)).',
  },
  durability: {
    kind: 'durability',
    key: 'durability',
    group: 'Data',
    argument: '<level>',
    default: 'system',
    about: 'when a change with --state is confirmed: once the system has it (system) or once it is on disk (disk)',
    more: '`system` survives the end of the process in any way, `disk` also a power failure ([how](../guide/state.md)).',
  },
  rateLimit: {
    kind: 'rateLimitMode',
    key: 'rateLimit',
    group: 'Behaviour',
    argument: '<mode>',
    default: 'advise',
    about: 'what happens above the rate limit: advise, enforce or off',
  },
  scim: {
    kind: 'flag',
    key: 'scim',
    group: 'SCIM',
    default: false,
    about: 'serve SCIM deactivation for Okta at /scim/v2',
    more: 'Sets up each domain of the seed without its own SAML and SCIM settings ([how](../guide/okta-scim.md)).',
  },
  scimFull: {
    kind: 'flag',
    key: 'scimFull',
    group: 'SCIM',
    default: false,
    about: 'like --scim, but POST /Users creates users (Expensify does not)',
    more: "Needed to run all of Okta's SPEC test. Also lists users of every domain.",
  },
  scimRateLimit: {
    kind: 'count',
    max: 100_000,
    key: 'scimRateLimit',
    group: 'SCIM',
    argument: '<n>',
    about: 'SCIM requests per minute for each domain (default: no limit)',
  },
  allowHosts: {
    kind: 'hosts',
    key: 'allowHost',
    group: 'Addresses',
    argument: '<host...>',
    default: [],
    about: 'host that feeds may be downloaded from, HOST[:PORT][#SHA256:…]; repeatable',
    more: 'The fingerprint checks an SFTP host key. The environment variable separates hosts by commas.',
  },
  smtp: {
    kind: 'smtpUrl',
    key: 'smtp',
    group: 'Behaviour',
    argument: '<url>',
    isSecret: true,
    about: 'also deliver the emails over SMTP, e.g. smtp://127.0.0.1:1025',
  },
  clock: {
    kind: 'text',
    key: 'clock',
    group: 'Behaviour',
    argument: '<iso>',
    about: 'freeze the clock at this time',
    more: 'For example `2026-01-31T09:00:00Z`.',
  },
  bodyLimit: {
    kind: 'count',
    key: 'bodyLimit',
    group: 'Limits',
    argument: '<bytes>',
    default: 32 * 1024 * 1024,
    about: 'largest request body, in bytes',
  },
  journalSize: {
    kind: 'count',
    // Each exchange may hold 32 Ki characters, so this is 3 GB at worst.
    max: 100_000,
    key: 'journalSize',
    group: 'Limits',
    argument: '<n>',
    default: 1000,
    about: 'number of requests to keep in the journal',
  },
  advisoryHeader: {
    kind: 'flag',
    key: 'headers',
    group: 'Behaviour',
    isNegated: true,
    default: true,
    about: 'leave out the headers x-emulator-advisory and x-emulator-advisory-text',
    more: 'As variable or key: `false`.',
  },
  json: { kind: 'flag', key: 'json', group: 'Output', default: false, isOfStart: true, about: 'print one line of JSON when ready' },
  quiet: { kind: 'flag', key: 'quiet', group: 'Output', short: 'q', default: false, isOfStart: true, about: 'print nothing' },
  log: {
    kind: 'logMode',
    key: 'log',
    group: 'Output',
    argument: '<which>',
    isOfStart: true,
    about: 'requests to print, one line each: all, errors or none (default: all; none with --json or --quiet)',
    more: 'An error is a responseCode or HTTP status of 400 or more, a cut connection, or skipped records.',
  },
  watch: {
    kind: 'flag',
    key: 'watch',
    group: 'Data',
    default: false,
    isOfStart: true,
    about: 'load the seed file again when it changes',
    more: 'Needs a seed file. Loading resets the emulator, as `POST /_emulator/seed` does. A file with a mistake changes nothing.',
  },
  listen: { kind: 'flag', default: true, about: '`false` opens no port: call `emulator.fetch`' },
  randomSeed: { kind: 'integer', default: 1, about: 'seed of the random numbers' },
  onProblem: { kind: 'listener', about: 'called when the state cannot be kept; without it, the emulator prints a line to stderr' },
  onStop: { kind: 'action', about: 'called when the console is asked to stop the emulator; without it, the console refuses' },
} as const satisfies LibraryOptions & CommandLineOptions;

type Table = typeof OPTIONS;
type CommandLineName = { [Name in keyof Table]: Table[Name] extends { readonly key: string } ? Name : never }[keyof Table];

/** What the command line makes of text; a seed may be a file there, which is read later. */
type Spelled<Kind extends keyof OptionKinds> = Kind extends 'seed' ? string : OptionKinds[Kind];
type OrNothing<Facts> = Facts extends { readonly default: unknown } ? never : undefined;

/** The options of `start`, whichever way they come: by flag, environment variable or config file. */
export type StartOptions = {
  readonly [Name in CommandLineName as Table[Name]['key']]: Spelled<Table[Name]['kind']> | OrNothing<Table[Name]>;
};

const ONLY_COMMAND_LINE: ReadonlySet<string> = new Set(['json', 'quiet', 'log', 'watch']);
const isOfLibrary = (name: string): boolean => !ONLY_COMMAND_LINE.has(name);

/** The options of `createEmulator`, by name. */
export const LIBRARY_OPTIONS: Readonly<Record<string, OptionFacts>> = Object.fromEntries(
  Object.entries<OptionFacts>(OPTIONS).filter(([name]) => isOfLibrary(name)),
);

export interface StartOption extends OptionFacts {
  readonly key: string;
  /** What `createEmulator` calls it. */
  readonly library: string | undefined;
}

/** The options of `start`, as --help lists them. */
export const START_OPTIONS: readonly StartOption[] = Object.entries<OptionFacts>(OPTIONS).flatMap(([name, facts]) =>
  facts.key === undefined ? [] : [{ ...facts, key: facts.key, library: isOfLibrary(name) ? name : undefined }],
);
