import type { Label } from '../engine/card-faces.js';
import type { CardTrace, FlowError, FlowResult } from '../engine/result.js';

/** A label and its value. */
export type Labelled = readonly [label: string, value: unknown];

/** Values with the labels shown in the designer. */
export function labelled(values: Readonly<Record<string, unknown>>, labels: readonly Label[] = []): Labelled[] {
  const known = new Map(labels.map(({ name, label }) => [name, label]));
  return Object.entries(values).map(([name, value]) => [known.get(name) ?? name, value]);
}

export function inputsOf({ inputs, face }: CardTrace, { faces }: FlowResult): Labelled[] {
  return labelled(inputs, faces[face]?.inputs);
}

/** For an Expand card, only the values: the designer does not show the paths that it also outputs. */
export function outputsOf({ id, outputs, face }: CardTrace, { faces }: FlowResult): Labelled[] {
  const labels = faces[face]?.outputs ?? [];
  if (id !== 'object.expand') return labelled(outputs, labels);
  return labels.filter(({ name }) => Object.hasOwn(outputs, name)).map(({ name, label }) => [label, outputs[name]]);
}

/** Values filled in by the platform, e.g. the id of the execution. */
const OF_THE_PLATFORM = 'context › ';

/** The meaningful outputs, for a line or a heading. */
export function ownOutputsOf(card: CardTrace, result: FlowResult): Labelled[] {
  return outputsOf(card, result).filter(([label]) => !label.startsWith(OF_THE_PLATFORM));
}

/** The title of a card; for an Expand card, which the designer does not show, the source card and field. */
export function titleOf(card: CardTrace, { faces }: FlowResult): string {
  const face = faces[card.face];
  if (card.id !== 'object.expand' || face?.source === undefined) return card.title;
  return face.outputs.length === 1 ? `${face.source} › ${face.outputs[0]?.label}` : face.source;
}

/** The run of the card that failed. */
export function failedCard({ card }: FlowError, { cards }: FlowResult): CardTrace | undefined {
  return card === undefined ? undefined : cards.findLast(({ uuid, error }) => uuid === card.uuid && error !== undefined);
}

/** The inputs of a failed card with their labels, and the label of the wrong one. */
export function failedInputs(
  error: FlowError,
  result: FlowResult,
): { readonly inputs: readonly Labelled[]; readonly wrong: string | undefined } {
  const card = failedCard(error, result);
  const labels = card === undefined ? [] : (result.faces[card.face]?.inputs ?? []);
  const wrong = labels.find(({ name }) => name === error.input)?.label ?? error.input;
  return { inputs: labelled(error.inputs, labels), wrong };
}
