import type { Card, Slot } from '../export/model.js';
import type { CardRequest, CardResponse, Sender } from '../network/network.js';
import { CardError } from './errors.js';
import type { Outputs } from './leave.js';
import type { Run, Scope } from './run.js';
import { MAX_SEARCHED_LENGTH } from './size.js';
import { type ObjectValue, toFlag, toList, toNumber, toObject, toText } from './values.js';

/** A card that is being run: its inputs by name, and access to the run. */
export class CardCall {
  readonly #slots: ReadonlyMap<string, Slot>;

  constructor(
    readonly card: Card,
    /** By the id of the slot. */
    readonly values: ReadonlyMap<string, unknown>,
    readonly run: Run,
    readonly scope: Scope,
  ) {
    this.#slots = slotsByName(card);
  }

  slot(name: string): Slot | undefined {
    return this.#slots.get(name);
  }

  get(name: string): unknown {
    const slot = this.#slots.get(name);
    return slot === undefined ? undefined : this.values.get(slot.id);
  }

  text(name: string): string {
    return this.#as(name, (value) => toText(value, this.run.semantics));
  }

  /** A text that the card will search. Throws CardError for a text that would take too long. */
  searched(name: string): string {
    const text = this.text(name);
    if (text.length <= MAX_SEARCHED_LENGTH) return text;
    const label = this.#slots.get(name)?.label ?? name;
    throw new CardError(
      `The text has ${text.length} characters; the maximum for a search is ${MAX_SEARCHED_LENGTH} (input '${label}'). Split the text first.`,
    );
  }

  number(name: string): number {
    return this.#as(name, (value) => toNumber(value, this.run.semantics));
  }

  flag(name: string): boolean {
    return this.#as(name, (value) => toFlag(value, this.run.semantics));
  }

  list(name: string): readonly unknown[] {
    return this.counted(this.#as(name, toList));
  }

  /** A list that the card will loop over. */
  counted<T>(list: readonly T[]): readonly T[] {
    this.run.budget.spend(list.length);
    return list;
  }

  object(name: string): ObjectValue {
    return this.#as(name, toObject);
  }

  /** All inputs with their values, except those named. */
  others(...names: readonly string[]): [Slot, unknown][] {
    return this.card.inputs.filter(({ name }) => !names.includes(name)).map((slot) => [slot, this.values.get(slot.id)]);
  }

  /** The inputs of a group, by key. */
  group(group: string): Map<string, unknown> {
    return new Map(this.card.inputs.filter((slot) => slot.group === group).map((slot) => [slot.key, this.values.get(slot.id)]));
  }

  /** Sends a request of this card. Throws RunStopped for a host that is not allowed, CardError for a host that can't be reached. */
  send(request: CardRequest): Promise<CardResponse> {
    return this.run.network.send(this.sender, request);
  }

  /** The sender of this card's requests. */
  get sender(): Sender {
    const { title, address } = this.card;
    return { title, address, flow: this.scope.flow.name, position: this.scope.caller };
  }

  /** For cards whose catalogue entry names no inputs: the first input. */
  get firstInput(): string {
    return this.card.inputs[0]?.name ?? '';
  }

  /** For cards whose catalogue entry names no outputs: the first output. */
  single(value: unknown): Outputs {
    const [output] = this.card.outputs;
    return output === undefined ? {} : new Map([[output.name, value]]);
  }

  #as<T>(name: string, read: (value: unknown) => T): T {
    try {
      return read(this.get(name));
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      const named = new CardError(`${error.message} (input '${this.#slots.get(name)?.label ?? name}')`, error.code);
      named.input = name;
      throw named;
    }
  }
}

const slotsOfCards = new WeakMap<Card, ReadonlyMap<string, Slot>>();

function slotsByName(card: Card): ReadonlyMap<string, Slot> {
  const known = slotsOfCards.get(card);
  if (known !== undefined) return known;
  // Reduce has two inputs called memo, its own followed by the helper's; the first one counts.
  const slots = new Map(card.inputs.toReversed().map((slot) => [slot.name, slot]));
  slotsOfCards.set(card, slots);
  return slots;
}
