import { CardError } from '../engine/errors.js';
import { type Chance, CONSTANTS, type FormulaFunction, FUNCTIONS, factorial } from './formula-functions.js';

/** Nesting of brackets, signs and powers; deeper formulas would overflow the stack. */
const MAX_DEPTH = 200;
const MAX_LENGTH = 100_000;
const TOKEN = /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\S))/y;

type Token = { readonly kind: 'number' | 'name' | 'sign'; readonly text: string };

/**
 * The value of a formula such as `round((2 + 3) * 4 ^ 2 / 7) # a comment`: + - * / % ^, the factorial !, brackets, functions.
 * `-2 ^ 2` is -4, and `2 ^ 3 ^ 2` is 512. Throws CardError with the place of a mistake, and for a result that is not a number.
 * Source: https://help.okta.com/wf/en-us/Content/Topics/Workflows/function-reference/Number/number_expression.htm
 * @example evaluate('3! + max(1, 2)', random) // 8
 */
export function evaluate(formula: string, chance: Chance): number {
  if (formula.length > MAX_LENGTH) {
    throw new CardError(`The formula has ${formula.length} characters; the maximum is ${MAX_LENGTH}. Split it.`);
  }
  const value = new Formula(formula, chance).value();
  if (Number.isFinite(value)) return value;
  throw new CardError(`The formula '${formula.slice(0, 60)}' has no result: it is ${Number.isNaN(value) ? 'not a number' : 'infinite'}.`);
}

/** Parses and computes in one pass, from the left. */
class Formula {
  readonly #text: string;
  readonly #chance: Chance;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(text: string, chance: Chance) {
    this.#text = text;
    this.#chance = chance;
    this.#tokens = tokensOf(text);
  }

  value(): number {
    const value = this.#sum();
    return this.#position < this.#tokens.length ? this.#fail() : value;
  }

  #sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  #product(): number {
    let value = this.#signed();
    for (;;) {
      if (this.#take('*')) value *= this.#signed();
      else if (this.#take('/')) value /= this.#signed();
      else if (this.#take('%')) value %= this.#signed();
      else return value;
    }
  }

  /** All nesting passes through this method. */
  #signed(): number {
    if (++this.#depth > MAX_DEPTH) this.#fail();
    const value = this.#take('-') ? -this.#signed() : this.#take('+') ? this.#signed() : this.#power();
    this.#depth--;
    return value;
  }

  #power(): number {
    const base = this.#factorials();
    return this.#take('^') ? base ** this.#signed() : base;
  }

  #factorials(): number {
    let value = this.#primary();
    while (this.#take('!')) value = factorial(value);
    return value;
  }

  #primary(): number {
    const token = this.#tokens[this.#position];
    if (token?.kind === 'number') {
      this.#position++;
      return Number(token.text);
    }
    if (token?.kind === 'name') return this.#named(token.text);
    if (!this.#take('(')) return this.#fail();
    const value = this.#sum();
    return this.#take(')') ? value : this.#fail();
  }

  #named(name: string): number {
    const constant = CONSTANTS.get(name);
    const known = FUNCTIONS.get(name);
    if (constant === undefined && known === undefined) return this.#fail();
    this.#position++;
    return known === undefined ? (constant ?? 0) : this.#call(name, known);
  }

  #call(name: string, { least, most, compute }: FormulaFunction): number {
    if (!this.#take('(')) return this.#fail();
    const values: number[] = [];
    if (!this.#take(')')) {
      do values.push(this.#sum());
      while (this.#take(','));
      if (!this.#take(')')) return this.#fail();
    }
    if (values.length >= least && values.length <= most) return compute(values, this.#chance);
    const wanted = most === Number.POSITIVE_INFINITY ? 'a number or more' : most === 1 ? 'one number' : `${most} numbers`;
    throw new CardError(`${name} takes ${least === 0 ? 'at most ' : ''}${wanted}, but the formula passes ${values.length}.`);
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#position];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#position++;
    return true;
  }

  #fail(): never {
    const found = this.#tokens[this.#position]?.text;
    throw new CardError(
      `The formula '${this.#text.slice(0, 60)}' can't be parsed at ${found === undefined ? 'its end' : `'${found.slice(0, 60)}'`}.`,
    );
  }
}

/** Text from `#` to the end of a line is a comment. */
function tokensOf(formula: string): Token[] {
  const text = formula.replace(/#.*/g, '');
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [, number, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}
