import { createHash } from 'node:crypto';
import type { Client } from '../../client/create-client.js';
import { applyMapping } from '../mapping/apply-mapping.js';
import type { MappingInput } from '../mapping/mapping.js';
import { assertAttributes, assertRequired, defaultMapping, type LocatedMapping, toMapping } from '../mapping/read-mapping.js';
import type { Problem } from '../problem.js';
import type { Source } from '../source/source.js';
import { fromObjects } from '../source/structured.js';
import { aroundLeave, findLoops, withApprovers } from './approvers.js';
import { type Change, findChanges } from './changes.js';
import { notCompared } from './compare.js';
import { readCurrent } from './current.js';
import { toDesired } from './desired.js';
import { tooManyRemovals } from './removals.js';

export interface PlanOptions {
  /** How attributes become fields. Default: attributes are named as the fields are. */
  readonly mapping?: MappingInput | LocatedMapping;
  /** The policies to manage; whoever is on one of them and not wanted is removed. Default: those the rows name. */
  readonly policies?: readonly string[];
  /** Removals that are meant. Default: at most 10 people, and at most 20 % of the members. */
  readonly allowRemovals?: number;
}

/** What there is to do: plain data, that may be kept in a file and applied later. */
export interface Plan {
  readonly version: 1;
  /** The endpoint it was made against, and the only one it can be applied to. */
  readonly url: string;
  readonly policies: readonly { readonly id: string; readonly name: string; readonly members: number }[];
  readonly options: LocatedMapping['mapping']['options'];
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Fields that go along with a change, but are none by themselves: `get policy` does not show them. */
  readonly notCompared: readonly string[];
  readonly problems: readonly Problem[];
  /** SHA-256 of what would be sent, and where. */
  readonly hash: string;
}

/**
 * Holds the people somebody wants against the members there are. Reads only: two requests. Problems are part of the plan,
 * and keep it from being applied. Throws MappingError, and what the client throws.
 * @example const { changes } = await plan(readSource('people.csv'), client, { mapping: readMapping('map.yaml') });
 */
export async function plan(desired: Source | readonly object[], client: Client, options: PlanOptions = {}): Promise<Plan> {
  const source = 'rows' in desired ? desired : fromObjects(desired);
  const located = locatedMapping(options.mapping, source);
  // A program may want nobody; an empty list has no attributes to check.
  if (source.rows.length > 0) {
    assertAttributes(located, source);
    assertRequired(located, source, options.policies?.length === 1);
  }
  const { mapping } = located;
  const mapped = applyMapping(source, mapping);
  const named = toDesired(mapped.rows, options.policies?.length === 1 ? options.policies[0] : undefined);
  const current = await readCurrent(client, named.members, options.policies);
  const chained = withApprovers(named.members, current.policies);
  const members = aroundLeave(chained.members, current.policies);
  const difference = findChanges(members, current.policies);
  const problems = [
    ...mapped.problems,
    ...named.problems,
    ...current.problems,
    ...chained.problems,
    ...findLoops(members),
    ...tooManyRemovals(difference, options.allowRemovals),
  ];
  const content = {
    version: 1,
    url: client.url,
    policies: current.policies.map((policy) => ({ id: policy.id, name: policy.name, members: policy.members.size })),
    options: mapping.options,
    changes: difference.changes,
    unchanged: difference.unchanged,
    notCompared: notCompared(members.map(({ record }) => record)),
  } as const;
  return { ...content, problems, hash: hashOf(content) };
}

function locatedMapping(mapping: PlanOptions['mapping'], source: Source): LocatedMapping {
  if (mapping === undefined) return defaultMapping(source);
  return 'locate' in mapping ? mapping : toMapping(mapping);
}

/** What would be sent, and where to: two plans that do the same are the same. */
export function hashOf({ url, options, changes }: Pick<Plan, 'url' | 'options' | 'changes'>): string {
  return createHash('sha256').update(JSON.stringify({ url, options, changes })).digest('hex');
}
