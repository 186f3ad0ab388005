import { stringify } from 'yaml';
import { terminalText } from '../../util/terminal-text.js';
import { shownName } from '../engine/typed-secrets.js';
import type { Card, Pack } from '../export/model.js';
import type { StubInput } from './schema.js';
import { type StubbedCard, stubbedCards } from './stubbed-cards.js';
import { typedStub } from './typed-stub.js';

/** A stub to print, and the cards that it covers. */
interface Suggestion {
  readonly stub: StubInput;
  readonly cards: readonly StubbedCard[];
}

const HEAD = `# Stubs for the cards that can't run here, with a value of the declared type for each output.
# Fill in what your services return, then: flow run FILE --stubs THIS_FILE
`;

/**
 * All stubs that a flow, or all flows of an export, need, as YAML for `--stubs`. A connector's card is named by its id, so one
 * stub covers all cards with the same outputs; requests and calls of missing helpers are named by the card's UUID.
 * Throws FlowInputError for an unknown flow.
 * @example suggestStubs(loadFlow('offboard.folder'), 'Remove groups')
 */
export function suggestStubs(pack: Pack, flow?: string): string {
  const suggestions = toSuggestions(stubbedCards(pack, flow), pack);
  if (suggestions.length === 0) return '# No cards need a stub.\n[]\n';
  return [HEAD, ...suggestions.map((each) => toText(each, shownName(pack)))].join('\n');
}

function toSuggestions(cards: readonly StubbedCard[], pack: Pack): Suggestion[] {
  const byID = groupBy(cards, ({ card, reason }) => (reason === 'connector' ? card.id : card.uuid));
  return [...byID.values()].flatMap((same) => {
    const shapes = [...groupBy(same, ({ card }) => JSON.stringify(typedStub(card, pack))).values()];
    // Shared outputs get one stub by id. That stub comes last because the first matching stub is used.
    const most = shapes.reduce<readonly StubbedCard[]>((best, shape) => (shape.length > best.length ? shape : best), []);
    const others = shapes.filter((shape) => shape !== most).flatMap((shape) => shape.map((each) => suggest([each], pack, each.card.uuid)));
    return [...others, ...most.slice(0, 1).map((first) => suggest(most, pack, nameOf(first)))];
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function nameOf({ card, reason }: StubbedCard): string {
  return reason === 'connector' ? card.id : card.uuid;
}

function suggest(cards: readonly StubbedCard[], pack: Pack, name: string): Suggestion {
  const [first] = cards;
  return { stub: first === undefined ? { card: name } : typedStub(first.card, pack, name), cards };
}

const WHY: Readonly<Record<StubbedCard['reason'], (card: Card) => string | undefined>> = {
  connector: () => undefined,
  request: () => 'a request; to send it, use --map-host or --allow-host',
  'okta-request': () => 'a request to Okta that --users may not cover',
  'missing-helper': () => 'calls a flow that is not in the export',
};

/** Number of places named in a comment; the rest are counted. */
const MAX_PLACES = 5;

function toText({ stub, cards }: Suggestion, shown: (name: string) => string): string {
  const places = [...new Set(cards.map(({ card, flow }) => shown(`${flow.name} › ${card.title}`)))];
  const more = places.length > MAX_PLACES ? [`and ${places.length - MAX_PLACES} more`] : [];
  const why = cards.flatMap(({ card, reason }) => WHY[reason](card) ?? []).slice(0, 1);
  const comments = [...places.slice(0, MAX_PLACES), ...more, ...why].map(
    (line) => `# ${terminalText(line.replace(/[\s\p{Cc}]+/gu, ' ')).trim()}\n`,
  );
  return `${comments.join('')}${stringify([stub], { lineWidth: 0 })}`;
}
