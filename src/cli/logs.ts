import { z } from 'zod';
import { type ExchangeSummary, isFailed } from '../emulator/journal/summary.js';
import { systemRuntime } from '../runtime/system.js';
import { list } from '../util/lists.js';
import { readJson } from '../util/read-json.js';
import { askConsole, type Console } from './console-client.js';
import { problemIn } from './console-problem.js';
import { followEvents } from './follow-events.js';
import { createPrinter } from './printer.js';
import { requestLine } from './request-line.js';
import { findEmulator } from './running-emulator.js';
import { painter } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface LogsFlags {
  readonly follow?: boolean;
  readonly failed?: boolean;
  readonly limit?: string;
  readonly url?: string;
  readonly config?: string;
}

const DEFAULT_LIMIT = '100';
const MAX_LIMIT = 10_000;

const answer = z.object({
  exchanges: list(
    z.object({
      id: z.number(),
      at: z.string(),
      job: z.string().optional(),
      company: z.string().optional(),
      user: z.string().optional(),
      pair: z.string().optional(),
      code: z.number(),
      status: z.number(),
      isCut: z.literal(true).optional(),
      fault: z.string().optional(),
      durationMs: z.number(),
      advisories: list(z.string()),
      bytes: z.number(),
    }),
  ),
});

/** Prints the last requests of the running emulator, and with `--follow` each new one until the command is stopped. */
export async function logs(flags: LogsFlags): Promise<void> {
  const limit = readLimit(flags.limit ?? DEFAULT_LIMIT);
  const { console, pid } = await findEmulator(flags, process.env, process.cwd());
  const wanted = (found: readonly ExchangeSummary[]): readonly ExchangeSummary[] =>
    flags.failed === true ? found.filter(isFailed) : found;
  const paint = painter();
  const printer = createPrinter();
  const print = (found: readonly ExchangeSummary[]): Promise<void> =>
    printer.print(wanted(found).map((summary) => requestLine(summary, { paint, width: process.stdout.columns || undefined })));
  const recent = await exchangesAfter(console, 0);
  await print(wanted(recent).slice(-limit));
  if (flags.follow === true) await follow({ console, pid, last: recent.at(-1)?.id ?? 0, print, isOver: () => printer.isOver });
}

function readLimit(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= MAX_LIMIT) return Number(text);
  throw new UsageError(`--limit must be a whole number from 1 to ${MAX_LIMIT}, not '${text}'.`);
}

async function exchangesAfter(console: Console, id: number): Promise<ExchangeSummary[]> {
  const response = await askConsole(console, `exchanges?after=${id}&limit=${MAX_LIMIT}`);
  const text = await response.text();
  const found = answer.safeParse(readJson(text));
  if (found.success) return found.data.exchanges;
  const problem = problemIn(text);
  if (problem !== undefined) throw new UsageError(`The emulator at ${console.url} can't list its requests: ${problem}`);
  throw new UsageError(`The emulator at ${console.url} is a different version that can't list its requests. Restart it.`);
}

interface Following {
  readonly console: Console;
  readonly pid: number;
  /** The id of the last request that was printed. */
  readonly last: number;
  readonly print: (found: readonly ExchangeSummary[]) => Promise<void>;
  readonly isOver: () => boolean;
}

async function newestID(console: Console): Promise<number> {
  return (await exchangesAfter(console, 0)).at(-1)?.id ?? 0;
}

const RETRY_MS = 1000;
const info = z.object({ pid: z.number() });

/** Until stdout is closed or a signal ends the process. An emulator that restarts is found again at the same address. */
async function follow({ console, print, isOver, ...start }: Following): Promise<void> {
  let { last, pid } = start;
  let isLost = false;
  const printAfter = async (id: number): Promise<void> => {
    const found = await exchangesAfter(console, id);
    last = found.at(-1)?.id ?? last;
    await print(found);
  };
  while (!isOver()) {
    try {
      const now = info.parse(await (await askConsole(console, 'info')).json());
      // A new process counts its requests from 1 again.
      if (now.pid !== pid) last = 0;
      pid = now.pid;
      await followEvents(console, {
        onOpen: async () => {
          if (isLost) process.stderr.write('expensify-emulator: Connected again.\n');
          isLost = false;
          // The journal may have been reset while nobody listened.
          await printAfter((await newestID(console)) < last ? 0 : last);
        },
        onExchange: async (id, isReset) => {
          const isAgain = isReset ?? (id <= last && (await newestID(console)) < last);
          // An earlier event of a burst has already printed this request.
          if (isAgain || id > last) await printAfter(isAgain ? 0 : last);
          return !isOver();
        },
      });
    } catch {
      // Said once below; the emulator may be restarting.
    }
    if (isOver()) return;
    if (!isLost) process.stderr.write(`expensify-emulator: The connection to ${console.url} was lost. Trying again every second.\n`);
    isLost = true;
    await systemRuntime.sleep(RETRY_MS);
  }
}
