/** Account numbers by policy or domain group, in the order of the feed. Empty sets take no memory: most feeds fill three of six. */
export class AccountSets {
  #sets: Map<string, Set<number>> | undefined;

  get size(): number {
    return this.#sets?.size ?? 0;
  }

  add(key: string, accountID: number): void {
    this.#sets ??= new Map();
    const set = this.#sets.get(key);
    if (set === undefined) this.#sets.set(key, new Set([accountID]));
    else set.add(accountID);
  }

  delete(key: string, accountID: number): void {
    this.#sets?.get(key)?.delete(accountID);
  }

  has(key: string, accountID: number): boolean {
    return this.of(key)?.has(accountID) === true;
  }

  /** Undefined if nothing was ever added under the key. */
  of(key: string): ReadonlySet<number> | undefined {
    return this.#sets?.get(key);
  }

  /** What has been added so far. Later additions are not included. */
  entries(): readonly (readonly [key: string, accountIDs: ReadonlySet<number>])[] {
    return this.#sets === undefined ? [] : [...this.#sets];
  }
}
