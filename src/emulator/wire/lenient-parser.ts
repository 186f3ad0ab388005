/** Why a text can't be read. The message quotes one character at most, because the text around it may be a secret. */
export class LenientSyntaxError extends SyntaxError {
  override readonly name = 'LenientSyntaxError';
}

/** How much a text can contain. The limits keep parsing cheap. */
export interface ParseLimits {
  readonly depth: number;
  /** In one object. */
  readonly keys: number;
  /** Different keys in the whole text. Creating an object with a key that no other object has takes many times longer. */
  readonly names: number;
}

/**
 * Reads JSON5 up to the end of its first object or list and ignores the rest. The json5 package takes ten times as long,
 * which anyone could exploit without credentials; a test compares the two. Throws LenientSyntaxError.
 * @example parseLenient("{type:'get',} and more", limits) // { type: 'get' }
 */
export function parseLenient(text: string, limits: ParseLimits): unknown {
  const reader = new Reader(text, limits);
  const isBracketed = reader.skipSpace() === '{' || reader.peek() === '[';
  const value = reader.value(0);
  if (!isBracketed && reader.skipSpace() !== '') reader.fail();
  return value;
}

const SPACE = /[\s\uFEFF]+/y;
const LINE_END = /[\n\r\u2028\u2029]/g;
const NUMBER = /^[+-]?(?:0x[0-9a-f]+|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|Infinity|NaN)$/i;
const WORD = /[^\s\uFEFF,:{}[\]"'/]+/y;
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['0', '\0'],
  ['\n', ''],
  ['\r', ''],
  ['\u2028', ''],
  ['\u2029', ''],
]);

class Reader {
  readonly #text: string;
  readonly #limits: ParseLimits;
  readonly #names = new Set<string>();
  #at = 0;

  constructor(text: string, limits: ParseLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  /** The current character, or "" at the end. */
  peek(): string {
    return this.#text[this.#at] ?? '';
  }

  /** Skips white space and comments, and returns the next character. */
  skipSpace(): string {
    for (;;) {
      const character = this.peek();
      if (character === '/') this.#skipComment();
      else if (!this.#skipBlanks()) return character;
    }
  }

  /** True if there were any. */
  #skipBlanks(): boolean {
    SPACE.lastIndex = this.#at;
    if (!SPACE.test(this.#text)) return false;
    this.#at = SPACE.lastIndex;
    return true;
  }

  #skipComment(): void {
    const isBlock = this.#text[this.#at + 1] === '*';
    if (!isBlock && this.#text[this.#at + 1] !== '/') this.fail(this.#at + 1);
    const end = isBlock ? this.#text.indexOf('*/', this.#at + 2) : this.#lineEnd();
    if (end === -1) this.fail(this.#text.length);
    this.#at = isBlock ? end + 2 : end;
  }

  #lineEnd(): number {
    // Stops at the first line end; otherwise a text of nothing but comments would be read to its end for each comment.
    LINE_END.lastIndex = this.#at;
    return LINE_END.exec(this.#text)?.index ?? this.#text.length;
  }

  value(depth: number): unknown {
    const character = this.skipSpace();
    if (character === '{' || character === '[') {
      if (depth >= this.#limits.depth) throw new LenientSyntaxError(`nested deeper than ${this.#limits.depth} levels`);
      this.#at++;
      return character === '{' ? this.#object(depth) : this.#list(depth);
    }
    if (character === '"' || character === "'") return this.#string(character);
    const start = this.#at;
    const word = this.#word();
    if (LITERALS.has(word)) return LITERALS.get(word);
    if (!NUMBER.test(word)) this.fail(start);
    const isNegative = word.startsWith('-');
    const size = Number(word.replace(/^[+-]/, ''));
    return isNegative ? -size : size;
  }

  #object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (this.skipSpace() !== '}') {
      const key = this.#known(this.#key());
      if (this.skipSpace() !== ':') this.fail();
      this.#at++;
      entries.push([key, this.value(depth + 1)]);
      if (entries.length > this.#limits.keys) throw new LenientSyntaxError(`an object of more than ${this.#limits.keys} keys`);
      this.#skipComma('}');
    }
    this.#at++;
    // `fromEntries`, because a key may be called __proto__.
    return Object.fromEntries(entries);
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = [];
    while (this.skipSpace() !== ']') {
      items.push(this.value(depth + 1));
      this.#skipComma(']');
    }
    this.#at++;
    return items;
  }

  #skipComma(end: string): void {
    const character = this.skipSpace();
    if (character === ',') this.#at++;
    else if (character !== end) this.fail();
  }

  #key(): string {
    const character = this.peek();
    if (character === '"' || character === "'") return this.#string(character);
    const start = this.#at;
    const word = this.#word();
    if (!NAME.test(word)) this.fail(start);
    return word;
  }

  #known(name: string): string {
    if (this.#names.size < this.#limits.names) this.#names.add(name);
    else if (!this.#names.has(name)) throw new LenientSyntaxError(`more than ${this.#limits.names} different keys`);
    return name;
  }

  #word(): string {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    this.#at += word.length;
    return word;
  }

  /** Reads from one quote to the next quote of the same kind. */
  #string(quote: string): string {
    let text = '';
    let from = ++this.#at;
    for (;;) {
      const character = this.peek();
      if (character === '' || character === '\n' || character === '\r') this.fail();
      if (character === quote) break;
      this.#at++;
      if (character !== '\\') continue;
      text += this.#text.slice(from, this.#at - 1) + this.#escape();
      from = this.#at;
    }
    text += this.#text.slice(from, this.#at++);
    return text;
  }

  #escape(): string {
    const character = this.peek();
    if (character === '' || /[1-9]/.test(character)) this.fail();
    this.#at++;
    if (character === 'x') return this.#code(2);
    if (character === 'u') return this.#code(4);
    if (character === '0' && /\d/.test(this.peek())) this.fail();
    if (character === '\r' && this.peek() === '\n') this.#at++;
    return ESCAPES.get(character) ?? character;
  }

  #code(digits: number): string {
    const hex = this.#text.slice(this.#at, this.#at + digits);
    const wrong = hex.search(/[^0-9a-f]/i);
    if (wrong !== -1 || hex.length < digits) this.fail(this.#at + (wrong === -1 ? hex.length : wrong));
    this.#at += digits;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  fail(at = this.#at): never {
    const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0);
    const { line, column } = placeOf(this.#text, at);
    const place = `at ${line}:${column}`;
    throw new LenientSyntaxError(at < this.#text.length ? `invalid character '${character}' ${place}` : `invalid end of input ${place}`);
  }
}

/** Counts lines without splitting: a megabyte may consist of line ends only. */
function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let index = 0; index < at; index++) {
    const code = text.charCodeAt(index);
    if (code !== 0x0a && code !== 0x0d && code !== 0x2028 && code !== 0x2029) continue;
    if (code === 0x0d && index + 1 < at && text.charCodeAt(index + 1) === 0x0a) index++;
    line++;
    start = index + 1;
  }
  return { line, column: at - start + 1 };
}
