import { definitionOf } from '../../../src/flows/cards/catalogue.js';
import { buildFlow, type FlowError, type RunFlowOptions, runFlow } from '../../../src/flows/index.js';

type Type = 'string' | 'number' | 'boolean' | 'object' | 'Date' | 'string[]' | 'object[]';

/** Types of outputs, by name, where a test does not give them. */
export type OutputNames = readonly string[] | Readonly<Record<string, Type>>;

export interface CardRun {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly error: FlowError | undefined;
  readonly result: Awaited<ReturnType<typeof runFlow>>;
}

/** Runs one card with typed-in values. */
export async function runCard(
  id: string,
  inputs: Readonly<Record<string, unknown>>,
  outputs: OutputNames = ['output'],
  options: RunFlowOptions = {},
): Promise<CardRun> {
  const types = Array.isArray(outputs) ? Object.fromEntries(outputs.map((name) => [name, 'object'])) : outputs;
  const flow = buildFlow('One card', (cards) => {
    cards.helperFlow({});
    cards.card(id, 'The card', inputs as never, types as never);
  });
  const result = await runFlow(flow, { clock: '2026-01-31T09:00:00Z', ...options });
  const card = result.cards.find(({ title }) => title === 'The card');
  return { outputs: card?.outputs ?? {}, error: result.error, result };
}

/** The only output of a card, or its error message. */
export async function outputOf(
  id: string,
  inputs: Readonly<Record<string, unknown>>,
  output = 'output',
  options: RunFlowOptions = {},
): Promise<unknown> {
  const { outputs, error } = await runCard(id, inputs, [output], options);
  return error === undefined ? (outputs[output] ?? null) : `error: ${error.message}`;
}

/** True for a card that runs without a stub. */
export function isKnown(id: string): boolean {
  return definitionOf({ id, inputs: [], outputs: [] } as never) !== undefined;
}
