import { type Answer, type Answered, toAnswered } from './evidence.js';

/** A job that ends in an error envelope. Thrown anywhere along the road; turned into bytes in one place. */
export class JobError extends Error {
  readonly answered: Answered;
  override readonly name = 'JobError';

  constructor(id: string, answer: Answer, values: Readonly<Record<string, string>> = {}) {
    super(fill(answer.responseMessage ?? '', values));
    this.answered = toAnswered(id, answer);
  }
}

/** Values come from the request, so a hostile one is cut: an error message is a sentence, not a payload. */
const MAX_VALUE_LENGTH = 200;

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? hole : value.slice(0, MAX_VALUE_LENGTH);
  });
}
