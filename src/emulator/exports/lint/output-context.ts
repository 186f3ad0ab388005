import type { Body, Node, Template } from '../../templates/syntax/tree.js';
import { bodiesOf } from '../../templates/syntax/walk.js';

/** What the template prints. */
export type Format = 'csv' | 'json' | 'xml' | 'txt';

/** Directives whose content is printed elsewhere. */
const DETACHED: ReadonlySet<Node['kind']> = new Set(['macro', 'function', 'capture']);

/** Text other than white space, in the order of the template, without separators. */
export function* textsOf(body: Body): Generator<Extract<Node, { kind: 'text' }>> {
  for (const node of body) {
    if (node.kind === 'text' && node.text.trim() !== '') yield node;
    if (DETACHED.has(node.kind) || node.kind === 'sep') continue;
    for (const inner of bodiesOf(node)) yield* textsOf(inner);
  }
}

/** The format of the output, guessed from its first characters. */
export function guessFormat({ body }: Template): Format {
  let hasComma = false;
  for (const { text } of textsOf(body)) {
    const start = text.trim();
    if (!hasComma && /^[[{]\s*(?:["[{]|$)/.test(start)) return 'json';
    if (!hasComma && /^<[?A-Za-z]/.test(start)) return 'xml';
    if (start.includes(',') || start.includes(';')) hasComma = true;
    else if (!hasComma) return 'txt';
  }
  return hasComma ? 'csv' : 'txt';
}

/** The interpolations between double quotes in their line. */
export function quotedPrints({ source, body }: Template): ReadonlySet<Node> {
  const quoted = new Set<Node>();
  /** Whether a quote is open after a body, given whether one is open before it. */
  const walk = (nodes: Body, before: boolean): boolean => nodes.reduce((isOpen, node) => step(node, isOpen), before);
  const step = (node: Node, isOpen: boolean): boolean => {
    if (node.kind === 'print' && isOpen) quoted.add(node);
    if (node.kind === 'text') return isOpenBehind(source.slice(node.start, node.end), isOpen);
    if (DETACHED.has(node.kind)) {
      for (const inner of bodiesOf(node)) walk(inner, false);
      return isOpen;
    }
    // All branches start in the same state, and the first one decides the state at the end.
    const [first = isOpen] = bodiesOf(node).map((inner) => walk(inner, isOpen));
    return first;
  };
  walk(body, false);
  return quoted;
}

function isOpenBehind(text: string, before: boolean): boolean {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const isOpen = line.length < text.length ? false : before;
  return (line.match(/\\[\s\S]|"/g) ?? []).filter((found) => found === '"').length % 2 === 1 ? !isOpen : isOpen;
}
