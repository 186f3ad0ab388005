import { escapeMarkup } from '../../../util/escape-markup.js';
import { cut } from '../../../util/terminal-lines.js';
import type { CardTrace, FlowResult } from '../../engine/result.js';
import { reachableFlows } from '../../engine/start.js';
import { shownName } from '../../engine/typed-secrets.js';
import { type Flow, type Pack, withInline } from '../../export/model.js';
import { type FlowEdge, flowGraph, type GraphCard } from './flow-graph.js';
import { countLanes, layoutGraph, NODE_HEIGHT, type Point } from './layout.js';

const NODE_WIDTH = 216;
/** Number of characters of a title that fit into a box. */
const TITLE_COLUMNS = 25;
/** Maximum number of flows drawn, and of cards in one flow; larger drawings are unreadable. */
const MAX_FLOWS = 20;
const MAX_CARDS = 400;
/** Including the helpers that its cards call. */
const MAX_NODES = 1000;
/** Placing this many takes a tenth of a second. */
const MAX_LANES = 20_000;

/** Draws all flows that the run may reach: which cards ran, how often, and which failed. Cards that ran link to their rows. */
export function graphHtml(result: FlowResult, pack: Pack): string {
  const flow = flowOf(result, pack);
  if (flow === undefined) return '';
  const flows = reachableFlows(flow, pack).filter(({ isInline }) => !isInline);
  const states = statesOf(result);
  const ids = new Map(flows.slice(0, MAX_FLOWS).map((each, index) => [each, `flow-${index}`]));
  const figures = [...ids].map(([each, id]) => figureHtml(each, id, { pack, states, ids }));
  const left = flows.length - figures.length;
  const more = left > 0 ? `<p class="none">${left} more flows are not shown.</p>` : '';
  return `<h2 id="graph">Graph</h2>${figures.join('\n')}${more}`;
}

/** The flow that ran. If several have that name, the one that contains the first card of the run. */
function flowOf({ flow, cards }: FlowResult, { flows }: Pack): Flow | undefined {
  const first = cards[0]?.uuid;
  const named = [...flows.values()].filter(({ name }) => name === flow);
  return named.find((each) => each.cards.some(({ uuid }) => uuid === first)) ?? named[0];
}

interface State {
  readonly runs: number;
  readonly hasFailed: boolean;
  /** The row to link to: the first that failed, or else the first. */
  readonly row: CardTrace;
}

/** By the UUID of the card. */
function statesOf({ cards }: FlowResult): ReadonlyMap<string, State> {
  const states = new Map<string, State>();
  for (const card of cards) {
    const known = states.get(card.uuid);
    const isFirstFailure = card.error !== undefined && known?.hasFailed !== true;
    states.set(card.uuid, {
      runs: (known?.runs ?? 0) + 1,
      hasFailed: known?.hasFailed === true || card.error !== undefined,
      row: known === undefined || isFirstFailure ? card : known.row,
    });
  }
  return states;
}

interface Drawing {
  readonly pack: Pack;
  readonly states: ReadonlyMap<string, State>;
  /** Ids of the drawn flows. */
  readonly ids: ReadonlyMap<Flow, string>;
}

function figureHtml(flow: Flow, id: string, drawing: Drawing): string {
  const name = shownName(drawing.pack)(flow.name);
  const caption = `<figcaption>${escapeMarkup(name)}</figcaption>`;
  const count = [...withInline(flow)].reduce((sum, inner) => sum + inner.flow.cards.length, 0);
  if (count > MAX_CARDS) {
    return `<figure id="${id}">${caption}<p class="none">The flow has ${count} cards, which is too many to draw.</p></figure>`;
  }
  const graph = flowGraph(flow, drawing.pack);
  const nodes = (graph?.cards ?? []).map((card) => ({ id: card.id, width: NODE_WIDTH }));
  if (graph === undefined || nodes.length > MAX_NODES || countLanes(nodes, graph.edges) > MAX_LANES) {
    return `<figure id="${id}">${caption}<p class="none">The flow has too many arrows to draw.</p></figure>`;
  }
  const { cards, edges } = graph;
  const layout = layoutGraph(nodes, edges);
  const arrows = layout.edges.map(({ edge, points }) => edgeSvg(edge, points));
  const boxes = cards.map((card) => nodeSvg(card, layout.nodes.get(card.id) ?? { x: 0, y: 0 }, drawing));
  // Wider drawings scroll within their container, also by keyboard.
  return `<figure id="${id}">${caption}<div class="scroll graph" tabindex="0" role="group" aria-label="Graph of ${escapeMarkup(name)}"><svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" aria-hidden="${boxes.length === 0}">${arrows.join('')}${boxes.join('')}</svg></div></figure>`;
}

/** A line through the middle of each layer. The arrow head is a path: a marker's id would clash between drawings. */
function edgeSvg({ label, isCall }: FlowEdge, points: readonly Point[]): string {
  const [first, ...others] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  let from = first;
  for (const to of others) {
    const middle = (from.y + to.y) / 2;
    path += from.x === to.x ? `V${to.y}` : `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`;
    from = to;
  }
  const head = `M${last.x - 4} ${last.y - 7}L${last.x} ${last.y}L${last.x + 4} ${last.y - 7}`;
  const next = others[0] ?? first;
  // On the outer side of the curve.
  const [anchor, shift] = next.x < first.x ? ['end', -8] : ['start', 8];
  const text =
    label === undefined
      ? ''
      : `<text class="branch" text-anchor="${anchor}" x="${next.x + shift}" y="${next.y - 6}">${escapeMarkup(label)}</text>`;
  return `<path class="edge${isCall ? ' call' : ''}" d="${path}"/><path class="edge" d="${head}"/>${text}`;
}

function nodeSvg(node: GraphCard, { x, y }: Point, { pack, states, ids }: Drawing): string {
  const box = (className: string, title: string, full: string): string =>
    `<g class="node ${className}"><title>${escapeMarkup(full)}</title><rect x="${x - NODE_WIDTH / 2}" y="${y - NODE_HEIGHT / 2}" width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="6"/><text x="${x - NODE_WIDTH / 2 + 10}" y="${y + 5}">${escapeMarkup(title)}</text></g>`;
  if (node.helper !== undefined) {
    const id = ids.get(node.helper);
    const called = shownName(pack)(node.helper.name);
    const drawn = box('helper', `↳ ${cut(called, TITLE_COLUMNS)}`, `Helper flow ${called}`);
    return id === undefined ? drawn : `<a href="#${id}">${drawn}</a>`;
  }
  const { uuid, id } = node.card;
  const title = shownName(pack)(node.card.title);
  const state = states.get(uuid);
  if (state === undefined) return box('idle', `– ${cut(title, TITLE_COLUMNS)}`, `${title} (${id}) did not run`);
  const { row, runs, hasFailed } = state;
  const times = runs === 1 ? '' : ` ×${runs}`;
  const name = cut(row.title, TITLE_COLUMNS - times.length);
  const told = `${row.title} (${id}) ${hasFailed ? 'failed' : 'ran'}${runs === 1 ? '' : `, ${runs} runs`}`;
  return `<a href="#card-${row.position}">${box(hasFailed ? 'failed' : 'ran', `${hasFailed ? '✗' : '✓'} ${name}${times}`, told)}</a>`;
}
