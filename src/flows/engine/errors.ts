import type { Card } from '../export/model.js';

/**
 * A card failed, as the console would show it. A flow can handle the error (If Error, For Each - Ignore Errors); an unhandled
 * error fails the flow.
 */
export class CardError extends Error {
  override readonly name = 'CardError';
  readonly code: number | string | undefined;
  /** Additional values of a Return Error card. */
  readonly details: ReadonlyMap<string, unknown>;
  /** The place of the error, set once by the card that failed first. */
  card: Card | undefined;
  flow: string | undefined;
  inputs: ReadonlyMap<string, unknown> | undefined;
  /** Name of the input with the wrong value, if any. */
  input: string | undefined;

  constructor(message: string, code?: number | string, details: ReadonlyMap<string, unknown> = new Map()) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export type StopKind = 'limit' | 'host' | 'unstubbed' | 'aborted' | 'cycle';

/** The run itself can't continue; no card of the flow may catch this. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  card: Card | undefined;
  flow: string | undefined;
  inputs: ReadonlyMap<string, unknown> | undefined;

  constructor(
    readonly kind: StopKind,
    message: string,
  ) {
    super(message);
  }
}

const TYPES: Readonly<Record<string, string>> = { number: 'a number', list: 'a list', object: 'an object', date: 'a date' };

/** A value of the wrong type. The message starts with the console's own words. */
export function conversionError(value: unknown, wanted: string): CardError {
  return new CardError(`Invalid type conversion: ${describeValue(value)} is not ${TYPES[wanted] ?? wanted}`);
}

/** A value for a message, shortened if it is long. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The error as a flow sees it: with the fields that the vendor documents. */
export function errorValue(error: CardError, execution: string): Record<string, unknown> {
  return {
    message: error.message,
    code: error.code ?? null,
    method: error.card?.id ?? null,
    flo: error.flow ?? null,
    execution,
    ...Object.fromEntries(error.details),
  };
}
