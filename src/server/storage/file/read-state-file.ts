import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { NewerSnapshotError } from '../../../emulator/snapshot.js';
import type { StateReader } from '../../../emulator/storage/storage.js';
import { inSlices } from '../../../runtime/slices.js';
import { codeOf, messageOf } from '../../../util/error-message.js';
import { once } from '../../../util/once.js';
import { StateFileError } from './state-file-error.js';
import { moveAside } from './state-files.js';

/** How every snapshot begins, even an incomplete one. A full disk can leave only zeros. */
const OURS = /^[\s\0]*(?:\{\s*"version"|$)/;

/** What a state file says about its log: which one continues it, and from where. A closed state needs none. */
export interface StateHead {
  readonly generation: number;
  readonly sequence: number;
  readonly sum: number;
  readonly isClosed: boolean;
}

const headSchema = once(() =>
  z.object({ storage: z.object({ generation: z.int(), sequence: z.int(), sum: z.int(), isClosed: z.boolean() }) }),
);

/** What was read: a state with a log, or a state of an earlier version, or none. */
export type ReadState =
  | { readonly kind: 'state'; readonly head: StateHead; readonly length: number }
  | { readonly kind: 'snapshot' | 'none' };

/**
 * Passes the file's content to `reader` if the file exists. A damaged file is moved aside and never overwritten. A file that
 * is not a state file, or that a newer version wrote, stays unchanged. Throws StateFileError.
 */
export async function readStateFile(path: string, reader: Pick<StateReader, 'snapshot'>): Promise<ReadState> {
  const file = readDocument(path);
  if (file === undefined) return { kind: 'none' };
  const { document, length } = file;
  try {
    await inSlices(reader.snapshot(document));
    const head = headSchema().safeParse(document).data?.storage;
    return head === undefined ? { kind: 'snapshot' } : { kind: 'state', head, length };
  } catch (error) {
    throw notRead(path, file, error);
  }
}

interface StateFile {
  readonly document: unknown;
  readonly length: number;
  readonly isOurs: boolean;
}

/** Undefined for a file without content, which the user created, for example with `touch` or `mktemp`: we never write an empty file. */
function readDocument(path: string): StateFile | undefined {
  // Its text must not be kept while the document is loaded: for 100,000 people it has 40 MB.
  const text = readText(path);
  if (text === undefined || text.trim() === '') return undefined;
  const facts = { length: text.length, isOurs: OURS.test(text) };
  try {
    return { ...facts, document: JSON.parse(text) };
  } catch (error) {
    throw notRead(path, facts, error);
  }
}

function notRead(path: string, { isOurs }: Pick<StateFile, 'isOurs'>, error: unknown): StateFileError {
  if (error instanceof NewerSnapshotError)
    return new StateFileError(
      `The state file ${path} was written by a newer version of expensify-emulator (format ${error.version}) and was left unchanged. Upgrade, or choose another file with --state.`,
    );
  if (!isOurs) return new StateFileError(`${path} is not a state file; it was left unchanged. Choose another file with --state.`);
  const problem = messageOf(error);
  return new StateFileError(
    `The state file ${path} is damaged (${problem}). It was moved to ${moveAside(path)}. Start again to begin from the seed.`,
  );
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    // Readable only by a program that reads it in parts. The emulator writes no such state.
    if (codeOf(error) === 'ERR_STRING_TOO_LONG' || codeOf(error) === 'ERR_FS_FILE_TOO_LARGE')
      throw new StateFileError(
        `The state file ${path} is too long: at most 500 MB can be read. It was left unchanged. Choose another file with --state.`,
      );
    throw new StateFileError(`Can't read the state file ${path}: ${messageOf(error)}.`);
  }
}
