import { createCore, type EmulatorCore } from '../../src/emulator/emulator.js';
import type { CoreOptions } from '../../src/emulator/options.js';
import type { SendMail } from '../../src/emulator/outbox/outbox.js';
import type { Storage } from '../../src/emulator/storage/storage.js';
import type { Emulator } from '../../src/index.js';
import { openPostgresStorage, type PostgresOptions } from '../../src/server/storage/postgres/postgres-storage.js';

/** An emulator in this process, on a database that others use too. The helpers of tests take it for an emulator without ports. */
export interface SharedCore {
  readonly core: EmulatorCore;
  readonly emulator: Emulator;
  readonly storage: Storage;
  /** What it told its user. */
  readonly problems: string[];
}

/** Starts emulators that share a database, and closes them. */
export class SharedCores {
  #opened: SharedCore[] = [];

  async start(
    url: string,
    options: CoreOptions = {},
    { sendMail, ...own }: Partial<PostgresOptions> & { readonly sendMail?: SendMail } = {},
  ): Promise<SharedCore> {
    const problems: string[] = [];
    const process = `process-${this.#opened.length + 1}`;
    const storage = await openPostgresStorage(url, { process, onProblem: (problem) => void problems.push(problem), ...own });
    const core = await createCore(
      { rateLimit: 'off', clock: '2026-01-31T09:00:00Z', ...options },
      { storage, sendMail, fetchFeed: () => Promise.reject(new Error('this test downloads no feeds')) },
    ).catch(async (error: unknown) => {
      await storage.abandon();
      throw error;
    });
    const endpoint = 'http://emulator.invalid/Integration-Server/ExpensifyIntegrations';
    const emulator = Object.defineProperties({ endpoint }, Object.getOwnPropertyDescriptors(core)) as unknown as Emulator;
    this.#opened.push({ core, emulator, storage, problems });
    return { core, emulator, storage, problems };
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(({ storage }) => storage.close()));
    this.#opened = [];
  }
}
