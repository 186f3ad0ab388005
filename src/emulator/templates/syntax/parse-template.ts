import { TemplateLimitError, UnsupportedTemplateError } from '../errors.js';
import { MAX_TEMPLATE_LENGTH } from '../limits.js';
import { assertLoopVariables } from './assert-loop-variables.js';
import { readTag } from './read-tags.js';
import { findOpening, type Opening, OTHER_DIRECTIVES, readOpening } from './scan-tag.js';
import { Source } from './source.js';
import type { BodyEnd, TagReader } from './tag-reader.js';
import type { Body, Extent, Node, Template } from './tree.js';
import { trimLines } from './trim-lines.js';

/** The maximum nesting of blocks. */
const MAX_DEPTH = 100;

/**
 * Parses a template with the grammar of FreeMarker 2.3.34 and angle brackets. Throws TemplateSyntaxError with line and column,
 * TemplateLimitError, and UnsupportedTemplateError for directives and built-ins that are not implemented.
 * @example parse('<#list reports as report>${report.reportName}\n</#list>')
 */
export function parse(text: string): Template {
  if (text.length > MAX_TEMPLATE_LENGTH) {
    throw new TemplateLimitError(`The template has ${text.length} characters, more than the maximum of ${MAX_TEMPLATE_LENGTH}.`);
  }
  try {
    return parsed(new Source(text));
  } catch (error) {
    // The parts of an expression are read recursively.
    if (error instanceof RangeError) throw new TemplateLimitError('An expression of the template has too many parts.');
    throw error;
  }
}

function parsed(source: Source): Template {
  const body = new TemplateParser(source).body([]);
  assertLoopVariables(body, source);
  trimLines(body);
  return { source: source.text, body };
}

/** The position in the text, and the function that reads blocks from there. */
class TemplateParser implements TagReader {
  position = 0;
  end: BodyEnd = { kind: 'end', name: '', start: 0 };
  readonly blocks: string[] = [];
  /** From the first tag on, everything that looks like a directive must be one. */
  #isStrict = false;

  constructor(readonly source: Source) {}

  /** Nodes up to the end of the block: its end tag, or a directive that divides it. `end` is that tag. */
  body(dividers: readonly string[]): Body {
    if (this.blocks.length > MAX_DEPTH) throw this.source.error(`Blocks are nested more than ${MAX_DEPTH} levels deep.`, this.position);
    const nodes: Node[] = [];
    let textStart = this.position;
    for (;;) {
      const start = findOpening(this.source.text, this.position) ?? this.source.text.length;
      const opening: Opening | undefined = start < this.source.text.length ? this.#opening(start) : undefined;
      if (opening?.kind === 'text') {
        this.position = opening.end;
        continue;
      }
      if (start > textStart) nodes.push(this.#text(textStart, start));
      if (opening === undefined) return this.#ended(nodes, { kind: 'end', name: '', start });
      this.position = opening.end;
      if (opening.kind === 'end-tag') return this.#ended(nodes, { kind: 'end-tag', name: opening.name, start });
      if (opening.kind === 'call-end') return this.#ended(nodes, { kind: 'call-end', name: '', start });
      if (opening.kind === 'directive' && dividers.includes(opening.name)) {
        return this.#ended(nodes, { kind: 'directive', name: opening.name, start });
      }
      nodes.push(...readTag(this, opening, start));
      textStart = this.position;
    }
  }

  #ended(nodes: Body, end: BodyEnd): Body {
    this.end = end;
    // The template itself ends at the end of its text, not at a tag.
    if (this.blocks.length === 0 && end.kind !== 'end') throw this.source.error(`</#${end.name}> has no start tag.`, end.start);
    return nodes;
  }

  /** Text that only looks like a directive is text until the first real tag. */
  #opening(start: number): Opening {
    const opening = readOpening(this.source.text, start);
    if (opening.kind !== 'unknown') {
      if (opening.kind !== 'text' && opening.kind !== 'interpolation') this.#isStrict = true;
      return opening;
    }
    if (opening.name === '#{') throw new UnsupportedTemplateError("'#{…}'", this.source.placeOf(start));
    const isKnown = OTHER_DIRECTIVES.has(opening.name);
    if (isKnown && !opening.isEnd) throw new UnsupportedTemplateError(`<#${opening.name}>`, this.source.placeOf(start));
    if (!this.#isStrict) return { kind: 'text', end: opening.end };
    throw this.source.error(`<${opening.isEnd ? '/' : ''}#${opening.name} is not a directive, or is not written as one.`, start);
  }

  #text(start: number, end: number): Node {
    return { kind: 'text', text: this.source.text.slice(start, end), ...this.extent(start, end) };
  }

  extent(start: number, end: number): Extent {
    return { start, end, place: this.source.placeOf(start), endLine: this.source.placeOf(Math.max(start, end - 1)).line };
  }
}
