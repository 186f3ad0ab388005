import { startCard } from '../engine/start.js';
import { type Flow, namedHelpers, withInline } from '../export/model.js';
import type { Lint, LintContext } from './define-lint.js';

export const uncalledHelper: Lint = {
  code: 'uncalled-helper',
  level: 'note',
  why: 'A helper flow that no other flow calls only runs manually or through its API, and is often a leftover.',
  fix: 'Delete the flow, or call it. If a flow in another folder calls it, ignore this note.',
  check: (context) => {
    const called = calledFlows(context);
    const roots = [...context.pack.flows.values()].filter(({ uuid }) => !called.has(uuid));
    // If only one flow is not called, the export was made for that flow.
    if (roots.length < 2) return [];
    return roots
      .filter(isHelper)
      .map((flow) => ({ flow: flow.name, message: `No flow in the export calls the helper flow '${flow.name}'.` }));
  },
};

/** A flow that only calls itself counts as not called. */
function calledFlows({ pack }: LintContext): ReadonlySet<string> {
  return new Set(
    [...pack.flows.values()].flatMap((top) =>
      [...withInline(top)].flatMap(({ flow }) => flow.cards.flatMap(namedHelpers)).filter((uuid) => uuid !== top.uuid),
    ),
  );
}

function isHelper(flow: Flow): boolean {
  return !flow.isScheduled && startCard(flow)?.id === 'control.callable';
}
