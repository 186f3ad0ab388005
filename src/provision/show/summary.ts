import { ACTIONS, type Action } from '../plan/changes.js';
import type { Plan } from '../plan/plan.js';

/** What an action is called where it is counted. */
const ACTION_WORDS: Readonly<Record<Action, string>> = {
  add: 'to add',
  'email-change': 'to get a new address',
  change: 'to change',
  move: 'to move',
  remove: 'to remove',
};

/** How many changes of each kind a plan holds. */
function countActions({ changes }: Pick<Plan, 'changes'>): Record<Action, number> {
  const counts = { add: 0, 'email-change': 0, change: 0, move: 0, remove: 0 };
  for (const { action } of changes) counts[action]++;
  return counts;
}

/** `1 to add, 2 to change, 40 unchanged` */
export function summaryLine(plan: Plan): string {
  const counts = countActions(plan);
  const parts = ACTIONS.filter((action) => counts[action] > 0).map((action) => `${counts[action]} ${ACTION_WORDS[action]}`);
  return [...parts, `${plan.unchanged} unchanged`].join(', ');
}
