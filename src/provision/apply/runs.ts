import { mergePeople, type People, toPeople } from './people-lists.js';
import type { ReceiptEvent, SentEvent } from './receipt-events.js';

type EventOf<Name extends ReceiptEvent['event']> = ReceiptEvent & { readonly event: Name };

/** A request of a run, and its known outcome. */
export interface SentRequest {
  readonly sent: SentEvent;
  readonly confirmed: EventOf<'confirmed'> | undefined;
  readonly readings: readonly EventOf<'confirmed-by-reading'>[];
}

/** The events of one run of a plan, from one `started` to the next. */
export interface Run {
  readonly started: EventOf<'started'>;
  readonly differences: readonly string[];
  readonly requests: readonly SentRequest[];
  readonly finished: EventOf<'finished'> | undefined;
}

/** The runs in the events of a receipt, in order. */
export function runsOf(events: readonly ReceiptEvent[]): Run[] {
  const confirmations = new Map(events.flatMap((event) => (event.event === 'confirmed' ? [[event.request, event]] : [])));
  const readings = new Map<number, EventOf<'confirmed-by-reading'>[]>();
  for (const event of events) {
    if (event.event === 'confirmed-by-reading') readings.set(event.request, [...(readings.get(event.request) ?? []), event]);
  }
  const starts = events.flatMap((event, index) => (event.event === 'started' ? [{ started: event, index }] : []));
  return starts.map(({ started, index }, nth): Run => {
    const own = events.slice(index + 1, starts[nth + 1]?.index);
    const requests = own.flatMap((event): SentRequest[] => {
      if (event.event !== 'sent') return [];
      const { request } = event;
      return [{ sent: event, confirmed: confirmations.get(request), readings: readings.get(request) ?? [] }];
    });
    const differences = own.flatMap((event) => (event.event === 'accepted' ? event.differences : []));
    return { started, differences, requests, finished: own.find((event) => event.event === 'finished') };
  });
}

/** A key for a record. Records with the same content have the same key. */
export function recordKey(record: object): string {
  return JSON.stringify(record);
}

/** The records of these runs that are known to have been done. */
export function doneRecords(runs: readonly Run[]): Set<string> {
  const requests = runs.flatMap((run) => run.requests);
  const done = requests.flatMap(({ sent, confirmed, readings }) => [
    ...(confirmed === undefined ? [] : sent.records),
    ...readings.flatMap(({ records }) => records),
  ]);
  return new Set(done.map(recordKey));
}

/** The people these runs are known to have added and removed. */
export function recordedPeople(runs: readonly Run[]): People {
  const requests = runs.flatMap((run) => run.requests);
  const told = requests.flatMap(({ confirmed, readings }) => [...(confirmed === undefined ? [] : [confirmed]), ...readings]);
  return mergePeople(...told.map(toPeople));
}
