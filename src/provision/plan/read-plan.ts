import { isObject } from '../../util/is-object.js';
import { hashOf, type Plan } from './plan.js';

/**
 * Reads a saved plan. Returns undefined if the value is not a plan. The content is only trusted because its hash proves that it was
 * not changed; see `assertApplicable`.
 */
export function toPlan(value: unknown): Plan | undefined {
  return isPlan(value) ? value : undefined;
}

function isPlan(value: unknown): value is Plan {
  if (!isObject(value)) return false;
  const { version, id, url, hash, changes, problems, policies, options } = value;
  const hasLists = Array.isArray(changes) && Array.isArray(problems) && Array.isArray(policies);
  return version === 2 && typeof id === 'string' && typeof url === 'string' && typeof hash === 'string' && hasLists && isObject(options);
}

/** True if a plan was not changed after it was made. */
export function isUntouched(plan: Plan): boolean {
  return plan.hash === hashOf(plan);
}
