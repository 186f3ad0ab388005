import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256, hex. The world, and with it a snapshot, keeps nothing else of a secret. */
export function hashSecret(secret: string): string {
  // utf8ToBytes maps a lone surrogate to U+FFFD, so every text has a hash.
  return bytesToHex(sha256(utf8ToBytes(secret)));
}

/**
 * The secret of a seed's credentials if the seed sets none. It is the same at every start, so the start banner can show the
 * credentials again although the state file contains no secret. 40 hex digits, like the real ones.
 */
export function deriveSecret(partnerUserID: string): string {
  return hashSecret(`expensify-emulator ${partnerUserID}`).slice(0, 40);
}

/** `aa_user_domain_com` for user@domain.com, as the service names credentials. */
export function partnerUserIDOf(email: string): string {
  return `aa_${email.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}
