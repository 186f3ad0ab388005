import { findPlaceholders } from '../engine/placeholders.js';
import type { FindingCode } from '../export/model.js';
import type { Level, Lint } from './define-lint.js';

interface About {
  readonly level: Level;
  readonly why: string;
  readonly fix: string;
}

/** Findings of the loader, as lints. */
const ABOUT: Readonly<Record<FindingCode, About>> = {
  'missing-helper': {
    level: 'error',
    why: 'The export does not contain the flow, so the card cannot run here.',
    fix: 'Export the folder instead of the flow, or add a stub for the card.',
  },
  'missing-table': {
    level: 'note',
    why: 'The export does not contain the table, so its columns are unknown and it starts empty.',
    fix: 'Export the folder instead of the flow, or pass a CSV with --tables.',
  },
  'broken-pin': {
    level: 'error',
    why: 'The value never arrives.',
    fix: 'Drag the value into the input again, and export the flow again.',
  },
  'broken-edge': {
    level: 'error',
    why: 'The order of the cards is not the one the designer shows.',
    fix: 'Export the flow again. If the problem stays, remove the card and add it again.',
  },
  'several-roots': {
    level: 'warning',
    why: 'A flow starts with one card, and the export does not say which of these comes first.',
    fix: 'Move the loose cards after the others.',
  },
  cycle: {
    level: 'error',
    why: 'Cards that wait for each other never run.',
    fix: 'Export the flow again. If the problem stays, remove one of the cards and add it again.',
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
  why: 'The card fails when it reaches the placeholder.',
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
