import type { Random } from '../../runtime/random.js';
import type { CardShape, FlowExport, FlowShape, PinShape, SlotShape } from './export-shape.js';

/** The type of a slot: `string`, `number`, `boolean`, `object`, `Date`, `file`, and `[]` behind it for a list. */
type ItemType = 'string' | 'number' | 'boolean' | 'object' | 'Date' | 'file';
export type TypeName = ItemType | `${ItemType}[]`;

/** The output of a card, to be wired into another's input. */
export class Ref {
  constructor(
    readonly draft: FlowDraft,
    readonly card: CardShape,
    readonly slot: SlotShape,
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
/** A literal typed into the box, or a wire. */
export type Value = Scalar | Ref | readonly unknown[] | { readonly [key: string]: unknown };

/** A field of the list's item, for an input of the helper; `item('')` is the item itself. */
export class ItemField {
  constructor(
    readonly path: string,
    readonly type: TypeName,
  ) {}
}

/** An input as a card declares it. */
export interface InputSpec {
  readonly name: string;
  readonly value: Value | FlowShape | undefined;
  readonly type?: TypeName | 'flo';
  readonly isRequired?: boolean;
  readonly label?: string;
  /** For the inputs of For Each: the field of the item, "" for the item. */
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
  readonly card: CardShape;
  /** Throws for a name that the card does not give out. */
  out(name?: string): Ref;
}

const ID = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** What a whole export shares while it is built. */
export interface PackDraft {
  readonly random: Random;
  readonly export: FlowExport;
  /** Of outputs, by the id of the slot. */
  readonly types: Map<string, TypeName>;
}

/** A flow, or an inline one, while it is built: cards in order, wires, and what an inline one takes from outside. */
export class FlowDraft {
  readonly shape: FlowShape;
  /** Cards that the next one comes after. */
  tails: CardShape[] = [];
  readonly #captures = new Map<string, Ref>();
  /** Of an inline flow: where it sits, and the card that brings outer values in. */
  readonly outer: { readonly start: () => CardShape; readonly bring: (name: string, ref: Ref) => void } | undefined;

  constructor(
    readonly pack: PackDraft,
    uuid: string,
    outer?: FlowDraft['outer'],
  ) {
    this.shape = { uuid, methods: [], orderings: {}, scheduled: false, cron: {} };
    this.outer = outer;
  }

  id(): string {
    return this.pack.random.text(9, ID);
  }

  /** Puts a card behind the last ones. */
  add(id: string, title: string, inputs: readonly InputSpec[], outputs: readonly OutputSpec[]): Built {
    const card = this.#newCard(id, title);
    for (const [index, spec] of inputs.entries()) this.addInput(card, spec, index);
    for (const [index, spec] of outputs.entries()) this.addOutput(card, spec, index);
    for (const tail of this.tails) this.order(tail, card);
    this.shape.methods.push(card);
    this.tails = [card];
    return { card, out: (name) => this.#out(card, name) };
  }

  order(from: CardShape, to: CardShape): void {
    this.shape.orderings[this.id()] = [from.uuid, to.uuid];
  }

  addInput(card: CardShape, { name, value, type, isRequired = false, label, fromItem }: InputSpec, index = 0): SlotShape {
    if (!(value instanceof Ref) && holdsRef(value)) {
      throw new Error(`'${name}' of '${card.node.data.name}' is a literal with a wire in it; make it by a card: construct() or list().`);
    }
    const slot = this.#slot(name, type ?? typeOf(value), { index, label });
    const made: SlotShape = {
      ...slot,
      required: isRequired,
      value: {
        ...slot.value,
        data: value instanceof Ref ? emptyOf(slot.value.type) : value,
        ...(fromItem !== undefined && { proxy: { dynamic: true, path: fromItem, dest: { key: slot.key, group: null } } }),
      },
    };
    card.node.model.inputs.data[made.id] = made;
    if (value instanceof Ref) this.wire(value, card, made);
    return made;
  }

  addOutput(card: CardShape, { name, type, label, path }: OutputSpec, index = 0): SlotShape {
    const slot = this.#slot(name, type, { index, label, path });
    if (path !== undefined) slot.value.data = null;
    card.node.model.outputs.data[slot.id] = slot;
    this.pack.types.set(slot.id, type);
    return slot;
  }

  wire(value: Ref, card: CardShape, slot: SlotShape): void {
    const ref = this.#reach(value);
    const pin: PinShape = {
      input: slot.id,
      transform:
        value.conversion === undefined ? null : { [ref.slot.id]: { convert: value.conversion, forceWrapArray: false, dest: ref.slot.id } },
    };
    const targets = ref.card.pins[ref.slot.id] ?? {};
    ref.card.pins[ref.slot.id] = targets;
    targets[card.uuid] = [...(targets[card.uuid] ?? []), pin];
  }

  /** A value of an outer flow comes in through the start card's context. */
  #reach(ref: Ref): Ref {
    if (ref.draft === this) return ref;
    if (this.outer === undefined) throw new Error(`The output '${ref.slot.key}' belongs to another flow; pass it in as an input.`);
    const known = this.#captures.get(ref.slot.id);
    if (known !== undefined) return known;
    // Blocks of one card share its inputs, so a name must mean the same value in each.
    const name = `${ref.slot.key} (${ref.slot.id})`;
    const start = this.outer.start();
    const output = this.addOutput(start, { name: `context/${name}`, type: ref.type });
    this.outer.bring(`context/${name}`, ref);
    const brought = new Ref(this, start, output);
    this.#captures.set(ref.slot.id, brought);
    return brought;
  }

  #out(card: CardShape, name?: string): Ref {
    const slots = Object.values(card.node.model.outputs.data);
    const slot = name === undefined ? slots[0] : slots.find(({ group, key }) => key === name || `${group}/${key}` === name);
    if (slot === undefined)
      throw new Error(`'${card.node.data.name}' has no output '${name ?? ''}'; it has ${slots.map(({ key }) => `'${key}'`).join(', ')}.`);
    return new Ref(this, card, slot);
  }

  #newCard(id: string, title: string): CardShape {
    const [module = '', key = ''] = id.replace('@', '').split('.');
    const address = id.startsWith('@') ? `root:channels:http:${module}:1.0.0:${key}` : `root:kernel:${module}:0.0.1:${key}`;
    return {
      uuid: this.id(),
      address,
      node: {
        key,
        data: { name: title },
        model: { timeout: 90_000, config: null, policy: { error: { type: 'finish' } }, inputs: { data: {} }, outputs: { data: {} } },
      },
      pins: {},
      branches: {},
      joins: {},
    };
  }

  #slot(
    name: string,
    type: TypeName | 'flo',
    { index, label, path }: { index: number; label?: string | undefined; path?: readonly string[] | undefined },
  ): SlotShape {
    const slash = name.indexOf('/');
    const [group, key] = slash === -1 ? [null, name] : [name.slice(0, slash), name.slice(slash + 1)];
    const isList = type.endsWith('[]');
    const plain = isList ? type.slice(0, -2) : type;
    return {
      id: `${this.id()}`,
      group,
      key,
      value: { error: false, type: plain, collection: isList, data: isList ? [] : emptyOf(plain), available: [] },
      required: false,
      ref: false,
      metadata: { index, ...(label !== undefined && { displayname: label }), ...(path !== undefined && { path }) },
    };
  }
}

/** What the designer leaves in an empty box. */
function emptyOf(type: SlotShape['value']['type']): unknown {
  return type === 'string' ? '' : type === 'object' ? {} : null;
}

/** The type of a literal or of a wire; nothing is an empty text. */
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
