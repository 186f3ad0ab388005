import { readFileSync } from 'node:fs';
import { PlanError } from '../provision/apply/apply.js';
import type { Plan } from '../provision/plan/plan.js';
import { toPlan } from '../provision/plan/read-plan.js';
import { isObject } from '../util/is-object.js';

/** A plan that `--out` wrote; undefined if the file is something else. Throws PlanError for a plan of an earlier version. */
export function readSavedPlan(file: string): Plan | undefined {
  const content = readJson(file);
  const plan = toPlan(content);
  if (plan === undefined && isObject(content) && content.version === 1 && 'hash' in content) {
    throw new PlanError(`${file} is a plan from an earlier version. Run 'provision plan' again.`);
  }
  return plan;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // If the file is broken, reading it as a list of people reports the line and the column.
    return undefined;
  }
}
