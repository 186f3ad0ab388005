import { jsonOrText } from '../../util/read-json.js';
import { type Card, type Flow, type Pack, type Slot, withInline } from '../export/model.js';
import { FlowInputError, noSuch } from '../problem.js';

/** Values that replace those of the export: by card, then by input id. */
export type Overrides = ReadonlyMap<Card, ReadonlyMap<string, unknown>>;

interface Wanted {
  readonly title: string;
  readonly key: string;
  readonly value: unknown;
}

/**
 * Overrides by `Card title.key`. Exports contain placeholders for credentials, policies and recipients.
 * A title may contain dots; the last dot counts. Throws FlowInputError for an unknown card or key.
 * @example readOverrides(pack, { 'Credentials.partnerUserID': 'aa_user_domain_com' })
 */
export function readOverrides(pack: Pack, named: Readonly<Record<string, unknown>> = {}): Overrides {
  const cards = [...pack.flows.values()].flatMap((top) => [...withInline(top)].flatMap(({ flow }: { flow: Flow }) => flow.cards));
  const overrides = new Map<Card, Map<string, unknown>>();
  for (const [name, value] of Object.entries(named)) {
    const wanted = { ...splitName(name, cards), value };
    for (const [card, slot] of findSlots(cards, wanted)) {
      const values = overrides.get(card) ?? new Map<string, unknown>();
      values.set(slot.id, asTyped(value, slot));
      overrides.set(card, values);
    }
  }
  return overrides;
}

/** The longest matching title, because titles and keys may both contain dots. */
function splitName(name: string, cards: readonly Card[]): { readonly title: string; readonly key: string } {
  const titles = cards.map(({ title }) => title).filter((title) => name.startsWith(`${title}.`));
  const dot = titles.length > 0 ? Math.max(...titles.map(({ length }) => length)) : name.lastIndexOf('.');
  if (dot < 1) throw new FlowInputError(`'${name}' is not the name of an input. Write it as "Card title.key".`);
  return { title: name.slice(0, dot), key: name.slice(dot + 1) };
}

function findSlots(cards: readonly Card[], { title, key }: Wanted): [Card, Slot][] {
  const titled = cards.filter((card) => card.title === title || card.uuid === title);
  if (titled.length === 0) throw noSuch('card', title, [...new Set(cards.map((card) => card.title))]);
  const found = titled.flatMap((card) =>
    card.inputs.filter(({ name, key: plain, label }) => [name, plain, label].includes(key)).map((slot): [Card, Slot] => [card, slot]),
  );
  if (found.length > 0) return found;
  throw noSuch('input', key, [...new Set(titled.flatMap(({ inputs }) => inputs.map(({ name }) => name)))], `'${title}'`);
}

/** On a command line, all values are texts. For a slot that is not a text, the value is parsed as JSON. */
export function asTyped(value: unknown, slot: Slot | undefined): unknown {
  if (typeof value !== 'string' || slot === undefined || (slot.type === 'string' && !slot.isList) || slot.type === 'Date') return value;
  return jsonOrText(value);
}
