import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { debounce } from '../runtime/timer.js';
import { readJson } from '../util/read-json.js';
import type { Console } from './console-client.js';
import { fetchConsole } from './console-fetch.js';
import { UsageError } from './usage-error.js';

export interface EventListener {
  /** Called when the console sends events. */
  readonly onOpen: () => Promise<void>;
  /**
   * Called with the id of a new request. `isReset` is true if the journal counts from 1 again, and undefined for the first event,
   * which does not show that. Returns false to stop.
   */
  readonly onExchange: (id: number, isReset: boolean | undefined) => Promise<boolean>;
}

/** The console sends something every 15 s, so a longer silence means that the connection is dead. */
const SILENCE_MS = 45_000;

/** Listens to the console's server-sent events. Returns when the connection ends, and throws when there is none. */
export async function followEvents({ url, token }: Console, { onOpen, onExchange }: EventListener): Promise<void> {
  const silence = new AbortController();
  const alarm = debounce(() => silence.abort(), SILENCE_MS);
  const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  try {
    alarm.trigger();
    const response = await fetchConsole(`${url}/_emulator/events`, { headers, signal: silence.signal });
    if (!response.ok || response.body === null) throw new UsageError(`${url} sends no events (HTTP ${response.status}).`);
    await onOpen();
    let lastID: number | undefined;
    for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
      alarm.cancel();
      alarm.trigger();
      const id = idIn(line);
      if (id === undefined) continue;
      const isReset = lastID === undefined ? undefined : id <= lastID;
      lastID = id;
      if (!(await onExchange(id, isReset))) return;
    }
  } finally {
    alarm.cancel();
    silence.abort();
  }
}

/** The id in `data: {"id":7}`. Only the event `exchange` has one. */
function idIn(line: string): number | undefined {
  const data = line.startsWith('data: ') ? readJson(line.slice(6)) : undefined;
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'number' ? data.id : undefined;
}
