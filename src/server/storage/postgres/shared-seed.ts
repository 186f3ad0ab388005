import { type Database, inSession } from './database.js';
import { readSeedRow } from './read-rows.js';

/** The seed that a reset returns to, if a process has loaded another one than that of its options. */
export class SharedSeed {
  readonly #db: Database;
  readonly #number: () => number;
  #name = '';
  #count = 0;

  /** `number` is that of this process. */
  constructor(db: Database, number: () => number) {
    this.#db = db;
    this.#number = number;
  }

  /** A name that no other seed has. */
  nextName(): string {
    return `${this.#number()}.${this.#count + 1}`;
  }

  /** This process has loaded the seed of this name, and a reset returns to it without asking the database. */
  isNow(name: string): void {
    this.#count++;
    this.#name = name;
  }

  /** The seed that another process has loaded, as a whole state. Undefined if this process would return to the right one. */
  async other(): Promise<unknown> {
    return inSession(this.#db.innerSession, async (session) => {
      const known = session.literal(this.#name);
      const [result] = await session.run(`SELECT name, CASE WHEN name = ${known} THEN NULL ELSE document END AS document FROM seed`);
      const seed = readSeedRow(result);
      if (seed?.document === undefined) return undefined;
      this.#name = seed.name;
      return JSON.parse(seed.document);
    });
  }
}
