/** A text without its encodings, and where each of its characters came from. */
export interface Canonical {
  readonly text: string;
  /** Offset in the original of each character, and behind the last one the original's length. */
  readonly offsets: readonly number[];
}

/** JSON in a form in a form, and a secret that itself looks encoded: nobody encodes more often. */
const MOST_PASSES = 6;

/**
 * Undoes percent-encoding, JSON escapes and `+` for a space, however often and in whatever order they were applied, so
 * that a secret is found in any spelling by a plain search. Backslashes are dropped, as escapes of escapes are only more of
 * them. A secret goes through the same, so what is lost is lost on both sides. Takes linear time.
 * @example canonical('a%2520b\\"c').text // 'a b"c'
 */
export function canonical(text: string): Canonical {
  let current: Canonical = { text, offsets: Array.from({ length: text.length + 1 }, (_, index) => index) };
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = decodeOnce(current);
    const isDone = next.text === current.text;
    current = next;
    if (isDone) break;
  }
  return current;
}

const ENCODED = /((?:%[0-9A-Fa-f]{2})+)|\\+u([0-9A-Fa-f]{4})|(\\+)|(\+)/g;

function decodeOnce({ text, offsets }: Canonical): Canonical {
  let decoded = '';
  const from: number[] = [];
  let done = 0;
  const take = (piece: string, start: number): void => {
    for (let index = 0; index < piece.length; index++) from.push(offsets[start] ?? 0);
    decoded += piece;
  };
  const keep = (end: number): void => {
    for (let index = done; index < end; index++) from.push(offsets[index] ?? 0);
    decoded += text.slice(done, end);
  };
  for (const match of text.matchAll(ENCODED)) {
    const [all, percent, unicode] = match;
    keep(match.index);
    if (percent !== undefined) takePercent(percent, match.index, take);
    else if (unicode !== undefined) take(String.fromCharCode(Number.parseInt(unicode, 16)), match.index);
    else if (all === '+') take(' ', match.index);
    done = match.index + all.length;
  }
  keep(text.length);
  from.push(offsets[text.length] ?? 0);
  return { text: decoded, offsets: from };
}

const decoder = new TextDecoder();

/** ASCII escapes byte by byte, so that each keeps its place; a run of others as UTF-8. */
function takePercent(percent: string, start: number, take: (piece: string, start: number) => void): void {
  for (let at = 0; at < percent.length; ) {
    let end = at;
    const bytes: number[] = [];
    do {
      bytes.push(Number.parseInt(percent.slice(end + 1, end + 3), 16));
      end += 3;
    } while (end < percent.length && (bytes.at(-1) ?? 0) >= 0x80 && Number.parseInt(percent.slice(end + 1, end + 3), 16) >= 0x80);
    take(decoder.decode(Uint8Array.from(bytes)), start + at);
    at = end;
  }
}

/** The places in the original that spell one of the secrets, in order and apart. */
export function findSecrets(text: string, secrets: readonly string[]): { readonly start: number; readonly end: number }[] {
  const { text: plain, offsets } = canonical(text);
  const found = secrets.flatMap((secret) => {
    const places: { start: number; end: number }[] = [];
    for (let at = plain.indexOf(secret); at !== -1; at = plain.indexOf(secret, at + secret.length)) {
      places.push({ start: offsets[at] ?? 0, end: offsets[at + secret.length] ?? text.length });
    }
    return places;
  });
  const apart: { start: number; end: number }[] = [];
  for (const place of found.sort((one, other) => one.start - other.start)) {
    const last = apart.at(-1);
    if (last !== undefined && place.start <= last.end) last.end = Math.max(last.end, place.end);
    else apart.push(place);
  }
  return apart;
}
