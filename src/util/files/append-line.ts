import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory, writeAll } from './write-atomically.js';

const LINE_END = 10;

/**
 * Appends a line to a file that only its owner can read, and returns when the line is on disk. A last line without a line
 * break was left by a crash during an earlier call. That call never returned, so the incomplete line is removed. Throws file
 * system errors, and if the path is not a regular file.
 */
export function appendLine(path: string, line: string): void {
  const file = openSync(path, 'a+', 0o600);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new Error('it is not a regular file');
    cutTornLine(file, status.size);
    writeAll(file, Buffer.from(`${line}\n`));
    fsyncSync(file);
    if (status.size === 0) syncDirectory(dirname(path));
  } finally {
    closeSync(file);
  }
}

function cutTornLine(file: number, size: number): void {
  const chunk = Buffer.alloc(64 * 1024);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - chunk.length);
    readSync(file, chunk, 0, end - start, start);
    const at = chunk.subarray(0, end - start).lastIndexOf(LINE_END);
    if (at !== -1 || start === 0) {
      if (start + at + 1 < size) ftruncateSync(file, start + at + 1);
      return;
    }
    end = start;
  }
}
