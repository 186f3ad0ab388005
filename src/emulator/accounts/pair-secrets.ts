import type { Credentials } from '../../protocol/credentials.js';
import type { World } from '../world/world.js';
import { deriveSecret, hashSecret } from './secrets.js';

/**
 * The secrets this process has met. The world keeps hashes only, so a pair from an earlier run can be shown again only
 * when its secret can be derived.
 */
export class PairSecrets {
  readonly #world: World;
  readonly #secrets = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** A new world: the pairs of the one before are nobody's. */
  replace(pairs: readonly Credentials[]): void {
    this.#secrets.clear();
    this.remember(pairs);
  }

  remember(pairs: readonly Credentials[]): void {
    for (const { partnerUserID, partnerUserSecret } of pairs) this.#secrets.set(partnerUserID, partnerUserSecret);
  }

  /** The secret of a pair, where this process knows it or it can be derived. */
  of(partnerUserID: string): string | undefined {
    const hash = this.#world.companyOfPair(partnerUserID)?.credentials.get(partnerUserID)?.secretHash;
    return [this.#secrets.get(partnerUserID), deriveSecret(partnerUserID)].find(
      (known) => known !== undefined && hashSecret(known) === hash,
    );
  }
}
