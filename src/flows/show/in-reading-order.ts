import type { CardTrace, FlowResult } from '../engine/result.js';

/** Okta's own templates title a Comment card `<<` when it is about the cards on its left, which ran before it. */
const POINTS_BACK = /^(?:<+[-=]*|←+|«+)$/;

/**
 * The cards as a person reads them: a Comment card heads the cards it is about. One that points back goes in front of the
 * cards that ran since the last comment of its flow, though not in front of the card that starts the flow.
 * @example inReadingOrder(result).map(({ title }) => title)
 */
export function inReadingOrder({ cards, faces }: Pick<FlowResult, 'cards' | 'faces'>): readonly CardTrace[] {
  const rows: CardTrace[] = [];
  // For each run of a flow, the first card since its last comment; undefined right behind a comment.
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

/** The trigger of the flow that was run, or the Helper Flow card of one that it calls. */
function isStart({ caller, position, id }: CardTrace): boolean {
  return (caller === -1 && position === 0) || id === 'control.callable';
}
