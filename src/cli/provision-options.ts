import { readMapping } from '../provision/mapping/read-mapping.js';
import { DISRUPTION_KINDS, DISRUPTIONS } from '../provision/plan/disruption.js';
import type { Allowed } from '../provision/plan/limits.js';
import type { PlanOptions } from '../provision/plan/plan.js';
import { UsageError } from './usage-error.js';

/** The flags for making a plan. */
export interface PlanFlags {
  readonly map?: string;
  readonly policy?: readonly string[];
  readonly allowRemovals?: string;
  readonly allowMoves?: string;
  readonly allowRenames?: string;
  readonly allowDemotions?: string;
  readonly allowManagerChanges?: string;
}

/** Each kind of disruption with its flag, and the flag's value. */
function allowFlags(flags: PlanFlags): { readonly key: keyof Allowed; readonly flag: string; readonly value: string }[] {
  const values: Readonly<Record<keyof Allowed, string | undefined>> = {
    removals: flags.allowRemovals,
    moves: flags.allowMoves,
    renames: flags.allowRenames,
    demotions: flags.allowDemotions,
    managerChanges: flags.allowManagerChanges,
  };
  return DISRUPTION_KINDS.flatMap((kind) => {
    const { allow: key, flag } = DISRUPTIONS[kind];
    const value = values[key];
    return value === undefined ? [] : [{ key, flag, value }];
  });
}

/** Reads the options of a plan from the flags. Throws UsageError for a number that is not valid. */
export function planOptions(flags: PlanFlags): PlanOptions {
  const allowed = allowFlags(flags).map(({ key, flag, value }): [string, number] => {
    if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${flag} takes a number of people, not '${value}'.`);
    return [key, Number(value)];
  });
  return {
    ...(flags.map !== undefined && { mapping: readMapping(flags.map) }),
    ...(flags.policy !== undefined && { policies: flags.policy }),
    allow: Object.fromEntries(allowed),
  };
}
