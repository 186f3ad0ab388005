import type { Card, Flow, Pack } from '../export/model.js';
import type { DataFlow } from './data-flow.js';

export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

/** A problem that a lint found. */
export interface Hit {
  readonly flow: string;
  readonly card?: Card | undefined;
  readonly message: string;
}

/** A flow or an inline flow, with the titles of the cards that contain it. */
export interface Place {
  readonly flow: Flow;
  /** Name of the top-level flow. */
  readonly top: Flow;
  readonly path: readonly string[];
}

export interface LintContext {
  readonly pack: Pack;
  readonly dataFlow: DataFlow;
  readonly places: readonly Place[];
  /** HTTP cards that call the Integration Server. */
  readonly calls: readonly PlacedCard[];
  /** Flows that a loop runs, by flow, with the loop's title in quotes. */
  readonly looped: ReadonlyMap<Flow, string>;
}

export interface PlacedCard {
  readonly place: Place;
  readonly card: Card;
}

/** Cards that decide based on a value; their inputs count as checked. */
export const DECIDING: ReadonlySet<string> = new Set([
  'control.throwIf',
  'control.if',
  'control.continueIf',
  'control.branch',
  'control.assignIf',
  'boolean.compare',
  'control.lookup',
]);

export interface Lint {
  readonly code: string;
  readonly level: Level;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** What to do in the designer, in one sentence. */
  readonly fix: string;
  readonly check: (context: LintContext) => readonly Hit[];
}
