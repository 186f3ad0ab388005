import type { Client } from '../../client/create-client.js';
import type { Journal } from './journal.js';
import { readPoliciesOf, standing, stands } from './memberships.js';
import { isEmpty, keysOf, without } from './people-lists.js';
import { doneRecords, recordedPeople, recordKey } from './runs.js';

/**
 * Finds out what became of requests that were sent and never answered: the members are read, and what is as the request
 * wanted it is noted in the receipt. What is not stays open, as the service may still be at work.
 */
export async function findLostAnswers(journal: Journal, client: Client, signal: AbortSignal | undefined): Promise<void> {
  const runs = journal.runs();
  const done = doneRecords(runs);
  const recorded = recordedPeople(runs);
  const pending = runs
    .flatMap((run) => run.requests)
    .filter(({ confirmed }) => confirmed === undefined)
    .map(({ sent }) => ({ sent, records: sent.records.filter((record) => !done.has(recordKey(record))) }))
    .filter(({ records }) => records.length > 0);
  if (pending.length === 0) return;
  const policies = await readPoliciesOf(
    client,
    pending.flatMap(({ records }) => records),
    signal,
  );
  for (const { sent, records } of pending) {
    const found = records.filter((record) => !done.has(recordKey(record)) && stands(record, policies));
    const members = standing({ added: sent.adds, removed: sent.removes }, policies);
    const added = without(members.added, recorded.added);
    const removed = without(members.removed, recorded.removed);
    if (found.length > 0 || !isEmpty({ added, removed })) journal.confirmByReading(sent.request, found, { added, removed });
    for (const record of found) done.add(recordKey(record));
    for (const key of keysOf(added)) recorded.added.add(key);
    for (const key of keysOf(removed)) recorded.removed.add(key);
  }
}
