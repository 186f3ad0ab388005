import { stringify } from 'yaml';
import type { CardCall, Outputs } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
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

  /** The first stub for the card whose inputs are as it wants them. */
  find(call: CardCall): Stub | undefined {
    if (this.#stubs.length === 0) return undefined;
    return this.#stubs.find((stub) => isFor(stub, call.card) && isAsWanted(stub, call));
  }

  /** Stubs whose card no flow of a pack has: a slip, most likely. */
  unknown(cards: readonly Card[]): readonly string[] {
    return this.#stubs.filter((stub) => !cards.some((card) => isFor(stub, card))).map(({ card }) => card);
  }

  async answer(call: CardCall, stub: Stub): Promise<Outputs> {
    const uses = this.#used.get(stub) ?? 0;
    this.#used.set(stub, uses + 1);
    const { sequence } = stub;
    const outcome: StubOutcome = sequence === undefined ? stub : (sequence[Math.min(uses, sequence.length - 1)] ?? stub);
    if (outcome.error !== undefined) throw new CardError(outcome.error.message, outcome.error.code);
    const names = new Map(
      call.card.outputs.flatMap(({ name, key, label }) => [
        [label, name],
        [key, name],
        [name, name],
      ]),
    );
    const outputs = new Map(Object.entries(outcome.outputs ?? {}).map(([name, value]) => [assertOutput(names, name, call.card), value]));
    if (outcome.records === undefined) return outputs;
    return new Map([...(await stream(call, outcome.records)), ...outputs]);
  }

  /** A message for a card that has no answer, with the stub to paste. */
  suggest({ card }: CardCall): string {
    return `'${card.title}' (${card.address}) is not run here. Answer it by a stub:\n\n${suggestStub(card)}`;
  }
}

/** A stub to paste into a file, with a value of each output's type. */
export function suggestStub(card: Card): string {
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

function isAsWanted({ when = {} }: Stub, call: CardCall): boolean {
  const inputs = new Map(
    call.card.inputs.flatMap(({ id, name, key, label }) => [
      [label, id],
      [key, id],
      [name, id],
    ]),
  );
  return Object.entries(when).every(([name, value]) => isSame(call.values.get(inputs.get(name) ?? ''), value));
}

function assertOutput(names: ReadonlyMap<string, string>, name: string, card: Card): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const outputs = card.outputs.map((slot) => `'${slot.name}'`).join(', ') || 'none';
  throw new FlowInputError(`The stub for '${card.title}' gives '${name}', which is no output of it; there is ${outputs}.`);
}

/** Hands each record to the helper of a card that streams. */
async function stream(call: CardCall, records: readonly Readonly<Record<string, unknown>>[]): Promise<Map<string, unknown>> {
  const slot = call.card.inputs.find(({ type }) => type === 'flo');
  const flow = slot?.flow ?? call.run.pack.flows.get(String(slot === undefined ? '' : call.values.get(slot.id)));
  if (flow === undefined)
    throw new FlowInputError(`The stub for '${call.card.title}' gives records, and the card has no helper that takes them.`);
  for (const [index, record] of records.entries()) {
    const values = new Map<string, unknown>([
      ['Record', record],
      ['State', {}],
    ]);
    await call.run.callFlow(flow, { values, index }, call.scope, call.scope.caller);
  }
  const count = call.card.outputs.find(({ key }) => key === 'Records Streamed');
  return new Map(count === undefined ? [] : [[count.name, records.length]]);
}
