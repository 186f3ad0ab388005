import { TemplateLimitError } from '../errors.js';
import { trimmed } from '../values/trim.js';

/** Receives the printed text. While texts are being captured, it goes to the innermost capture. */
export class Output {
  readonly #texts: string[][] = [[]];
  #length = 0;

  constructor(readonly maxLength: number) {}

  /** Throws TemplateLimitError. */
  print(text: string): void {
    this.#length += text.length;
    if (this.#length > this.maxLength) throw new TemplateLimitError(`The template prints more than ${this.maxLength} characters.`);
    this.#texts.at(-1)?.push(text);
  }

  /** Prints text that was captured before and is already counted. */
  move(text: string): void {
    this.#texts.at(-1)?.push(text);
  }

  get depth(): number {
    return this.#texts.length;
  }

  /** Starts to capture the printed text. */
  capture(): void {
    this.#texts.push([]);
  }

  /** The text printed since `capture`. It still counts for the limit. */
  release(): string {
    return this.#texts.pop()?.join('') ?? '';
  }

  toString(): string {
    return this.#texts[0]?.join('') ?? '';
  }
}

/** Like `<#compress>`: reduces spaces to one and removes lines without text. @example compress(' a  b\n\n c ') // 'a b\nc' */
export function compress(text: string): string {
  return trimmed(text, (code) => (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20)).replace(
    /[\t-\r\x1c-\x20]+/g,
    (blanks) => /\r\n|\r|\n/.exec(blanks)?.[0] ?? ' ',
  );
}
