import type { Problem } from '../problem.js';
import type { Change } from './changes.js';
import type { CurrentPolicy } from './current.js';
import { DISRUPTION_KINDS, DISRUPTIONS, type Disruption, type DisruptionKind, disruptionsOf, showDisruption } from './disruption.js';

/** The number of intended disruptions of each kind, on all policies together. Kinds that are left out have the default limits. */
export interface Allowed {
  readonly removals?: number;
  readonly moves?: number;
  readonly renames?: number;
  readonly demotions?: number;
  readonly managerChanges?: number;
}

/** Every disruption is intended. */
export const ALLOW_ALL: Required<Allowed> = {
  removals: Number.POSITIVE_INFINITY,
  moves: Number.POSITIVE_INFINITY,
  renames: Number.POSITIVE_INFINITY,
  demotions: Number.POSITIVE_INFINITY,
  managerChanges: Number.POSITIVE_INFINITY,
};

/**
 * What is normal between two runs. On one policy: this many people or this share of its members, whichever is more, but never
 * half of them. On all policies: this many people and this share. A new head of a department changes the manager of many people,
 * so the larger of the two counts for manager changes.
 */
const USUAL = { onOne: { people: 5, share: 0.1 }, onAll: (members: number) => Math.min(10, members * 0.2) };
const MANAGERS = { onOne: { people: 10, share: 0.2 }, onAll: (members: number) => Math.max(10, members * 0.2) };
const HALF = 0.5;

/** The most names in a message. The plan has all of them. */
const MAX_NAMED = 5;

/**
 * A plan that disrupts more people than usual is more often a mistake in the source (missing rows, a wrong column, a wrong
 * lookup) than intended. So each kind that exceeds its limits is a problem until its number is allowed.
 */
export function tooManyDisruptions(changes: readonly Change[], policies: readonly CurrentPolicy[], allowed: Allowed): Problem[] {
  const disruptions = disruptionsOf({ changes });
  return DISRUPTION_KINDS.flatMap((kind): Problem[] => {
    const found = disruptions.filter((disruption) => disruption.kind === kind);
    const most = allowed[DISRUPTIONS[kind].allow];
    if (most !== undefined)
      return found.length <= most ? [] : [onAll(kind, found, policies, `${most} ${most === 1 ? 'is' : 'are'} allowed`)];
    const onOne = policies.flatMap((policy) => exceededOn(policy, kind, found, policies));
    if (onOne.length > 0) return onOne;
    const limit = Math.floor(limitsOf(kind).onAll(membersOf(policies)));
    return found.length <= limit ? [] : [onAll(kind, found, policies, `the limit for all policies together is ${limit}`)];
  });
}

function limitsOf(kind: DisruptionKind): typeof USUAL {
  return kind === 'manager-change' ? MANAGERS : USUAL;
}

function membersOf(policies: readonly CurrentPolicy[]): number {
  return policies.reduce((sum, { members }) => sum + members.size, 0);
}

/** The number of members that it can affect: never the owner, and only admins and auditors can be demoted. */
function affectable({ members, owner }: CurrentPolicy, kind: DisruptionKind): number {
  return [...members.values()].filter(({ email, role }) => email !== owner && (kind !== 'demotion' || role !== 'user')).length;
}

function exceededOn(
  policy: CurrentPolicy,
  kind: DisruptionKind,
  all: readonly Disruption[],
  policies: readonly CurrentPolicy[],
): Problem[] {
  const here = all.filter(({ policyID }) => policyID === policy.id);
  const people = affectable(policy, kind);
  const { people: few, share } = limitsOf(kind).onOne;
  const isHalf = here.length >= people * HALF;
  const isMany = here.length > Math.max(few, Math.floor(policy.members.size * share));
  if (here.length === 0 || !(isMany || isHalf)) return [];
  const who = kind === 'demotion' ? 'admins and auditors' : 'members';
  // Of the changes that count, only a new manager can affect the owner.
  const hasOwner = here.some(({ email }) => email === policy.owner);
  const where = `${here.length} of ${people + (hasOwner ? 1 : 0)} ${who} of '${policy.name}' (${policy.id})${hasOwner ? '' : ', not counting its owner,'}`;
  const normal = isHalf ? 'half of them or more is too many' : `the limit is ${few} people or ${share * 100}% of the members`;
  return [problemOf(kind, `${where} would be ${DISRUPTIONS[kind].done}: ${namesOf(here, policies)}; ${normal}`, all.length)];
}

function onAll(kind: DisruptionKind, found: readonly Disruption[], policies: readonly CurrentPolicy[], limit: string): Problem {
  const where = `${found.length} of ${membersOf(policies)} members would be ${DISRUPTIONS[kind].done}`;
  return problemOf(kind, `${where}: ${namesOf(found, policies)}; ${limit}`, found.length);
}

function problemOf(kind: DisruptionKind, message: string, count: number): Problem {
  const { code, flag } = DISRUPTIONS[kind];
  return { code, message: `${message}. If all of this is intended, pass ${flag} ${count}.` };
}

function namesOf(disruptions: readonly Disruption[], policies: readonly CurrentPolicy[]): string {
  const shown = disruptions.slice(0, MAX_NAMED).map((disruption) => showDisruption(disruption, policies));
  const more = disruptions.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
