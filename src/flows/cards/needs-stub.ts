import type { Card } from '../export/model.js';
import { definitionOf } from './catalogue.js';
import { CUSTOM_API_ID } from './custom-api.js';

/** True for a card that this runner does not run, or whose connector is not there; Okta's own API answers from the users given. */
export function needsStub(card: Card): boolean {
  return definitionOf(card) === undefined || (CUSTOM_API_ID.test(card.id) && !card.id.startsWith('@okta.'));
}
