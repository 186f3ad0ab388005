import { stringify } from 'yaml';
import { isSame } from '../engine/values.js';
import type { Card, SlotType } from '../export/model.js';
import { FlowInputError } from '../problem.js';
import { type Stub, type StubOutcome, stubsSchema } from './schema.js';

/** Answers for cards that this runner does not run, or shall not. */
export class Stubs {
  readonly #stubs: readonly Stub[];
  readonly #used = new Map<Stub, number>();

  /** Throws FlowInputError that names the stub. */
  constructor(input: unknown = []) {
    const result = stubsSchema.safeParse(input ?? []);
    if (!result.success) {
      const [issue] = result.error.issues;
      const [inner] = issue?.code === 'invalid_union' ? (issue.errors[0] ?? []) : [issue];
      throw new FlowInputError(
        `The stubs cannot be read: ${inner?.path.join('.') || 'the file'}: ${inner?.message ?? 'it is no list of stubs'}.`,
      );
    }
    this.#stubs = result.data;
  }

  /** Whether any stub is meant for a card, whatever its inputs. */
  covers(card: Card): boolean {
    return this.#stubs.some((stub) => isFor(stub, card));
  }

  /** The positions of the stubs that answered a card. */
  get used(): ReadonlySet<number> {
    return new Set([...this.#used.keys()].map((stub) => this.#stubs.indexOf(stub)));
  }

  /** The first stub for the card whose inputs are as it wants them. */
  find(ready: ReadyCard): Stub | undefined {
    if (this.#stubs.length === 0) return undefined;
    return this.#stubs.find((stub) => isFor(stub, ready.card) && isAsWanted(stub, ready));
  }

  /** Stubs whose card no flow of a pack has: a slip, most likely. */
  unknown(cards: readonly Card[]): readonly string[] {
    return this.#stubs.filter((stub) => !cards.some((card) => isFor(stub, card))).map(({ card }) => card);
  }

  /** What the card gets this time. */
  next(stub: Stub): StubOutcome {
    const uses = this.#used.get(stub) ?? 0;
    this.#used.set(stub, uses + 1);
    const { sequence } = stub;
    return sequence === undefined ? stub : (sequence[Math.min(uses, sequence.length - 1)] ?? stub);
  }
}

/** A card that is about to run, with the values of its inputs by their ids. */
interface ReadyCard {
  readonly card: Card;
  readonly values: ReadonlyMap<string, unknown>;
}

/** A message for a card that has no answer, with the stub to paste. */
export function suggestStub(card: Card): string {
  return `'${card.title}' (${card.address}) is not run here. Answer it by a stub:\n\n${stubText(card)}`;
}

/** A stub to paste into a file, with a value of each output's type. */
function stubText(card: Card): string {
  const outputs = Object.fromEntries(card.outputs.map(({ name, type, isList }) => [name, isList ? [] : sampleOf(type)]));
  return stringify([{ card: card.title, ...(card.outputs.length > 0 ? { outputs } : {}) }], { lineWidth: 0 });
}

function sampleOf(type: SlotType): unknown {
  if (typeof type === 'object') return Object.fromEntries(Object.keys(type).map((key) => [key, '']));
  if (type === 'number') return 0;
  if (type === 'boolean') return false;
  return type === 'object' ? {} : type === 'Date' ? '2026-01-31T09:00:00.000Z' : '';
}

function isFor({ card: wanted }: Stub, { title, uuid, id, address }: Card): boolean {
  return [title, uuid, id, address].includes(wanted);
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
