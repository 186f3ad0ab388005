import type { Client } from 'pg';
import { z } from 'zod';
import { sleep } from '../../../runtime/timer.js';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { readJson } from '../../../util/read-json.js';
import { CHANNEL } from './database.js';

const noticeSchema = once(() =>
  z.object({
    from: z.int(),
    scopes: list(z.string()),
    exchanges: z.int(),
    lastExchange: z.int().optional(),
    hasMails: z.boolean(),
    isReplaced: z.boolean(),
  }),
);

/** What others have changed since the last look. */
export interface News {
  readonly scopes: ReadonlySet<string>;
  readonly exchanges: readonly number[];
  readonly hasMails: boolean;
  /** Anything may have changed: the state was replaced, or notices were missed. */
  readonly isEverything: boolean;
}

/** A burst of notices is read together. */
const PAUSE_MS = 10;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 5000;
/** More notices than this are read as everything. */
const MAX_NEWS = 2000;

/** Listens for the notices of other processes, and connects again after a lost connection. */
export class Follower {
  readonly #connect: () => Client;
  readonly #number: () => number;
  readonly #look: (news: News) => Promise<void>;
  #scopes = new Set<string>();
  #exchanges: number[] = [];
  #hasMails = false;
  #isEverything = false;
  #looking: Promise<void> | undefined;
  #client: Client | undefined;
  #isClosed = false;

  /** `number` is that of this process. `look` reads what the news are about. */
  constructor(connect: () => Client, number: () => number, look: (news: News) => Promise<void>) {
    this.#connect = connect;
    this.#number = number;
    this.#look = look;
  }

  /** Resolves when it listens. Rejects if the first connection fails. */
  async start(): Promise<void> {
    const client = this.#connect();
    let isListening = false;
    const lost = (): void => {
      if (!isListening) return;
      isListening = false;
      void this.#restart();
    };
    client.on('notification', ({ payload }) => this.#note(payload ?? ''));
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    this.#client = client;
    await client.query(`LISTEN ${CHANNEL}`);
    isListening = true;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#client?.end().catch(() => {});
    await this.#looking;
  }

  async #restart(): Promise<void> {
    for (let wait = FIRST_RETRY_MS; !this.#isClosed; wait = Math.min(2 * wait, MAX_RETRY_MS)) {
      await sleep(wait);
      if (this.#isClosed) return;
      try {
        await this.start();
        // Notices were missed meanwhile.
        this.#isEverything = true;
        this.#soon();
        return;
      } catch {
        // The database is still away. Requests say so.
      }
    }
  }

  #note(payload: string): void {
    const notice = noticeSchema().safeParse(readJson(payload)).data;
    if (notice?.from === this.#number()) return;
    if (notice === undefined || notice.isReplaced || this.#exchanges.length > MAX_NEWS) this.#isEverything = true;
    for (const scope of notice?.scopes ?? []) this.#scopes.add(scope);
    for (let back = (notice?.exchanges ?? 0) - 1; back >= 0; back--) this.#exchanges.push((notice?.lastExchange ?? 0) - back);
    this.#hasMails ||= notice?.hasMails === true;
    this.#soon();
  }

  #soon(): void {
    this.#looking ??= this.#lookAll().finally(() => {
      this.#looking = undefined;
    });
  }

  async #lookAll(): Promise<void> {
    while (!this.#isClosed && (this.#isEverything || this.#hasMails || this.#scopes.size > 0 || this.#exchanges.length > 0)) {
      await sleep(PAUSE_MS);
      const news = { scopes: this.#scopes, exchanges: this.#exchanges, hasMails: this.#hasMails, isEverything: this.#isEverything };
      this.#scopes = new Set();
      this.#exchanges = [];
      this.#hasMails = false;
      this.#isEverything = false;
      // A failed look is made up for by the next request, or by the next connection.
      await this.#look(news).catch(() => {});
    }
  }
}
