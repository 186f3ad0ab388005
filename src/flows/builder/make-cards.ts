import { blockCards } from './block-cards.js';
import { callCards } from './call-cards.js';
import type { Cards } from './cards.js';
import { connectorCards } from './connector-cards.js';
import { dataCards } from './data-cards.js';
import type { FlowDraft } from './draft.js';

/** The cards of a flow; those that hold blocks make the cards of these in the same way. */
export function makeCards(draft: FlowDraft): Cards {
  return { ...dataCards(draft), ...connectorCards(draft), ...callCards(draft), ...blockCards(draft, makeCards) };
}
