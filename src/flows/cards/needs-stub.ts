import type { Card } from '../export/model.js';
import { definitionOf } from './catalogue.js';
import { CUSTOM_API_ID } from './custom-api.js';

/** True for a card that this runner can't run, or whose connector is not available; the given users answer Okta's own API. */
export function needsStub(card: Card): boolean {
  return definitionOf(card) === undefined || (CUSTOM_API_ID.test(card.id) && !card.id.startsWith('@okta.'));
}
