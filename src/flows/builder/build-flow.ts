import { createRandom, hash32 } from '../../runtime/random.js';
import type { FlowExport } from '../export/flow-export.js';
import type { TableDefinition } from '../export/model.js';
import { writeFlow } from '../export/write-flow.js';
import type { Cards } from './cards.js';
import { FlowDraft, type PackDraft } from './draft.js';
import { makeCards } from './make-cards.js';

const HEX = '0123456789abcdef';

/**
 * Builds an export with functions named like the cards in the console, card by card from top to bottom. The same
 * calls produce the same bytes. It has not been tested whether Okta's console imports the result: use it for tests and examples.
 * @example
 * const flow = buildFlow('Greet', ({ helperFlow, compose, returns }) => {
 *   const start = helperFlow({ Name: 'string' });
 *   returns({ Greeting: compose('Hello {{Name}}', { Name: start.out('Name') }) });
 * });
 */
export function buildFlow(name: string, build: (cards: Cards) => void): FlowExport {
  const random = createRandom(hash32(name));
  const uuid = uuidFrom(random.text(30, HEX));
  const group = uuidFrom(random.text(30, HEX));
  const made: FlowExport = {
    type: 'flopack',
    version: '1.5.0',
    // Not the current time: the same flow must produce the same file.
    created: '2026-01-31T09:00:00.000Z',
    flags: { 'auto-transform': true, looseBooleans: true, looseStrings: true, looseNulls: true },
    data: { flos: {}, configs: {}, tables: {}, groups: { [group]: { id: group, data: { name, path: '/' } } } },
  };
  const pack: PackDraft = { random, export: made, types: new Map() };
  const draft = new FlowDraft(pack, { uuid, name });
  // The flow comes first; its helpers are added while it is built.
  made.data.flos[uuid] = { id: uuid, name, description: '', data: null };
  build(makeCards(draft));
  made.data.flos[uuid] = { id: uuid, name, description: '', data: writeFlow(draft.flow) };
  return made;
}

/** A table for `createRow`, `searchRows` and similar cards. @example defineTable('Policies', { 'Cost center': 'str', Limit: 'dec' }) */
export function defineTable(name: string, columns: Readonly<Record<string, 'str' | 'dec' | 'dte' | 'boo'>>): TableDefinition {
  return {
    uuid: uuidFrom(createRandom(hash32(`table ${name}`)).text(30, HEX)),
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, default: null })),
  };
}

/** 30 hex digits as a version 4 UUID. */
export function uuidFrom(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
