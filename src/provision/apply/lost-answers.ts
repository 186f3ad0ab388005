import type { Client } from '../../client/create-client.js';
import type { Journal } from './journal.js';
import { readPoliciesOf, standing, stands } from './memberships.js';
import { isEmpty, mergePeople, type People, toPeople, withoutPeople } from './people-lists.js';
import { doneRecords, recordedPeople, recordKey } from './runs.js';

/** Changes that were found to be done although their response was lost. */
export interface Found {
  /** The `recordKey`s of the records. */
  readonly records: readonly string[];
  readonly people: People;
}

/**
 * Finds out what happened to requests without a response: it reads the members, and adds every change that was made to the receipt.
 * Other changes stay open, because the service may still be processing the request.
 */
export async function findLostAnswers(journal: Journal, client: Client, signal: AbortSignal | undefined): Promise<Found> {
  const runs = journal.runs();
  const done = doneRecords(runs);
  let recorded = recordedPeople(runs);
  const all: People[] = [];
  const keys: string[] = [];
  const pending = runs
    .flatMap((run) => run.requests)
    .filter(({ confirmed }) => confirmed === undefined)
    .map(({ sent }) => ({ sent, records: sent.records.filter((record) => !done.has(recordKey(record))) }))
    .filter(({ records }) => records.length > 0);
  if (pending.length === 0) return { records: [], people: mergePeople() };
  const policies = await readPoliciesOf(
    client,
    pending.flatMap(({ records }) => records),
    signal,
  );
  for (const { sent, records } of pending) {
    const found = records.filter((record) => !done.has(recordKey(record)) && stands(record, policies));
    const members = withoutPeople(standing({ added: sent.adds, removed: sent.removes }, policies), recorded);
    if (found.length > 0 || !isEmpty(members)) journal.confirmByReading(sent.request, found, members);
    for (const key of found.map(recordKey)) {
      done.add(key);
      keys.push(key);
    }
    recorded = mergePeople(recorded, toPeople(members));
    all.push(toPeople(members));
  }
  return { records: keys, people: mergePeople(...all) };
}
