import { CardError } from '../engine/errors.js';

/** Brackets in brackets; more would overflow the stack. */
const MAX_DEPTH = 200;
const TOKEN = /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(\S))/y;

/** The value of a formula such as `(2 + 3) * 4 ^ 2`. Throws CardError that says where it goes wrong. */
export function evaluate(formula: string): number {
  const tokens = tokensOf(formula);
  let position = 0;
  let depth = 0;
  const peek = (): string | undefined => tokens[position];
  const fail = (): never => {
    const found = peek();
    throw new CardError(`The formula '${formula.slice(0, 60)}' cannot be read at ${found === undefined ? 'its end' : `'${found}'`}.`);
  };
  const primary = (): number => {
    const token = tokens[position++];
    if (token === '(') {
      if (++depth > MAX_DEPTH) fail();
      const value = sum();
      if (tokens[position++] !== ')') fail();
      depth--;
      return value;
    }
    if (token === '-') return -power();
    if (token === '+') return power();
    const number = Number(token);
    if (token === undefined || Number.isNaN(number)) {
      position--;
      return fail();
    }
    return number;
  };
  const power = (): number => {
    const base = primary();
    if (peek() !== '^') return base;
    position++;
    return base ** power();
  };
  const leftToRight = (next: () => number, operations: Readonly<Record<string, (a: number, b: number) => number>>): number => {
    let value = next();
    for (;;) {
      const operation = operations[peek() ?? ''];
      if (operation === undefined) return value;
      position++;
      value = operation(value, next());
    }
  };
  const product = (): number => leftToRight(power, { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b });
  const sum = (): number => leftToRight(product, { '+': (a, b) => a + b, '-': (a, b) => a - b });
  const value = sum();
  if (position < tokens.length) fail();
  return value;
}

function tokensOf(formula: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(formula); match !== null; match = TOKEN.exec(formula)) tokens.push(match[1] ?? match[2] ?? '');
  return tokens;
}
