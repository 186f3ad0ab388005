import { countOf } from '../../util/count-of.js';
import { ACTIONS, type Action } from '../plan/changes.js';
import type { Plan } from '../plan/plan.js';

/** How each action is counted. */
const COUNTED: Readonly<Record<Action, (count: number) => string>> = {
  add: (count) => `${count} to add`,
  'email-change': (count) => countOf(count, 'email change'),
  change: (count) => `${count} to change`,
  move: (count) => `${count} to move`,
  remove: (count) => `${count} to remove`,
};

/** How many changes of each kind a plan contains. */
function countActions({ changes }: Pick<Plan, 'changes'>): Record<Action, number> {
  const counts = { add: 0, 'email-change': 0, change: 0, move: 0, remove: 0 };
  for (const { action } of changes) counts[action]++;
  return counts;
}

/** `1 to add, 2 to change, 40 unchanged` */
export function summaryLine(plan: Plan): string {
  const counts = countActions(plan);
  const parts = ACTIONS.filter((action) => counts[action] > 0).map((action) => COUNTED[action](counts[action]));
  return [...parts, `${plan.unchanged} unchanged`].join(', ');
}
