import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveSecret, hashSecret, partnerUserIDOf } from '../../../src/emulator/accounts/secrets.js';

test('a hash is the SHA-256 of the secret', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
      expect(hashSecret(secret)).toBe(createHash('sha256').update(secret).digest('hex'));
    }),
  );
});

test('a derived secret is 40 hex digits, the same each time and different for each partnerUserID', () => {
  expect(deriveSecret('aa_x')).toMatch(/^[0-9a-f]{40}$/);
  expect(deriveSecret('aa_x')).toBe(deriveSecret('aa_x'));
  expect(deriveSecret('aa_x')).not.toBe(deriveSecret('aa_y'));
});

test('a partnerUserID is derived from the email address', () => {
  expect(partnerUserIDOf('User.Name+1@domain.com')).toBe('aa_user_name_1_domain_com');
});
