import type { Source } from './source.js';

export type TokenKind = 'name' | 'number' | 'string' | 'raw' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A name without its escapes, a string with them and without quotes, an operator in its standard spelling. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The end of the expression: `>` or `/>` of a tag, `}` of an interpolation, the end of a string. */
export type LexerMode = 'tag' | 'interpolation';

const BLANK = /(?:[ \t\r\n]+|<#--[\s\S]*?-->|<!--[\s\S]*?-->)*/y;
const NAME = /(?:[\p{L}_$@]|\\[-.:#])(?:[\p{L}\p{Nd}_$@]|\\[-.:#])*/uy;
const NUMBER = /\d+(?:\.\d+)?/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const RAW = /r(?:"[^"]*"|'[^']*')/y;
/** Longest first. */
const OPERATOR =
  /\.\.[<!*]|\.\.|->|-&gt;|&&|&amp;&amp;|\\and|\|\||&lt;=|&gt;=|&lt;|&gt;|\\lte|\\lt|\\gte|\\gt|\+=|-=|\*=|\/=|%=|\+\+|--|==|!=|<=|>=|\?\?|\/>|[-+*/%=<>!?.,:;()[\]{}&|]/y;

/** Other spellings of the same operators. */
const PLAIN: Readonly<Record<string, string>> = {
  '&amp;&amp;': '&&',
  '\\and': '&&',
  '&': '&&',
  '|': '||',
  '&lt;': '<',
  '\\lt': '<',
  lt: '<',
  '&lt;=': '<=',
  '\\lte': '<=',
  lte: '<=',
  '&gt;': '>',
  '\\gt': '>',
  gt: '>',
  '&gt;=': '>=',
  '\\gte': '>=',
  gte: '>=',
  '-&gt;': '->',
};

/** Words that are operators where an operator is allowed. */
const WORD_OPERATORS = new Set(['lt', 'lte', 'gt', 'gte', 'as', 'in', 'using']);

/** The tokens of an expression, one at a time. The end of the expression depends on the open brackets. */
export class Lexer {
  #depth = 0;
  #next: Token;
  #previousEnd: number;

  constructor(
    readonly source: Source,
    offset: number,
    readonly mode: LexerMode,
    /** The end of the text, for an expression inside a string. */
    readonly limit = source.text.length,
  ) {
    this.#previousEnd = offset;
    this.#next = this.#read(offset);
  }

  /** The next token. */
  get token(): Token {
    return this.#next;
  }

  /** The end of the last token that was taken. */
  get position(): number {
    return this.#previousEnd;
  }

  take(): Token {
    const token = this.#next;
    if (token.kind === 'operator' && '([{'.includes(token.text)) this.#depth++;
    if (token.kind === 'operator' && ')]}'.includes(token.text)) this.#depth--;
    this.#previousEnd = token.end;
    if (token.kind !== 'end') this.#next = this.#read(token.end);
    return token;
  }

  isOperator(...texts: readonly string[]): boolean {
    return this.#next.kind === 'operator' && texts.includes(this.#next.text);
  }

  /** Takes the operator, or throws if it is missing. */
  expect(text: string): Token {
    if (!this.isOperator(text)) throw this.unexpected(`'${text}'`);
    return this.take();
  }

  /** Looks at the token after the next one. */
  peek(): Token {
    return this.#read(this.#next.end);
  }

  unexpected(wanted: string): Error {
    const { kind, text, start } = this.#next;
    if (start >= this.limit) return this.source.error(`The template ends where ${wanted} was expected.`, start);
    return this.source.error(
      `Found ${kind === 'end' ? 'the end of the tag' : `'${text.slice(0, 40)}'`} where ${wanted} was expected.`,
      start,
    );
  }

  #match(pattern: RegExp, offset: number): string | undefined {
    pattern.lastIndex = offset;
    const found = pattern.exec(this.source.text)?.[0];
    return found === undefined || offset + found.length > this.limit ? undefined : found;
  }

  #read(from: number): Token {
    const start = from + (this.#match(BLANK, from)?.length ?? 0);
    const token = (kind: TokenKind, text: string, length: number): Token => ({ kind, text, start, end: start + length });
    if (start >= this.limit) return token('end', '', 0);
    const raw = this.#match(RAW, start);
    if (raw !== undefined) return token('raw', raw.slice(2, -1), raw.length);
    const name = this.#match(NAME, start);
    if (name !== undefined) return this.#word(name, token);
    const number = this.#match(NUMBER, start);
    if (number !== undefined) return token('number', number, number.length);
    const string = this.#match(STRING, start);
    if (string !== undefined) return token('string', string.slice(1, -1), string.length);
    const operator = this.#match(OPERATOR, start);
    if (/["']/.test(this.source.text.charAt(start))) throw this.source.error('The string is not closed.', start);
    if (operator === undefined) throw this.source.error(`'${this.source.text[start]}' does not belong in an expression.`, start);
    if (this.#isEnd(operator)) return token('end', operator, operator.length);
    // Within brackets, `/>` is a division followed by a comparison. A tag without brackets ends at the > of `>=`.
    if (operator === '/>') return token('operator', '/', 1);
    if (operator === '>=' && this.mode === 'tag' && this.#depth === 0) return token('end', '>', 1);
    return token('operator', PLAIN[operator] ?? operator, operator.length);
  }

  #word(name: string, token: (kind: TokenKind, text: string, length: number) => Token): Token {
    if (WORD_OPERATORS.has(name)) return token('operator', PLAIN[name] ?? name, name.length);
    return token('name', name.replace(/\\(.)/g, '$1'), name.length);
  }

  #isEnd(operator: string): boolean {
    if (this.#depth > 0) return false;
    return this.mode === 'tag' ? operator === '>' || operator === '/>' : operator === '}';
  }
}
