/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

const HIDDEN = '***';

/** Finds each secret as it stands, and as JSON, percent-encoding and form encoding write it, one in another too. */
export function createScrub(secrets: readonly string[]): Scrub {
  const shapes = new Set(secrets.filter((secret) => secret !== '').flatMap(shapesOf));
  // The longest first: one shape may hold another.
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

/** Causes of causes are kept this deep. */
const MAX_CAUSE_DEPTH = 5;

/** A copy of whatever was thrown, without secrets, in its message and its stack too. */
export function scrubbedCause(cause: unknown, scrub: Scrub, depth = 0): Error {
  if (!(cause instanceof Error)) return new Error(scrub(String(cause)));
  const isNested = cause.cause !== undefined && depth < MAX_CAUSE_DEPTH;
  const copy = new Error(scrub(cause.message), isNested ? { cause: scrubbedCause(cause.cause, scrub, depth + 1) } : undefined);
  copy.name = cause.name;
  copy.stack = scrub(cause.stack ?? '');
  return 'code' in cause && typeof cause.code === 'string' ? Object.assign(copy, { code: cause.code }) : copy;
}
