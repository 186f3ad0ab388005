import type { Place } from '../../templates/errors.js';
import type { Span } from '../../templates/syntax/tree.js';
import type { RuleID } from './rules.js';

/** A problem at its position. */
export interface Hit extends Place {
  readonly rule: RuleID;
  readonly message: string;
}

/** What checks need: where to report problems, and how an expression is written. */
export interface Reporter {
  report(rule: RuleID, at: Pick<Span, 'start'>, message: string): void;
  written(span: Span): string;
}
