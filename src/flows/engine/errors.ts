import type { Card } from '../export/model.js';

/**
 * A card failed, as the console would show it. A flow can handle it (If Error, For Each - Ignore Errors); what nobody
 * handles fails the flow.
 */
export class CardError extends Error {
  override readonly name = 'CardError';
  readonly code: number | string | undefined;
  /** Further values of a Return Error card. */
  readonly details: ReadonlyMap<string, unknown>;
  /** Where it happened: filled in once, by the card that failed first. */
  card: Card | undefined;
  flow: string | undefined;
  inputs: ReadonlyMap<string, unknown> | undefined;
  /** Name of the input whose value is wrong, where one is. */
  input: string | undefined;

  constructor(message: string, code?: number | string, details: ReadonlyMap<string, unknown> = new Map()) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export type StopKind = 'limit' | 'host' | 'unstubbed' | 'aborted' | 'cycle';

/** The run itself cannot go on: no card of the flow may swallow this. */
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

/** A value that is not of the type a card needs, in words that begin as the console's own do. */
export function conversionError(value: unknown, wanted: string): CardError {
  return new CardError(`Invalid type conversion: ${describeValue(value)} is not ${TYPES[wanted] ?? wanted}`);
}

/** A value in a message: short, and never the whole of a long one. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** What a flow sees of an error: the fields of an error as the vendor documents them. */
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
