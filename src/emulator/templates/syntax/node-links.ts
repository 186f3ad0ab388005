import type { Body, Node, TextNode } from './tree.js';
import { bodiesOf } from './walk.js';

/** A body as a chain from which nodes can be removed. */
export interface Chain {
  readonly owner: Linked | undefined;
  first: Linked | undefined;
  last: Linked | undefined;
}

/** A node with its position in the tree. */
export interface Linked {
  readonly node: Node;
  readonly chain: Chain;
  readonly bodies: readonly Chain[];
  previous: Linked | undefined;
  next: Linked | undefined;
  /** The bounds of a text after it was shortened. */
  line: number;
  column: number;
  endLine: number;
}

/** Macros and captured texts print elsewhere, so they count as leaves. */
const OPAQUE: ReadonlySet<Node['kind']> = new Set(['macro', 'function', 'capture']);

export function link(body: Body, owner?: Linked): Chain {
  const chain: Chain = { owner, first: undefined, last: undefined };
  for (const node of body) {
    const bodies: Chain[] = [];
    const { place, endLine } = node;
    const linked: Linked = {
      node,
      chain,
      bodies,
      previous: chain.last,
      next: undefined,
      line: place.line,
      column: columnOf(node),
      endLine,
    };
    if (chain.last === undefined) chain.first = linked;
    else chain.last.next = linked;
    chain.last = linked;
    for (const inner of bodiesOf(node)) bodies.push(link(inner, linked));
    if (node.kind === 'attempt' && node.body.length === 0) addNowhere(bodies[0]);
  }
  return chain;
}

/** In an empty `<#attempt>`, FreeMarker has a text without a position. No line extends past it. */
function addNowhere(chain: Chain | undefined): void {
  if (chain === undefined) return;
  const node: TextNode = { kind: 'text', text: '', start: 0, end: 0, place: { line: 0, column: 0 }, endLine: 0 };
  const nowhere: Linked = { node, chain, bodies: [], previous: undefined, next: undefined, line: 0, column: 0, endLine: 0 };
  chain.first = nowhere;
  chain.last = nowhere;
}

/** FreeMarker counts a tab as the column before the next multiple of eight, so a text that begins with a tab has no first column. */
function columnOf(node: Node): number {
  return node.kind === 'text' && node.text.startsWith('\t') ? 8 : node.place.column;
}

export function unlink({ chain, previous, next }: Linked): void {
  if (previous === undefined) chain.first = next;
  else previous.next = next;
  if (next === undefined) chain.last = previous;
  else next.previous = previous;
}

/** The leaf after a node, or before it. */
export function neighbour(linked: Linked, side: 'next' | 'previous'): Linked | undefined {
  for (let at: Linked | undefined = linked; at !== undefined; at = at.chain.owner) {
    const beside = at[side];
    if (beside !== undefined) return leafOf(beside, side);
    const branch = nextBranch(at.chain, side);
    if (branch !== undefined) return branch;
  }
  return undefined;
}

/** From one branch of a block to the other. */
function nextBranch(chain: Chain, side: 'next' | 'previous'): Linked | undefined {
  const branches = chain.owner?.bodies ?? [];
  const step = side === 'next' ? 1 : -1;
  for (let index = branches.indexOf(chain) + step; branches[index] !== undefined; index += step) {
    const end = endOf(branches[index], side);
    if (end !== undefined) return leafOf(end, side);
  }
  return undefined;
}

function endOf(chain: Chain | undefined, side: 'next' | 'previous'): Linked | undefined {
  return side === 'next' ? chain?.first : chain?.last;
}

function leafOf(linked: Linked, side: 'next' | 'previous'): Linked {
  if (OPAQUE.has(linked.node.kind)) return linked;
  const branches = side === 'next' ? linked.bodies : linked.bodies.toReversed();
  for (const branch of branches) {
    const end = endOf(branch, side);
    if (end !== undefined) return leafOf(end, side);
  }
  return linked;
}
