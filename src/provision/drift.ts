import type { Client } from '../client/create-client.js';
import { ALLOW_ALL } from './plan/limits.js';
import { type Plan, type PlanOptions, plan } from './plan/plan.js';
import type { Source } from './source/source.js';

export interface Drift {
  /** True if the members differ from the source, or the plan has problems. */
  readonly isDrift: boolean;
  readonly plan: Plan;
}

/** Compares the members with the source. Only reads. */
export async function drift(desired: Source | readonly object[], client: Client, options: PlanOptions = {}): Promise<Drift> {
  // Many disruptions prevent an apply, but not a comparison.
  const found = await plan(desired, client, { ...options, allow: { ...ALLOW_ALL, ...options.allow } });
  return { isDrift: found.changes.length > 0 || found.problems.length > 0, plan: found };
}
