import type { Card } from '../export/model.js';
import { CALLS } from './calls.js';
import { CONTROL } from './control.js';
import { CUSTOM_API, CUSTOM_API_ID } from './custom-api.js';
import { DATES } from './dates.js';
import type { CardDefinition } from './define-card.js';
import { HTTP } from './http.js';
import { JWT } from './jwt.js';
import { LISTS } from './lists.js';
import { MAIL } from './mail.js';
import { NUMBERS } from './numbers.js';
import { OBJECTS } from './objects.js';
import { OKTA_APPS } from './okta-apps.js';
import { OKTA_GROUPS } from './okta-groups.js';
import { OKTA_USERS } from './okta-users.js';
import { STARTS } from './starts.js';
import { STRINGS } from './strings.js';
import { TABLES } from './table-cards.js';
import { TEXTS } from './texts.js';
import { OTHER_TRIGGER, TRIGGERS } from './triggers.js';

/** All cards that run without a stub, by family. */
export const FAMILIES: Readonly<Record<string, readonly CardDefinition[]>> = {
  'Flow starts': STARTS,
  Triggers: [...TRIGGERS, OTHER_TRIGGER],
  'Flow control': CONTROL,
  'Helper flows': CALLS,
  Object: OBJECTS,
  List: LISTS,
  Text: STRINGS,
  'Number and true/false': NUMBERS,
  Date: DATES,
  'JSON, URL, encryption': [...TEXTS, ...JWT],
  'API Connector': [...HTTP, CUSTOM_API],
  Tables: TABLES,
  'Okta users': OKTA_USERS,
  'Okta groups': OKTA_GROUPS,
  'Okta applications': OKTA_APPS,
  Mail: MAIL,
};

/** By id. */
export const CARDS: ReadonlyMap<string, CardDefinition> = new Map(
  Object.values(FAMILIES).flatMap((family) => family.map((definition) => [definition.id, definition])),
);

/** Ids with unknown upper and lower case: only the cards' help pages have been seen, and their addresses are in lower case. */
const OKTA_CARDS: ReadonlyMap<string, CardDefinition> = new Map(
  [...CARDS.values()].filter(({ id }) => id.startsWith('@okta.')).map((definition) => [definition.id.toLowerCase(), definition]),
);

/** How a card runs; undefined for a card that needs a stub. */
export function definitionOf({ id, inputs, outputs }: Card): CardDefinition | undefined {
  const known = CARDS.get(id) ?? OKTA_CARDS.get(id.toLowerCase());
  if (known !== undefined || !id.startsWith('@')) return known;
  if (CUSTOM_API_ID.test(id)) return CUSTOM_API;
  // A trigger receives `type` and `data` from the platform and returns a collection.
  const isTrigger = outputs.some(({ name }) => name === 'collection') && inputs.some(({ name }) => name === 'data');
  return isTrigger ? OTHER_TRIGGER : undefined;
}

/** A card that starts a flow when something happens elsewhere. */
export function isTrigger(card: Card): boolean {
  const definition = definitionOf(card);
  return definition === OTHER_TRIGGER || TRIGGERS.some(({ id }) => id === definition?.id);
}
