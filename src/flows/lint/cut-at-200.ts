import type { Slot } from '../export/model.js';
import type { Lint } from './define-lint.js';

/** Custom connectors have inputs with generated keys such as `result_set_9BBLJC`; the label is always the same. */
const RESULT_SET = /^result.?set$/i;

/** A list that is never that long in practice: the groups of one user. */
const SMALL_LISTS: ReadonlySet<string> = new Set(['@okta.getUsersGroups']);

export const cutAt200: Lint = {
  code: 'cut-at-200',
  level: 'warning',
  why: "The card returns at most 200 records and doesn't report that there are more.",
  fix: 'Choose the streaming option and handle each record in a helper flow.',
  check: ({ places }) =>
    places.flatMap(({ flow, top }) =>
      flow.cards
        .filter(({ id, inputs }) => !SMALL_LISTS.has(id) && inputs.some(isCut))
        .map((card) => ({ flow: top.name, card, message: `'${card.title}' stops at the first 200 records.` })),
    ),
};

function isCut({ key, label, literal }: Slot): boolean {
  return (RESULT_SET.test(key) || RESULT_SET.test(label)) && typeof literal === 'string' && /^first 200\b/i.test(literal);
}
