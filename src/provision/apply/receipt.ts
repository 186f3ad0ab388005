import { readFileSync, statSync } from 'node:fs';
import { codeOf, messageOf } from '../../util/error-message.js';
import { appendLine } from '../../util/files/append-line.js';
import { describeHolder, type LockAttempt, type ProcessLock, takeLock } from '../../util/files/process-lock.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { UserError } from '../../util/user-error.js';
import { parseEvents, type ReceiptEvent } from './receipt-events.js';

/** Stores a receipt while a plan is applied. Events are only appended. */
export interface ReceiptStore {
  /** All events so far, in order. */
  load(): readonly ReceiptEvent[];
  /** Adds an event, and returns when it is stored safely. */
  append(event: ReceiptEvent): void;
  /** Prevents other processes from writing to the receipt until the release. Throws ReceiptError if one is already writing. */
  lock?(): { release(): void };
}

/** A receipt that can't be written, or a file that is not a receipt. */
export class ReceiptError extends UserError {
  override readonly name = 'ReceiptError';
}

/** A larger file is probably not a receipt, or contains years of runs. */
const MAX_RECEIPT_BYTES = 64 * 1024 * 1024;

/** A receipt in a JSON lines file. Each event is on disk before `append` returns, so no event is lost if the process is killed. */
export function fileReceipt(path: string): ReceiptStore {
  let lock: ProcessLock | undefined;
  return {
    load: () => {
      const text = readIfThere(path);
      const result = parseEvents(text);
      if ('events' in result) return result.events;
      throw new ReceiptError(describeForeign(path, text, result.badLine));
    },
    lock: () => {
      const taken = lockReceipt(path);
      lock = taken;
      return {
        release: () => {
          taken.release();
          lock = undefined;
        },
      };
    },
    append: (event) => {
      // Checked before each request, because no other apply may work on the same people.
      if (lock?.isHeld() === false)
        throw new ReceiptError(
          `Stopped: the lock ${path}.lock was removed or taken by another apply. Wait until the other apply ends, then run the same command again.`,
        );
      try {
        appendLine(path, JSON.stringify(event));
      } catch (error) {
        throw new ReceiptError(`The receipt ${path} cannot be written: ${messageOf(error)}. Choose another file with --receipt.`);
      }
    },
  };
}

/** Two processes could give two requests the same number, and the response to one would count for the other. */
function lockReceipt(path: string): ProcessLock {
  let attempt: LockAttempt;
  try {
    attempt = takeLock(`${path}.lock`);
  } catch (error) {
    throw new ReceiptError(`The receipt ${path} cannot be written: ${messageOf(error)}.`);
  }
  if ('lock' in attempt) return attempt.lock;
  throw new ReceiptError(
    `Another apply is writing to the receipt ${path} (${describeHolder(attempt.holder)}). Wait until it ends, or choose another file with --receipt.`,
  );
}

/** A receipt in memory. */
export function memoryReceipt(): ReceiptStore {
  const events: ReceiptEvent[] = [];
  return { load: () => [...events], append: (event) => void events.push(event) };
}

function readIfThere(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > MAX_RECEIPT_BYTES)
      throw new Error(`it is larger than ${MAX_RECEIPT_BYTES / 1024 / 1024} MB; choose another file with --receipt`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw new ReceiptError(`The receipt ${path} cannot be read: ${messageOf(error)}.`);
  }
}

/** Earlier versions stored one JSON object and rewrote it each time. */
function describeForeign(path: string, text: string, badLine: number): string {
  const whole = readJson(text);
  if (isObject(whole) && whole.version === 1 && 'planHash' in whole) {
    return `${path} is a receipt from an earlier version. Keep it, and choose another file with --receipt.`;
  }
  const where = badLine === 1 ? '' : `: line ${badLine} is not valid`;
  return `${path} is not a receipt${where}. Move it, or choose another file with --receipt.`;
}
