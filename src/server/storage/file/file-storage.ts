import type { StateEntry } from '../../../emulator/storage/entry.js';
import type { StateReader, StateSource, Storage } from '../../../emulator/storage/storage.js';
import { debounce, every } from '../../../runtime/timer.js';
import { messageOf } from '../../../util/error-message.js';
import type { ProcessLock } from '../../../util/files/process-lock.js';
import { GroupSync } from './group-sync.js';
import { type KeptFiles, recover } from './recover.js';
import { StateFileError } from './state-file-error.js';
import { assertStatePath, lockStateFile } from './state-path.js';
import { StateWriter } from './state-writer.js';

export interface FileStorageOptions {
  /** Called once for each reason why the state can't be kept. */
  readonly onProblem: (problem: string) => void;
  /** Waits for the disk before a change counts as kept. Default: a change is kept once the operating system has it. */
  readonly isOnDisk?: boolean;
}

/** After a failed write, changes trigger another try, but not each change. */
const RETRY_AFTER_CHANGE_MS = 200;
/** The wait before another try if nothing changes. */
const RETRY_MS = 5000;
/** How often to check that the files are still ours and in their place. */
const CHECK_MS = 1000;
/** A log this long is replaced by a new state, unless the state is longer: writing it must not cost more than the changes did. */
const MIN_COMPACTED = 1024 * 1024;

/** Opens the state in a file for this process alone. Throws StateFileError. */
export function openFileStorage(named: string, options: FileStorageOptions): Storage {
  const path = assertStatePath(named);
  return new FileStorage(path, lockStateFile(path), options);
}

/**
 * Keeps a state in a file, and each later change in a log next to it. A change is in the log before its response leaves. When the log has become
 * long, or can't be continued, a new log is begun, and the whole state is written in slices and replaces the file.
 */
class FileStorage implements Storage {
  readonly #path: string;
  readonly #lock: ProcessLock;
  readonly #options: FileStorageOptions;
  readonly #sync = new GroupSync(() => this.#syncLogs());
  readonly #retryAfterChange = debounce(() => this.#repair(), RETRY_AFTER_CHANGE_MS);
  readonly #retry = debounce(() => this.#repair(), RETRY_MS);
  #stopChecking = (): void => {};
  #isClosed = false;
  #files: KeptFiles | undefined;
  #writer: StateWriter | undefined;
  #position = 0;
  #problem: string | undefined;
  /** The whole state will be written when this turn ends. */
  #isReplacing = false;
  /** A state that nothing in the logs leads to is being written. Until it is complete, nothing later is kept. */
  #replacement: Promise<void> | undefined;

  constructor(path: string, lock: ProcessLock, options: FileStorageOptions) {
    this.#path = path;
    this.#lock = lock;
    this.#options = options;
  }

  get position(): number {
    return this.#position;
  }

  async load(reader: StateReader): Promise<void> {
    this.#files = await recover(this.#path, reader, this.#options.onProblem);
  }

  async begin(source: StateSource): Promise<void> {
    if (this.#files === undefined) throw new Error('The storage is not loaded.');
    const { kind } = this.#files;
    this.#writer = new StateWriter(this.#path, this.#files, source, () => this.#assertOurs());
    this.#stopChecking = every(CHECK_MS, () => this.#check());
    if (kind === 'closed') this.#continue(this.#writer);
    // What an earlier process left is put together while requests are already handled.
    else if (kind === 'open') void this.#write(true);
    else await this.#write(false);
  }

  append(entry: StateEntry): void {
    this.#position++;
    // The state that is about to be written contains the change.
    if (this.#isReplacing) return;
    const writer = this.#writer;
    if (writer?.log === undefined) {
      this.#retryAfterChange.trigger();
      return;
    }
    try {
      writer.log.append(JSON.stringify(entry));
    } catch (error) {
      this.#broken(notWritten(this.#path, error));
      return;
    }
    const isLong = writer.log.size > Math.max(MIN_COMPACTED, writer.stateLength);
    // After a failure, the next try is that of the timer.
    if (isLong && !writer.isWriting && this.#problem === undefined) void this.#write(true);
  }

  replaced(): void {
    this.#position++;
    if (this.#isReplacing) return;
    this.#isReplacing = true;
    this.#writer?.touch();
    const replacement = Promise.resolve()
      .then(() => {
        this.#isReplacing = false;
        return this.#write(false);
      })
      .then(() => {
        if (this.#replacement === replacement) this.#replacement = undefined;
      });
    this.#replacement = replacement;
  }

  settled(): Promise<void> | undefined {
    if (this.#replacement !== undefined) return this.#afterReplacement();
    return this.#options.isOnDisk === true ? this.#sync.done() : undefined;
  }

  problem(): string | undefined {
    return this.#problem;
  }

  /** Nobody else appends to a locked file. */
  follow(): () => void {
    return () => {};
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#stop();
    try {
      this.#writer?.close();
    } catch (error) {
      throw error instanceof StateFileError ? error : notWritten(this.#path, error);
    } finally {
      this.#lock.release();
    }
  }

  async abandon(): Promise<void> {
    await this.#stop();
    this.#writer?.abandon();
    this.#lock.release();
  }

  async #stop(): Promise<void> {
    this.#isClosed = true;
    this.#stopChecking();
    this.#retryAfterChange.cancel();
    this.#retry.cancel();
    await this.#writer?.stopped();
  }

  /** Another replacement may begin in the meantime, and then that one counts. */
  async #afterReplacement(): Promise<void> {
    while (this.#replacement !== undefined) await this.#replacement;
    if (this.#options.isOnDisk === true) await this.#sync.done();
  }

  /** Never rejects: an error is the storage's problem. Does nothing more if another write takes its place. */
  async #write(isContinuation: boolean): Promise<void> {
    const writer = this.#writer;
    if (writer === undefined || this.#isClosed) return;
    try {
      if ((await writer.write(isContinuation)) && writer.log !== undefined) this.#problem = undefined;
    } catch (error) {
      this.#failed(error instanceof StateFileError ? error : notWritten(this.#path, error));
    }
  }

  #continue(writer: StateWriter): void {
    try {
      writer.beginLog(true);
    } catch (error) {
      this.#failed(notWritten(this.#path, error));
    }
  }

  /** The log can't be continued. What it lacks is in the next whole state. */
  #broken(error: StateFileError): void {
    this.#writer?.giveUpLog();
    this.#failed(error);
  }

  #failed(error: StateFileError): void {
    const isNew = error.message !== this.#problem;
    this.#problem = error.message;
    this.#retry.trigger();
    if (isNew) this.#options.onProblem(error.message);
  }

  #repair(): void {
    if (this.#problem !== undefined && this.#writer?.isWriting === false) void this.#write(this.#writer.log !== undefined);
  }

  #check(): void {
    const log = this.#writer?.log;
    if (log === undefined) return;
    try {
      this.#assertOurs();
      if (!log.isIntact()) throw notWritten(this.#path, new Error(`its log ${log.path} was moved or replaced`));
    } catch (error) {
      this.#broken(error instanceof StateFileError ? error : notWritten(this.#path, error));
    }
  }

  async #syncLogs(): Promise<void> {
    try {
      await this.#writer?.sync();
    } catch (error) {
      // After a failed sync, the system may have discarded what it could not write.
      this.#broken(notWritten(this.#path, error));
    }
  }

  #assertOurs(): void {
    if (this.#lock.isHeld()) return;
    throw new StateFileError(
      `The state file ${this.#path} is no longer saved: its lock ${this.#path}.lock was removed or taken by another process. Stop the other process and restart this one. Changes since the last save will be lost.`,
    );
  }
}

function notWritten(path: string, error: unknown): StateFileError {
  return new StateFileError(`Can't write the state file ${path}: ${messageOf(error)}.`);
}
