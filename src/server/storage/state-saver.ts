import { debounce } from '../../runtime/timer.js';
import { messageOf } from '../../util/error-message.js';
import { irregularity } from '../../util/files/real-path.js';
import { writeAtomically } from '../../util/files/write-atomically.js';
import { StateFileError } from './state-file.js';
import { StateText, type WriteState, writeInSlices } from './state-text.js';

const DEBOUNCE_MS = 200;
/** The wait before a failed save is retried, if no change triggers one sooner. */
const RETRY_MS = 5000;

/**
 * Saves a state to its file with write, fsync and rename, so a crash at any moment leaves the old file or the new one. A state
 * that takes longer than a slice is saved in the background, while other requests are handled. A failed save is retried until
 * it works; `report` is called once for each reason. Nothing is saved if `isOurs` returns false, because another process may be
 * using the file.
 */
export class StateSaver {
  readonly #path: string;
  readonly #write: WriteState;
  readonly #report: (problem: string) => void;
  readonly #isOurs: () => boolean;
  readonly #timer = debounce(() => this.#attempt(), DEBOUNCE_MS);
  readonly #retry = debounce(() => this.#attempt(), RETRY_MS);
  #isDirty = false;
  #problem: string | undefined;
  /** Ends the save in the background. */
  #background: AbortController | undefined;

  constructor(path: string, write: WriteState, report: (problem: string) => void, isOurs = () => true) {
    this.#path = path;
    this.#write = write;
    this.#report = report;
    this.#isOurs = isOurs;
  }

  /** Records that the state changed. The file is written soon after, once for a burst of changes. */
  readonly changed = (): void => {
    this.#isDirty = true;
    this.#timer.trigger();
  };

  /** Writes now if the state changed. Throws StateFileError. */
  readonly flush = (): void => {
    this.discard();
    if (!this.#isDirty) return;
    this.#assertOurs();
    this.#saveNow(new StateText(this.#write).all());
  };

  /** Stops saving, including changes that are not saved yet. */
  readonly discard = (): void => {
    this.#timer.cancel();
    this.#retry.cancel();
    if (this.#background === undefined) return;
    this.#background.abort();
    this.#background = undefined;
    this.#isDirty = true;
  };

  /** Why the last change is not saved. Undefined if it is saved or will be soon. */
  readonly problem = (): string | undefined => this.#problem;

  #attempt(): void {
    // A save in the background is followed by another one if the state changed meanwhile.
    if (!this.#isDirty || this.#background !== undefined) return;
    try {
      this.#assertOurs();
      const text = new StateText(this.#write);
      if (text.next()) this.#saveNow(text.taken());
      else void this.#saveInBackground(text);
    } catch (error) {
      this.#failed(error);
    }
  }

  #saveNow(text: string): void {
    try {
      assertRegular(this.#path);
      writeAtomically(this.#path, text);
    } catch (error) {
      throw notWritten(this.#path, error);
    }
    this.#isDirty = false;
    this.#problem = undefined;
  }

  async #saveInBackground(text: StateText): Promise<void> {
    const background = new AbortController();
    this.#background = background;
    this.#isDirty = false;
    const check = (): void => {
      this.#assertOurs();
      assertRegular(this.#path);
    };
    try {
      await writeInSlices(this.#path, text, background.signal, check);
      if (background.signal.aborted) return;
      this.#problem = undefined;
      if (this.#isDirty) this.#timer.trigger();
    } catch (error) {
      if (background.signal.aborted) return;
      this.#failed(error instanceof StateFileError ? error : notWritten(this.#path, error));
    } finally {
      if (this.#background === background) this.#background = undefined;
    }
  }

  #failed(error: unknown): void {
    this.#isDirty = true;
    const problem = messageOf(error);
    const isNew = problem !== this.#problem;
    this.#problem = problem;
    this.#retry.trigger();
    if (isNew) this.#report(problem);
  }

  #assertOurs(): void {
    if (this.#isOurs()) return;
    throw new StateFileError(
      `The state file ${this.#path} is no longer saved: its lock ${this.#path}.lock was removed or taken by another process. Stop the other process and restart this one. Changes since the last save will be lost.`,
    );
  }
}

/** The path was a regular file or free at the start. It may have been replaced by something that can't store a state. */
function assertRegular(path: string): void {
  const kind = irregularity(path);
  if (kind !== undefined) throw new Error(`it is ${kind} now`);
}

function notWritten(path: string, error: unknown): StateFileError {
  return new StateFileError(`Can't write the state file ${path}: ${messageOf(error)}.`);
}
