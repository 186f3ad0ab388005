import { Lexer } from './lexer.js';
import { ExpressionParser } from './parse-expression.js';
import type { Source } from './source.js';
import type { Body, Extent } from './tree.js';

/** What ended a body. */
export interface BodyEnd {
  readonly kind: 'end-tag' | 'call-end' | 'directive' | 'end';
  readonly name: string;
  readonly start: number;
}

/** What the readers of tags need from the parser of the template. */
export interface TagReader {
  readonly source: Source;
  /** The position to continue from. */
  position: number;
  /** The kinds of the blocks that are open. */
  readonly blocks: string[];
  readonly end: BodyEnd;
  body(dividers: readonly string[]): Body;
  extent(start: number, end: number): Extent;
}

export interface Tag {
  readonly lexer: Lexer;
  readonly parser: ExpressionParser;
}

export function openTag(reader: TagReader): Tag {
  const lexer = new Lexer(reader.source, reader.position, 'tag');
  return { lexer, parser: new ExpressionParser(lexer) };
}

/** Takes the end of the tag. Returns true for `/>`. */
export function closeTag(reader: TagReader, { lexer }: Tag): boolean {
  if (lexer.token.kind !== 'end' || lexer.token.text === '') throw lexer.unexpected("'>'");
  const { text, end } = lexer.take();
  reader.position = end;
  return text === '/>';
}

export function skipTagEnd(reader: TagReader): void {
  closeTag(reader, openTag(reader));
}

/** The body of a block up to its own end tag. */
export function block(reader: TagReader, name: string, start: number): Body {
  const body = inside(reader, name, []);
  if (reader.end.kind !== 'end-tag' || reader.end.name !== name) throw unclosed(reader, name, start);
  return body;
}

export function inside(reader: TagReader, name: string, dividers: readonly string[]): Body {
  reader.blocks.push(name);
  const body = reader.body(dividers);
  reader.blocks.pop();
  return body;
}

export function unclosed(reader: TagReader, name: string, start: number): Error {
  const { kind, name: found, start: at } = reader.end;
  const { line, column } = reader.source.placeOf(start);
  const what =
    kind === 'end'
      ? 'The template ends'
      : kind === 'call-end'
        ? 'A macro call ends here'
        : `Found ${kind === 'end-tag' ? '</' : '<'}#${found}>`;
  return reader.source.error(`${what}, but <#${name}> of line ${line}, column ${column} is still open.`, at);
}
