import type { Client } from '../client/create-client.js';
import { ALLOW_ALL } from './plan/limits.js';
import { type Plan, type PlanOptions, plan } from './plan/plan.js';
import type { Source } from './source/source.js';

export interface Drift {
  /** True when something is not as wanted, or cannot be told. */
  readonly isDrift: boolean;
  readonly plan: Plan;
}

/** Whether the service is as somebody wants it. Reads only. */
export async function drift(desired: Source | readonly object[], client: Client, options: PlanOptions = {}): Promise<Drift> {
  // Many removals are a reason not to apply, and none not to look.
  const found = await plan(desired, client, { ...options, allow: { ...ALLOW_ALL, ...options.allow } });
  return { isDrift: found.changes.length > 0 || found.problems.length > 0, plan: found };
}
