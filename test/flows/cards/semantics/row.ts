import { buildFlow, type Cards, type RunFlowOptions, runFlow } from '../../../../src/flows/index.js';

/**
 * The source of an expected value: the card's page in Okta's help or a copy of it, the page of another card (`like`), the label of
 * an input or output, real exports, an option of the run with its default, or none (`assumed`, which the card's note also says).
 */
export type Source = `${'page' | 'like' | 'label' | 'export' | 'option'}: ${string}` | 'assumed';

/** A card, its inputs, its outputs by name or its error message, and their source. */
export type Row = readonly [
  card: string,
  inputs: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>> | CardFailure,
  source: Source,
  options?: RunFlowOptions,
];

/** The message of the card's error. */
export class CardFailure {
  constructor(readonly message: string | RegExp) {}
}

export const fails = (message: string | RegExp): CardFailure => new CardFailure(message);

/** A value that arrives by a wire from an output of type Date. */
export class TypedDate {
  constructor(readonly value: unknown) {}
}

export const date = (value: unknown): TypedDate => new TypedDate(value);

export type Form = 'typed' | 'wired';

/** A date gets its type from the wire. Expand only accepts wires. */
export function formsOf([card, inputs]: Row): readonly Form[] {
  const isWiredOnly = card === 'object.expand' || Object.values(inputs).some((value) => value instanceof TypedDate);
  return isWiredOnly ? ['wired'] : ['typed', 'wired'];
}

type Type = 'string' | 'number' | 'boolean' | 'object' | 'Date' | 'string[]' | 'number[]' | 'object[]';

function typeOf(value: unknown): Type {
  if (value instanceof TypedDate) return 'Date';
  if (Array.isArray(value)) return typeof value[0] === 'string' ? 'string[]' : typeof value[0] === 'number' ? 'number[]' : 'object[]';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'object' && value !== null ? 'object' : 'string';
}

/** What an author types in, even where other values come by wires. */
const TYPED_ONLY = new Set(['_text_', 'operator', 'unit', 'path', 'key']);

function addCard(cards: Cards, [id, inputs, expected]: Row, form: Form): void {
  const held = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, (value instanceof TypedDate ? value.value : value) as never]),
  );
  const names = Object.keys(inputs).filter((name) => form === 'wired' && !TYPED_ONLY.has(name));
  const values = Object.fromEntries(names.map((name) => [name, held[name] as never]));
  const types = Object.fromEntries(names.map((name) => [name, typeOf(inputs[name])]));
  const source = cards.card('control.let', 'Values', values, types as never);
  const wired = { ...held, ...Object.fromEntries(names.map((name) => [name, source.out(name) as never])) };
  const outputs = expected instanceof CardFailure ? ['output'] : Object.keys(expected);
  if (id === 'object.expand') cards.expand(source.out('object'), Object.fromEntries(outputs.map((name) => [name, 'object' as const])));
  else cards.card(id, 'The card', wired, Object.fromEntries(outputs.map((name) => [name, 'object' as const])));
}

/** The outputs of the card, or its failure. */
export async function runRow(row: Row, form: Form): Promise<Readonly<Record<string, unknown>> | CardFailure> {
  const flow = buildFlow('One card', (cards) => {
    cards.helperFlow({});
    addCard(cards, row, form);
  });
  const result = await runFlow(flow, { clock: '2026-01-31T09:00:00Z', ...row[4] });
  if (result.error !== undefined) return new CardFailure(result.error.message);
  const card = result.cards.at(-1);
  const outputs = Object.entries(card?.outputs ?? {}).filter(([name]) => row[0] !== 'object.expand' || name.endsWith('/value'));
  return Object.fromEntries(outputs.map(([name, value]) => [name.replace(/\/value$/, ''), value]));
}
