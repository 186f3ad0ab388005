import { createHash } from 'node:crypto';
import type { Client } from '../../client/create-client.js';
import { randomToken } from '../../runtime/system.js';
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
import { findLastAdmins } from './last-admin.js';
import { type Allowed, tooManyDisruptions } from './limits.js';
import { type ManagedPolicy, scopeOf } from './scope.js';
import { findSuspicious } from './suspicious.js';

export interface PlanOptions {
  /** How attributes become fields. Default: attributes are named as the fields are. */
  readonly mapping?: MappingInput | LocatedMapping;
  /** The policies to manage; whoever is on one of them and not wanted is removed. Default: those the rows or the mapping name. */
  readonly policies?: readonly string[];
  /** Disruptions that are intended, by kind. Default: as many as are usual; docs/guide/provisioning.md has the limits. */
  readonly allow?: Allowed;
}

export interface PlannedPolicy {
  readonly id: string;
  readonly name: string;
  /** Members now. */
  readonly members: number;
  /** Whether everybody who is not wanted is removed, or only whom a row calls terminated. */
  readonly manages: ManagedPolicy['manages'];
}

/** What there is to do: plain data, that may be kept in a file and applied later. */
export interface Plan {
  readonly version: 2;
  /** Another one for each plan that is made: a receipt tells by it a finished plan from a new one that does the same. */
  readonly id: string;
  /** The endpoint it was made against, and the only one it can be applied to. */
  readonly url: string;
  readonly policies: readonly PlannedPolicy[];
  readonly options: LocatedMapping['mapping']['options'];
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Fields that go along with a change, but are none by themselves: `get policy` does not show them. */
  readonly notCompared: readonly string[];
  readonly problems: readonly Problem[];
  /** SHA-256 of what would be sent, and where, and of the problems. */
  readonly hash: string;
}

/**
 * Holds the people somebody wants against the members there are. Reads only: two requests. Problems are part of the plan,
 * and keep it from being applied. Throws MappingError, and what the client throws.
 * @example const { changes } = await plan(readSource('people.csv'), client, { mapping: readMapping('map.yaml') });
 */
export async function plan(desired: Source | readonly object[], client: Client, options: PlanOptions = {}): Promise<Plan> {
  const wanted = readDesired('rows' in desired ? desired : fromObjects(desired), options);
  const { scope, leavers } = wanted;
  const current = await readCurrent(client, scope);
  const chained = withApprovers(wanted.members, current.policies);
  const members = aroundLeave(chained.members, current.policies);
  const { changes, unchanged } = findChanges(members, leavers, current.policies);
  const content = {
    version: 2,
    url: client.url,
    policies: current.policies.map(({ id, name, members, manages }) => ({ id, name, members: members.size, manages })),
    options: wanted.options,
    changes,
    unchanged,
    notCompared: notCompared(members.map(({ record }) => record)),
    problems: [
      ...wanted.problems,
      ...current.problems,
      ...wanted.unmanaged,
      ...findSuspicious([...wanted.members, ...leavers], current.policies),
      ...chained.problems,
      ...findLoops(members),
      ...findLastAdmins(changes, current.policies),
      ...tooManyDisruptions(changes, current.policies, options.allow ?? {}),
    ],
  } as const;
  return { ...content, id: randomToken(), hash: hashOf(content) };
}

/** The ids of the policies that a plan for this list would manage. Reads nothing from the service. Throws MappingError. */
export function managedPolicies(source: Source, options: PlanOptions): readonly string[] {
  return [...readDesired(source, options).scope.keys()];
}

/** The list as members of policies, before anybody looks at who is there. Throws MappingError. */
function readDesired(source: Source, { mapping, policies }: PlanOptions) {
  const located = locatedMapping(mapping, source);
  const only = policies?.length === 1 ? policies[0] : undefined;
  // A program may want nobody; an empty list has no attributes to check.
  if (source.rows.length > 0) {
    assertAttributes(located, source);
    assertRequired(located, source, only !== undefined);
  }
  const mapped = applyMapping(source, located.mapping);
  const named = toDesired(mapped.rows, only);
  const { scope, problems: unmanaged } = scopeOf(named, located, policies);
  const { members, leavers } = named;
  return { members, leavers, scope, options: located.mapping.options, problems: [...mapped.problems, ...named.problems], unmanaged };
}

function locatedMapping(mapping: PlanOptions['mapping'], source: Source): LocatedMapping {
  if (mapping === undefined) return defaultMapping(source);
  return 'locate' in mapping ? mapping : toMapping(mapping);
}

/** What would be sent, where to, and what speaks against it: two plans that do the same have the same. */
export function hashOf({ url, options, changes, problems }: Pick<Plan, 'url' | 'options' | 'changes' | 'problems'>): string {
  const said = problems.map(({ code, message }) => ({ code, message }));
  return createHash('sha256')
    .update(JSON.stringify({ url, options, changes, problems: said }))
    .digest('hex');
}
