import type { FormPair } from './form.js';

const MAX_PARTS = 1000;
/** The maximum length of the headers of one part, in bytes. */
const MAX_HEAD_BYTES = 16 * 1024;

/**
 * Parses multipart/form-data with text and file parts. The live service is more lenient than existing parsers: it accepts
 * boundaries of any length (undici requires 27 or more), with a dot in them, and a missing CRLF at the end.
 */
export function parseMultipart(body: Uint8Array, boundary: string, charset: string): FormPair[] {
  // windows-1252 maps each byte to one character, so a position in this text is a position in the bytes.
  const text = new TextDecoder('windows-1252').decode(body);
  const delimiter = `--${asSingleBytes(boundary)}`;
  const pairs: FormPair[] = [];
  let at = text.indexOf(delimiter);
  while (at !== -1 && pairs.length < MAX_PARTS) {
    const start = at + delimiter.length;
    if (text.startsWith('--', start)) break;
    // A boundary only counts at the start of a line; the same characters inside a value are data.
    const next = text.indexOf(`\n${delimiter}`, start);
    const pair = parsePart(body, text, start, next === -1 ? text.length : next + 1, charset);
    if (pair !== undefined) pairs.push(pair);
    at = next === -1 ? -1 : next + 1;
  }
  return pairs;
}

/** The boundary parameter of a content type, quoted or not. */
export function boundaryOf(contentType: string): string | undefined {
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

function parsePart(body: Uint8Array, text: string, start: number, end: number, charset: string): FormPair | undefined {
  // Searched in this part only: searching to the end for each part would be quadratic.
  const separator = /\r?\n\r?\n/.exec(text.slice(start, end));
  if (separator === null || separator.index > MAX_HEAD_BYTES) return undefined;
  const name = nameOf(new TextDecoder(charset).decode(body.subarray(start, start + separator.index)));
  if (name === undefined) return undefined;
  const from = start + separator.index + separator[0].length;
  const value = new TextDecoder(charset).decode(body.subarray(from, Math.max(from, trimLineEnd(text, end))));
  return { name, value, raw: value };
}

/** The line end before a boundary belongs to the boundary; a truncated body has none. */
function trimLineEnd(text: string, end: number): number {
  if (text[end - 1] !== '\n') return end;
  return text[end - 2] === '\r' ? end - 2 : end - 1;
}

function nameOf(head: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1];
  const match = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition ?? '');
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
}

function asSingleBytes(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
}
