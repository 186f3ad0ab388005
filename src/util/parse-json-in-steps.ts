import type { Work } from '../runtime/slices.js';
import { endOfString } from './json-bounds.js';

/** So many characters are parsed without a pause, in about a millisecond. */
const AT_ONCE = 64 * 1024;
const CHARACTERS_OF_A_STEP = 2000;
/** Lists and objects nested deeper than this are parsed at once: the members of a world have depth 6. */
const MAX_DEPTH = 12;

/** `JSON.parse` for a long text, with pauses. Gives the same value and throws the same SyntaxError. */
export function* parseJsonInSteps(text: string): Work<unknown> {
  if (text.length <= AT_ONCE) return JSON.parse(text);
  try {
    const parts = new Parts(text);
    const value = yield* parts.value(0);
    if (parts.isAtEnd()) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  // Throws the error with its position in the whole text.
  return JSON.parse(text);
}

const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

/** Cuts a text into parts for `JSON.parse`, which also checks them: the cuts need not be right in a text that is not JSON. */
class Parts {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#skipSpace();
    return this.#at === this.#text.length;
  }

  *value(depth: number): Work<unknown> {
    this.#skipSpace();
    const { end, isWhole } = this.#scan(depth < MAX_DEPTH ? AT_ONCE : this.#text.length, true);
    if (!isWhole && this.#take('[')) return yield* this.#list(depth);
    if (!isWhole && this.#take('{')) return yield* this.#object(depth);
    return yield* this.#parse('', end, '');
  }

  *#list(depth: number): Work<unknown[]> {
    const items: unknown[] = [];
    do {
      const { end, isWhole, comma } = this.#scan(AT_ONCE, false);
      if (!isWhole && comma === undefined) items.push(yield* this.value(depth + 1));
      else {
        const part = yield* this.#parse('[', comma !== undefined && !isWhole ? comma : end, ']');
        if (!Array.isArray(part) || part.length === 0) throw new SyntaxError('A list has a comma without an item.');
        for (const item of part) items.push(item);
      }
      this.#skipSpace();
    } while (this.#take(','));
    this.#expect(']');
    return items;
  }

  *#object(depth: number): Work<object> {
    const object = {};
    do {
      this.#skipSpace();
      const start = this.#at;
      this.#expect('"');
      this.#at = endOfString(this.#text, start) + 1;
      const key: unknown = JSON.parse(this.#text.slice(start, this.#at));
      this.#skipSpace();
      this.#expect(':');
      const value = yield* this.value(depth + 1);
      // Not an assignment, because a key may be named __proto__.
      Object.defineProperty(object, String(key), { value, writable: true, enumerable: true, configurable: true });
      this.#skipSpace();
    } while (this.#take(','));
    this.#expect('}');
    return object;
  }

  *#parse(before: string, end: number, after: string): Work<unknown> {
    const value: unknown = JSON.parse(before + this.#text.slice(this.#at, end) + after);
    yield Math.ceil((end - this.#at) / CHARACTERS_OF_A_STEP);
    this.#at = end;
    return value;
  }

  /**
   * Finds the end of a value or of the items of a list. `isWhole` is false if it is more than `most` characters away; `comma` is
   * the last one between items until there.
   */
  #scan(most: number, isValue: boolean): { readonly end: number; readonly isWhole: boolean; readonly comma?: number | undefined } {
    const text = this.#text;
    const limit = Math.min(text.length, this.#at + most);
    let depth = 0;
    let comma: number | undefined;
    for (let at = this.#at; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x22) at = endOfString(text, at);
      else if (isOpening(code)) depth++;
      else if (isClosing(code)) {
        if (depth === 0) return { end: at, isWhole: true, comma };
        if (--depth === 0 && isValue) return { end: at + 1, isWhole: true };
      } else if (code === 0x2c && depth === 0) {
        if (isValue) return { end: at, isWhole: true };
        comma = at;
      }
    }
    return { end: limit, isWhole: limit === text.length, comma };
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new SyntaxError(`There is no ${sign} at ${this.#at}.`);
  }
}
