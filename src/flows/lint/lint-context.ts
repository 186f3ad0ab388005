import { type Pack, type Slot, withInline } from '../export/model.js';
import { DataFlow } from './data-flow.js';
import type { LintContext, Place, PlacedCard } from './define-lint.js';
import { holds, httpInput, isHttpCard } from './http-cards.js';
import { loopedFlows } from './looped-flows.js';

/** The shared context of the lints, built once for an export. */
export function createLintContext(pack: Pack): LintContext {
  const dataFlow = new DataFlow(pack);
  const places = placesOf(pack);
  return { pack, dataFlow, places, calls: expensifyCalls(places, dataFlow), looped: loopedFlows(pack, places) };
}

export function placesOf(pack: Pack): readonly Place[] {
  return [...pack.flows.values()].flatMap((top) => [...withInline(top)].map(({ flow, path }) => ({ flow, top, path })));
}

/** HTTP cards whose URL comes from a text that contains the Integration Server's address. */
export function expensifyCalls(places: readonly Place[], dataFlow: DataFlow): readonly PlacedCard[] {
  const isExpensify = (url: Slot | undefined): boolean =>
    url !== undefined &&
    [...dataFlow.upstream([url])].some((slot) => holds(slot, 'ExpensifyIntegrations') || holds(slot, 'integrations.expensify.com'));
  return places.flatMap((place) =>
    place.flow.cards.filter((card) => isHttpCard(card) && isExpensify(httpInput(card, 'URL'))).map((card) => ({ place, card })),
  );
}
