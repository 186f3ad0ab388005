import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import './built.js';
import { ROOT } from './root.js';

export const MAIN_JS = join(ROOT, 'dist/cli/main.js');

/** The one line of `start --json`. */
export interface Ready {
  readonly url: string;
  readonly endpoint: string;
  readonly consoleUrl: string;
  readonly credentials: { readonly partnerUserID: string; readonly partnerUserSecret: string };
  readonly policies: readonly { readonly id: string; readonly name: string }[];
}

export interface Ended {
  /** The exit code, or the signal that ended the process. */
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly child: ChildProcess;
  /** The output so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the JSON line. Rejects if the process ends first. */
  ready(): Promise<Ready>;
  ended(): Promise<Ended>;
}

const running = new Set<ChildProcess>();
const folders: string[] = [];

/** All processes are ended and all folders are removed after each test. */
export function cleanUpPrograms(): void {
  afterEach(async () => {
    await Promise.all(
      [...running].map(
        (child) =>
          new Promise<void>((resolve) => {
            // Not 'close': a command that outlives the program keeps its output open.
            if (child.exitCode !== null || child.signalCode !== null) resolve();
            else child.once('exit', () => resolve());
            running.delete(child);
            child.kill('SIGKILL');
          }),
      ),
    );
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  folders.push(folder);
  return folder;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly main?: string;
  /** A file for the output, instead of `stdout()`. */
  readonly stdout?: number;
}

/** The environment without variables for this program or Node. */
export function inheritedEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EXPENSIFY_') && name !== 'NODE_OPTIONS'));
}

/** The command line program in its own process, with only the given EXPENSIFY_ variables. */
export function runProgram(args: readonly string[], options: RunOptions = {}): Program {
  const child = spawn(process.execPath, [options.main ?? MAIN_JS, ...args], {
    cwd: options.cwd ?? temporaryFolder(),
    env: { ...inheritedEnvironment(), ...options.env },
    stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? signal, stdout, stderr });
    });
  });
  const ready = (): Promise<Ready> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        // With --log, requests follow the line.
        const [line, rest] = stdout.split('\n', 2);
        if (line !== undefined && rest !== undefined) resolve(JSON.parse(line) as Ready);
      };
      look();
      child.stdout?.on('data', look);
      void ended.then(({ code, stderr: said }) => reject(new Error(`The process exited with ${code}: ${said}`)));
    });
  return { child, stdout: () => stdout, stderr: () => stderr, ready, ended: () => ended };
}

/** `start --json` on free ports. */
export function startProgram(args: readonly string[] = [], options: RunOptions = {}): Program {
  return runProgram(['--port', '0', '--console-port', '0', '--json', ...args], options);
}
