import { UnsupportedTemplateError } from '../errors.js';
import { Decimal } from '../values/decimal.js';
import { assertOperand, assertTarget } from './assert-kinds.js';
import { assertBuiltIn, assertSpecial } from './known-names.js';
import { Lexer, type Token } from './lexer.js';
import { unescapeString } from './strings.js';
import type { BinaryOperator, Expression, RangeKind } from './tree.js';

/** The maximum nesting of expressions; a deeper one would overflow the stack. */
const MAX_DEPTH = 100;

/** The levels of precedence, weakest first. Comparisons cannot be chained. */
const LEVELS: readonly { readonly operators: readonly string[]; readonly isChain: boolean }[] = [
  { operators: ['||'], isChain: true },
  { operators: ['&&'], isChain: true },
  { operators: ['==', '=', '!='], isChain: false },
  { operators: ['<', '<=', '>', '>='], isChain: false },
];
const ADDITIVE = ['+', '-'];
const MULTIPLICATIVE = ['*', '/', '%'];
const RANGES: Readonly<Record<string, RangeKind>> = { '..': 'inclusive', '..<': 'exclusive', '..!': 'exclusive', '..*': 'length' };

/** Reads expressions from a lexer, by the grammar of FreeMarker 2.3.34. */
export class ExpressionParser {
  #depth = 0;

  constructor(readonly lexer: Lexer) {}

  /** Throws TemplateSyntaxError. */
  parse(): Expression {
    if (++this.#depth > MAX_DEPTH) throw this.#tooDeep();
    const expression = this.#level(0);
    this.#depth--;
    return expression;
  }

  /** The name in a macro call. It ends at a space. */
  parseCallee(): Expression {
    let target = this.#primary();
    while (this.lexer.token.start === this.lexer.position) {
      const next = this.#step(target);
      if (next === undefined) break;
      target = next;
    }
    return target;
  }

  #tooDeep(): Error {
    return this.lexer.source.error(`Expressions are nested more than ${MAX_DEPTH} levels deep.`, this.lexer.token.start);
  }

  /** Whether the next token can begin an expression. This identifies a default without a value. */
  startsExpression(): boolean {
    const { kind, text } = this.lexer.token;
    return kind === 'operator' ? ['(', '[', '{', '.', '-', '+', '!'].includes(text) : kind !== 'end';
  }

  #level(index: number): Expression {
    const level = LEVELS[index];
    if (level === undefined) return this.#range();
    let left = this.#level(index + 1);
    while (this.lexer.isOperator(...level.operators)) {
      left = this.#binary(left, () => this.#level(index + 1));
      if (!level.isChain) break;
    }
    return left;
  }

  #binary(left: Expression, right: () => Expression): Expression {
    const { text } = this.lexer.take();
    const operator = BINARY.get(text);
    if (operator === undefined) throw this.lexer.unexpected('an operator');
    const operand = right();
    for (const side of [left, operand]) assertOperand(operator, side, this.lexer.source);
    return { kind: 'binary', operator, left, right: operand, start: left.start, end: operand.end };
  }

  #range(): Expression {
    const from = this.#chain(ADDITIVE, () => this.#chain(MULTIPLICATIVE, () => this.#unary()));
    const range = this.lexer.token.kind === 'operator' ? RANGES[this.lexer.token.text] : undefined;
    if (range === undefined) return from;
    assertOperand('range', from, this.lexer.source);
    const { end } = this.lexer.take();
    if (range === 'inclusive' && !this.startsExpression()) return { kind: 'range', range: 'open', from, start: from.start, end };
    const to = this.#chain(ADDITIVE, () => this.#chain(MULTIPLICATIVE, () => this.#unary()));
    assertOperand('range', to, this.lexer.source);
    return { kind: 'range', range, from, to, start: from.start, end: to.end };
  }

  #chain(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    while (this.lexer.isOperator(...operators)) left = this.#binary(left, operand);
    return left;
  }

  /** One sign, or any number of `!`; they cannot be mixed. */
  #unary(): Expression {
    const { start, text } = this.lexer.token;
    if (this.lexer.isOperator('-', '+')) {
      this.lexer.take();
      const operand = this.#postfix(this.#primary());
      return { kind: text === '-' ? 'minus' : 'plus', operand, start, end: operand.end };
    }
    const starts: number[] = [];
    while (this.lexer.isOperator('!')) starts.push(this.lexer.take().start);
    const operand = this.#postfix(this.#primary());
    if (starts.length > MAX_DEPTH) throw this.#tooDeep();
    return starts.reduceRight<Expression>((inner, at) => ({ kind: 'not', operand: inner, start: at, end: inner.end }), operand);
  }

  #primary(): Expression {
    const { kind, text, start, end } = this.lexer.token;
    if (kind === 'number') return this.#literal(Decimal.parse(text) ?? Decimal.ZERO);
    if (kind === 'raw') return this.#literal(text);
    if (kind === 'string') return this.#string(this.lexer.take());
    if (kind === 'name' && (text === 'true' || text === 'false')) return this.#literal(text === 'true');
    if (kind === 'name') {
      this.lexer.take();
      if (this.lexer.isOperator('->')) return this.#lambda([text], start);
      return { kind: 'name', name: text, start, end };
    }
    if (kind === 'operator' && text === '(') return this.#group();
    if (kind === 'operator' && text === '[') return this.#list();
    if (kind === 'operator' && text === '{') return this.#hash();
    if (kind === 'operator' && text === '.') return this.#special();
    throw this.lexer.unexpected('an expression');
  }

  #literal(value: string | boolean | Decimal): Expression {
    const { start, end } = this.lexer.take();
    return { kind: 'literal', value, start, end };
  }

  /** A string with `${…}` inside is built at each evaluation. */
  #string({ text, start, end }: Token): Expression {
    const parts: (string | Expression)[] = [];
    let at = 0;
    for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
      const lexer = new Lexer(this.lexer.source, start + 1 + open + 2, 'interpolation', end - 1);
      const parser = new ExpressionParser(lexer);
      parser.#depth = this.#depth + 1;
      parts.push(unescapeString(this.lexer.source, start + 1 + at, text.slice(at, open)), parser.parse());
      if (lexer.token.text !== '}') throw lexer.unexpected("'}'");
      at = lexer.take().end - start - 1;
    }
    const last = unescapeString(this.lexer.source, start + 1 + at, text.slice(at));
    return parts.length === 0 ? { kind: 'literal', value: last, start, end } : { kind: 'text', parts: [...parts, last], start, end };
  }

  /** `(a)`, or the parameters of a lambda. */
  #group(): Expression {
    const { start } = this.lexer.take();
    if (this.lexer.isOperator(')')) {
      this.lexer.take();
      return this.#lambda([], start);
    }
    const inner = this.parse();
    const names = inner.kind === 'name' ? [inner.name] : undefined;
    while (names !== undefined && this.lexer.isOperator(',')) {
      this.lexer.take();
      names.push(this.takeName());
    }
    const { end } = this.lexer.expect(')');
    if (names !== undefined && this.lexer.isOperator('->')) return this.#lambda(names, start);
    if (names !== undefined && names.length > 1) throw this.lexer.unexpected("'->'");
    return { kind: 'group', inner, start, end };
  }

  #lambda(parameters: readonly string[], start: number): Expression {
    this.lexer.expect('->');
    const body = this.parse();
    return { kind: 'lambda', parameters, body, start, end: body.end };
  }

  #list(): Expression {
    const { start } = this.lexer.take();
    const items = this.#commaSeparated(']', () => this.parse());
    return { kind: 'list', items, start, end: this.lexer.expect(']').end };
  }

  #hash(): Expression {
    const { start } = this.lexer.take();
    const entries = this.#commaSeparated('}', (): readonly [Expression, Expression] => {
      const key = this.parse();
      if (this.lexer.isOperator(',')) this.lexer.take();
      else this.lexer.expect(':');
      return [key, this.parse()];
    });
    return { kind: 'hash', entries, start, end: this.lexer.expect('}').end };
  }

  /** Commas may be left out, which the grammar allows in lists of arguments and items. */
  #commaSeparated<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.lexer.isOperator(close)) {
      items.push(item());
      if (this.lexer.isOperator(',')) {
        this.lexer.take();
        if (this.lexer.isOperator(close)) throw this.lexer.unexpected('an expression');
      }
    }
    return items;
  }

  #special(): Expression {
    const { start } = this.lexer.take();
    const { end } = this.lexer.token;
    const name = assertSpecial(this.takeName(), this.lexer.source, start);
    return { kind: 'special', name, start, end };
  }

  takeName(): string {
    const { kind, text } = this.lexer.token;
    // After a dot or as a parameter, operator words are ordinary names.
    if (kind !== 'name' && !/^\w+$/.test(text)) throw this.lexer.unexpected('a name');
    this.lexer.take();
    return text;
  }

  #postfix(primary: Expression): Expression {
    let target = primary;
    for (;;) {
      const next = this.#step(target);
      if (next === undefined) return target;
      target = next;
    }
  }

  #step(target: Expression): Expression | undefined {
    const { start } = target;
    if (this.lexer.isOperator('.')) return this.#field(target);
    if (this.lexer.isOperator('[')) {
      assertTarget('index', target, this.lexer.source);
      this.lexer.take();
      const index = this.parse();
      return { kind: 'index', target, index, start, end: this.lexer.expect(']').end };
    }
    if (this.lexer.isOperator('(')) {
      const args = this.#arguments();
      return { kind: 'call', target, args, start, end: this.lexer.position };
    }
    if (this.lexer.isOperator('??')) return { kind: 'exists', target, start, end: this.lexer.take().end };
    if (this.lexer.isOperator('?')) return this.#builtIn(target);
    if (this.lexer.isOperator('!')) return this.#default(target);
    return undefined;
  }

  #field(target: Expression): Expression {
    assertTarget('field', target, this.lexer.source);
    this.lexer.take();
    const { start } = target;
    if (this.lexer.isOperator('*', '**')) throw new UnsupportedTemplateError("'.*'", this.lexer.source.placeOf(start));
    const key = this.takeName();
    return { kind: 'field', target, key, start, end: this.lexer.position };
  }

  #arguments(): Expression[] {
    this.lexer.take();
    const args = this.#commaSeparated(')', () => this.parse());
    this.lexer.expect(')');
    return args;
  }

  #builtIn(target: Expression): Expression {
    const at = this.lexer.take().end;
    const name = assertBuiltIn(this.takeName(), this.lexer.source, at);
    const args = this.lexer.isOperator('(') ? this.#arguments() : undefined;
    return { kind: 'built-in', target, name, args, start: target.start, end: this.lexer.position };
  }

  /** Everything after the `!` is the fallback value, also in `a!1 + 2`. A name before a `=` is the next argument of a call. */
  #default(target: Expression): Expression {
    this.lexer.take();
    const isArgument = this.lexer.token.kind === 'name' && this.lexer.peek().text === '=';
    const fallback = this.startsExpression() && !isArgument ? this.parse() : undefined;
    return { kind: 'default', target, fallback, start: target.start, end: this.lexer.position };
  }
}

const BINARY: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>(
  (['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'] as const).map((operator) => [operator, operator]),
).set('=', '==');
