// Runs one long step before a command, such as an install, and shows its progress on stderr. Plain Node: nothing is installed yet.
import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const TERMINAL_MS = 1000;
/** Often enough to show that the step is alive, rare enough for the log of a CI job. */
const LOG_MS = 5000;

/**
 * Runs a program to its end. Prints `doing` at once, then the progress: one line that is updated on a terminal, a new line
 * every few seconds elsewhere. When this process is told to end, the program is told too.
 * @returns the exit code of the program
 */
export async function runStep({ doing, done, command, args, cwd, progress = () => '', intervalMs }) {
  const startedAt = performance.now();
  const line = openLine(process.stderr);
  line.show(`${doing}…`);
  const tick = () => line.show(`${doing}… ${[progress(), seconds(startedAt)].filter(Boolean).join(', ')}`);
  const timer = setInterval(tick, intervalMs ?? (process.stderr.isTTY ? TERMINAL_MS : LOG_MS));
  const code = await ended(start(command, args, cwd));
  clearInterval(timer);
  line.end(code === 0 ? `${done} (${seconds(startedAt)}).` : `${doing} failed (exit code ${code}). See the output above.`);
  return code;
}

function start(command, args, cwd) {
  const isWindows = process.platform === 'win32';
  return spawn(command, args, {
    cwd,
    // stdout belongs to the command that comes next, e.g. `start --json`.
    stdio: ['ignore', 2, 2],
    // On Windows npm is a script, which only a shell can start.
    shell: command === 'npm' && isWindows,
    // In a process group of its own, the program and everything it has started can be ended together.
    detached: !isWindows,
  });
}

/** Resolves with the exit code. A signal to this process ends the program first and then this process. */
function ended(child) {
  return new Promise((resolve) => {
    let received;
    const pass = (signal) => {
      received = signal;
      endGroup(child, signal);
    };
    for (const signal of SIGNALS) process.once(signal, pass);
    const finish = (code) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      // Without a listener the signal has its usual effect, and the caller sees which signal it was.
      if (received === undefined) resolve(code);
      else process.kill(process.pid, received);
    };
    child.once('error', (error) => {
      console.error(`${error.message}.`);
      finish(1);
    });
    child.once('exit', (code) => finish(code ?? 1));
  });
}

function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** A terminal shows one line that changes; a log gets a line for each state. */
function openLine(stream) {
  const isTerminal = stream.isTTY === true;
  return {
    show: (text) => stream.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`),
    end: (text) => stream.write(`${isTerminal ? '\r\x1b[K' : ''}${text}\n`),
  };
}

function seconds(startedAt) {
  return `${Math.round((performance.now() - startedAt) / 1000)} s`;
}
