import { expect, test } from 'vitest';
import { isSecretName } from '../../../src/util/redact/secret-names.js';

test.each([
  'secret',
  'partnerUserSecret',
  'client_secret',
  'Client secret',
  'CLIENT-SECRET',
  'secrets',
  'password',
  'feedPassword',
  'passwd',
  'Passwort',
  'passphrase',
  'passcode',
  'db_pwd',
  'token',
  'accesstoken',
  'refreshToken',
  'id_token',
  'API Token',
  'Authorization',
  'Proxy-Authorization',
  'Cookie',
  'set-cookie',
  'apikey',
  'APIKey',
  'api key',
  'x-api-key',
  'privateKey',
  'Access Key',
  'subscription-key',
  'Secret value',
  'Request/Client secret',
])('%j names a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  '',
  'name',
  'partnerUserID',
  'key',
  'Primary key',
  'secretary',
  'tokenize',
  'compass',
  'token_type',
  'Secret name',
  'tokenURL',
  'token endpoint',
  'passwordChanged',
  'Password policy',
  'token_expires_in',
  'nextPageToken',
  'continuation token',
  'sync_tokens',
  'keyboard',
  'credentials',
  'Email signature',
])('%j names none', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test('the same name is judged alike after thousands of others', () => {
  for (let count = 0; count < 6000; count++) isSecretName(`name ${count}`);
  expect([isSecretName('password'), isSecretName('name')]).toEqual([true, false]);
});

test('the end of a very long name is not read', () => {
  expect(isSecretName(`${'x '.repeat(100_000)}password`)).toBe(false);
});
