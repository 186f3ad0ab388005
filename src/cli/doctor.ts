import { lookup } from 'node:dns/promises';
import { createServer } from 'node:http';
import { isAbsolute, join } from 'node:path';
import type { StartOptions } from '../emulator/options.js';
import { closeServer, listen } from '../server/listen.js';
import { assertStatePath } from '../server/storage/file/state-path.js';
import { kindOfState } from '../server/storage/open-storage.js';
import { didYouMean } from '../util/did-you-mean.js';
import { messageOf } from '../util/error-message.js';
import { version } from '../util/version.js';
import { locateConsole, NoEmulatorError } from './locate-console.js';
import { environmentName, OPTION_NAMES } from './options.js';
import { proxyExemptions, proxyVariable } from './proxies.js';
import { resolveStartOptions } from './resolve-options.js';
import { seedOf } from './seed-of.js';

/** The result of one check. `do` is what to do about it. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  readonly what: string;
  readonly do?: string;
}

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const;

/** Checks what may keep an emulator from starting or being reached on this machine; 1 if something does. */
export async function doctor(flags: { readonly config?: string; readonly json?: boolean }): Promise<number> {
  const findings = await examine(flags.config, process.env, process.cwd());
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ findings })}\n`);
  else process.stdout.write(findings.map(describe).join(''));
  return findings.some(({ level }) => level === 'problem') ? 1 : 0;
}

function describe({ level, what, do: action }: Finding): string {
  return `${MARKS[level]} ${what}\n${action === undefined ? '' : `  → ${action}\n`}`;
}

type Environment = Readonly<Record<string, string | undefined>>;

async function examine(config: string | undefined, environment: Environment, folder: string): Promise<Finding[]> {
  const known = [
    { level: 'ok', what: `expensify-emulator ${version()} on Node ${process.version}, ${process.platform}` },
    ...misspelledVariables(environment),
    ...proxy(environment),
    await localhost(),
  ] satisfies Finding[];
  try {
    const options = await resolveStartOptions({ config }, environment, folder);
    return [...known, await seed(options), ...stateFile(options, folder), ...(await ports(config, environment, folder, options))];
  } catch (error) {
    return [...known, { level: 'problem', what: messageOf(error) }];
  }
}

const PREFIX = 'EXPENSIFY_EMULATOR_';

/** A variable that no option reads is usually misspelled. */
function misspelledVariables(environment: Environment): Finding[] {
  const names = [...OPTION_NAMES, 'config'].map(environmentName);
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !names.includes(name))
    .map((name) => {
      const likely = didYouMean(name, names);
      return {
        level: 'warning',
        what: `${name} is not an option`,
        do: likely === undefined ? 'unset it, or see docs/reference/options.md' : `did you mean ${likely}?`,
      };
    });
}

/** Clients that use a proxy need an exception for this machine. */
function proxy(environment: Environment): Finding[] {
  const set = proxyVariable(environment);
  const exempt = proxyExemptions(environment);
  if (set === undefined || exempt.includes('127.0.0.1') || exempt === '*') return [];
  return [{ level: 'warning', what: `${set} is set, and NO_PROXY does not include 127.0.0.1`, do: 'export NO_PROXY=127.0.0.1,localhost' }];
}

/** The emulator listens on 127.0.0.1, and many machines resolve `localhost` to ::1 first. */
async function localhost(): Promise<Finding> {
  const [first] = await lookup('localhost', { all: true, verbatim: true }).catch(() => []);
  if (first?.family === 4) return { level: 'ok', what: 'localhost resolves to 127.0.0.1' };
  const what = first === undefined ? 'localhost cannot be resolved' : `localhost resolves to ${first.address} first`;
  return { level: 'warning', what, do: 'point clients at 127.0.0.1, or start with --host ::1' };
}

async function seed({ seed: name }: StartOptions): Promise<Finding> {
  await seedOf(name);
  return { level: 'ok', what: `The seed '${name}' is valid` };
}

function stateFile({ state }: StartOptions, folder: string): Finding[] {
  if (state === undefined) return [];
  if (kindOfState(state) === 'database') return [{ level: 'ok', what: 'The state is in a database' }];
  return [{ level: 'ok', what: `The state file ${assertStatePath(isAbsolute(state) ? state : join(folder, state))} can be used` }];
}

async function ports(config: string | undefined, environment: Environment, folder: string, options: StartOptions): Promise<Finding[]> {
  try {
    const { console } = await locateConsole({ config }, environment, folder);
    return [{ level: 'ok', what: `An emulator is running; its console is ${console.url}` }];
  } catch (error) {
    if (!(error instanceof NoEmulatorError)) throw error;
  }
  const { port, host, consolePort, consoleHost } = options;
  return [await freePort('API', port, host, '--port'), await freePort('console', consolePort, consoleHost, '--console-port')];
}

async function freePort(what: string, port: number, host: string, flag: string): Promise<Finding> {
  const server = createServer();
  try {
    await listen(server, port, host, flag);
    return { level: 'ok', what: port === 0 ? `The ${what} takes a free port` : `Port ${port} on ${host} is free for the ${what}` };
  } catch (error) {
    return { level: 'problem', what: messageOf(error) };
  } finally {
    await closeServer(server);
  }
}
