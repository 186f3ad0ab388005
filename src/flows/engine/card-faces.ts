import { type Card, type Comment, type Pack, type Slot, withInline } from '../export/model.js';

/** The name of an input or output, and the label that the designer shows instead. */
export interface Label {
  readonly name: string;
  readonly label: string;
}

/** What the designer shows of a card in addition to its title. Shared by all runs of the card. */
export interface CardFace {
  /** Inputs with a label that differs from the name. */
  readonly inputs: readonly Label[];
  /** Outputs with a label that differs from the name. For an Expand card, the path of each value. */
  readonly outputs: readonly Label[];
  /** Of a Comment card; the text is Markdown. */
  readonly comment?: Comment;
  /** For an Expand card: the title of the card with the expanded output. */
  readonly source?: string;
}

export interface Faces {
  readonly list: readonly CardFace[];
  /** Adds a face for a card that does not have one yet. */
  placeOf(card: Card): number;
}

/** Collects the faces of cards, in the order in which they are requested. */
export function createFaces(pack: Pack): Faces {
  const list: CardFace[] = [];
  const places = new Map<Card, number>();
  // Only Expand cards need this, and most runs have none.
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

/** An Expand card outputs a path and its value, in one group each. The designer shows a field in the source card instead. */
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
