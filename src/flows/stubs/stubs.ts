import { stringify } from 'yaml';
import { isSame } from '../engine/values.js';
import type { Card, Pack } from '../export/model.js';
import { parseStubs } from './parse-stubs.js';
import type { Stub, StubOutcome } from './schema.js';
import { typedStub } from './typed-stub.js';

/** Outputs for cards that this runner can't run, or should not run. */
export class Stubs {
  readonly #stubs: readonly Stub[];
  readonly #used = new Map<Stub, number>();

  /** Throws FlowInputError with the number of the stub. */
  constructor(input: unknown = []) {
    this.#stubs = parseStubs(input ?? []);
  }

  /** Whether any stub refers to a card, regardless of inputs. */
  covers(card: Card): boolean {
    return this.#stubs.some((stub) => isFor(stub, card));
  }

  /** The positions of the stubs that were used for a card. */
  get used(): ReadonlySet<number> {
    return new Set([...this.#used.keys()].map((stub) => this.#stubs.indexOf(stub)));
  }

  /** The first stub for the card whose `when` matches the inputs. */
  find(ready: ReadyCard): Stub | undefined {
    if (this.#stubs.length === 0) return undefined;
    return this.#stubs.find((stub) => isFor(stub, ready.card) && isAsWanted(stub, ready));
  }

  /** Stubs for cards that are in no flow of a pack, most likely typos. */
  unknown(cards: readonly Card[]): readonly string[] {
    return this.#stubs.filter((stub) => !cards.some((card) => isFor(stub, card))).map(({ card }) => card);
  }

  /** The outcome for this call. */
  next(stub: Stub): StubOutcome {
    const uses = this.#used.get(stub) ?? 0;
    this.#used.set(stub, uses + 1);
    const { sequence } = stub;
    return sequence === undefined ? stub : (sequence[Math.min(uses, sequence.length - 1)] ?? stub);
  }
}

/** A card about to run, with the values of its inputs by id. */
interface ReadyCard {
  readonly card: Card;
  readonly values: ReadonlyMap<string, unknown>;
}

/** The message for a card without a stub, with a stub to paste. */
export function suggestStub(card: Card, pack: Pick<Pack, 'flows'>): string {
  return `'${card.title}' (${card.address}) can't run here. Add a stub for it:\n\n${stringify([typedStub(card, pack, stubKey(card))], { lineWidth: 0 })}`;
}

/**
 * How a stub refers to the card. Titles repeat within a file, so connector cards are named by id; kernel cards, such as one of
 * several Call Flow cards, by UUID.
 */
function stubKey({ id, uuid }: Card): string {
  return id.startsWith('@') ? id : uuid;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The designer titles an Expand card with the UUID of the card it expands, so titles that look like UUIDs don't count. */
function isFor({ card: wanted }: Stub, { title, uuid, id, address }: Card): boolean {
  if (uuid === wanted) return true;
  if (UUID.test(wanted)) return false;
  return id === wanted || address === wanted || (title === wanted && id !== 'object.expand');
}

function isAsWanted({ when = {} }: Stub, { card, values }: ReadyCard): boolean {
  const inputs = new Map(
    card.inputs.flatMap(({ id, name, key, label }) => [
      [label, id],
      [key, id],
      [name, id],
    ]),
  );
  return Object.entries(when).every(([name, value]) => isSame(values.get(inputs.get(name) ?? ''), value));
}
