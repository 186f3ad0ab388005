import type { Credentials } from '../../protocol/credentials.js';
import type { World } from '../world/world.js';
import { deriveSecret, hashSecret } from './secrets.js';

/**
 * The secrets that this process has seen. The world keeps only hashes, so the secret of credentials from an earlier run can
 * be shown again only if it can be derived.
 */
export class PairSecrets {
  readonly #world: World;
  readonly #secrets = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Called for a new world: the credentials of the previous one no longer exist. */
  replace(pairs: readonly Credentials[]): void {
    this.#secrets.clear();
    this.remember(pairs);
  }

  remember(pairs: readonly Credentials[]): void {
    for (const { partnerUserID, partnerUserSecret } of pairs) this.#secrets.set(partnerUserID, partnerUserSecret);
  }

  /** The secret of the credentials, if this process knows it or can derive it. */
  of(partnerUserID: string): string | undefined {
    const hash = this.#world.companyOfPair(partnerUserID)?.credentials.get(partnerUserID)?.secretHash;
    return [this.#secrets.get(partnerUserID), deriveSecret(partnerUserID)].find(
      (known) => known !== undefined && hashSecret(known) === hash,
    );
  }
}
