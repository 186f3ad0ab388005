import { lstatSync } from 'node:fs';
import type { StateSource } from '../../../emulator/storage/storage.js';
import { irregularity } from '../../../util/files/real-path.js';
import { removeIfThere, writeAtomically } from '../../../util/files/write-atomically.js';
import { LogFile } from './log-file.js';
import type { LogPosition } from './log-lines.js';
import type { StateHead } from './read-state-file.js';
import type { KeptFiles } from './recover.js';
import { findLogs, logPath } from './state-files.js';
import { StateText, writeInSlices } from './state-text.js';

/** A whole state that is being written, and the log that continues it. */
interface Run {
  readonly controller: AbortController;
  readonly generation: number;
}

/**
 * Writes whole states and begins logs. At every moment, the files on disk lead to the state: the state file, followed by its log and
 * by all logs that continue it. The steps of a write, each of which may be the last:
 * 1. Begin a new log. It says whether it continues the one before, or only the state that is being written.
 * 2. Write that state to a temporary file, and wait until it is on disk.
 * 3. Rename it to the state file.
 * 4. Remove the logs before the new one.
 */
export class StateWriter {
  readonly #path: string;
  readonly #files: KeptFiles;
  readonly #source: StateSource;
  readonly #assertOurs: () => void;
  #generation: number;
  #position: LogPosition;
  #stateLength: number;
  /** Nothing has been written, so the files are as they were found. */
  #isUntouched = true;
  #log: LogFile | undefined;
  /** Logs that a state on disk does not contain yet, the oldest first. */
  #open: LogFile[] = [];
  #run: Run | undefined;
  /** Resolves when the last write has ended. */
  #ended = Promise.resolve();

  constructor(path: string, files: KeptFiles, source: StateSource, assertOurs: () => void) {
    this.#path = path;
    this.#files = files;
    this.#source = source;
    this.#assertOurs = assertOurs;
    this.#generation = files.generation;
    this.#position = files.position;
    this.#stateLength = files.stateLength;
  }

  /** Where to append. Undefined after a failure, until the next whole state. */
  get log(): LogFile | undefined {
    return this.#log;
  }

  get isWriting(): boolean {
    return this.#run !== undefined;
  }

  /** Characters of the state that was written last. */
  get stateLength(): number {
    return this.#stateLength;
  }

  /** The state is no longer the one that was found, although no log says so. */
  touch(): void {
    this.#isUntouched = false;
  }

  /** Throws file system errors, and leaves the log before as it is. */
  beginLog(isContinuation: boolean): void {
    const generation = this.#generation + 1;
    const position = this.#log?.position ?? this.#position;
    const log = LogFile.create(logPath(this.#path, generation), generation, position, isContinuation);
    this.#generation = generation;
    this.#position = position;
    this.#log = log;
    this.#open.push(log);
  }

  /**
   * Writes the state of this moment, and begins the log that continues it. With `isContinuation`, that log also continues the one before, so
   * nothing depends on the end of the write. Resolves with false if it was ended by `stop` or another write. Rejects with a
   * StateFileError or file system errors.
   */
  async write(isContinuation: boolean): Promise<boolean> {
    this.touch();
    const ended = this.stopped();
    const before = this.#log;
    try {
      this.#assertReady();
      this.beginLog(isContinuation);
      const run: Run = { controller: new AbortController(), generation: this.#generation };
      this.#run = run;
      const text = this.#textOf({ generation: this.#generation, ...this.#position, isClosed: false });
      // The state is that of its first step, so this step must not wait.
      text.next();
      // A rename that is in progress must not come after this write's own.
      const finished = ended.then(() => this.#finish(run, text));
      this.#ended = finished.then(ignore, ignore);
      return await finished;
    } catch (error) {
      if (!isContinuation) this.#giveUp(this.#log === before ? undefined : this.#log);
      throw error;
    }
  }

  /** A log that continues a state which was never completed leads nowhere. */
  #giveUp(begun: LogFile | undefined): void {
    this.giveUpLog();
    if (begun !== undefined) removeIfThere(begun.path);
  }

  /** Closes the log, because it lacks a change. */
  giveUpLog(): void {
    const log = this.#log;
    if (log === undefined) return;
    this.#position = log.position;
    this.#log = undefined;
    log.close();
    this.#open = this.#open.filter((open) => open !== log);
  }

  /** Resolves when everything that was appended is on disk, the oldest log first. Rejects with file system errors. */
  async sync(): Promise<void> {
    for (const log of [...this.#open]) await log.sync();
  }

  /** Ends a write that is in progress, and resolves when it touches no file any more. */
  stopped(): Promise<void> {
    this.#run?.controller.abort();
    this.#run = undefined;
    return this.#ended;
  }

  /** Leaves a state that is complete without a log. Throws a StateFileError or file system errors, and then the files are as they were. */
  close(): void {
    try {
      if (this.#isUntouched && this.#files.kind === 'closed' && this.#log?.isEmpty === true) {
        removeIfThere(this.#log.path);
        return;
      }
      this.#assertReady();
      const position = this.#log?.position ?? this.#position;
      const generation = this.#generation + 1;
      writeAtomically(this.#path, this.#textOf({ generation, ...position, isClosed: true }).all());
      this.#removeLogsBefore(generation);
    } finally {
      this.#closeLogs();
    }
  }

  /** Leaves the files as they were found, as far as nothing depends on the new ones. */
  abandon(): void {
    const { kind } = this.#files;
    if (this.#log !== undefined && (kind === 'closed' || kind === 'new')) removeIfThere(this.#log.path);
    this.#closeLogs();
    if (kind === 'new') removeIfThere(this.#path);
  }

  async #finish(run: Run, text: StateText): Promise<boolean> {
    const { signal } = run.controller;
    try {
      await writeInSlices(this.#path, text, signal, () => this.#assertReady());
      if (signal.aborted) return false;
      this.#stateLength = text.length;
      this.#removeLogsBefore(run.generation);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    } finally {
      if (this.#run === run) this.#run = undefined;
    }
  }

  #textOf(head: StateHead): StateText {
    return new StateText((emit) => this.#source.write(head, emit));
  }

  #removeLogsBefore(generation: number): void {
    for (const log of this.#open) if (log.generation < generation) log.close();
    this.#open = this.#open.filter((log) => log.generation >= generation);
    for (const found of findLogs(this.#path)) if (found < generation) removeIfThere(logPath(this.#path, found));
  }

  #closeLogs(): void {
    for (const log of this.#open) log.close();
    this.#open = [];
    this.#log = undefined;
  }

  /** The path was a regular file or free at the start. It may have been replaced by something that can't store a state. */
  #assertReady(): void {
    this.#assertOurs();
    const kind = irregularity(this.#path);
    if (kind !== undefined) throw new Error(`it is ${kind} now`);
    // A link that was there at the start has been followed.
    if (lstatSync(this.#path, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new Error('it is a symbolic link now');
  }
}

function ignore(): void {}
