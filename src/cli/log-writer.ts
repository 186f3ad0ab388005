import { constants, openSync, writeSync } from 'node:fs';
import { debounce } from '../runtime/timer.js';
import { codeOf } from '../util/error-message.js';

/** Prints lines and never waits for a slow reader. */
export interface LogWriter {
  write(line: string): void;
  /** Writes what can be written at once, and forgets the rest. */
  close(): void;
}

/** Writes some of the bytes and returns how many, or throws what `fs.writeSync` throws. */
export type WriteBytes = (bytes: Uint8Array) => number;

/** One write for all lines of this time costs less than a write for each line. */
const GATHER_MS = 20;
const MAX_WAITING_LINES = 2000;

/**
 * Gathers lines and writes them in turns. A reader that is too slow misses lines, and is told how many, because lines that
 * wait forever would fill the memory. A reader that is gone ends the log; the program goes on.
 */
export function createLogWriter(writeBytes: WriteBytes): LogWriter {
  let waiting: string[] = [];
  let missed = 0;
  /** Of the last write, the bytes that the reader has not taken yet. */
  let rest: Uint8Array = new Uint8Array();
  let isOver = false;

  const takeLines = (): Uint8Array => {
    const note = missed === 0 ? '' : `… ${missed} more requests were not printed, because the output was too slow.\n`;
    const text = waiting.map((line) => `${line}\n`).join('') + note;
    waiting = [];
    missed = 0;
    return Buffer.from(text);
  };
  const flush = (): void => {
    if (isOver) return;
    if (rest.length === 0) rest = takeLines();
    try {
      if (rest.length > 0) rest = rest.subarray(writeBytes(rest));
    } catch (error) {
      // Anything but "try again" (a closed pipe, a full disk) will not get better.
      isOver = codeOf(error) !== 'EAGAIN';
    }
    if (rest.length > 0 || waiting.length > 0) turn.trigger();
  };
  const turn = debounce(flush, GATHER_MS);

  return {
    write: (line) => {
      if (isOver) return;
      if (waiting.length >= MAX_WAITING_LINES) missed++;
      else waiting.push(line);
      turn.trigger();
    },
    close: () => {
      turn.cancel();
      // The first writes the rest of an earlier turn, the second the lines that came since.
      flush();
      flush();
      turn.cancel();
      isOver = true;
    },
  };
}

/**
 * Writes to stdout without blocking. Pipes are already in non-blocking mode, but Node writes to a terminal in blocking mode:
 * Ctrl+S, or a terminal that hangs, would stop the emulator. So a terminal is opened a second time, in non-blocking mode.
 */
export function stdoutBytes(): WriteBytes {
  // Windows has no such mode, and Node's own stream does not block on its terminals.
  if (process.platform === 'win32') return streamBytes;
  const fd = process.stdout.isTTY ? openTerminal() : process.stdout.fd;
  return fd === undefined ? streamBytes : (bytes) => writeSync(fd, bytes);
}

function openTerminal(): number | undefined {
  for (const path of ['/proc/self/fd/1', '/dev/tty']) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      // The next path may exist on this system.
    }
  }
  return undefined;
}

/** Bytes that the stream may keep in memory for a slow reader. */
const MAX_BUFFERED = 64 * 1024;

function streamBytes(bytes: Uint8Array): number {
  if (process.stdout.writableLength > MAX_BUFFERED) return 0;
  process.stdout.write(bytes);
  return bytes.length;
}
