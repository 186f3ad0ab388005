import { CUSTOM_API_ID } from '../cards/custom-api.js';
import { needsStub } from '../cards/needs-stub.js';
import { fillPlaceholders } from '../engine/placeholders.js';
import { chooseFlow, reachableFlows } from '../engine/start.js';
import { type Card, type Flow, namedHelpers, type Pack } from '../export/model.js';
import { DataFlow } from '../lint/data-flow.js';
import { isHttpCard } from '../lint/http-cards.js';
import { expensifyCalls, placesOf } from '../lint/lint-context.js';
import { isServed } from '../okta/is-served.js';

/** Why a card needs a stub; decides how the stub refers to the card. */
export type StubReason = 'connector' | 'request' | 'okta-request' | 'missing-helper';

export interface StubbedCard {
  readonly card: Card;
  readonly flow: Flow;
  readonly reason: StubReason;
}

/** The cards that need a stub, in one flow and its helpers or in the whole export. Throws FlowInputError for an unknown flow. */
export function stubbedCards(pack: Pack, name: string | undefined): readonly StubbedCard[] {
  const reached = name === undefined ? undefined : new Set(reachableFlows(chooseFlow(pack, name), pack));
  const places = placesOf(pack);
  const dataFlow = new DataFlow(pack);
  const answered = new Set(expensifyCalls(places, dataFlow).map(({ card }) => card));
  const seen = new Set<string>();
  return places
    .filter(({ flow }) => reached?.has(flow) !== false)
    .flatMap(({ flow, top }) =>
      flow.cards.flatMap((card): StubbedCard[] => {
        const reason = answered.has(card) ? undefined : reasonFor(card, pack, dataFlow);
        // Cards in a copied flow have the same UUIDs as those in the original.
        const key = `${card.id} ${card.uuid}`;
        if (reason === undefined || seen.has(key)) return [];
        seen.add(key);
        return [{ card, flow: top, reason }];
      }),
    );
}

function reasonFor(card: Card, pack: Pack, dataFlow: DataFlow): StubReason | undefined {
  if (needsStub(card)) return 'connector';
  if (isHttpCard(card)) return 'request';
  if (CUSTOM_API_ID.test(card.id)) return isServedRequest(card, dataFlow) ? undefined : 'okta-request';
  return namedHelpers(card).some((uuid) => !pack.flows.has(uuid)) ? 'missing-helper' : undefined;
}

/** True if enough of the URL is known to say that a file of users can answer it. */
function isServedRequest({ inputs }: Card, dataFlow: DataFlow): boolean {
  const named = (wanted: string): string | undefined => {
    const slot = inputs.find(({ key, label }) => key === wanted || label === wanted);
    if (slot === undefined) return undefined;
    const [source] = dataFlow.sources(slot);
    const maker = source === undefined ? undefined : dataFlow.cardOf(source);
    if (source === undefined) return typeof slot.literal === 'string' ? slot.literal : undefined;
    const template = maker?.id === 'string.compose' ? maker.inputs.find(({ name }) => name === '_text_')?.literal : undefined;
    return typeof template === 'string' ? withoutPlaceholders(template) : undefined;
  };
  const url = named('Relative URL');
  const method = (named('Request Type') || 'GET').replace(/\(.*$/, '').toUpperCase();
  return url !== undefined && isServed(method, `/${url.replace(/^\//, '')}`);
}

/** A template with sample values filled in. */
function withoutPlaceholders(template: string): string {
  return fillPlaceholders(template, () => 'x');
}
