export interface GraphNode {
  readonly id: string;
  readonly width: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Leads to a block or a helper of a card: drawn to its right, so consecutive cards stay in a line. */
  readonly isCall: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout<Edge extends GraphEdge> {
  readonly width: number;
  readonly height: number;
  /** Centre of each node. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** From the lower side of one node to the upper side of another, with a point in each layer between them. */
  readonly edges: readonly { readonly edge: Edge; readonly points: readonly Point[] }[];
}

export const NODE_HEIGHT = 34;
const LAYER_HEIGHT = NODE_HEIGHT + 30;
const GAP = 24;
/** Width of the space that an edge takes when it passes through a layer. */
const LANE_WIDTH = 8;
const MARGIN = 8;
/** Sweeps that move the nodes of a layer towards their neighbours; more change nothing in flows, which are mostly chains. */
const SWEEPS = 6;

/** A node or an edge's lane, with its position in its layer. */
interface Cell {
  readonly width: number;
  readonly above: Cell[];
  readonly below: Cell[];
  /** The card that runs this card's flow. */
  caller?: Cell;
  x: number;
}

/**
 * A layered layout from top to bottom (after Sugiyama): nodes are below all their predecessors, long edges have their own lanes,
 * and nodes within a layer are ordered by the mean of their neighbours. The edges must come from an acyclic graph with its nodes in
 * order; edges that lead back are left out. The same input gives the same layout.
 */
export function layoutGraph<Edge extends GraphEdge>(nodes: readonly GraphNode[], edges: readonly Edge[]): Layout<Edge> {
  const forward = forwardEdges(nodes, edges);
  const ranks = ranksOf(nodes, forward);
  const layers: Cell[][] = [];
  const put = (rank: number, width: number): Cell => {
    const cell: Cell = { width, above: [], below: [], x: 0 };
    const layer = layers[rank] ?? [];
    layers[rank] = layer;
    layer.push(cell);
    return cell;
  };
  const cells = new Map(nodes.map(({ id, width }) => [id, put(ranks.get(id) ?? 0, width)]));
  const routes = forward.map((edge) => ({ edge, cells: route(edge, cells, ranks, put) }));
  arrange(layers);
  const all = layers.flat();
  const left = all.reduce((least, { x, width }) => Math.min(least, x - width / 2), 0) - MARGIN;
  const right = all.reduce((most, { x, width }) => Math.max(most, x + width / 2), 0) + MARGIN;
  const at = (cell: Cell | undefined, rank: number): Point => ({
    x: Math.round((cell?.x ?? 0) - left),
    y: MARGIN + rank * LAYER_HEIGHT + NODE_HEIGHT / 2,
  });
  return {
    width: Math.ceil(right - left),
    height: Math.max(0, layers.length - 1) * LAYER_HEIGHT + NODE_HEIGHT + 2 * MARGIN,
    nodes: new Map(nodes.map(({ id }) => [id, at(cells.get(id), ranks.get(id) ?? 0)])),
    edges: routes.map(({ edge, cells: passed }) => ({ edge, points: pointsOf(passed, ranks.get(edge.from) ?? 0, at) })),
  };
}

function forwardEdges<Edge extends GraphEdge>(nodes: readonly GraphNode[], edges: readonly Edge[]): Edge[] {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  return edges.filter(({ from, to }) => (order.get(from) ?? 0) < (order.get(to) ?? -1));
}

/** The total number of lanes in a layout: its time and size grow with them. */
export function countLanes(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): number {
  const forward = forwardEdges(nodes, edges);
  const ranks = ranksOf(nodes, forward);
  return forward.reduce((sum, { from, to }) => sum + Math.max(0, (ranks.get(to) ?? 0) - (ranks.get(from) ?? 0) - 1), 0);
}

/** The longest path to each node, in layers. */
function ranksOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const ranks = new Map(nodes.map(({ id }) => [id, 0]));
  const outgoing = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const known = outgoing.get(edge.from);
    if (known === undefined) outgoing.set(edge.from, [edge]);
    else known.push(edge);
  }
  for (const { id } of nodes) {
    for (const { to } of outgoing.get(id) ?? []) ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
  }
  return ranks;
}

type Put = (rank: number, width: number) => Cell;

/** The cells that an edge passes through, including both ends, linked to the next. */
function route({ from, to, isCall }: GraphEdge, cells: ReadonlyMap<string, Cell>, ranks: ReadonlyMap<string, number>, put: Put): Cell[] {
  const [first, last] = [ranks.get(from) ?? 0, ranks.get(to) ?? 0];
  const lanes = Array.from({ length: Math.max(0, last - first - 1) }, (_, index) => put(first + 1 + index, LANE_WIDTH));
  const passed = [cells.get(from), ...lanes, cells.get(to)].filter((cell) => cell !== undefined);
  for (const [index, cell] of passed.entries()) {
    const next = passed[index + 1];
    if (next === undefined) continue;
    if (isCall) next.caller = cell;
    else {
      cell.below.push(next);
      next.above.push(cell);
    }
  }
  return passed;
}

/** Sweeps down and up: cells move towards their neighbours without overlapping. */
function arrange(layers: readonly Cell[][]): void {
  for (const layer of layers) spread(layer, () => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    const ordered = isDown ? layers : layers.toReversed();
    for (const layer of ordered) {
      const wanted = new Map(layer.map((cell) => [cell, wantedBy(cell, isDown)]));
      // The sort is stable, so cells with the same target keep their order.
      layer.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
      spread(layer, (cell) => wanted.get(cell) ?? 0);
    }
  }
}

function wantedBy(cell: Cell, isDown: boolean): number {
  const { caller, above, below, width, x } = cell;
  if (caller !== undefined) return caller.x + caller.width / 2 + GAP + width / 2;
  return meanOf(isDown ? above : below, x);
}

function meanOf(cells: readonly Cell[], otherwise: number): number {
  return cells.length === 0 ? otherwise : cells.reduce((sum, { x }) => sum + x, 0) / cells.length;
}

/** Places the cells of a layer, from left to right, as close as possible to their targets, then centres them all around these. */
function spread(layer: readonly Cell[], wanted: (cell: Cell) => number): void {
  let edge = Number.NEGATIVE_INFINITY;
  let shift = 0;
  for (const cell of layer) {
    cell.x = Math.max(wanted(cell), edge + cell.width / 2);
    edge = cell.x + cell.width / 2 + GAP;
    shift += wanted(cell) - cell.x;
  }
  for (const cell of layer) cell.x += shift / layer.length;
}

function pointsOf(passed: readonly Cell[], first: number, at: (cell: Cell | undefined, rank: number) => Point): Point[] {
  return passed.map((cell, index) => {
    const point = at(cell, first + index);
    if (index === 0) return { ...point, y: point.y + NODE_HEIGHT / 2 };
    return index === passed.length - 1 ? { ...point, y: point.y - NODE_HEIGHT / 2 } : point;
  });
}
