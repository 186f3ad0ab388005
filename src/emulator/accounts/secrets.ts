import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256, hex: all that the world, and with it a snapshot, keeps of a secret. */
export function hashSecret(secret: string): string {
  // utf8ToBytes maps a lone surrogate to U+FFFD, so any text has a hash.
  return bytesToHex(sha256(utf8ToBytes(secret)));
}

/**
 * The secret a seed's pair has when the seed names none: the same on every start, so a state file needs no secret
 * for the start banner to print the pair again. 40 hex digits, like the real ones.
 */
export function deriveSecret(partnerUserID: string): string {
  return hashSecret(`expensify-emulator ${partnerUserID}`).slice(0, 40);
}

/** `aa_user_domain_com` for user@domain.com, the service's own way of naming pairs. */
export function partnerUserIDOf(email: string): string {
  return `aa_${email.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}
