import { findPlaceholders } from '../engine/placeholders.js';
import type { FindingCode } from '../export/model.js';
import type { Level, Lint } from './define-lint.js';

interface About {
  readonly level: Level;
  readonly why: string;
  readonly fix: string;
}

/** What the loader finds, as lints. */
const ABOUT: Readonly<Record<FindingCode, About>> = {
  'missing-helper': {
    level: 'error',
    why: 'The export does not hold the flow, so the card cannot run here.',
    fix: 'Export the folder instead of the flow, or answer the card by a stub.',
  },
  'missing-table': {
    level: 'note',
    why: 'The export does not hold the table, so its columns are not known and it begins empty.',
    fix: 'Export the folder instead of the flow, or give a CSV with --tables.',
  },
  'broken-pin': {
    level: 'error',
    why: 'The value never arrives.',
    fix: 'Drag the value into the input again, and export anew.',
  },
  'broken-edge': {
    level: 'error',
    why: 'The order of the cards is not the one the designer shows.',
    fix: 'Export anew; if it stays, remove the card and put it in again.',
  },
  'several-roots': {
    level: 'warning',
    why: 'A flow begins with one card; which of these comes first is not said.',
    fix: 'Put the loose cards behind the others.',
  },
  cycle: {
    level: 'error',
    why: 'Cards that wait for each other never run.',
    fix: 'Export anew; if it stays, remove one of the cards and put it in again.',
  },
  'no-cards': {
    level: 'warning',
    why: 'There is nothing to run.',
    fix: 'Delete the flow, or build it.',
  },
};

export const STRUCTURE: readonly Lint[] = Object.entries(ABOUT).map(([code, about]) => ({
  code,
  ...about,
  check: ({ pack }) => pack.findings.filter((finding) => finding.code === code),
}));

export const unfilledPlaceholder: Lint = {
  code: 'unfilled-placeholder',
  level: 'error',
  why: 'The card fails when it comes to the placeholder.',
  fix: 'Drag a value into the text again.',
  check: ({ places }) =>
    places.flatMap(({ flow, top }) =>
      flow.cards.flatMap((card) => {
        const text = String(card.inputs.find(({ name }) => name === '_text_')?.literal ?? '');
        const keys = new Set(card.inputs.map(({ key }) => key));
        const stray = findPlaceholders(text).filter(({ key }) => !keys.has(key));
        return stray.map(({ placeholder }) => ({
          flow: top.name,
          card,
          message: `The placeholder ${placeholder} of '${card.title}' has no input.`,
        }));
      }),
    ),
};
