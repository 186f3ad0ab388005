import { readFileSync, statSync } from 'node:fs';
import { codeOf, messageOf } from '../../util/error-message.js';
import { type Location, SourceError } from './source.js';

/** A list of people beyond this is something else by mistake. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A file as text. Throws SourceError when it is not there, too large, empty or not UTF-8. */
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
      throw new SourceError(`the file has ${megabytes(size)} MB, and at most ${megabytes(MAX_FILE_BYTES)} are read; split it.`, { file });
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
      `the byte 0x${byte.toString(16).toUpperCase()} is no UTF-8; save the file as UTF-8 (spreadsheets call it "CSV UTF-8").`,
      at,
    );
  }
}

/** Decoding replaces the first bad byte by U+FFFD, and what stands before it has the length it had. */
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
