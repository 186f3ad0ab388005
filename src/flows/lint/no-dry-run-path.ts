import type { Card } from '../export/model.js';
import type { Lint, LintContext } from './define-lint.js';
import { holds } from './http-cards.js';

/** Keys of connectors' cards that remove something. */
const TAKES_AWAY = /^(?:delete|deactivate|remove|suspend|unassign|revoke|disable|terminate|archive|clear|wipe|lock)/i;
/** Words that authors use for a run without changes. */
const REHEARSAL = /dry.?run|test.?(?:mode|run)|simulat|preview|report.?only|read.?only|what.?if|rehears/i;

export const noDryRunPath: Lint = {
  code: 'no-dry-run-path',
  level: 'note',
  why: 'The first run removes something for every item in the list, so you only notice a mistake in the list when it is too late.',
  fix: 'Give the flow an input such as "Dry run", and add a Continue If or If/Else card before this one.',
  check: (context) => {
    if (hasRehearsal(context)) return [];
    return context.places.flatMap(({ flow, top }) => {
      const loop = context.looped.get(flow);
      if (loop === undefined) return [];
      return flow.cards
        .filter(takesAway)
        .map((card) => ({ flow: top.name, card, message: `'${card.title}' runs for each item of ${loop}, but the flow has no dry run.` }));
    });
  },
};

/** Table rows are the flow's own data, so deleting them doesn't count. */
function takesAway({ id, inputs }: Card): boolean {
  if (id.startsWith('@stash.') || !id.startsWith('@')) return false;
  const key = id.slice(id.indexOf('.') + 1);
  return TAKES_AWAY.test(key) || inputs.some(({ label, literal }) => /^(?:request type|method)$/i.test(label) && literal === 'DELETE');
}

/** Some name or text in the export mentions a dry run; whether it works is not checked. */
function hasRehearsal({ places }: LintContext): boolean {
  return places.some(({ flow }) =>
    flow.cards.some(
      ({ title, inputs, outputs }) =>
        REHEARSAL.test(title) ||
        [...inputs, ...outputs].some(
          (slot) => REHEARSAL.test(slot.key) || REHEARSAL.test(slot.label) || holds(slot, 'dry-run') || holds(slot, 'dryRun'),
        ),
    ),
  );
}
