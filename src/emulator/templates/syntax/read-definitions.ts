import { UnsupportedTemplateError } from '../errors.js';
import { block, closeTag, openTag, type Tag, type TagReader } from './tag-reader.js';
import type { Body, Expression, Node, Parameter } from './tree.js';

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '++', '--'];

/** `<#assign a = 1, b = 2>`, or `<#assign a>text</#assign>`; also `local` and `global`. */
export function readAssignment(reader: TagReader, start: number, name: string): Node {
  const scope = name === 'local' || name === 'global' ? name : 'assign';
  if (scope === 'local' && !reader.blocks.some((open) => open === 'function' || open === 'macro')) {
    throw reader.source.error('<#local> is only allowed inside a function or a macro.', start);
  }
  const tag = openTag(reader);
  const assignments: { name: string; operator: string; value?: Expression }[] = [];
  do {
    const target = takeTarget(tag);
    if (tag.lexer.isOperator('in')) throw new UnsupportedTemplateError(`<#${name} … in …>`, reader.source.placeOf(start));
    if (!tag.lexer.isOperator(...ASSIGNMENTS)) {
      if (assignments.length > 0) throw tag.lexer.unexpected("'='");
      return readCapture(reader, tag, { scope, name: target, start });
    }
    const operator = tag.lexer.take().text;
    assignments.push({
      name: target,
      operator,
      ...(operator.length === 2 && operator[0] === operator[1] ? {} : { value: tag.parser.parse() }),
    });
    if (tag.lexer.isOperator(',')) tag.lexer.take();
  } while (tag.lexer.token.kind !== 'end');
  closeTag(reader, tag);
  return { kind: 'assign', scope, assignments, ...reader.extent(start, reader.position) };
}

/** The name of a variable may also be a string. */
function takeTarget({ lexer, parser }: Tag): string {
  return lexer.token.kind === 'string' ? lexer.take().text : parser.takeName();
}

function readCapture(
  reader: TagReader,
  tag: Tag,
  { scope, name, start }: { readonly scope: 'assign' | 'local' | 'global'; readonly name: string; readonly start: number },
): Node {
  closeTag(reader, tag);
  const body = block(reader, scope, start);
  return { kind: 'capture', scope, name, body, ...reader.extent(start, reader.position) };
}

/** `<#macro name a b=1 rest...>` and `<#function name(a, b=1)>`. Commas and brackets may be left out. */
export function readDefinition(reader: TagReader, start: number, name: string): Node {
  const kind = name === 'macro' ? 'macro' : 'function';
  if (reader.blocks.some((open) => open === 'macro' || open === 'function')) {
    throw reader.source.error('A macro or function cannot be defined inside another one.', start);
  }
  const tag = openTag(reader);
  const title = takeTarget(tag);
  const isBracketed = tag.lexer.isOperator('(');
  if (isBracketed) tag.lexer.take();
  const parameters: Parameter[] = [];
  let rest: string | undefined;
  while (tag.lexer.token.kind !== 'end' && !tag.lexer.isOperator(')')) {
    const parameter = tag.parser.takeName();
    if (tag.lexer.isOperator('..', '.')) rest = takeRest(tag, parameter);
    else parameters.push({ name: parameter, ...(tag.lexer.isOperator('=') && { fallback: takeFallback(tag) }) });
    if (tag.lexer.isOperator(',')) tag.lexer.take();
  }
  if (isBracketed) tag.lexer.expect(')');
  closeTag(reader, tag);
  const body = block(reader, kind, start);
  return { kind, name: title, parameters, rest, body, ...reader.extent(start, reader.position) };
}

/** The three dots after the last parameter. */
function takeRest({ lexer }: Tag, name: string): string {
  lexer.take();
  if (lexer.isOperator('.')) lexer.take();
  return name;
}

function takeFallback({ lexer, parser }: Tag): Expression {
  lexer.take();
  return parser.parse();
}

/** `<@name a=1 b=2; x, y>…</@name>`, or with the arguments in order. */
export function readCall(reader: TagReader, start: number): Node {
  const tag = openTag(reader);
  const callee = tag.parser.parseCallee();
  const named = new Map<string, Expression>();
  const positional: Expression[] = [];
  while (tag.lexer.token.kind !== 'end' && !tag.lexer.isOperator(';')) {
    if (tag.lexer.token.kind === 'name' && tag.lexer.peek().text === '=') {
      const name = tag.parser.takeName();
      tag.lexer.take();
      named.set(name, tag.parser.parse());
    } else positional.push(tag.parser.parse());
    if (tag.lexer.isOperator(',')) tag.lexer.take();
  }
  if (named.size > 0 && positional.length > 0) throw reader.source.error('Pass all arguments by name or all in order, not both.', start);
  const names = tag.lexer.isOperator(';') ? takeLoopNames(tag) : [];
  const isEmpty = closeTag(reader, tag);
  const body: Body = isEmpty ? [] : readCallBody(reader, start);
  return { kind: 'call', callee, named, positional, names, body, ...reader.extent(start, reader.position) };
}

function takeLoopNames({ lexer, parser }: Tag): string[] {
  const names: string[] = [];
  do {
    lexer.take();
    names.push(parser.takeName());
  } while (lexer.isOperator(','));
  return names;
}

function readCallBody(reader: TagReader, start: number): Body {
  reader.blocks.push('call');
  const body = reader.body([]);
  reader.blocks.pop();
  if (reader.end.kind !== 'call-end') throw reader.source.error('The end tag of a macro call is missing.', start);
  return body;
}
