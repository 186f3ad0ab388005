import type { Credentials } from '../../protocol/credentials.js';
import type { Credential } from '../world/entities/credential.js';
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
    const credential = this.#world.companyOfPair(partnerUserID)?.credentials.get(partnerUserID);
    if (credential === undefined) return undefined;
    const known = this.#secrets.get(partnerUserID);
    return known !== undefined && isSecretOf(known, credential) ? known : derivedSecretOf(credential);
  }
}

function isSecretOf(secret: string, credential: Credential): boolean {
  if (verified.get(credential) === secret) return true;
  if (hashSecret(secret) !== credential.secretHash) return false;
  verified.set(credential, secret);
  return true;
}

function derivedSecretOf(credential: Credential): string | undefined {
  const secret = deriveSecret(credential.partnerUserID);
  return isSecretOf(secret, credential) ? secret : undefined;
}

/** The secrets whose hash was compared, because a test asks for its credentials all the time, and a hash takes longer than a request. */
const verified = new WeakMap<Credential, string>();
