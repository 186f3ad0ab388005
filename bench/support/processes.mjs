import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { pinned } from './machine.mjs';

/** Every program that was started and still runs. None may outlive the benchmark, however it ends. */
const running = new Set();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Starts a program on the core of its side. `stop` resolves when it is gone. */
export function start(side, command, args, options = {}) {
  const [program, all] = pinned(side, command, args);
  const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  running.add(child);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  // Nobody may be waiting for the end.
  ended.catch(() => {});
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, ended, stop };
}

/** What the program prints. Throws if it fails. */
export async function output(side, command, args, options) {
  const { child, ended } = start(side, command, args, options);
  const [printed, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${code}: ${printed.slice(-500)}`);
  return printed;
}

/** The JSON that a Node program prints. */
export async function outputOf(script, args, options) {
  return JSON.parse(await output('anywhere', process.execPath, [...(options?.flags ?? []), script, ...args], options));
}

/** Resolves with the match when the program prints it. */
export function printed({ child, ended }, pattern) {
  return new Promise((resolve, reject) => {
    let all = '';
    child.stdout.on('data', (chunk) => {
      all += chunk;
      const match = pattern.exec(all);
      if (match !== null) resolve(match);
    });
    ended.then((code) => reject(new Error(`The program ended with ${code} before it was ready: ${all}`)), reject);
  });
}
