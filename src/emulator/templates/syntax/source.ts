import { type Place, TemplateSyntaxError } from '../errors.js';

/** The text of a template, with the lines of its characters. */
export class Source {
  readonly #lineStarts: readonly number[];

  constructor(readonly text: string) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
    this.#lineStarts = starts;
  }

  placeOf(offset: number): Place {
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  error(problem: string, offset: number): TemplateSyntaxError {
    return new TemplateSyntaxError(problem, this.placeOf(offset));
  }
}
