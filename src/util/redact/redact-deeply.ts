import { nextTurn } from '../../runtime/timer.js';
import { canonical } from './canonical.js';
import { decodedRuns } from './decoded-runs.js';
import { createRedactor, REDACTED } from './redact.js';
import { type Codes, codesOf, createSecretWindows, merged, type Place, type SecretWindows } from './secret-windows.js';

/** Enough for base64 of base64 or of hexadecimal. More levels do not occur. */
const MAX_DEPTH = 2;
/** Searched without a pause, which takes about ten milliseconds. */
const SLICE = 64 * 1024;
/** The overlap of two slices, so that no secret is cut in two: fifteen characters in their longest spelling. */
const OVERLAP = 4096;

/** Both spellings of the secrets: unchanged, and with every encoding undone. */
interface Sought {
  readonly plain: SecretWindows;
  readonly canonical: SecretWindows;
  /** False if no secret contains a character that an encoder would escape. */
  readonly isEscapable: boolean;
}

/**
 * Redacts secrets in texts that were derived from them: whole secrets and every eight-character part of a long one, in any
 * case, percent- and form-encoded, in JSON, as base64 at any offset, base64url and hexadecimal, and nested encodings. Also what
 * `createRedactor` redacts because of the name before it. Works in slices, in linear time.
 * @example await createDeepRedactor(['s3cr3t-s3cr3t-s3'])(btoa('id:s3cr3t-s3cr3t-s3')) // 'aWQ6[redacted]'
 */
export function createDeepRedactor(secrets: readonly string[]): (text: string) => Promise<string> {
  const spelled = secrets.flatMap((secret) => [secret, utf8(secret)]);
  const sought: Sought = {
    plain: createSecretWindows(spelled),
    canonical: createSecretWindows(spelled.map((secret) => canonical(secret).text)),
    isEscapable: secrets.some((secret) => /[^\w.~-]/.test(secret)),
  };
  const { request: withoutNamed } = createRedactor([]);
  let searched = 0;
  return async (text) => {
    const places: Place[] = [];
    for (let start = 0; start < text.length; start += SLICE) {
      const slice = text.slice(start, start + SLICE + OVERLAP);
      for (const place of placesIn(slice, sought)) places.push({ start: start + place.start, end: start + place.end });
      searched += slice.length;
      if (searched < SLICE) continue;
      searched = 0;
      await nextTurn();
    }
    return withoutNamed(without(text, merged(places)));
  };
}

function without(text: string, places: readonly Place[]): string {
  let clean = '';
  let done = 0;
  for (const { start, end } of places) {
    clean += text.slice(done, start) + REDACTED;
    done = end;
  }
  return clean + text.slice(done);
}

function placesIn(text: string, sought: Sought): Place[] {
  if (sought.plain.shortest === Number.POSITIVE_INFINITY) return [];
  const places = search(codesOf(text), sought, sought.plain, 0);
  return /[%\\]/.test(text) || (sought.isEscapable && text.includes('+')) ? [...places, ...searchCanonical(text, sought, 0)] : places;
}

/** The places of the secrets in a text with its encodings undone, as positions in the original text. */
function searchCanonical(text: string, sought: Sought, depth: number): Place[] {
  const { text: plain, offsets } = canonical(text);
  return search(codesOf(plain), sought, sought.canonical, depth, true).map(({ start, end }) => ({
    start: offsets[start] ?? 0,
    end: offsets[end] ?? text.length,
  }));
}

function search(codes: Codes, sought: Sought, windows: SecretWindows, depth: number, isForm = false): Place[] {
  const places = windows.find(codes);
  if (depth === MAX_DEPTH) return places;
  for (const { bytes, placeOf } of decodedRuns(codes, windows.shortest, isForm)) {
    const isText = looksLikeText(bytes);
    const inside = isText ? search(bytes, sought, sought.plain, depth + 1) : sought.plain.find(bytes);
    // A secret with special characters may have been escaped before it was encoded.
    if (isText && sought.isEscapable && (bytes.includes(0x25) || bytes.includes(0x5c))) {
      inside.push(...searchCanonical(new TextDecoder('latin1').decode(bytes), sought, depth + 1));
    }
    for (const { start, end } of inside) places.push(placeOf(start, end));
  }
  return places;
}

/** Text decoded from the wrong start, or text that was never encoded, is noise. A third of it looks like text. */
function looksLikeText(bytes: Uint8Array): boolean {
  let printable = 0;
  for (const byte of bytes) if (byte >= 0x20 && byte < 0x7f) printable++;
  return printable > bytes.length * MIN_PRINTABLE;
}
const MIN_PRINTABLE = 0.6;

/** One character for each byte, because decoded bytes are searched. */
function utf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
