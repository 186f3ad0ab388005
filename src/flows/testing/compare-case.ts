import { isObject } from '../../util/is-object.js';
import { suggest } from '../../util/suggest.js';
import type { Card } from '../export/model.js';
import type { Expectations } from './cases-schema.js';
import { type Difference, match } from './match.js';
import type { Seen } from './seen.js';

/** The run that an expectation is compared with. */
export interface Compared {
  readonly seen: Seen;
  /** All cards that ran. */
  readonly ran: ReadonlySet<Card>;
  /** All cards of the export. */
  readonly cards: readonly Card[];
  /** UUID of the card that failed. */
  readonly failed: string | undefined;
}

/** A sentence instead of two values. */
export interface Complaint {
  readonly path: string;
  readonly message: string;
}

export type Mismatch = Difference | Complaint;

/** Expectations with values of any type: `Expectations` are assignable, and so are those without the secrets of a run. */
export interface Expected extends Pick<Expectations, 'status' | 'cards'> {
  readonly message?: unknown;
  readonly error?: { readonly message?: unknown; readonly code?: unknown; readonly card?: unknown } | undefined;
  readonly output?: unknown;
  readonly requests?: unknown;
  readonly emails?: unknown;
  readonly tables?: Readonly<Record<string, unknown>> | undefined;
  readonly members?: Readonly<Record<string, unknown>> | undefined;
  readonly advisories?: unknown;
  readonly skipped?: unknown;
}

/** The differences between a run and what its case expects. */
export function compareCase(expect: Expected, compared: Compared): readonly Mismatch[] {
  const { seen } = compared;
  const { error, message, output, requests, emails, tables, members, cards, advisories, skipped } = expect;
  const status = expect.status ?? (error === undefined ? 'finished' : 'error');
  return [
    ...match(status, seen.status, 'status'),
    ...(message === undefined ? [] : match(message, seen.message, 'message')),
    ...(error === undefined || seen.error === undefined ? [] : compareError(error, compared)),
    ...(output === undefined ? [] : match(output, seen.output, 'output')),
    ...(requests === undefined ? [] : compareList('requests', requests, seen.requests)),
    ...compareList('emails', emails, seen.emails),
    ...Object.entries(tables ?? {}).flatMap(([name, rows]) => compareTable(name, rows, seen)),
    ...Object.entries(members ?? {}).flatMap(([policy, wanted]) => compareMembers(policy, wanted, seen)),
    ...(cards === undefined ? [] : compareCards(cards, compared)),
    ...(advisories === undefined ? [] : match(advisories, seen.advisories, 'advisories')),
    ...compareList('skipped', skipped, seen.skipped),
  ];
}

function compareError({ message, code, card }: NonNullable<Expected['error']>, { seen, cards, failed }: Compared): Mismatch[] {
  const failedCard = cards.find(({ uuid }) => uuid === failed);
  const isNamed = failedCard !== undefined && [failedCard.id, failedCard.uuid].some((name) => name === card);
  return [
    ...(message === undefined ? [] : match(message, seen.error?.message, 'error.message')),
    ...(code === undefined ? [] : match(code, seen.error?.code, 'error.code')),
    ...(card === undefined || isNamed ? [] : match(card, seen.error?.card, 'error.card')),
  ];
}

/** A number is the expected length. */
function compareList(path: string, expected: unknown, actual: readonly unknown[]): Mismatch[] {
  if (expected === undefined) return [];
  if (typeof expected !== 'number') return match(expected, actual, path);
  return actual.length === expected ? [] : [{ path, expected, actual, note: `${actual.length} instead of ${expected}` }];
}

function compareTable(name: string, rows: unknown, { tables }: Seen): Mismatch[] {
  const path = `tables.${name}`;
  const found = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (found === undefined) return [{ path, message: `The run has no table '${name}'${suggest(name, Object.keys(tables))}` }];
  return compareList(path, rows, found);
}

function compareMembers(policy: string, wanted: unknown, { members }: Seen): Mismatch[] {
  const path = `members.${policy}`;
  const found = members.get(policy) ?? [...members.values()].find(({ name }) => name === policy);
  if (found !== undefined) return match(wanted, found.byEmail, path);
  const known = [...members].flatMap(([id, { name }]) => [id, name]);
  return [{ path, message: `The emulator has no policy '${policy}'${suggest(policy, known)}` }];
}

function compareCards({ ran = [], not = [] }: NonNullable<Expected['cards']>, { ran: seen, cards }: Compared): Mismatch[] {
  const titles = [...new Set(cards.map(({ title }) => title))];
  const look = (name: string, path: string, isWanted: boolean): Mismatch[] => {
    const named = cards.filter(({ title, id, uuid }) => [title, id, uuid].includes(name));
    if (named.length === 0) return [{ path, message: `The export has no card '${name}'${suggest(name, titles)}` }];
    const hasRun = named.some((card) => seen.has(card));
    return hasRun === isWanted ? [] : [{ path, message: `Card '${name}' ${hasRun ? 'ran' : 'did not run'}.` }];
  };
  return [
    ...ran.flatMap((name, index) => look(name, `cards.ran[${index}]`, true)),
    ...not.flatMap((name, index) => look(name, `cards.not[${index}]`, false)),
  ];
}

/** True for a mismatch of two values. */
export function isDifference(mismatch: Mismatch): mismatch is Difference {
  return isObject(mismatch) && 'expected' in mismatch;
}
