import type { Card, Slot } from '../export/model.js';

/** Cards that send a request, with the prefix of their inputs. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...['raw', 'get', 'post', 'put', 'patch', 'delete'].map((key): [string, string] => [`@httpfunctions.${key}`, 'Request/']),
  ['http.raw', ''],
]);

export function isHttpCard({ id }: Card): boolean {
  return PREFIXES.has(id);
}

/** URL, Query, Headers or Body of an HTTP card. */
export function httpInput(card: Card, name: 'URL' | 'Query' | 'Headers' | 'Body'): Slot | undefined {
  const prefix = PREFIXES.get(card.id);
  if (prefix === undefined) return undefined;
  return card.inputs.find((slot) => slot.name === (prefix === '' ? name.toLowerCase() : `${prefix}${name}`));
}

/** The body of the response. */
export function httpAnswer(card: Card): Slot | undefined {
  return card.outputs.find(({ name }) => name === 'Response/Body' || name === 'body');
}

/** Whether a typed-in text contains a word. */
export function holds(slot: Slot, text: string): boolean {
  return typeof slot.literal === 'string'
    ? slot.literal.includes(text)
    : slot.literal !== undefined && JSON.stringify(slot.literal)?.includes(text) === true;
}
