import { type Card, type Comment, type Pack, type Slot, withInline } from '../export/model.js';

/** A name of an input or output, and what the designer shows instead. */
export interface Label {
  readonly name: string;
  readonly label: string;
}

/** What the designer shows of a card beside its title. Shared by all runs of the card. */
export interface CardFace {
  /** Those whose label is not their name. */
  readonly inputs: readonly Label[];
  /** Those whose label is not their name. Of an Expand card, the path of each value. */
  readonly outputs: readonly Label[];
  /** Of a Comment card; the text is Markdown. */
  readonly comment?: Comment;
  /** Of an Expand card: the title of the card whose output it expands. */
  readonly source?: string;
}

export interface Faces {
  readonly list: readonly CardFace[];
  /** Adds a face for a card that has none yet. */
  placeOf(card: Card): number;
}

/** Collects the faces of cards in the order in which they are asked for. */
export function createFaces(pack: Pack): Faces {
  const list: CardFace[] = [];
  const places = new Map<Card, number>();
  // Only needed for Expand cards, which most runs do not have.
  let sources: ReadonlyMap<Card, Card> | undefined;
  return {
    list,
    placeOf: (card) => {
      const known = places.get(card);
      if (known !== undefined) return known;
      if (card.id === 'object.expand') sources ??= sourcesOfExpands(pack);
      const place = list.push(toFace(card, sources?.get(card))) - 1;
      places.set(card, place);
      return place;
    },
  };
}

function toFace({ id, inputs, outputs, comment }: Card, source: Card | undefined): CardFace {
  return {
    inputs: labelsOf(inputs),
    outputs: id === 'object.expand' ? pathsOf(outputs) : labelsOf(outputs),
    ...(comment !== undefined && { comment }),
    ...(source !== undefined && { source: source.title }),
  };
}

function labelsOf(slots: readonly Slot[]): Label[] {
  return slots
    .filter(({ flow }) => flow === undefined)
    .map(({ name, group, label }) => ({ name, label: group === '' ? label : `${group} › ${label}` }))
    .filter(({ name, label }) => label !== name);
}

/** An Expand card gives out a path and the value there, in a group each; the designer shows neither, but a field in the source card. */
function pathsOf(outputs: readonly Slot[]): Label[] {
  return outputs.flatMap(({ key, name, group, path }) => {
    if (key !== 'value') return [];
    const literal = outputs.find((other) => other.group === group && other.key === 'key')?.literal;
    const parts = path ?? (Array.isArray(literal) ? literal.map(String) : [group]);
    return [{ name, label: parts.join('.') }];
  });
}

function sourcesOfExpands(pack: Pack): ReadonlyMap<Card, Card> {
  const sources = new Map<Card, Card>();
  for (const top of pack.flows.values()) {
    for (const { flow } of withInline(top)) {
      const expands = new Map(flow.cards.filter(({ id }) => id === 'object.expand').map((card) => [card.uuid, card]));
      for (const card of expands.size === 0 ? [] : flow.cards) {
        for (const { target } of card.pins) {
          const expand = expands.get(target);
          if (expand !== undefined) sources.set(expand, card);
        }
      }
    }
  }
  return sources;
}
