/** Removes secrets from a text. */
export type Scrub = (text: string) => string;

const HIDDEN = '***';

/** Finds each secret in plain form, in JSON, percent-encoding and form encoding, and in combinations of them. */
export function createScrub(secrets: readonly string[]): Scrub {
  const shapes = new Set(secrets.filter((secret) => secret !== '').flatMap(shapesOf));
  // The longest form comes first, because one form may contain another.
  const ordered = [...shapes].sort((one, other) => other.length - one.length);
  return (text) => ordered.reduce((clean, shape) => clean.replaceAll(shape, HIDDEN), text);
}

function shapesOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson].flatMap((text) => [
    text,
    encodeURIComponent(text.toWellFormed()),
    new URLSearchParams([['', text]]).toString().slice(1),
  ]);
}

/** The number of nested causes that are kept. */
const MAX_CAUSE_DEPTH = 5;

/** Copies a thrown value without secrets, including those in its message and stack. */
export function scrubbedCause(cause: unknown, scrub: Scrub, depth = 0): Error {
  if (!(cause instanceof Error)) return new Error(scrub(String(cause)));
  const isNested = cause.cause !== undefined && depth < MAX_CAUSE_DEPTH;
  const copy = new Error(scrub(cause.message), isNested ? { cause: scrubbedCause(cause.cause, scrub, depth + 1) } : undefined);
  copy.name = cause.name;
  copy.stack = scrub(cause.stack ?? '');
  return 'code' in cause && typeof cause.code === 'string' ? Object.assign(copy, { code: cause.code }) : copy;
}
