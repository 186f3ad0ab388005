import { readFileSync, statSync } from 'node:fs';
import { codeOf, messageOf } from '../../util/error-message.js';
import { type Location, SourceError } from './source.js';

/** A larger file is most likely not a list of people. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Reads a file as text. Throws SourceError if it is missing, too large, empty or not UTF-8. */
export function readTextFile(file: string): string {
  const bytes = readBytes(file);
  const text = decode(file, bytes).replaceAll('\r\n', '\n');
  if (text.trim() === '') throw new SourceError('the file is empty.', { file });
  return text;
}

function readBytes(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE_BYTES) {
      throw new SourceError(`the file is ${megabytes(size)} MB, but the limit is ${megabytes(MAX_FILE_BYTES)} MB. Split the file.`, {
        file,
      });
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const isMissing = codeOf(error) === 'ENOENT';
    throw new SourceError(isMissing ? 'the file does not exist.' : `it cannot be read: ${messageOf(error)}.`, {
      file,
    });
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const { at, byte } = firstBadByte(file, bytes);
    throw new SourceError(
      `the byte 0x${byte.toString(16).toUpperCase()} is not valid UTF-8. Save the file as UTF-8 (spreadsheets call it "CSV UTF-8").`,
      at,
    );
  }
}

/** Decoding replaces the first bad byte with U+FFFD. The text before it keeps its length. */
function firstBadByte(file: string, bytes: Buffer): { readonly at: Location; readonly byte: number } {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); ; end = bytes.indexOf(10, start)) {
    const lineBytes = bytes.subarray(start, end === -1 ? bytes.length : end);
    const text = lineBytes.toString('utf8');
    const bad = Buffer.from(text).equals(lineBytes) ? -1 : text.indexOf('\uFFFD');
    if (bad !== -1 || end === -1) {
      const offset = Buffer.byteLength(text.slice(0, Math.max(0, bad)));
      return { at: { file, line, column: Math.max(0, bad) + 1 }, byte: lineBytes[offset] ?? 0 };
    }
    start = end + 1;
    line++;
  }
}
