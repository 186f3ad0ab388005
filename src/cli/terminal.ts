import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import type { Paint } from '../provision/show/plan-text.js';

/** Colours on a terminal that wants them, plain text elsewhere. */
export function painter(): Paint {
  const isPlain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined || process.env.TERM === 'dumb';
  return isPlain ? (_colour, text) => text : (colour, text) => styleText(colour, text);
}

const DEFAULT_COLUMNS = 80;

/** The width of the terminal in columns, and its colours. */
export function terminalLayout(): { readonly width: number; readonly paint: Paint } {
  return { width: process.stdout.columns || DEFAULT_COLUMNS, paint: painter() };
}

/** Asks on the terminal; only a whole `yes` is one. */
export async function askYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`${question} Only 'yes' goes on: `)).trim() === 'yes';
  } finally {
    terminal.close();
  }
}

const BAR_WIDTH = 30;

/** A bar that fills on a terminal; a line for each step elsewhere. Goes to stderr, so that stdout stays clean. */
export function showProgress(what: string, done: number, total: number): void {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${what}: ${done} of ${total} records\n`);
    return;
  }
  const filled = Math.round((done / Math.max(1, total)) * BAR_WIDTH);
  const bar = '█'.repeat(filled).padEnd(BAR_WIDTH, '░');
  process.stderr.write(`\r${what.padEnd(8)} ${bar} ${done}/${total}${done >= total ? '\n' : ''}`);
}
