import { z } from 'zod';
import { listSamples, type SentSample } from '../console/samples.js';
import { list, record } from '../util/lists.js';
import { readJson } from '../util/read-json.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { columns } from './columns.js';
import { askConsole, type Console, type ConsoleInit } from './console-client.js';
import { problemIn } from './console-problem.js';
import { findEmulator } from './running-emulator.js';
import { type SampleExchange, sampleText } from './sample-text.js';
import { painter, terminalWidth } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface TriggerFlags {
  readonly url?: string;
  readonly config?: string;
}

/** Sends a sample request to the running emulator and prints what was sent and what came back; without a name, lists the samples. */
export async function trigger(name: string | undefined, flags: TriggerFlags): Promise<void> {
  const samples = listSamples();
  if (name === undefined) {
    const rows = samples.map((sample): [string, string] => [sample.name, sample.about]);
    process.stdout.write(`${columns(rows, terminalWidth())}\n\nSend one with: npx expensify-emulator trigger NAME\n`);
    return;
  }
  const names = samples.map((sample) => sample.name);
  if (!names.includes(name))
    throw new UsageError(`Unknown sample '${name}'${suggest(name, names, '. Run expensify-emulator trigger for the list.')}`);
  const { console, ready } = await findEmulator(flags, process.env, process.cwd());
  const { exchanges } = await askFor(console, sent, `samples/${name}`, { method: 'POST' });
  for (const id of exchanges) {
    const exchange = (await askFor(console, exchangeSchema, `exchanges/${id}`)) satisfies SampleExchange;
    process.stdout.write(terminalText(sampleText(exchange, painter())));
    process.stdout.write(`\nIn the console: ${ready.consoleUrl}/#/requests/${id}\n`);
  }
}

const sent: z.ZodType<SentSample> = z.object({ exchanges: list(z.int()) });

const exchangeSchema = z.object({
  job: z.string().optional(),
  decodedJob: z.unknown().optional(),
  request: z.object({ method: z.string(), url: z.string(), fields: record(z.string(), z.string()) }),
  response: z.object({ status: z.number(), body: z.string() }),
  responseCode: z.number().optional(),
  durationMs: z.number(),
  fault: z.string().optional(),
  advisories: list(z.object({ code: z.string(), message: z.string() })),
});

/** Throws UsageError with what the console says. */
async function askFor<T>(console: Console, schema: z.ZodType<T>, path: string, init?: ConsoleInit): Promise<T> {
  const response = await askConsole(console, path, init);
  const text = await response.text();
  const found = schema.safeParse(readJson(text));
  if (response.ok && found.success) return found.data;
  if (response.ok) throw new UsageError(`The emulator at ${console.url} is a different version that can't send samples. Restart it.`);
  throw new UsageError(problemIn(text) ?? `The console responded with HTTP ${response.status}.`);
}
