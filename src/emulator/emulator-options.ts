import { z } from 'zod';
import { didYouMean } from '../util/did-you-mean.js';
import { list } from '../util/lists.js';
import { RATE_LIMIT_MODES } from './rate-limit/rate-limit.js';

const port = z.int('is no port').min(0, 'is no port').max(65535, 'is no port').optional();
const text = z.string('is no text').min(1, 'is empty').optional();
const flag = z.boolean('is neither true nor false').optional();
const count = z.int('is no whole number').positive('is not above 0').optional();

/** What `createEmulator` takes: the types say it to TypeScript, and this to everybody else. */
const emulatorOptions = z.strictObject({
  listen: flag,
  port,
  host: text,
  consolePort: port,
  // An empty one is every address, which the console's own check answers.
  consoleHost: z.string('is no text').optional(),
  consoleToken: z.string('is no text').optional(),
  allowHosts: list(z.string('is no text'), 'is no list of hosts').optional(),
  smtp: text,
  stateFile: text,
  onProblem: z.custom((value) => typeof value === 'function', 'is no function').optional(),
  // Read by the seed's own schema, which says more.
  seed: z.unknown().optional(),
  rateLimit: z.enum(RATE_LIMIT_MODES, `is none of ${RATE_LIMIT_MODES.join(', ')}`).optional(),
  clock: text,
  journalSize: count,
  randomSeed: z.int('is no whole number').optional(),
  advisoryHeader: flag,
  bodyLimit: count,
});

/** What the command line and the config file call otherwise, as they name one thing at a time. */
const COMMAND_LINE_NAMES: Readonly<Record<string, string>> = { state: 'stateFile', allowHost: 'allowHosts', headers: 'advisoryHeader' };

/** Throws TypeError that names the option, and the likely one for an unknown key: a test must not run without what it asked for. */
export function assertEmulatorOptions(options: object): void {
  const result = emulatorOptions.safeParse(options);
  if (result.success) return;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const likely = COMMAND_LINE_NAMES[key] ?? didYouMean(key, Object.keys(emulatorOptions.shape));
    throw new TypeError(`createEmulator has no option '${key}'${likely === undefined ? '.' : `; did you mean '${likely}'?`}`);
  }
  throw new TypeError(`createEmulator: ${issue?.path.join('.')} ${issue?.message}.`);
}
