import type { Verdict } from '../contract/verify.js';
import { stopwatch } from '../runtime/timer.js';

/** Fast enough to look alive, slow enough for any terminal. */
const TERMINAL_MS = 100;
/** A log gets few lines. */
const LOG_MS = 5000;

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  show(verdicts: readonly Pick<Verdict, 'status'>[]): void;
  /** Removes the line from a terminal. */
  end(): void;
}

/** The progress of a suite on stderr: one line that is updated on a terminal, a line every few seconds elsewhere. */
export function createProgress(total: number, output: Output = process.stderr, now: () => number = stopwatch): Progress {
  const isTerminal = output.isTTY === true;
  let shownAt = isTerminal ? Number.NEGATIVE_INFINITY : now();
  return {
    show: (verdicts) => {
      if (now() - shownAt < (isTerminal ? TERMINAL_MS : LOG_MS)) return;
      shownAt = now();
      const failed = verdicts.filter(({ status }) => status === 'failed').length;
      const text = `${verdicts.length} of ${total} interactions, ${failed} failed`;
      output.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end: () => {
      if (isTerminal) output.write('\r\u001b[K');
    },
  };
}
