import { blockCards } from './block-cards.js';
import { callCards } from './call-cards.js';
import type { Cards } from './cards.js';
import { connectorCards } from './connector-cards.js';
import { dataCards } from './data-cards.js';
import type { FlowDraft } from './draft.js';

/** The card functions of a flow; cards with blocks create those of the blocks in the same way. */
export function makeCards(draft: FlowDraft): Cards {
  return { ...dataCards(draft), ...connectorCards(draft), ...callCards(draft), ...blockCards(draft, makeCards) };
}
