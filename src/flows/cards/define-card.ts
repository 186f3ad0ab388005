import type { CardCall } from '../engine/card-call.js';
import type { Leave, Outputs } from '../engine/leave.js';

/**
 * The evidence for a card's behaviour.
 * - `documented`: the vendor describes it.
 * - `measured`: taken from real exports: the names, types and shapes of inputs and outputs.
 * - `assumed`: undocumented; see the note.
 */
export const CARD_EVIDENCE = ['documented', 'measured', 'assumed'] as const;
export type CardEvidence = (typeof CARD_EVIDENCE)[number];

export interface CardDefinition {
  /** `list.at`, `@okta.readUser`. */
  readonly id: string;
  /** The name in the designer. */
  readonly title: string;
  readonly evidence: CardEvidence;
  /** Assumptions and other remarks. */
  readonly note?: string;
  readonly run: (call: CardCall) => Outputs | Leave | Promise<Outputs | Leave>;
}

type Run = CardDefinition['run'];

/** One card. @example card('list.length', 'Length', 'documented', (call) => ({ length: call.list('list').length })) */
export function card(id: string, title: string, evidence: CardEvidence, run: Run, note?: string): CardDefinition {
  return { id, title, evidence, run, ...(note !== undefined && { note }) };
}
