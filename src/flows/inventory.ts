import { definitionOf } from './cards/catalogue.js';
import { needsStub } from './cards/needs-stub.js';
import { inputNames, startCard } from './engine/start.js';
import { type FlowText, loadFlow } from './export/load-flow.js';
import { type Card, isPack, withInline } from './export/model.js';

/** A kind of card, and how often it is used. */
export interface UsedCard {
  readonly id: string;
  readonly title: string;
  readonly uses: number;
  /** `run`: this runner runs the card; `stub`: a connector's card that needs a stub; `no`: unknown to this runner. */
  readonly support: 'run' | 'stub' | 'no';
  readonly evidence?: string;
}

/** What an export contains and requires. */
export interface Inventory {
  readonly source: string;
  readonly version: string;
  readonly flows: readonly { readonly name: string; readonly start: string; readonly inputs: readonly string[]; readonly cards: number }[];
  readonly cards: readonly UsedCard[];
  /** Host names found in the cards' texts. */
  readonly hosts: readonly string[];
  readonly connections: readonly { readonly name: string; readonly module: string }[];
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** Helpers that cards call but that are not in the export. */
  readonly missingHelpers: readonly string[];
}

/** Throws FlowFileError if the file is not an export. @example inventoryFlow('provision.folder').cards */
export function inventoryFlow(from: string | FlowText | object): Inventory {
  const pack = isPack(from) ? from : loadFlow(from);
  const flows = [...pack.flows.values()];
  const cards = flows.flatMap((top) => [...withInline(top)].flatMap(({ flow }): readonly Card[] => flow.cards));
  return {
    source: pack.source,
    version: pack.version,
    flows: flows.map((flow) => ({
      name: flow.name,
      start: startCard(flow)?.title ?? '',
      inputs: inputNames(flow),
      cards: [...withInline(flow)].reduce((sum, inner) => sum + inner.flow.cards.length, 0),
    })),
    cards: usedCards(cards),
    hosts: [...new Set(cards.flatMap(hostsIn))].toSorted(),
    connections: [...pack.connections.values()].map(({ name, module }) => ({ name, module })),
    tables: [...pack.tables.values()].map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    missingHelpers: [...pack.missing.values()],
  };
}

function usedCards(cards: readonly Card[]): UsedCard[] {
  const kinds = new Map<string, { card: Card; uses: number }>();
  for (const card of cards) {
    const known = kinds.get(card.id);
    if (known === undefined) kinds.set(card.id, { card, uses: 1 });
    else known.uses++;
  }
  return [...kinds.values()]
    .map(({ card, uses }): UsedCard => {
      const definition = definitionOf(card);
      const runs = definition !== undefined && !needsStub(card);
      const support = runs ? 'run' : card.id.startsWith('@') ? 'stub' : 'no';
      return { id: card.id, title: definition?.title ?? card.title, uses, support, ...(runs && { evidence: definition.evidence }) };
    })
    .toSorted((one, other) => other.uses - one.uses || (one.id < other.id ? -1 : 1));
}

/** The part before an @ is a user name and a password. */
const URL_IN_TEXT = /https?:\/\/(?:[^\s/?#"'\\]{0,300}@)?([A-Za-z0-9.-]+(?::\d+)?)/g;

function hostsIn({ inputs }: Card): string[] {
  return inputs.flatMap(({ literal, flow }) => {
    if (flow !== undefined || literal === undefined || literal === null) return [];
    const text = typeof literal === 'string' ? literal : JSON.stringify(literal);
    return [...text.matchAll(URL_IN_TEXT)].map(([, host = '']) => host.toLowerCase());
  });
}
