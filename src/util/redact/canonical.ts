/** A text without its encodings, and the origin of each character. */
export interface Canonical {
  readonly text: string;
  /** The offset of each character in the original, followed by the length of the original. */
  readonly offsets: Uint32Array;
}

/** Enough for JSON in a form in a form, and a secret that looks encoded. Texts with more levels do not occur. */
const MAX_PASSES = 6;

/**
 * Undoes percent-encoding, JSON escapes and `+` for a space, applied in any order and any number of times, so
 * that a plain search finds a secret in any spelling. Backslashes are dropped, because escapes of escapes are just more of
 * them. So a tab and `\t` both become the `t` that the latter leaves, and so do a line break and the other control
 * characters that JSON escapes with a letter. Secrets are converted the same way, so both sides lose the same. Takes linear time.
 * @example canonical('a%2520b\\"c').text // 'a b"c'
 */
export function canonical(text: string): Canonical {
  let current: Canonical = { text, offsets: Uint32Array.from({ length: text.length + 1 }, (_, index) => index) };
  for (let pass = 0; pass < MAX_PASSES && current.text.search(ENCODED) !== -1; pass++) current = decodeOnce(current);
  return current;
}

const ENCODED = /((?:%[0-9A-Fa-f]{2})+)|\\+(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))|(\\+)|(\+)|([\0\b\t\n\v\f\r])/g;
const CONTROLS: Readonly<Record<string, string>> = { '\0': '0', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r' };

function decodeOnce({ text, offsets }: Canonical): Canonical {
  const pieces: string[] = [];
  // No escape is shorter than the character it represents.
  const from = new Uint32Array(text.length + 1);
  let length = 0;
  let done = 0;
  const take = (piece: string, start: number): void => {
    from.fill(offsets[start] ?? 0, length, length + piece.length);
    length += piece.length;
    pieces.push(piece);
  };
  const keep = (end: number): void => {
    from.set(offsets.subarray(done, end), length);
    length += end - done;
    pieces.push(text.slice(done, end));
  };
  for (const match of text.matchAll(ENCODED)) {
    const [all, percent, unicode, hex, , plus, control] = match;
    const code = unicode ?? hex;
    keep(match.index);
    if (percent !== undefined) takePercent(percent, match.index, take);
    else if (code !== undefined) take(String.fromCharCode(Number.parseInt(code, 16)), match.index);
    else if (plus !== undefined) take(' ', match.index);
    else if (control !== undefined) take(CONTROLS[control] ?? '', match.index);
    done = match.index + all.length;
  }
  keep(text.length);
  from[length] = offsets[text.length] ?? 0;
  return { text: pieces.join(''), offsets: from.subarray(0, length + 1) };
}

const decoder = new TextDecoder();

/** Decodes ASCII escapes byte by byte, so that each keeps its place, and a run of others as UTF-8. */
function takePercent(percent: string, start: number, take: (piece: string, start: number) => void): void {
  for (let at = 0; at < percent.length; ) {
    const first = Number.parseInt(percent.slice(at + 1, at + 3), 16);
    if (first < 0x80) {
      take(String.fromCharCode(first), start + at);
      at += 3;
      continue;
    }
    let end = at;
    const bytes: number[] = [];
    do {
      bytes.push(Number.parseInt(percent.slice(end + 1, end + 3), 16));
      end += 3;
    } while (end < percent.length && Number.parseInt(percent.slice(end + 1, end + 3), 16) >= 0x80);
    take(decoder.decode(Uint8Array.from(bytes)), start + at);
    at = end;
  }
}

/** The places in the original that spell one of the secrets, in order and not overlapping. */
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
