import { once } from 'node:events';

/** Prints lines to stdout and waits for a slow reader, for a command that can fetch the rest later. */
export interface Printer {
  print(lines: readonly string[]): Promise<void>;
  /** True once stdout is closed. */
  readonly isOver: boolean;
}

export function createPrinter(): Printer {
  let isOver = false;
  process.stdout.once('error', () => {
    isOver = true;
  });
  return {
    get isOver() {
      return isOver || process.stdout.destroyed;
    },
    print: async (lines) => {
      if (lines.length === 0 || isOver) return;
      const isTaken = process.stdout.write(lines.map((line) => `${line}\n`).join(''));
      // `once` rejects on an error, which the listener above has noted.
      if (!isTaken) await once(process.stdout, 'drain').catch(() => undefined);
    },
  };
}
