import { doSlice, inSlices, type Work } from '../../../runtime/slices.js';
import { nextTurn } from '../../../runtime/timer.js';
import { openInParts } from '../../../util/files/write-in-parts.js';

/** Writes a state as text, with pauses. It begins at the first step, and shows the state of that moment. */
export type WriteState = (emit: (text: string) => void) => Work<void>;

/** The text of a state is read in one piece, and V8 has no longer text than 536,870,888 characters. */
const MAX_LENGTH = 500_000_000;

/** A state on its way to a file: the text of its next slices. A state that could not be read again makes the slice throw. */
export class StateText {
  readonly #work: Work<void>;
  #parts: string[] = [];
  #length = 0;

  constructor(write: WriteState, maxLength = MAX_LENGTH) {
    this.#work = write((text) => {
      this.#parts.push(text);
      this.#length += text.length;
      if (this.#length > maxLength)
        throw new Error(
          `the state is longer than ${maxLength} characters and could not be read again; reset it, or remove generated files`,
        );
    });
  }

  /** The number of characters so far. */
  get length(): number {
    return this.#length;
  }

  /** Writes the next slice. True if it was the last one. */
  next(): boolean {
    return doSlice(this.#work).done === true;
  }

  /** The text since the last call. */
  taken(): string {
    const text = this.#parts.join('');
    this.#parts = [];
    return text;
  }

  /** Writes the rest in slices, and passes the text of each to `save`. */
  async rest(save: (text: string) => Promise<void>): Promise<void> {
    await inSlices(this.#work, async () => {
      await save(this.taken());
      await nextTurn();
    });
    await save(this.taken());
  }

  /** The rest of the text, without pauses. */
  all(): string {
    while (!this.next());
    return this.taken();
  }
}

/** Replaces a file by the rest of a state, unless `signal` aborts it or `check` throws at the end. Throws file system errors. */
export async function writeInSlices(path: string, text: StateText, signal: AbortSignal, check: () => void): Promise<void> {
  const file = await openInParts(path);
  signal.addEventListener('abort', file.drop);
  try {
    await text.rest(async (part) => {
      signal.throwIfAborted();
      await file.write(part);
    });
    await file.finish();
    signal.throwIfAborted();
    check();
    await file.replace();
  } catch (error) {
    file.drop();
    throw error;
  } finally {
    signal.removeEventListener('abort', file.drop);
  }
}
