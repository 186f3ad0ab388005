import { assertPrintable } from './assert-kinds.js';
import { Lexer } from './lexer.js';
import { ExpressionParser } from './parse-expression.js';
import { readAssignment, readCall, readDefinition } from './read-definitions.js';
import type { Opening } from './scan-tag.js';
import { block, closeTag, inside, openTag, skipTagEnd, type Tag, type TagReader, unclosed } from './tag-reader.js';
import type { Body, Expression, Node } from './tree.js';

/** One tag or interpolation with everything that belongs to it. */
export function readTag(reader: TagReader, opening: Opening, start: number): Node[] {
  switch (opening.kind) {
    case 'interpolation':
      return [readInterpolation(reader, start)];
    case 'comment':
      return [readUntil(reader, '-->', start)];
    case 'call':
      return [readCall(reader, start)];
    case 'directive':
      return readDirective(reader, opening.name, start);
    default:
      throw reader.source.error('This tag is not allowed here.', start);
  }
}

function readInterpolation(reader: TagReader, start: number): Node {
  const lexer = new Lexer(reader.source, reader.position, 'interpolation');
  const expression = new ExpressionParser(lexer).parse();
  if (lexer.token.text !== '}') throw lexer.unexpected("'}'");
  assertPrintable(expression, reader.source);
  reader.position = lexer.take().end;
  return { kind: 'print', expression, ...reader.extent(start, reader.position) };
}

/** A comment. Its content is not parsed. */
function readUntil(reader: TagReader, close: string, start: number): Node {
  const end = reader.source.text.indexOf(close, reader.position);
  if (end < 0) throw reader.source.error(`${close} is missing.`, start);
  reader.position = end + close.length;
  return { kind: 'comment', ...reader.extent(start, reader.position) };
}

type ReadDirective = (reader: TagReader, start: number, name: string) => Node;

const DIRECTIVES: Readonly<Record<string, ReadDirective>> = {
  if: readIf,
  list: readList,
  items: (reader, start) => {
    const tag = openTag(reader);
    tag.lexer.expect('as');
    const names = loopNames(tag);
    if (!reader.blocks.includes('list')) throw reader.source.error('<#items> is only allowed inside a <#list>.', start);
    closeTag(reader, tag);
    return { kind: 'items', names, body: block(reader, 'items', start), ...reader.extent(start, reader.position) };
  },
  sep: (reader, start) => {
    skipTagEnd(reader);
    if (!reader.blocks.some((name) => name === 'list' || name === 'items'))
      throw reader.source.error('<#sep> is only allowed inside a <#list>.', start);
    return { kind: 'sep', body: readSep(reader, start), ...reader.extent(start, reader.position) };
  },
  compress: (reader, start) => {
    skipTagEnd(reader);
    return { kind: 'compress', body: block(reader, 'compress', start), ...reader.extent(start, reader.position) };
  },
  attempt: readAttempt,
  comment: (reader, start) => readRaw(reader, 'comment', start),
  noparse: (reader, start) => readRaw(reader, 'noparse', start),
  break: leaveLoop('break'),
  continue: leaveLoop('continue'),
  t: trim(true, true),
  lt: trim(true, false),
  rt: trim(false, true),
  nt: trim(false, false),
  return: (reader, start) => {
    const tag = openTag(reader);
    const value = tag.lexer.token.kind === 'end' ? undefined : tag.parser.parse();
    if (!reader.blocks.some((name) => name === 'function' || name === 'macro'))
      throw reader.source.error('<#return> is only allowed inside a function or a macro.', start);
    closeTag(reader, tag);
    return { kind: 'return', value, ...reader.extent(start, reader.position) };
  },
  nested: (reader, start) => {
    const tag = openTag(reader);
    const args: Expression[] = [];
    while (tag.lexer.token.kind !== 'end') {
      args.push(tag.parser.parse());
      if (tag.lexer.isOperator(',')) tag.lexer.take();
    }
    if (!reader.blocks.includes('macro')) throw reader.source.error('<#nested> is only allowed inside a macro.', start);
    closeTag(reader, tag);
    return { kind: 'nested', args, ...reader.extent(start, reader.position) };
  },
  assign: readAssignment,
  local: readAssignment,
  global: readAssignment,
  function: readDefinition,
  macro: readDefinition,
};

function readDirective(reader: TagReader, name: string, start: number): Node[] {
  const read = DIRECTIVES[name];
  if (read === undefined) throw reader.source.error(`<#${name}> is not allowed here.`, start);
  return [read(reader, start, name)];
}

function readIf(reader: TagReader, start: number): Node {
  const branches: { condition?: Expression; body: Body }[] = [];
  for (let name = 'if'; ; name = reader.end.name) {
    const tag = openTag(reader);
    const condition = name === 'else' ? undefined : tag.parser.parse();
    closeTag(reader, tag);
    const body = inside(reader, 'if', name === 'else' ? [] : ['elseif', 'else']);
    branches.push({ ...(condition !== undefined && { condition }), body });
    if (reader.end.kind === 'end-tag' && reader.end.name === 'if')
      return { kind: 'if', branches, ...reader.extent(start, reader.position) };
    if (reader.end.kind !== 'directive') throw unclosed(reader, 'if', start);
  }
}

function readList(reader: TagReader, start: number): Node {
  const tag = openTag(reader);
  const source = tag.parser.parse();
  let names: string[] = [];
  if (tag.lexer.isOperator('as')) {
    tag.lexer.take();
    names = loopNames(tag);
  }
  closeTag(reader, tag);
  const body = inside(reader, 'list', ['else']);
  let otherwise: Body | undefined;
  const divider = reader.end;
  if (divider.kind === 'directive') {
    skipTagEnd(reader);
    otherwise = inside(reader, 'list-else', []);
  }
  const { kind, name } = reader.end;
  if (kind !== 'end-tag' || name !== 'list') throw unclosed(reader, 'list', start);
  return { kind: 'list', source, names, body, otherwise, ...reader.extent(start, reader.position) };
}

function loopNames({ lexer, parser }: Tag): string[] {
  const names = [parser.takeName()];
  if (!lexer.isOperator(',')) return names;
  lexer.take();
  return [...names, parser.takeName()];
}

/** Up to `</#sep>`, or to the end of the loop, whose end tag is then read again. */
function readSep(reader: TagReader, start: number): Body {
  const body = inside(reader, 'sep', ['else']);
  const { kind, name } = reader.end;
  if (kind === 'end-tag' && name === 'sep') return body;
  if ((kind === 'end-tag' && (name === 'list' || name === 'items')) || kind === 'directive') {
    reader.position = reader.end.start;
    return body;
  }
  throw unclosed(reader, 'sep', start);
}

function readAttempt(reader: TagReader, start: number): Node {
  skipTagEnd(reader);
  const body = inside(reader, 'attempt', ['recover']);
  const divider = reader.end;
  if (divider.kind !== 'directive') throw unclosed(reader, 'attempt', start);
  skipTagEnd(reader);
  const recover = inside(reader, 'attempt', []);
  const { kind, name } = reader.end;
  if (kind !== 'end-tag' || (name !== 'attempt' && name !== 'recover')) throw unclosed(reader, 'attempt', start);
  return { kind: 'attempt', body, recover, ...reader.extent(start, reader.position) };
}

/** `<#comment>` and `<#noparse>`: their content is not parsed. */
function readRaw(reader: TagReader, name: 'comment' | 'noparse', start: number): Node {
  skipTagEnd(reader);
  const from = reader.position;
  const close = new RegExp(`</#${name}\\s*>`, 'g');
  close.lastIndex = from;
  const match = close.exec(reader.source.text);
  if (match === null) throw reader.source.error(`</#${name}> is missing.`, start);
  reader.position = match.index + match[0].length;
  if (name === 'comment') return { kind: 'comment', ...reader.extent(start, reader.position) };
  return { kind: 'text', text: reader.source.text.slice(from, match.index), ...reader.extent(start, reader.position) };
}

function leaveLoop(kind: 'break' | 'continue'): ReadDirective {
  return (reader, start) => {
    skipTagEnd(reader);
    const loop = reader.blocks.findLastIndex((name) => name === 'list' || name === 'items');
    const definition = reader.blocks.findLastIndex((name) => name === 'function' || name === 'macro');
    if (loop <= definition) throw reader.source.error(`<#${kind}> is only allowed inside a <#list>.`, start);
    return { kind, ...reader.extent(start, reader.position) };
  };
}

function trim(left: boolean, right: boolean): ReadDirective {
  return (reader, start) => {
    skipTagEnd(reader);
    return { kind: 'trim', left, right, ...reader.extent(start, reader.position) };
  };
}
