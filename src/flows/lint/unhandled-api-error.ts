import { CUSTOM_API_ID } from '../cards/custom-api.js';
import { type Card, type Flow, namedHelpers, type Pack } from '../export/model.js';
import { DECIDING, type Lint, type LintContext } from './define-lint.js';
import { isHttpCard } from './http-cards.js';

/** Policies that report the error to the flow or to another one. */
const HANDLING = new Set(['handler', 'flo', 'return']);

export const unhandledAPIError: Lint = {
  code: 'unhandled-api-error',
  level: 'note',
  why: 'A status of 400 or more stops the flow at this card. Earlier changes are not undone, and the cards after it do not run.',
  fix: 'Put the card in an If Error block, or set its error handling, and handle the failure there.',
  check: (context) => {
    const handled = handledFlows(context);
    return context.places.flatMap(({ flow, top }) =>
      flow.cards
        .filter((card) => isAPICard(card) && !HANDLING.has(card.policy.type) && !handled.has(flow) && !isLookedAt(card, context))
        .map((card) => ({ flow: top.name, card, message: `Nothing handles a failed request of '${card.title}'.` })),
    );
  },
};

/** True for a card with a request that the author wrote: API Connector or Custom API Action. */
export function isAPICard(card: Card): boolean {
  return isHttpCard(card) || CUSTOM_API_ID.test(card.id);
}

/** A card that branches on the response counts as error handling, whatever it compares. */
function isLookedAt({ outputs }: Card, { dataFlow }: LintContext): boolean {
  return [...dataFlow.downstream(outputs)].some((slot) => DECIDING.has(dataFlow.cardOf(slot)?.id ?? ''));
}

/** Flows whose errors a calling card handles: tried blocks, helpers called with an error policy, and all flows that these run. */
function handledFlows({ places, pack }: LintContext): ReadonlySet<Flow> {
  const handled = new Set<Flow>();
  for (const { flow } of places) {
    for (const card of flow.cards) if (HANDLING.has(card.policy.type)) for (const run of flowsRunBy(card, pack)) handled.add(run);
  }
  // The set grows during the loop, so a helper that calls itself ends the circle.
  for (const flow of handled) for (const card of flow.cards) for (const run of flowsRunBy(card, pack)) handled.add(run);
  return handled;
}

/** The flows in the inputs, without the one that handles the card's own error: nothing handles errors in that one. */
function flowsRunBy(card: Card, pack: Pack): readonly Flow[] {
  const inline = card.inputs.flatMap(({ flow }) => flow ?? []);
  const handler = card.policy.flow;
  return [...inline, ...namedHelpers(card).flatMap((uuid) => (uuid === handler ? [] : (pack.flows.get(uuid) ?? [])))];
}
