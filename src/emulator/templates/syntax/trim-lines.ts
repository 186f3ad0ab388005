import { TemplateLimitError } from '../errors.js';
import { trimmedEnd } from '../values/trim.js';
import { type Chain, type Linked, link, neighbour, unlink } from './node-links.js';
import type { Body, Node, NodeOf, TextNode } from './tree.js';

/*
 * White space around tags, by FreeMarker's own rules: a line with nothing but tags and comments prints nothing, not even its
 * line break, and <#t>, <#lt> and <#rt> remove the spaces of their line. The rules process the leaves of the tree text by
 * text, and each text sees what the previous ones have left.
 */

/** Shortens the texts of a template in place. Throws TemplateLimitError for a line with too many tags. */
export function trimLines(body: Body): void {
  // FreeMarker does not trim a template that consists of one text.
  if (body.length === 1 && body[0]?.kind === 'text') return;
  new Cleaner().clean(link(body));
}

/** Each text checks all tags of its line. The limit keeps that to about 50 ms. */
const MAX_LOOKS = 200_000;

class Cleaner {
  #looks = 0;

  /** Processes node by node, then removes nodes that are no longer needed before the texts after this body look back. */
  clean(chain: Chain): void {
    for (let at = chain.first; at !== undefined; at = at.next) {
      if (at.node.kind === 'text') this.#trim(at, at.node);
      else for (const body of at.bodies) this.clean(body);
    }
    for (let at = chain.first; at !== undefined; at = at.next) {
      if (at.node.kind === 'text' && isIgnorable(at, at.node)) at.node.text = '';
      else if (at.node.kind !== 'trim') continue;
      unlink(at);
    }
  }

  #trim(linked: Linked, node: TextNode): void {
    if (node.text === '') return;
    const isLeftDone = this.#trimBefore(linked, node);
    const isRightDone = this.#trimAfter(linked, node);
    // The very first text of a template keeps its spaces.
    if (linked.chain.owner === undefined && linked.previous === undefined) return;
    const trailing = isLeftDone ? 0 : this.#trailingBlanks(linked, node);
    const opening = isRightDone ? 0 : this.#openingBlanks(linked, node);
    node.text = node.text.slice(opening, Math.max(opening, node.text.length - trailing));
    if (opening > 0) [linked.line, linked.column] = [linked.line + 1, 1];
  }

  /** Tags that remove the spaces before them, on the line on which the text ends. */
  #trimBefore(linked: Linked, node: TextNode): boolean {
    let isDone = false;
    for (const trim of this.#trims(linked, 'next')) {
      const lineStart = lastBreak(node.text) + 1;
      if (trim.left && (lineStart > 0 || linked.column === 1)) {
        node.text = node.text.slice(0, lineStart) + node.text.slice(lineStart).replace(/^[\0- ]+/, '');
      }
      isDone ||= trim.left || !trim.right;
    }
    return isDone;
  }

  /** Tags that remove the spaces after them and the line break, on the line on which the text begins. */
  #trimAfter(linked: Linked, node: TextNode): boolean {
    let isDone = false;
    for (const trim of this.#trims(linked, 'previous')) {
      if (trim.right) {
        const end = afterFirstBreak(node.text);
        if (end === 0) return false;
        this.#trimOpening(linked, node, end);
      }
      isDone ||= trim.right || !trim.left;
    }
    return isDone;
  }

  #trimOpening(linked: Linked, node: TextNode, end: number): void {
    const [opening, rest] = [node.text.slice(0, end), node.text.slice(end)];
    if (isBlank(opening)) {
      node.text = rest;
      [linked.line, linked.column] = [linked.line + 1, 1];
    } else node.text = trimmedEnd(opening, (code) => code <= 0x20) + (isBlank(rest) && this.#isFollowedByNothing(linked) ? '' : rest);
  }

  #isFollowedByNothing(linked: Linked): boolean {
    let isNothing = true;
    for (const leaf of this.#line(linked, 'next')) {
      if (heeds(leaf, 'opening')) isNothing = false;
      if (leaf.node.kind === 'trim' && leaf.node.left) return true;
    }
    return isNothing;
  }

  #openingBlanks(linked: Linked, { text }: TextNode): number {
    const end = afterFirstBreak(text);
    if ((end === 0 && linked.column !== 1) || !isBlank(text.slice(0, end))) return 0;
    for (const leaf of this.#line(linked, 'previous')) if (heeds(leaf, 'opening')) return 0;
    return end;
  }

  #trailingBlanks(linked: Linked, { text }: TextNode): number {
    const start = lastBreak(text) + 1;
    if ((start === 0 && linked.column !== 1) || !isBlank(text.slice(start))) return 0;
    for (const leaf of this.#line(linked, 'next')) if (heeds(leaf, 'trailing')) return 0;
    return text.length - start;
  }

  /** The neighbouring leaves of a text that are on its line. */
  *#line(linked: Linked, side: 'next' | 'previous'): Generator<Linked> {
    for (let leaf = neighbour(linked, side); leaf !== undefined; leaf = neighbour(leaf, side)) {
      // A trim may have moved the start of the text in the meantime.
      if (side === 'next' ? leaf.line !== linked.endLine : leaf.endLine !== linked.line) return;
      if (++this.#looks > MAX_LOOKS) throw new TemplateLimitError(`Line ${leaf.line} has too many tags. Write them on several lines.`);
      yield leaf;
    }
  }

  *#trims(linked: Linked, side: 'next' | 'previous'): Generator<NodeOf<'trim'>> {
    for (const { node } of this.#line(linked, side)) if (node.kind === 'trim') yield node;
  }
}

/** Whether a leaf needs the white space next to it. Printing leaves do, and texts up to their own line break. */
function heeds(linked: Linked, side: 'opening' | 'trailing'): boolean {
  const { node } = linked;
  if (node.kind === 'print') return true;
  if (node.kind !== 'text' || isIgnorable(linked, node)) return false;
  const line = side === 'opening' ? node.text.slice(lastBreak(node.text) + 1) : (/^[^\r\n]*/.exec(node.text)?.[0] ?? '');
  return !isBlank(line) || line.length === node.text.length;
}

const SILENT: ReadonlySet<Node['kind']> = new Set(['macro', 'function', 'assign', 'comment']);

/** Spaces between nodes that print nothing. */
function isIgnorable({ chain, previous, next }: Linked, { text }: TextNode): boolean {
  if (text === '') return true;
  if (!isBlank(text)) return false;
  const isSilent = (beside: Linked | undefined): boolean =>
    beside === undefined ? chain.owner === undefined : SILENT.has(beside.node.kind);
  return isSilent(previous) && isSilent(next);
}

function lastBreak(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
}

/** The offset after the first line break, or 0 if there is none. */
function afterFirstBreak(text: string): number {
  const match = /\r\n|\r|\n/.exec(text);
  return match === null ? 0 : match.index + match[0].length;
}

/** As Java trims: everything up to the space character, and no other kind of space. */
function isBlank(text: string): boolean {
  return /^[\0- ]*$/.test(text);
}
