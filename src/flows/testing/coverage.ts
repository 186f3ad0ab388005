import { type Card, type Flow, type Pack, withInline } from '../export/model.js';

/** A card that no case ran. */
export interface MissedCard {
  readonly title: string;
  readonly id: string;
  readonly uuid: string;
  /** Titles of the cards whose blocks it is in, the outermost first; empty for a card of the flow itself. */
  readonly block: readonly string[];
}

export interface FlowCoverage {
  /** File of the export. */
  readonly file: string;
  readonly flow: string;
  /** Cards of the flow and of its blocks. */
  readonly cards: number;
  readonly ran: number;
  readonly missed: readonly MissedCard[];
}

/** Which cards the cases ran, all cases together. */
export interface Coverage {
  readonly cards: number;
  readonly ran: number;
  /** Whole percent, rounded down, so that 100 means all; 100 where there is no card. */
  readonly percent: number;
  readonly flows: readonly FlowCoverage[];
}

/** Notes of the author's, and what the designer puts in by itself: they do nothing a case could test. */
const PLUMBING: ReadonlySet<string> = new Set(['control.comment', 'control.noop', 'object.expand']);

/** How much of some exports was run. Each card counts once, however often it ran. */
export function coverageOf(packs: Iterable<Pack>, ran: ReadonlySet<Card>): Coverage {
  const flows = [...packs].flatMap((pack) => [...pack.flows.values()].map((flow) => ofFlow(pack.source, flow, ran)));
  const cards = flows.reduce((sum, flow) => sum + flow.cards, 0);
  const covered = flows.reduce((sum, flow) => sum + flow.ran, 0);
  return { cards, ran: covered, percent: cards === 0 ? 100 : Math.floor((covered / cards) * 100), flows };
}

function ofFlow(file: string, top: Flow, ran: ReadonlySet<Card>): FlowCoverage {
  const placed = [...withInline(top)].flatMap(({ flow, path }) =>
    flow.cards.filter(({ id }) => !PLUMBING.has(id)).map((card) => ({ card, block: path })),
  );
  const missed = placed.filter(({ card }) => !ran.has(card));
  return {
    file,
    flow: top.name,
    cards: placed.length,
    ran: placed.length - missed.length,
    missed: missed.map(({ card: { title, id, uuid }, block }) => ({ title, id, uuid, block })),
  };
}
