/** One `name=value` entry. `raw` is the value before decoding. */
export interface FormPair {
  readonly name: string;
  readonly value: string;
  readonly raw: string;
}

/** More entries than any client sends. The rest is dropped, so a body full of `&` cannot fill the memory. */
const MAX_PAIRS = 1000;

/**
 * Reads application/x-www-form-urlencoded as a servlet does: `+` is a space, and an invalid escape is kept unchanged.
 * @example parseForm('a=1+2&b=%7B') // [{ name: 'a', value: '1 2', … }, { name: 'b', value: '{', … }]
 */
export function parseForm(text: string, charset = 'utf-8'): FormPair[] {
  const pairs: FormPair[] = [];
  let start = 0;
  while (start < text.length && pairs.length < MAX_PAIRS) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand === -1 ? text.length : ampersand;
    if (end > start) pairs.push(parsePair(text.slice(start, end), charset));
    start = end + 1;
  }
  return pairs;
}

function parsePair(pair: string, charset: string): FormPair {
  const equals = pair.indexOf('=');
  const name = equals === -1 ? pair : pair.slice(0, equals);
  const raw = equals === -1 ? '' : pair.slice(equals + 1);
  return { name: decode(name, charset), value: decode(raw, charset), raw };
}

function decode(text: string, charset: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  if (charset === 'utf-8') {
    try {
      return decodeURIComponent(spaced);
    } catch {
      // A stray `%` or invalid UTF-8: decoded byte by byte below, which always ends.
    }
  }
  return decodeBytes(spaced, charset);
}

const ESCAPE_RUN = /(?:%[0-9A-Fa-f]{2})+/g;

function decodeBytes(text: string, charset: string): string {
  const decoder = new TextDecoder(charset);
  return text.replace(ESCAPE_RUN, (run) => {
    const bytes = new Uint8Array(run.length / 3);
    for (let index = 0; index < bytes.length; index++) bytes[index] = Number.parseInt(run.slice(index * 3 + 1, index * 3 + 3), 16);
    return decoder.decode(bytes);
  });
}
