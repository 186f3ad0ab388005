import { readFileSync } from 'node:fs';
import type { StateReader } from '../../../emulator/storage/storage.js';
import { removeIfThere } from '../../../util/files/write-atomically.js';
import type { LogPosition } from './log-lines.js';
import { readLogs } from './read-logs.js';
import { readStateFile } from './read-state-file.js';
import { findLogs, logPath, moveAside } from './state-files.js';

/** What was found at the start. */
export interface KeptFiles {
  /**
   * `closed`: a state that is complete without a log. `open`: a process was killed, and its logs continue the state. `old`: a file of an
   * earlier version, or a snapshot. `new`: nothing.
   */
  readonly kind: 'closed' | 'open' | 'old' | 'new';
  /** The highest number of a log so far. */
  readonly generation: number;
  readonly position: LogPosition;
  /** Characters in the state file. */
  readonly stateLength: number;
}

/** Passes on everything that an earlier process has kept. Throws StateFileError. */
export async function recover(path: string, reader: StateReader, report: (problem: string) => void): Promise<KeptFiles> {
  const logs = findLogs(path);
  const state = await readStateFile(path, reader);
  if (state.kind !== 'state') {
    for (const generation of logs) setAside(logPath(path, generation), path, report);
    const kind = state.kind === 'none' ? 'new' : 'old';
    return { kind, generation: logs.at(-1) ?? 0, position: { sequence: 0, sum: 0 }, stateLength: 0 };
  }
  const { head, length } = state;
  // The process was killed after it had written a new state, and before it removed what that state contains.
  for (const generation of logs) if (generation < head.generation) removeIfThere(logPath(path, generation));
  const later = logs.filter((generation) => generation >= head.generation);
  if (!head.isClosed && !later.includes(head.generation)) {
    report(
      `The log ${logPath(path, head.generation)} is missing, so ${path} is used as it is. Changes that were made after the file was written are lost.`,
    );
  }
  const start = { generation: head.generation, position: { sequence: head.sequence, sum: head.sum } };
  const position = await readLogs(path, start, later, reader, report);
  const kind = head.isClosed && later.length === 0 ? 'closed' : 'open';
  return { kind, generation: logs.at(-1) ?? head.generation, position, stateLength: length };
}

/** A log without its state: the state file was removed or replaced, or the process was killed before it had written the first one. */
function setAside(log: string, path: string, report: (problem: string) => void): void {
  const lines = readFileSync(log, 'latin1').split('\n').length - 1;
  if (lines <= 1) removeIfThere(log);
  else
    report(
      `The log ${log} does not belong to ${path}, which was removed or replaced. It was moved to ${moveAside(log)}, and its changes were left out.`,
    );
}
