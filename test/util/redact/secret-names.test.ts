import { expect, test } from 'vitest';
import { isCredentialsName, isSecretName, isSecretParameter } from '../../../src/util/redact/secret-names.js';

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
  'token filename',
  'password input',
  'homepage token',
  'paged token',
  'token of the next page',
  'page password',
])('%j is the name of a secret', (name) => {
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
  'token_type?',
  'access_token_type',
  'my next token',
  'api version',
  'okapi key',
  'accessible key',
])('%j is not the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test('the same name gives the same result after thousands of others', () => {
  for (let count = 0; count < 6000; count++) isSecretName(`name ${count}`);
  expect([isSecretName('password'), isSecretName('name')]).toEqual([true, false]);
});

test('the end of a very long name is not read', () => {
  expect(isSecretName(`${'x '.repeat(100_000)}password`)).toBe(false);
});

test.each(['credentials', 'Credentials', 'myCredentials', 'credentals', 'credential', 'crdentials', 'cerdentials', 'creds', 'credntials'])(
  '%j is meant for credentials',
  (name) => {
    expect(isCredentialsName(name)).toBe(true);
  },
);

test.each(['credit', 'credits', 'creditLimit', 'creditor', 'credit_card', 'inputSettings', 'data', 'onFinish', ''])(
  '%j is not meant for credentials',
  (name) => {
    expect(isCredentialsName(name)).toBe(false);
  },
);

test.each([
  ['sig', true],
  ['AUTH', true],
  ['signature', true],
  ['x-amz-signature', true],
  ['access_token', true],
  ['signe', false],
  ['author', false],
  ['data', false],
])('the parameter %s is secret: %s', (name, isSecret) => {
  expect(isSecretParameter(name)).toBe(isSecret);
});
