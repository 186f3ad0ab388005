import type { CardTrace, FlowResult } from '../engine/result.js';

/** Okta's own templates title a Comment card `<<` if it is about the cards to its left, which ran before it. */
const POINTS_BACK = /^(?:<+[-=]*|←+|«+)$/;

/**
 * The cards in the order in which people read them: a Comment card precedes the cards it is about. One that points back moves
 * in front of the cards since the last comment of its flow, but not in front of the flow's start card.
 * @example inReadingOrder(result).map(({ title }) => title)
 */
export function inReadingOrder({ cards, faces }: Pick<FlowResult, 'cards' | 'faces'>): readonly CardTrace[] {
  const rows: CardTrace[] = [];
  // For each run of a flow, the first card since its last comment; undefined directly after a comment.
  const sections = new Map<string, CardTrace | undefined>();
  for (const card of cards) {
    const scope = `${card.caller} ${card.index ?? ''}`;
    const section = sections.get(scope);
    const title = faces[card.face]?.comment?.title.trim() ?? '';
    if (card.id !== 'control.comment') {
      if (section === undefined || isStart(section)) sections.set(scope, card);
      rows.push(card);
      continue;
    }
    const at = section === undefined || !POINTS_BACK.test(title) ? rows.length : rows.indexOf(section);
    rows.splice(at, 0, card);
    sections.set(scope, undefined);
  }
  return rows;
}

/** The trigger of the flow, or the Helper Flow card of a flow that it calls. */
function isStart({ caller, position, id }: CardTrace): boolean {
  return (caller === -1 && position === 0) || id === 'control.callable';
}
