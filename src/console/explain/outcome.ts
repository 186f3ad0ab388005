import { decodedJob } from '../../emulator/journal/decoded-job.js';
import type { JournalEntry } from '../../emulator/journal/journal.js';
import { emailOf } from '../../emulator/world/people.js';
import type { World } from '../../emulator/world/world.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { messageOf, skipsOf } from './why.js';

/** What a request was about and what came of it, as one line of a list shows it. */
export interface Outcome {
  readonly id: number;
  /** The account that the credentials act as. */
  readonly who?: string;
  /** The policy that the request is about, by its name if there is one. */
  readonly about?: string;
  /** `added 1, skipped 2`, or the message of an error. */
  readonly text?: string;
}

export function outcomeOf(entry: JournalEntry, world: World): Outcome {
  const who = whoOf(entry, world);
  const about = aboutOf(entry, world);
  const text = textOf(entry);
  return {
    id: entry.id,
    ...(who !== undefined && { who }),
    ...(about !== undefined && { about }),
    ...(text !== '' && { text }),
  };
}

function whoOf({ user, pair, company: id }: JournalEntry, { companies }: World): string | undefined {
  if (user !== undefined || pair === undefined || id === undefined) return user;
  const company = companies.get(id);
  const accountID = company?.credentials.get(pair)?.accountID;
  return company === undefined || accountID === undefined ? pair : emailOf(company, accountID);
}

function aboutOf(entry: JournalEntry, { companies }: World): string | undefined {
  const ids = [...policiesOf(entry)];
  const [first] = ids;
  if (first === undefined) return undefined;
  const name = companies.get(entry.company ?? '')?.policies.get(first)?.name ?? first.slice(0, 40);
  return ids.length === 1 ? name : `${name} and ${ids.length - 1} more`;
}

function policiesOf(entry: JournalEntry): Set<string> {
  const settings = decodedJob(entry)?.inputSettings;
  const found: unknown[] = isObject(settings) ? [settings.policyIDList, settings.policyID].flat() : [];
  const feed = readJson(entry.request.fields.data ?? '');
  const records = isObject(feed) ? feed.Employees : feed;
  if (Array.isArray(records)) found.push(...records.map((record) => (isObject(record) ? record.policyID : undefined)));
  return new Set(found.filter((id): id is string => typeof id === 'string' && id !== ''));
}

function textOf(entry: JournalEntry): string {
  const message = messageOf(entry.response.body);
  const counts = countsOf(entry);
  return [message === 'success' ? undefined : message, counts === '' ? undefined : counts].filter(Boolean).join(' · ');
}

/** Members first; whatever else changed counts only if no member did. */
function countsOf(entry: JournalEntry): string {
  const { changes = [], hasMoreChanges } = entry;
  const members = changes.filter(({ collection }) => collection === 'members');
  const counted = members.length > 0 ? members : changes;
  const more = hasMoreChanges === true ? '+' : '';
  const count = (word: string, isOne: (change: (typeof counted)[number]) => boolean): string[] => {
    const number = counted.filter(isOne).length;
    return number === 0 ? [] : [`${word} ${number}${more}`];
  };
  const skips = skipsOf(entry);
  return [
    ...count('added', ({ before }) => before === undefined),
    ...count('changed', ({ before, after }) => before !== undefined && after !== undefined),
    ...count('removed', ({ after }) => after === undefined),
    ...(skips.length === 0 ? [] : [`skipped ${skips.length}`]),
  ].join(', ');
}
