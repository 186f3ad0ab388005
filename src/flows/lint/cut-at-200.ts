import type { Lint } from './define-lint.js';

export const cutAt200: Lint = {
  code: 'cut-at-200',
  level: 'warning',
  why: 'The card gives out at most 200 records and says nothing when there are more.',
  fix: 'Choose the streaming option and let a helper flow take each record.',
  check: ({ places }) =>
    places.flatMap(({ flow, top }) =>
      flow.cards
        .filter(({ inputs }) => inputs.some(({ key, literal }) => /^result_?set$/i.test(key) && /^first 200\b/i.test(String(literal))))
        .map((card) => ({ flow: top.name, card, message: `'${card.title}' stops at the first 200 records.` })),
    ),
};
