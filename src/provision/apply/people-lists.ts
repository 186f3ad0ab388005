import { addressKey } from '../plan/addresses.js';
import type { Lists } from './receipt-events.js';

/** The people whom requests add and remove, by policy. */
export interface Memberships {
  readonly added: Lists;
  readonly removed: Lists;
}

/** A key for one person on one policy, regardless of the address's spelling. */
export function membershipKey(policyID: string, email: string): string {
  return JSON.stringify([policyID, addressKey(email)]);
}

function keysOf(people: Lists): string[] {
  return pairsOf(people).map(([policyID, email]) => membershipKey(policyID, email));
}

export function filterLists(people: Lists, keep: (policyID: string, email: string) => boolean): Lists {
  return toLists(pairsOf(people).filter(([policyID, email]) => keep(policyID, email)));
}

/** The lists as sets of `membershipKey`s. */
export interface People {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export function toPeople({ added, removed }: Memberships): People {
  return { added: new Set(keysOf(added)), removed: new Set(keysOf(removed)) };
}

export function mergePeople(...all: readonly People[]): People {
  return { added: new Set(all.flatMap(({ added }) => [...added])), removed: new Set(all.flatMap(({ removed }) => [...removed])) };
}

/** The people who are in the first lists but not in the second. */
export function withoutPeople({ added, removed }: Memberships, people: People): Memberships {
  const isNotIn =
    (keys: ReadonlySet<string>) =>
    (policyID: string, email: string): boolean =>
      !keys.has(membershipKey(policyID, email));
  return { added: filterLists(added, isNotIn(people.added)), removed: filterLists(removed, isNotIn(people.removed)) };
}

/** Both lists together, without duplicates. */
export function mergeLists(one: Lists, other: Lists): Lists {
  const pairs = [...pairsOf(one), ...pairsOf(other)];
  return toLists([...new Map(pairs.map(([policyID, email]) => [membershipKey(policyID, email), [policyID, email] as const])).values()]);
}

export function isEmpty({ added, removed }: Memberships): boolean {
  return Object.keys(added).length === 0 && Object.keys(removed).length === 0;
}

export function toLists(pairs: readonly (readonly [policyID: string, email: string])[]): Lists {
  const lists = new Map<string, string[]>();
  for (const [policyID, email] of pairs) {
    const emails = lists.get(policyID);
    if (emails === undefined) lists.set(policyID, [email]);
    else emails.push(email);
  }
  return Object.fromEntries(lists);
}

function pairsOf(people: Lists): [policyID: string, email: string][] {
  return Object.entries(people).flatMap(([policyID, emails]) => emails.map((email): [string, string] => [policyID, email]));
}
