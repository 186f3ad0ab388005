import { readFileSync, statSync } from 'node:fs';
import { codeOf, messageOf } from '../../util/error-message.js';
import { appendLine } from '../../util/files/append-line.js';
import { describeHolder, type LockAttempt, type ProcessLock, takeLock } from '../../util/files/process-lock.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { UserError } from '../../util/user-error.js';
import { parseEvents, type ReceiptEvent } from './receipt-events.js';

/** Where a receipt is kept while a plan is applied. It only ever grows. */
export interface ReceiptStore {
  /** Every event so far, in order. */
  load(): readonly ReceiptEvent[];
  /** Adds an event, and returns when it is safe. */
  append(event: ReceiptEvent): void;
  /** Keeps every other process from writing to it until the release. Throws ReceiptError when one does already. */
  lock?(): { release(): void };
}

/** A receipt that cannot be written, or a file that is none. */
export class ReceiptError extends UserError {
  override readonly name = 'ReceiptError';
}

/** A receipt beyond this is a file that was named by mistake, or years of them. */
const MAX_RECEIPT_BYTES = 64 * 1024 * 1024;

/** A receipt in a file of JSON lines. Each event is on the disk before `append` returns, so a kill at any moment loses none. */
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
      // Before each request: another apply must not be at work on the same people.
      if (lock?.isHeld() === false)
        throw new ReceiptError(
          `Stopped: the lock ${path}.lock was removed, or another apply has it by now. Wait until the other one ends, then run the same command again.`,
        );
      try {
        appendLine(path, JSON.stringify(event));
      } catch (error) {
        throw new ReceiptError(`The receipt ${path} cannot be written: ${messageOf(error)}.`);
      }
    },
  };
}

/** Two processes would give two requests the same number, and one would be taken for answered when the other is. */
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

/** A receipt that lives as long as the program. */
export function memoryReceipt(): ReceiptStore {
  const events: ReceiptEvent[] = [];
  return { load: () => [...events], append: (event) => void events.push(event) };
}

function readIfThere(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > MAX_RECEIPT_BYTES)
      throw new Error(`it has more than ${MAX_RECEIPT_BYTES / 1024 / 1024} MB; name another file with --receipt`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw new ReceiptError(`The receipt ${path} cannot be read: ${messageOf(error)}.`);
  }
}

/** Earlier versions kept one JSON object and wrote it anew each time. */
function describeForeign(path: string, text: string, badLine: number): string {
  const whole = readJson(text);
  if (isObject(whole) && whole.version === 1 && 'planHash' in whole) {
    return `${path} is a receipt from an earlier version. Keep it, and choose another file with --receipt.`;
  }
  const where = badLine === 1 ? '' : `: line ${badLine} cannot be read`;
  return `${path} is not a receipt${where}. Move it, or choose another file with --receipt.`;
}
