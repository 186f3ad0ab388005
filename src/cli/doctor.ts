import { lookup } from 'node:dns/promises';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { StartOptions } from '../emulator/options.js';
import { closeServer, listen } from '../server/listen.js';
import { assertStatePath } from '../server/storage/state-path.js';
import { didYouMean } from '../util/did-you-mean.js';
import { messageOf } from '../util/error-message.js';
import { version } from '../util/version.js';
import { askConsole } from './console-client.js';
import { environmentName, OPTION_NAMES } from './options.js';
import { proxyExemptions, proxyVariable } from './proxies.js';
import { resolveStartOptions } from './resolve-options.js';
import { seedOf } from './seed-of.js';

/** One thing looked at. `do` is what to do about it. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  readonly what: string;
  readonly do?: string;
}

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const;

/** Looks at what keeps an emulator from starting or being reached on this machine; 1 when something does. */
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
    ...misspeltVariables(environment),
    ...proxy(environment),
    await localhost(),
  ] satisfies Finding[];
  try {
    const options = await resolveStartOptions({ config }, environment, folder);
    return [...known, await seed(options), ...stateFile(options, folder), ...(await ports(options))];
  } catch (error) {
    return [...known, { level: 'problem', what: messageOf(error) }];
  }
}

const PREFIX = 'EXPENSIFY_EMULATOR_';

/** A variable nobody reads is most often a misspelt one. */
function misspeltVariables(environment: Environment): Finding[] {
  const names = [...OPTION_NAMES, 'config'].map(environmentName);
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !names.includes(name))
    .map((name) => {
      const likely = didYouMean(name, names);
      return {
        level: 'warning',
        what: `${name} is no option`,
        do: likely === undefined ? 'unset it, or see docs/reference/options.md' : `did you mean ${likely}?`,
      };
    });
}

/** Clients that obey a proxy need to be told to go past it. */
function proxy(environment: Environment): Finding[] {
  const set = proxyVariable(environment);
  const exempt = proxyExemptions(environment);
  if (set === undefined || exempt.includes('127.0.0.1') || exempt === '*') return [];
  return [{ level: 'warning', what: `${set} is set, and NO_PROXY does not name 127.0.0.1`, do: 'export NO_PROXY=127.0.0.1,localhost' }];
}

/** The listeners are on 127.0.0.1, and on many machines `localhost` is ::1 first. */
async function localhost(): Promise<Finding> {
  const [first] = await lookup('localhost', { all: true, verbatim: true }).catch(() => []);
  if (first?.family === 4) return { level: 'ok', what: 'localhost is 127.0.0.1' };
  const is = first === undefined ? 'not known here' : `${first.address} first`;
  return { level: 'warning', what: `localhost is ${is}`, do: 'point clients at 127.0.0.1, or start with --host ::1' };
}

async function seed({ seed: name }: StartOptions): Promise<Finding> {
  await seedOf(name);
  return { level: 'ok', what: `seed ${name}` };
}

function stateFile({ state }: StartOptions, folder: string): Finding[] {
  if (state === undefined) return [];
  return [{ level: 'ok', what: `state file ${assertStatePath(resolve(folder, state))}` }];
}

async function ports({ port, host, consolePort, consoleHost, consoleToken }: StartOptions): Promise<Finding[]> {
  const url = `http://127.0.0.1:${consolePort}`;
  const runs = consolePort !== 0 && (await answersAsEmulator(url, consoleToken));
  if (runs) return [{ level: 'ok', what: `An emulator runs already; its console is ${url}` }];
  return [await freePort('API', port, host, '--port'), await freePort('console', consolePort, consoleHost, '--console-port')];
}

/** Also one that cannot save its state runs. */
const health = z.object({ status: z.enum(['ok', 'degraded']) });

async function answersAsEmulator(url: string, token: string | undefined): Promise<boolean> {
  try {
    return health.safeParse(await (await askConsole({ url, token }, 'health')).json()).success;
  } catch {
    return false;
  }
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
