import type { Rule } from '../mapping/mapping.js';
import type { LocatedMapping } from '../mapping/read-mapping.js';
import type { Problem } from '../problem.js';
import type { Location } from '../source/source.js';
import type { Desired } from './desired.js';

export interface ManagedPolicy {
  /**
   * `everyone`: members who are not in the source are removed. `leavers`: only rows of leavers name the policy, so the source does
   * not say who belongs there, and nobody else is removed.
   */
  readonly manages: 'everyone' | 'leavers';
  /** Where the source or the mapping first names the policy. */
  readonly at?: Location | undefined;
}

/** The policies that a plan manages, by id. */
export type Scope = ReadonlyMap<string, ManagedPolicy>;

/**
 * The policies to manage: the given ones, or else those that the rows or the mapping name. A policy in the mapping counts even
 * if no row names it any more: its last members have left, and would otherwise stay members forever.
 */
export function scopeOf(
  { members, leavers }: Desired,
  mapping: LocatedMapping,
  policyIDs: readonly string[] | undefined,
): { readonly scope: Scope; readonly problems: Problem[] } {
  if (policyIDs !== undefined) {
    const scope = new Map(policyIDs.map((id) => [id, { manages: 'everyone' as const }]));
    return { scope, problems: findUnmanaged(scope, [...members, ...leavers]) };
  }
  const scope = new Map<string, ManagedPolicy>();
  const name = (id: string, manages: ManagedPolicy['manages'], at: Location): void => {
    if (!scope.has(id)) scope.set(id, { manages, at });
  };
  for (const { policyID, locate } of members) name(policyID, 'everyone', locate('policyID'));
  for (const { id, at } of policiesOf(mapping)) name(id, 'everyone', at);
  for (const { policyID, locate } of leavers) name(policyID, 'leavers', locate('policyID'));
  return { scope, problems: [] };
}

/** The policy ids that the mapping contains. */
function policiesOf({ mapping, locate }: LocatedMapping): { readonly id: string; readonly at: Location }[] {
  const fields = ['policyID', 'additionalPolicyIDs'] as const;
  return fields
    .flatMap((field) => valuesOf(mapping.fields[field]).map(([id, path]) => ({ id, at: locate(['fields', field, ...path]) })))
    .filter(({ id }) => id !== '');
}

function valuesOf(rule: Rule | undefined): [string, string[]][] {
  if (rule === undefined) return [];
  if ('constant' in rule) return [rule.constant].flat().map((id) => [id, ['constant']]);
  const looked = Object.entries(rule.lookup ?? {}).map(([key, id]): [string, string[]] => [id, ['lookup', key]]);
  return [...looked, ...(rule.default === undefined ? [] : [[rule.default, ['default']] satisfies [string, string[]]])];
}

function findUnmanaged(scope: Scope, people: readonly (Desired['members'][number] | Desired['leavers'][number])[]): Problem[] {
  const strays = new Map<string, Location>();
  for (const { policyID, locate } of people) if (!scope.has(policyID) && !strays.has(policyID)) strays.set(policyID, locate('policyID'));
  return Array.from(strays, ([policyID, at]) => ({
    code: 'unknown-policy' as const,
    message: `Policy '${policyID}' is not managed. To manage it, pass --policy ${policyID}.`,
    at,
  }));
}
