import { type BlockCards, blockCards } from './block-cards.js';
import { type CallCards, callCards } from './call-cards.js';
import { type ConnectorCards, connectorCards } from './connector-cards.js';
import { type DataCards, dataCards } from './data-cards.js';
import type { FlowDraft } from './draft.js';

/** Every card the builder knows, and `card` for the others. */
export interface Cards extends BlockCards, CallCards, ConnectorCards, DataCards {}

export function cardsOf(draft: FlowDraft): Cards {
  return { ...dataCards(draft), ...connectorCards(draft), ...callCards(draft), ...blockCards(draft) };
}
