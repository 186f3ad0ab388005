import { isObject } from '../../util/is-object.js';
import { hashOf, type Plan } from './plan.js';

/**
 * A plan that was kept in a file, or undefined when the value is none. What is inside is trusted only because its hash
 * says that nobody changed it; see `assertApplicable`.
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

/** True when a plan is as it was made. */
export function isUntouched(plan: Plan): boolean {
  return plan.hash === hashOf(plan);
}
