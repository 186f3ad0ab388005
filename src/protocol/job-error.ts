import { type Answer, type Answered, toAnswered } from './evidence.js';

/** An error that ends a job with an error envelope. It can be thrown anywhere and is converted to bytes in one place. */
export class JobError extends Error {
  readonly answered: Answered;
  override readonly name = 'JobError';

  constructor(id: string, answer: Answer, values: Readonly<Record<string, string>> = {}) {
    super(fill(answer.responseMessage ?? '', values));
    this.answered = toAnswered(id, answer);
  }
}

/** Values come from the request and may be hostile, so they are cut. An error message is a sentence, not a payload. */
const MAX_VALUE_LENGTH = 200;

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? hole : value.slice(0, MAX_VALUE_LENGTH);
  });
}
