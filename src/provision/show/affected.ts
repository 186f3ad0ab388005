import { DISRUPTION_KINDS, DISRUPTIONS, disruptionsOf, showDisruption } from '../plan/disruption.js';
import type { Plan } from '../plan/plan.js';

/** The people of one policy who are affected in the same way. */
export interface AffectedGroup {
  /** `Removed, Acme Headquarters (A1B2C3D4E5F60001)` */
  readonly title: string;
  /** One line for each person, with old and new values. */
  readonly people: readonly string[];
}

/** Who is affected by a plan, by kind and then by policy. */
export function affectedGroups(plan: Plan): AffectedGroup[] {
  const all = disruptionsOf(plan);
  return DISRUPTION_KINDS.flatMap((kind) =>
    plan.policies.flatMap(({ id, name }): AffectedGroup[] => {
      const here = all.filter((disruption) => disruption.kind === kind && disruption.policyID === id);
      if (here.length === 0) return [];
      const { done } = DISRUPTIONS[kind];
      const title = `${done.charAt(0).toUpperCase()}${done.slice(1)}, ${name} (${id})`;
      return [{ title, people: here.map((disruption) => showDisruption(disruption, plan.policies)) }];
    }),
  );
}
