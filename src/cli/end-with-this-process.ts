import { spawn } from 'node:child_process';

/** Says nothing until this process ends: an end of input without a line means that it was killed. */
const WATCH = 'read -r line || kill -TERM "$0"';

/**
 * Has a process ended by SIGTERM when this one is killed with SIGKILL, which gives it no chance to do so itself. The
 * returned function calls it off. On Windows, where a job object would be needed, it does nothing.
 */
export function endWithThisProcess(pid: number | undefined): () => void {
  if (pid === undefined || process.platform === 'win32') return () => undefined;
  // In a session of its own, so that what ends a whole process group leaves the watcher to do its work.
  const watcher = spawn('/bin/sh', ['-c', WATCH, String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.on('error', () => undefined).unref();
  watcher.stdin.on('error', () => undefined);
  return () => watcher.stdin.end('done\n');
}
