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
  /** How attributes become fields. Default: attributes with the same names as the fields. */
  readonly mapping?: MappingInput | LocatedMapping;
  /** The policies to manage. Members who are not in the source are removed. Default: the policies that the rows or the mapping name. */
  readonly policies?: readonly string[];
  /** The number of intended disruptions, by kind. Default: the usual limits, see docs/guide/provisioning.md. */
  readonly allow?: Allowed;
}

export interface PlannedPolicy {
  readonly id: string;
  readonly name: string;
  /** The number of current members. */
  readonly members: number;
  /** Whether all members who are not in the source are removed, or only people whose row has isTerminated. */
  readonly manages: ManagedPolicy['manages'];
}

/** The changes to make: plain data, which can be saved to a file and applied later. */
export interface Plan {
  readonly version: 2;
  /** Unique for each plan. A receipt uses it to distinguish a finished plan from a new plan with the same changes. */
  readonly id: string;
  /** The endpoint that the plan was made for. It can only be applied there. */
  readonly url: string;
  readonly policies: readonly PlannedPolicy[];
  readonly options: LocatedMapping['mapping']['options'];
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Fields that are sent with a change, but never cause one, because `get policy` does not return them. */
  readonly notCompared: readonly string[];
  readonly problems: readonly Problem[];
  /** SHA-256 of the changes, the target and the problems. */
  readonly hash: string;
}

/**
 * Compares the wanted people with the current members. Only reads, with two requests. Problems are part of the plan, and a plan
 * with problems can't be applied. Throws MappingError and the client's errors.
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

/** Converts the list to members of policies, before the current members are read. Throws MappingError. */
function readDesired(source: Source, { mapping, policies }: PlanOptions) {
  const located = locatedMapping(mapping, source);
  const only = policies?.length === 1 ? policies[0] : undefined;
  // A program may pass an empty list, which has no attributes to check.
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

/** Hashes the changes, the target and the problems. Plans with the same effect have the same hash. */
export function hashOf({ url, options, changes, problems }: Pick<Plan, 'url' | 'options' | 'changes' | 'problems'>): string {
  const said = problems.map(({ code, message }) => ({ code, message }));
  return createHash('sha256')
    .update(JSON.stringify({ url, options, changes, problems: said }))
    .digest('hex');
}
