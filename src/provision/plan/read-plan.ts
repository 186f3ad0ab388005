import { z } from 'zod';
import { isObject } from '../../util/is-object.js';
import { list } from '../../util/lists.js';
import { hashOf, type Plan } from './plan.js';

/** What the hash does not cover, because it is only shown. */
const shownSchema = z.object({
  policies: list(z.object({ id: z.string(), name: z.string(), members: z.number() })),
  unchanged: z.number(),
  notCompared: list(z.string()),
});

/**
 * A plan that was saved in a file, or undefined if the value is not a plan. What is sent is trusted only because the hash
 * shows that nobody has changed it; see `assertApplicable`.
 */
export function toPlan(value: unknown): Plan | undefined {
  return isPlan(value) ? value : undefined;
}

function isPlan(value: unknown): value is Plan {
  if (!isObject(value)) return false;
  const { version, id, url, hash, changes, problems, options } = value;
  const hasLists = Array.isArray(changes) && Array.isArray(problems) && shownSchema.safeParse(value).success;
  return version === 2 && typeof id === 'string' && typeof url === 'string' && typeof hash === 'string' && hasLists && isObject(options);
}

/** True if nobody has changed the plan since it was made. */
export function isUntouched(plan: Plan): boolean {
  return plan.hash === hashOf(plan);
}
