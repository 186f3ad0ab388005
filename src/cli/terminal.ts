import { createInterface } from 'node:readline/promises';
import { createPaint, hasColours, type Paint } from './colour.js';

/** Colours for stdout, if it should have any. */
export function painter(stream: { readonly isTTY?: boolean } = process.stdout): Paint {
  return createPaint(hasColours(stream));
}

const DEFAULT_COLUMNS = 80;
/** Nothing is laid out for less: words would not fit. */
const MIN_COLUMNS = 40;

/** How many columns to fill: those of the terminal, or of the variable COLUMNS where there is no terminal. */
export function terminalWidth(
  stream: { readonly columns?: number } = process.stdout,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): number {
  const columns = stream.columns || Number(environment.COLUMNS) || DEFAULT_COLUMNS;
  return Math.max(MIN_COLUMNS, Math.floor(columns));
}

/** The width of the terminal in columns, and its colours. */
export function terminalLayout(): { readonly width: number; readonly paint: Paint } {
  return { width: terminalWidth(), paint: painter() };
}

/** Asks on the terminal. Only the whole word `yes` counts. */
export async function askYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`${question} Type 'yes' to continue: `)).trim() === 'yes';
  } finally {
    terminal.close();
  }
}

const BAR_WIDTH = 30;

/** A progress bar on a terminal, and a line for each step elsewhere. Goes to stderr, which keeps stdout clean. */
export function showProgress(what: string, done: number, total: number): void {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${what}: ${done} of ${total} records\n`);
    return;
  }
  const filled = Math.round((done / Math.max(1, total)) * BAR_WIDTH);
  const bar = '█'.repeat(filled).padEnd(BAR_WIDTH, '░');
  process.stderr.write(`\r${what.padEnd(8)} ${bar} ${done}/${total}${done >= total ? '\n' : ''}`);
}
