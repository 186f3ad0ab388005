import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, statSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { syncDirectory, writeAll } from '../../../util/files/write-atomically.js';
import { type LogPosition, toFirstLine, toLine, type WrittenLine } from './log-lines.js';

/** The format of the entries, and of the lines after the first one. */
export const LOG_FORMAT = 1;

const syncFile = promisify(fdatasync);

/** What a log begins with. */
export interface LogHead {
  readonly format: number;
  readonly generation: number;
  /** The checksum of the entry before it. Null if this log continues nothing but the state that was written with it. */
  readonly after: number | null;
}

/** The log that entries are appended to. Each method throws file system errors. */
export class LogFile {
  readonly path: string;
  readonly generation: number;
  readonly #file: number;
  #position: LogPosition;
  #size = 0;
  #isEmpty = true;
  /** The folder knows the file, even after a power failure. */
  #isListed = false;
  #isClosed = false;
  /** Calls of `sync` that are in progress. */
  #syncs = 0;

  private constructor(path: string, generation: number, file: number, position: LogPosition) {
    this.path = path;
    this.generation = generation;
    this.#file = file;
    this.#position = position;
  }

  /** Creates a log after `position`; there must be no file of its name. */
  static create(path: string, generation: number, position: LogPosition, isContinuation: boolean): LogFile {
    const head: LogHead = { format: LOG_FORMAT, generation, after: isContinuation ? position.sum : null };
    const first = toFirstLine(position, JSON.stringify(head));
    const log = new LogFile(path, generation, openSync(path, 'wx', 0o600), first.position);
    try {
      log.#write(first);
      return log;
    } catch (error) {
      log.close();
      unlinkSync(path);
      throw error;
    }
  }

  get position(): LogPosition {
    return this.#position;
  }

  get size(): number {
    return this.#size;
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** Hands an entry to the operating system. If that fails, the log is as before and must not be used any more. */
  append(json: string): void {
    const line = toLine(this.#position, json);
    this.#write(line);
    this.#position = line.position;
    this.#isEmpty = false;
  }

  /** False if the file was removed, moved or replaced: nobody would find what is appended to it. */
  isIntact(): boolean {
    const { ino, nlink } = fstatSync(this.#file);
    return nlink > 0 && statSync(this.path, { throwIfNoEntry: false })?.ino === ino;
  }

  /** Resolves when everything that was appended is on disk. */
  async sync(): Promise<void> {
    if (this.#isClosed) return;
    this.#syncs++;
    try {
      await syncFile(this.#file);
    } finally {
      if (--this.#syncs === 0 && this.#isClosed) closeSync(this.#file);
    }
    if (!this.#isListed) syncDirectory(dirname(this.path));
    this.#isListed = true;
  }

  /** May be called twice. The file is closed after the last `sync`, because its number could then be that of another file. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#syncs === 0) closeSync(this.#file);
  }

  #write({ bytes }: WrittenLine): void {
    try {
      writeAll(this.#file, bytes);
    } catch (error) {
      // A full disk, or a limit, may have taken a part of the line.
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }
}
