import { createHash } from 'node:crypto';
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { credentials } from '../protocol/credentials.js';
import { type LockAttempt, takeLock } from '../util/files/process-lock.js';
import { list } from '../util/lists.js';
import { readJson } from '../util/read-json.js';
import { UsageError } from './usage-error.js';

const MAX_ERROR_BYTES = 64 * 1024;

const policy = z.object({ id: z.string(), name: z.string() });
/** Messages show these URLs, so they must not contain what a terminal would obey. */
const httpURL = z.string().refine((text) => /^https?:\/\/[^\s\p{Cc}]+$/u.test(text) && URL.canParse(text));
const readySchema = z.object({
  url: httpURL,
  endpoint: httpURL,
  consoleUrl: httpURL,
  credentials: credentials(),
  policies: list(policy).readonly(),
  scim: z.object({ url: httpURL, domain: z.string(), token: z.string() }).optional(),
});
const runSchema = readySchema.extend({ pid: z.int().positive(), consoleToken: z.string().optional() });

/** What `start --json` prints. */
export type ReadyFacts = z.output<typeof readySchema>;
/** The background emulator of a folder. */
export type BackgroundRun = z.output<typeof runSchema>;

/** Reads the line of `start --json`; undefined if it is something else. */
export function readReadyLine(line: string): ReadyFacts | undefined {
  return parse(line, readySchema);
}

/** Remembers the background emulators: one for each working folder, in files that only this user can read. */
export class RunFile {
  readonly #path: string;
  readonly #folder: string;

  constructor(workingFolder: string, runtimeFolder: string = process.env.XDG_RUNTIME_DIR || tmpdir()) {
    const name = createHash('sha256').update(workingFolder).digest('hex').slice(0, 16);
    this.#folder = join(runtimeFolder, `expensify-emulator-${userName().replaceAll(/[^\w.-]/g, '_')}`);
    this.#path = join(this.#folder, `${name}.json`);
  }

  get logPath(): string {
    return this.#path.replace(/\.json$/, '.log');
  }

  /** Undefined if there is none, or the file can't be read. */
  read(): BackgroundRun | undefined {
    try {
      return parse(readFileSync(this.#path, 'utf8'), runSchema);
    } catch {
      return undefined;
    }
  }

  /** The file contains credentials, so only this user may read it. */
  write(run: BackgroundRun): void {
    this.#makeFolder();
    writeFileSync(this.#path, JSON.stringify(run), { mode: 0o600 });
  }

  /** Only one of several starts in the same folder gets the lock. */
  lock(): LockAttempt {
    this.#makeFolder();
    return takeLock(this.#path.replace(/\.json$/, '.lock'));
  }

  /** An empty log, open for a child to write to. */
  openLog(): number {
    this.#makeFolder();
    return openSync(this.logPath, 'w', 0o600);
  }

  get logLength(): number {
    return statSync(this.logPath, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** The last error that was logged since the log had this length. Undefined if there is none. */
  errorSince(length: number): string | undefined {
    const said = Buffer.alloc(MAX_ERROR_BYTES);
    let log: number | undefined;
    try {
      log = openSync(this.logPath, 'r');
      const bytes = readSync(log, said, 0, MAX_ERROR_BYTES, length);
      return [...said.toString('utf8', 0, bytes).matchAll(/^expensify-emulator: (.*)$/gm)].at(-1)?.[1];
    } catch {
      return undefined;
    } finally {
      if (log !== undefined) closeSync(log);
    }
  }

  remove(): void {
    rmSync(this.#path, { force: true });
    rmSync(this.logPath, { force: true });
  }

  /** In a folder for temporary files, another user may have created a folder or a link of this name. */
  #makeFolder(): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(this.#folder);
    if (found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())) return;
    throw new UsageError(`${this.#folder} belongs to another user. Set XDG_RUNTIME_DIR to a folder of your own.`);
  }
}

/** In a container, the user may be a number without an entry in /etc/passwd. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'user');
  }
}

function parse<T>(text: string, schema: z.ZodType<T>): T | undefined {
  return schema.safeParse(readJson(text)).data;
}
