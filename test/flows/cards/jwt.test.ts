import { createHmac, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { outputOf, runCard } from '../support/run-card.js';

const NOW = Date.parse('2026-01-31T09:00:00Z') / 1000;
const partOf = (token: unknown, index: number) => JSON.parse(Buffer.from(String(token).split('.')[index] ?? '', 'base64url').toString());
const sign = (inputs: Record<string, unknown>) => outputOf('jwt.sign', { key: 'a-long-secret', ...inputs });

test('a token contains the payload, the time, and the claims from the options', async () => {
  const token = await sign({
    'payload/scope': 'read write',
    'options/audience': 'https://api.example.com',
    'options/issuer': 'me',
    'options/subject': '00u1',
    'options/jwtid': '7',
    'options/notBefore': NOW,
    'options/expiresIn': 60,
    'options/algorithm': 'HS256',
  });
  expect(partOf(token, 0)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(partOf(token, 1)).toEqual({
    scope: 'read write',
    aud: 'https://api.example.com',
    iss: 'me',
    sub: '00u1',
    jti: '7',
    nbf: NOW,
    iat: NOW,
    exp: NOW + 60,
  });
});

test('noTimestamp omits iat, and a custom header is kept', async () => {
  const token = await sign({ 'payload/a': 1, 'options/noTimestamp': true, 'options/header': '{"kid":"k1"}', 'options/issuer': '' });
  expect([partOf(token, 0), partOf(token, 1)]).toEqual([{ alg: 'HS256', typ: 'JWT', kid: 'k1' }, { a: 1 }]);
});

test.each(['HS256', 'HS384', 'HS512'])('%s signs with the key as a shared secret', async (algorithm) => {
  const [head, claims, signature] = String(await sign({ 'options/algorithm': algorithm })).split('.');
  const expected = createHmac(`sha${algorithm.slice(2)}`, 'a-long-secret')
    .update(`${head}.${claims}`)
    .digest('base64url');
  expect(signature).toBe(expected);
});

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
test.each([
  ['RS256', RSA, {}],
  ['PS256', RSA, { padding: 6, saltLength: 32 }],
  ['ES256', EC, { dsaEncoding: 'ieee-p1363' as const }],
])('%s signs with a private key', async (algorithm, key, how) => {
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  const [head, claims, signature = ''] = String(await sign({ key: pem, 'options/algorithm': algorithm })).split('.');
  const ok = verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey(key), ...how }, Buffer.from(signature, 'base64url'));
  expect(ok).toBe(true);
});

test.each([
  [{ 'options/algorithm': 'none' }, "The algorithm 'none' is not supported"],
  [{ key: '' }, 'Signing a token needs a key'],
  [{ 'options/algorithm': 'RS256' }, "key can't sign with RS256"],
])('%j is a card error', async (inputs, message) => {
  expect(await sign(inputs)).toContain(message);
});

test('the key does not appear in the result', async () => {
  const { result } = await runCard('jwt.sign', { key: 'a-long-secret' }, ['output']);
  expect(JSON.stringify(result)).not.toContain('a-long-secret');
});
