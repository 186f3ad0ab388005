import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the variables of an earlier emulator, which the action itself has set for the job, would lead to that emulator. */
const FOUND_BY = [
  'EXPENSIFY_CONSOLE_URL',
  'EXPENSIFY_EMULATOR_PORT',
  'EXPENSIFY_EMULATOR_CONSOLE_PORT',
  // `start` would print more than the action reads.
  'EXPENSIFY_EMULATOR_JSON',
];

/**
 * Runs one command of the emulator in a folder and returns its output. Throws with the command's own message if it fails.
 * @example runEmulator(['stop'], { folder: '.' })
 */
export function runEmulator(args, { folder, version }) {
  if (!existsSync(folder)) throw new Error(`The working directory ${folder} does not exist.`);
  const installed = version === undefined ? installedMain(folder) : undefined;
  const [program, ...before] =
    installed === undefined ? [...npx(), '--yes', `expensify-emulator@${version ?? 'latest'}`] : [process.execPath, installed];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOUND_BY.includes(name)));
  const { status, stdout, stderr, error } = spawnSync(program, [...before, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error !== undefined) throw new Error(`Can't run ${program}: ${error.message}.`);
  if (status === 0) return stdout;
  throw new Error(stderr.trim() || `expensify-emulator ${args[0]} failed (exit code ${status}).`);
}

/** On Windows npx is a script that only a shell can start, and a shell would read the arguments in its own way. */
function npx() {
  if (process.platform !== 'win32') return ['npx'];
  return [process.execPath, join(dirname(process.execPath), 'node_modules/npm/bin/npx-cli.js')];
}

/** The program of the package that is installed in the folder or in a folder above it, as Node finds packages. */
function installedMain(folder) {
  for (let here = folder; ; here = dirname(here)) {
    const root = join(here, 'node_modules', 'expensify-emulator');
    const manifest = join(root, 'package.json');
    if (existsSync(manifest)) return join(root, JSON.parse(readFileSync(manifest, 'utf8')).bin['expensify-emulator']);
    if (dirname(here) === here) return undefined;
  }
}
