import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readEntry } from '../../../emulator/storage/entry.js';
import type { StateReader } from '../../../emulator/storage/storage.js';
import { inSlices, type Work } from '../../../runtime/slices.js';
import { countOf } from '../../../util/count-of.js';
import { messageOf } from '../../../util/error-message.js';
import { writeAtomically } from '../../../util/files/write-atomically.js';
import { once } from '../../../util/once.js';
import { LOG_FORMAT, type LogHead } from './log-file.js';
import { DamagedLineError, type LogEnd, type LogLine, type LogPosition, readLines } from './log-lines.js';
import { StateFileError } from './state-file-error.js';
import { logPath, moveAside } from './state-files.js';

const headSchema = once((): z.ZodType<LogHead> => z.object({ format: z.int(), generation: z.int(), after: z.int().nullable() }));
const formatSchema = once(() => z.object({ format: z.int() }));

/** The state file that the logs continue: its generation, and its position. */
export interface LogStart {
  readonly generation: number;
  readonly position: LogPosition;
}

/** Making a change again takes as long as parsing a few records. */
const STEPS_OF_AN_ENTRY = 5;

/**
 * Passes the entries of the logs to `reader`, the oldest first, and returns the position after the last one. `report` is told
 * of an incomplete last entry, which no response has confirmed. Throws StateFileError for a log that is damaged or from a newer version.
 */
export async function readLogs(
  path: string,
  start: LogStart,
  generations: readonly number[],
  reader: Pick<StateReader, 'entry'>,
  report: (problem: string) => void,
): Promise<LogPosition> {
  let { position } = start;
  for (const [index, generation] of generations.entries()) {
    const log = logPath(path, generation);
    const bytes = readFileSync(log);
    try {
      position = await inSlices(readLog(bytes, { ...start, position }, reader, (end) => report(tornIn(log, end))));
    } catch (error) {
      if (error instanceof NewerFormat) throw writtenByNewer(log, error.format);
      const later = generations.slice(index + 1).map((other) => logPath(path, other));
      throw keepAside(log, bytes, later, error);
    }
  }
  return position;
}

function tornIn(log: string, { torn, offset }: LogEnd): string {
  const where = `${countOf(torn, 'byte')} at byte ${offset}`;
  return `The last change in ${log} was not written completely (${where}). It was dropped: no response had confirmed it.`;
}

/** The position after the last entry. A log of a whole state that was never completed is passed over: its entries were not confirmed. */
function* readLog(
  bytes: Buffer,
  start: LogStart,
  reader: Pick<StateReader, 'entry'>,
  reportTorn: (end: LogEnd) => void,
): Work<LogPosition> {
  const lines = readLines(bytes);
  const first = lines.next();
  // The process was killed before the first line was written.
  if (first.done) return start.position;
  const { generation, after } = readHead(first.value.json);
  if (after === null && generation !== start.generation) return start.position;
  let { position } = first.value;
  if (position.sequence !== start.position.sequence || (after !== null && after !== start.position.sum)) {
    throw new LogProblem(0, `it begins after change ${position.sequence}, and change ${start.position.sequence} comes before it`);
  }
  for (let next = lines.next(); ; next = lines.next()) {
    if (next.done) {
      if (next.value.torn > 0) reportTorn(next.value);
      return position;
    }
    yield STEPS_OF_AN_ENTRY;
    repeat(next.value, reader);
    ({ position } = next.value);
  }
}

/** The first line has the same layout and checksum in each format: a damaged one is not taken for that of a newer version. */
function readHead(json: string): LogHead {
  const head: unknown = JSON.parse(json);
  const { format } = formatSchema().parse(head);
  if (format > LOG_FORMAT) throw new NewerFormat(format);
  return headSchema().parse(head);
}

function repeat({ json, offset }: LogLine, reader: Pick<StateReader, 'entry'>): void {
  try {
    reader.entry(readEntry(JSON.parse(json)));
  } catch (error) {
    throw new LogProblem(offset, messageOf(error));
  }
}

/** Why a log can't be read further than `offset`. */
class LogProblem extends Error {
  constructor(
    readonly offset: number,
    problem: string,
  ) {
    super(problem);
  }
}

/** The log was written by a version that knows more than this one. */
class NewerFormat extends Error {
  constructor(readonly format: number) {
    super(`format ${format}`);
  }
}

function writtenByNewer(log: string, format: number): StateFileError {
  return new StateFileError(
    `The log ${log} was written by a newer version of expensify-emulator (format ${format}) and was left unchanged. Upgrade, or choose another file with --state.`,
  );
}

/** Keeps the damaged log and those after it aside, so that the next start continues from the changes before the damage. */
function keepAside(log: string, bytes: Buffer, later: readonly string[], error: unknown): StateFileError {
  if (!(error instanceof LogProblem || error instanceof DamagedLineError)) throw error;
  const { offset } = error;
  const kept = [log, ...later].map(moveAside);
  if (offset > 0) writeAtomically(log, bytes.toString('utf8', 0, offset));
  return new StateFileError(
    `The log ${log} is damaged at byte ${offset}: ${messageOf(error)}. It was kept as ${kept.join(', ')}. Start again to continue with the ${offset} bytes before the damage.`,
  );
}
