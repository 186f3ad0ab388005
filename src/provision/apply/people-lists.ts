import { addressKey } from '../plan/addresses.js';
import type { Lists } from './receipt-events.js';

/** Whom requests add and remove, by policy. */
export interface Memberships {
  readonly added: Lists;
  readonly removed: Lists;
}

/** One person on one policy, however their address is spelt. */
export function membershipKey(policyID: string, email: string): string {
  return JSON.stringify([policyID, addressKey(email)]);
}

export function keysOf(people: Lists): string[] {
  return pairsOf(people).map(([policyID, email]) => membershipKey(policyID, email));
}

export function filterLists(people: Lists, keep: (policyID: string, email: string) => boolean): Lists {
  return toLists(pairsOf(people).filter(([policyID, email]) => keep(policyID, email)));
}

/** Those whose keys are not among these. */
export function without(people: Lists, keys: ReadonlySet<string>): Lists {
  return filterLists(people, (policyID, email) => !keys.has(membershipKey(policyID, email)));
}

/** Both lists, nobody twice. */
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
