import { spawn } from 'node:child_process';

/**
 * The first line names the process to end, the second says that this process ended normally. An end of input before the
 * second line means that this process was killed.
 */
const WATCH = 'read -r pid && [ -n "$pid" ] && { read -r line || kill -TERM "$pid"; }';

export interface Watcher {
  /** The process that ends with this one. Call it once. */
  endWith(pid: number | undefined): void;
  /** Ends the watcher; nothing is killed any more. */
  stop(): void;
}

/**
 * Watches this process from outside and sends SIGTERM to another one when this one is killed with SIGKILL, which gives
 * it no chance to do so itself. On Windows, where a job object would be needed, it does nothing.
 */
export function watchThisProcess(): Watcher {
  if (process.platform === 'win32') return { endWith: () => undefined, stop: () => undefined };
  // It has its own session, so a signal to the process group of this command does not end it.
  const watcher = spawn('/bin/sh', ['-c', WATCH], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.on('error', () => undefined).unref();
  watcher.stdin.on('error', () => undefined);
  return {
    endWith: (pid) => void (pid === undefined || watcher.stdin.write(`${pid}\n`)),
    stop: () => watcher.stdin.end('\n'),
  };
}
