import type { Random } from '../../runtime/random.js';
import type { FlowExport } from '../export/flow-export.js';
import { type Card, cardID, type ErrorPolicy, type Flow, type Pin, type Slot, type SlotType } from '../export/model.js';

/** The type of a slot: `string`, `number`, `boolean`, `object`, `Date`, `file`; followed by `[]` for a list. */
type ItemType = 'string' | 'number' | 'boolean' | 'object' | 'Date' | 'file';
export type TypeName = ItemType | `${ItemType}[]`;

/** A card of the model while it is being built. */
export interface CardDraft extends Card {
  readonly inputs: Slot[];
  readonly outputs: Slot[];
  readonly pins: Pin[];
  readonly branches: Map<string, boolean>;
  readonly joins: Map<string, readonly { readonly output: string }[]>;
  policy: ErrorPolicy;
}

/** A flow of the model while it is being built. */
interface OpenFlow extends Flow {
  readonly cards: CardDraft[];
  readonly edges: [string, string][];
}

/** The output of a card, to be wired to another card's input. */
export class Ref {
  constructor(
    readonly draft: FlowDraft,
    readonly card: CardDraft,
    readonly slot: Slot,
    readonly conversion?: string,
  ) {}

  /** The same output, converted on the wire: `stringify`, `parse`, `toString`, `parseFloat`, `dateTime`, `wrapArray`, … */
  as(conversion: string): Ref {
    return new Ref(this.draft, this.card, this.slot, conversion);
  }

  get type(): TypeName {
    return this.draft.pack.types.get(this.slot.id) ?? 'object';
  }
}

export type Scalar = string | number | boolean | null;
/** A typed-in literal, or a wire. */
export type Value = Scalar | Ref | readonly unknown[] | { readonly [key: string]: unknown };

/** A field of the list item, for an input of the helper; `item('')` is the whole item. */
export class ItemField {
  constructor(
    readonly path: string,
    readonly type: TypeName,
  ) {}
}

/** An input in a card's declaration. */
export interface InputSpec {
  readonly name: string;
  readonly value: Value | undefined;
  /** The inline flow of an input of type `flo`. */
  readonly flow?: Flow;
  readonly type?: TypeName | 'flo';
  readonly isRequired?: boolean;
  readonly label?: string;
  /** For the inputs of For Each: the field of the item, "" for the whole item. */
  readonly fromItem?: string;
}

export interface OutputSpec {
  readonly name: string;
  readonly type: TypeName;
  readonly label?: string;
  readonly path?: readonly string[];
}

/** A card with its outputs by name. */
export interface Built {
  readonly card: CardDraft;
  /** Throws for a name that is not an output of the card. */
  out(name?: string): Ref;
}

const ID = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** State that a whole export shares while it is being built. */
export interface PackDraft {
  readonly random: Random;
  readonly export: FlowExport;
  /** For outputs, by slot id. */
  readonly types: Map<string, TypeName>;
}

/** A flow or inline flow under construction: cards in order, wires, and for an inline flow, the values it takes from outside. */
export class FlowDraft {
  readonly flow: OpenFlow;
  /** Cards that precede the next one. */
  tails: CardDraft[] = [];
  readonly #captures = new Map<string, Ref>();
  /** For an inline flow: its start card, and how to bring in values from outside. */
  readonly outer: { readonly start: () => CardDraft; readonly bring: (name: string, ref: Ref) => void } | undefined;

  constructor(
    readonly pack: PackDraft,
    { uuid, name }: Pick<Flow, 'uuid' | 'name'>,
    outer?: FlowDraft['outer'],
  ) {
    this.flow = { uuid, name, cards: [], edges: [], isScheduled: false, isInline: outer !== undefined };
    this.outer = outer;
  }

  id(): string {
    return this.pack.random.text(9, ID);
  }

  /** Orders a card after the last ones. */
  add(id: string, title: string, inputs: readonly InputSpec[], outputs: readonly OutputSpec[]): Built {
    const card = this.#newCard(id, title);
    for (const spec of inputs) this.addInput(card, spec);
    for (const spec of outputs) this.addOutput(card, spec);
    for (const tail of this.tails) this.order(tail, card);
    this.flow.cards.push(card);
    this.tails = [card];
    return { card, out: (name) => this.#out(card, name) };
  }

  order(from: CardDraft, to: CardDraft): void {
    this.flow.edges.push([from.uuid, to.uuid]);
  }

  addInput(card: CardDraft, { name, value, flow, type, isRequired = false, label, fromItem }: InputSpec): Slot {
    if (!(value instanceof Ref) && holdsRef(value)) {
      throw new Error(`'${name}' of '${card.title}' is a literal that contains a wire. Create the value with construct() or list().`);
    }
    const slot = this.#slot(name, type ?? typeOf(value), label);
    const made: Slot = {
      ...slot,
      isRequired,
      literal: value instanceof Ref ? emptyOf(slot.type) : value,
      ...(flow !== undefined && { flow }),
      ...(fromItem !== undefined && { proxy: { isFromItem: true, path: fromItem, destination: slot.key } }),
    };
    card.inputs.push(made);
    if (value instanceof Ref) this.wire(value, card, made);
    return made;
  }

  addOutput(card: CardDraft, { name, type, label, path }: OutputSpec): Slot {
    const slot = this.#slot(name, type, label);
    const made = path === undefined ? slot : { ...slot, literal: null, path };
    card.outputs.push(made);
    this.pack.types.set(made.id, type);
    return made;
  }

  wire(value: Ref, card: CardDraft, slot: Slot): void {
    const ref = this.#reach(value);
    const transform = value.conversion === undefined ? undefined : { convert: value.conversion, forceWrapArray: false };
    ref.card.pins.push({ output: ref.slot.id, target: card.uuid, input: slot.id, transform });
  }

  /** A value of an outer flow arrives through the start card's context. */
  #reach(ref: Ref): Ref {
    if (ref.draft === this) return ref;
    if (this.outer === undefined) throw new Error(`Output '${ref.slot.key}' belongs to another flow. Pass it as an input.`);
    const known = this.#captures.get(ref.slot.id);
    if (known !== undefined) return known;
    // Blocks of one card share its inputs, so a name must refer to the same value in all of them.
    const name = `${ref.slot.key} (${ref.slot.id})`;
    const start = this.outer.start();
    const output = this.addOutput(start, { name: `context/${name}`, type: ref.type });
    this.outer.bring(`context/${name}`, ref);
    const brought = new Ref(this, start, output);
    this.#captures.set(ref.slot.id, brought);
    return brought;
  }

  #out(card: CardDraft, wanted?: string): Ref {
    const { outputs, title } = card;
    const slot = wanted === undefined ? outputs[0] : outputs.find(({ name, key }) => key === wanted || name === wanted);
    if (slot === undefined)
      throw new Error(`'${title}' has no output '${wanted ?? ''}'. Its outputs are ${outputs.map(({ key }) => `'${key}'`).join(', ')}.`);
    return new Ref(this, card, slot);
  }

  #newCard(id: string, title: string): CardDraft {
    const [module = '', key = ''] = id.replace('@', '').split('.');
    const address = id.startsWith('@') ? `root:channels:http:${module}:1.0.0:${key}` : `root:kernel:${module}:0.0.1:${key}`;
    return {
      uuid: this.id(),
      id: cardID(address),
      address,
      title,
      inputs: [],
      outputs: [],
      pins: [],
      branches: new Map(),
      joins: new Map(),
      policy: { type: 'finish', retry: 0, delays: [] },
    };
  }

  #slot(name: string, type: TypeName | 'flo', label: string | undefined): Slot {
    const slash = name.indexOf('/');
    const [group, key] = slash === -1 ? ['', name] : [name.slice(0, slash), name.slice(slash + 1)];
    const isList = type.endsWith('[]');
    const plain = isList ? type.slice(0, -2) : type;
    const literal = isList ? [] : emptyOf(plain);
    return { id: this.id(), name, group, key, label: label ?? key, type: plain, isList, isRequired: false, literal };
  }
}

/** The designer's value for an empty input. */
function emptyOf(type: SlotType): unknown {
  return type === 'string' ? '' : type === 'object' ? {} : null;
}

/** The type of a literal or a wire; undefined counts as an empty text. */
export function typeOf(value: unknown): TypeName {
  if (value instanceof Ref) return value.type;
  return Array.isArray(value) ? `${itemType(value[0] ?? {})}[]` : itemType(value ?? '');
}

function itemType(value: unknown): ItemType {
  const type = typeof value;
  return type === 'number' || type === 'boolean' || type === 'string' ? type : 'object';
}

function holdsRef(value: unknown): boolean {
  if (value instanceof Ref) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsRef);
}
