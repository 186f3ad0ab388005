import { codeOf } from './error-message.js';

/** True if a process of this machine has the id. It may be another process than the one that had it before. */
export function isProcessAlive(pid: number): boolean {
  try {
    // Signal 0 only checks whether the process exists.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists and belongs to another user.
    return codeOf(error) === 'EPERM';
  }
}
