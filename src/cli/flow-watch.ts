import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEventHookListener } from '../flows/events/event-hook-listener.js';
import { whyNoFlow } from '../flows/events/match-event.js';
import {
  awaitedEvents,
  loadFlow,
  type MatchedEvent,
  matchingFlows,
  mermaid,
  type Pack,
  type RunFlowOptions,
  reportHtml,
  runFlow,
  runText,
} from '../flows/index.js';
import { closeServer, listen } from '../server/listen.js';
import { messageOf } from '../util/error-message.js';
import { cut } from '../util/terminal-lines.js';
import { terminalText } from '../util/terminal-text.js';
import { type FlowFlags, readFlowOptions } from './flow-options.js';
import { openFlowTarget, withTargetCredentials } from './flow-target.js';
import { writeOutput } from './output-file.js';
import { terminalLayout } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface FlowWatchFlags extends FlowFlags {
  readonly port?: string;
  readonly host?: string;
  readonly authorization?: string;
  readonly html?: string;
}

/** Events that wait for their turn; Okta sends again what was not taken. */
const MAX_WAITING = 100;
/** Columns of what names an event, which anybody may send. */
const MAX_SHOWN = 200;
/** The same for the reason why an event started nothing. */
const MAX_REASON = 400;
/** Events remembered, as Okta may send one twice. */
const MAX_REMEMBERED = 1000;

/** Receives event hooks until the process is told to end; exit code 0. */
export async function flowWatch(file: string, flags: FlowWatchFlags): Promise<number> {
  const pack = loadFlow(file);
  assertAwaits(pack);
  const options = await readFlowOptions(flags);
  const port = readPort(flags.port ?? '4320');
  const opened = await openFlowTarget(flags, { listen: true });
  const { target, emulator, close } = opened;
  const queue = createQueue(pack, { ...options, target, set: withTargetCredentials(pack, options.set ?? {}, opened) }, flags.html);
  const server = createEventHookListener({ authorization: flags.authorization, onHook: (hook) => queue.take(hook) });
  try {
    const url = await listen(server, port, flags.host ?? '127.0.0.1', '--port');
    process.stdout.write(`Event hooks: ${url}\n`);
    if (emulator !== undefined) process.stdout.write(`Emulator:    ${emulator.url}\nConsole:     ${emulator.consoleUrl}\n`);
    process.stdout.write('Point a tunnel at this port, use its URL for an event hook in a test org, then change a user there.\n\n');
    await interrupted();
    await queue.drained();
    return 0;
  } finally {
    await closeServer(server);
    await close();
  }
}

/** Throws UsageError for a pack that no event of Okta would start. */
function assertAwaits(pack: Pack): void {
  if (awaitedEvents(pack).length > 0) return;
  const names = [...pack.flows.values()].slice(0, 10).map(({ name }) => `'${name}'`);
  throw new UsageError(
    `${pack.source} has no flow that an Okta event starts, so nothing would run. It contains ${names.join(', ') || 'no flows'}; run one with flow run.`,
  );
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new UsageError(`--port: '${text}' is not a valid port (0–65535).`);
  return Number(text);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

interface EventQueue {
  /** False when it is no event hook. */
  take(hook: unknown): boolean;
  drained(): Promise<void>;
}

/** One event after the other: runs share an emulator, and a person reads what they print. */
function createQueue(pack: Pack, options: RunFlowOptions, html: string | undefined): EventQueue {
  const seen = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  let waiting = 0;
  let runs = 0;
  const run = async ({ flow, event }: MatchedEvent): Promise<void> => {
    process.stdout.write(`→ ${cut(`${event.eventType} ${event.uuid}`, MAX_SHOWN)}\n`);
    const result = await runFlow(pack, { ...options, flow: flow.uuid, event });
    process.stdout.write(`${runText(result, { pack, ...terminalLayout() })}\n`);
    if (html === undefined) return;
    mkdirSync(html, { recursive: true });
    const path = join(html, `${String(++runs).padStart(4, '0')}.html`);
    writeOutput(path, reportHtml(result, { pack, mermaid: mermaid(pack) }));
    process.stdout.write(`  Report: ${path}\n`);
  };
  const isNew = ({ flow, event }: MatchedEvent): boolean => {
    const key = `${event.uuid} ${flow.uuid}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest = ''] = seen;
    if (seen.size > MAX_REMEMBERED) seen.delete(oldest);
    return true;
  };
  return {
    take: (hook) => {
      const matched = matchingFlows(pack, hook);
      if (matched === undefined) return false;
      if (matched.length === 0) process.stdout.write(`→ ${cut(whyNoFlow(pack, hook), MAX_REASON)}\n`);
      for (const each of matched.filter(isNew)) {
        if (waiting >= MAX_WAITING) process.stdout.write(`! more than ${MAX_WAITING} events are waiting; one was dropped\n`);
        else {
          waiting++;
          running = running
            .then(() => run(each))
            .catch(tell)
            .finally(() => waiting--);
        }
      }
      return true;
    },
    drained: () => running,
  };
}

function tell(error: unknown): void {
  process.stderr.write(terminalText(`expensify-emulator: ${messageOf(error)}\n`));
}
