import { expect, test } from 'vitest';
import { KnownSecrets, looksLikeToken } from '../../../src/flows/engine/known-secrets.js';

/** The secrets known after a run has met a named value. */
const learned = (name: string, value: unknown): readonly string[] => {
  const secrets = new KnownSecrets();
  secrets.meet(name, value);
  return secrets.all;
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const json = JSON.stringify;
const form = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;

test.each<[string, readonly string[]]>([
  ['client_secret=abcd-1', ['abcd-1']],
  ['passwort=abcd-1', ['abcd-1']],
  ['my_passphrase=abcd-1', ['abcd-1']],
  ['passcode=abcd-1', ['abcd-1']],
  ['PWD=abcd-1', ['abcd-1']],
  ['x.token=abcd-1', ['abcd-1']],
  ['Authorization=abcd-1', ['abcd-1']],
  ['cookie=abcd-1', ['abcd-1']],
  ['data[api-key]=abcd-1', ['abcd-1']],
  ['data[token]=abcd-1', ['abcd-1']],
  ['a=1&token=abcd-1&b=2', ['abcd-1']],
  ['see token=abcd-1 there', ['abcd-1']],
  ['<a href="?token=abcd-1">', ['abcd-1']],
  ["<a href='?token=abcd-1'>", ['abcd-1']],
  ['<b>token=abcd-1</b>', ['abcd-1']],
  ['token=abcd-1>x', ['abcd-1']],
  ['token=abcd', ['abcd']],
  ['token=abc', []],
  ['token=ab%20cd', ['ab cd']],
  ['token=ab+cd+ef', ['ab cd ef']],
  ['token=ab%cd', ['ab%cd']],
  ['token=abcd-1&secret=efgh-2', ['abcd-1', 'efgh-2']],
  ['next=https://x.example/?token=abcd-1&b=2', ['abcd-1']],
  ['next=https://x.example/?page=2&b=2', []],
  ['header=Bearer+abcdefg1', ['abcdefg1']],
  ['token_type=abcd-1', []],
  ['monkey=abcd-1', []],
])('in the form %s the secrets are %j', (text, secrets) => {
  expect(learned('Body', text)).toEqual(secrets);
});

test.each<[string, readonly string[]]>([
  ['https://x.example/?sig=abcd-1', ['abcd-1']],
  ['https://x.example/?signature=abcd-1', ['abcd-1']],
  ['https://x.example/?X-Amz-Signature=abcd-1', ['abcd-1']],
  ['https://x.example/?x-goog-signature=abcd-1', ['abcd-1']],
  ['https://x.example/?mysig=abcd-1', []],
  ['https://x.example/?sig=abcd-1&sig2=efgh-2', ['abcd-1']],
  ['https://me:abcd-1@x.example', ['abcd-1']],
  ['https://:abcd-1@x.example', ['abcd-1']],
  ['https://me:ab%20cd@x.example', ['ab cd']],
  ['https://me:ab:cd@x.example', ['ab:cd']],
  ['ftp://a:abcd-1@x and ftp://b:efgh-2@y', ['abcd-1', 'efgh-2']],
  [`https://${'m'.repeat(300)}:${'p'.repeat(600)}@x.example`, ['p'.repeat(600)]],
  ['https://x.example/me:abcd-1@y', []],
  ['https://x.example/me:ab/cd@y', []],
  ['https://x.example me:abcd-1@y', []],
  ['https://me:abcd 1@y', []],
  ['https://me@you:abcd-1@y', []],
  ['me:abcd-1@y', []],
])('in the URL %s the secrets are %j', (text, secrets) => {
  expect(learned('Body', text)).toEqual(secrets);
});

test.each<[string, readonly string[]]>([
  ['Bearer abcdefg1', ['abcdefg1']],
  ['Bearer 1abcdefg', ['1abcdefg']],
  ['Bearer\t abcdefg1', ['abcdefg1']],
  ['SSWS 00abcdef, please', ['00abcdef']],
  ['bearer a.b~c+d/e=f-1 and bearer A_BCDEF2', ['a.b~c+d/e=f-1', 'A_BCDEF2']],
  ['Bearer abcdef1', []],
  ['Bearer abcdefgh', []],
  ['Bearer abcdefgh 1', []],
  ['Bearer: abcdefg1', []],
  ['a forbearer abcdefg1', []],
  ['Basic dTphYmNk', ['abcd']],
  ['Basic \t dTphYmNk', ['abcd']],
  ['basic dTphYmNk, BASIC dTplZmdo', ['abcd', 'efgh']],
  [`Basic ${base64('user:ab:cd')}`, ['ab:cd']],
  [`Basic ${base64('user:gehéim')}`, ['gehéim']],
  [`Basic ${base64('user:??>>~~')}`, ['??>>~~']],
  [`Basic ${base64('no colon')}`, []],
  ['a basic question of taste', []],
  ['nonbasic dTphYmNk', []],
])('in the header %s the secrets are %j', (text, secrets) => {
  expect(learned('Body', text)).toEqual(secrets);
});

test.each<[string, readonly string[]]>([
  ['{"api_token":"abcd-1"}', ['abcd-1']],
  [' \n{"api_token":"abcd-1"}', ['abcd-1']],
  ['[{"api_token":"abcd-1"}]', ['abcd-1']],
  [json('{"api_token":"abcd-1"}'), ['abcd-1']],
  ['x{"api_token":"abcd-1"}', []],
  ['{"api_token":abcd-1}', []],
  ['{"partnerUserSecret":"abcd-1"', ['abcd-1']],
  [json({ a: json({ b: json({ api_token: 'abcd-1' }) }) }), ['abcd-1']],
  [json({ a: json({ b: json({ c: json({ api_token: 'abcd-1' }) }) }) }), []],
  [form('a', form('b', form('token', 'ab&cd'))), ['ab&cd']],
  [form('a', form('b', form('c', form('token', 'ab&cd')))), []],
  [form('a', json({ api_token: 'abcd-1' })), ['abcd-1']],
])('JSON and forms are read three levels deep: in %s the secrets are %j', (text, secrets) => {
  expect(learned('Body', text)).toEqual(secrets);
});

test.each<[unknown, readonly string[]]>([
  ['abcd', ['abcd']],
  ['abc', []],
  [' abcd ', ['abcd']],
  [4815, ['4815']],
  ['Bearer abcd', ['abcd']],
  ['ssws \t abcd', ['abcd']],
  ['Bearer ab\ncd', ['ab\ncd']],
  ['xbearer abcd', ['xbearer abcd']],
  ['bearerabcd', ['bearerabcd']],
  ['Basic dTphYmNk', ['abcd']],
  ['Basic abcd!', ['abcd!']],
  ['Bearer dTphYmNk', ['dTphYmNk']],
  ['dTphYmNk', ['dTphYmNk']],
  [{ a: ['abcd', { b: 4815 }] }, ['abcd', '4815']],
  [null, []],
  [true, []],
])('under the name of a secret, %j makes %j known', (value, secrets) => {
  expect(learned('Client secret', value)).toEqual(secrets);
  const remembered = new KnownSecrets();
  remembered.remember(value);
  expect(remembered.all).toEqual(secrets);
});

test.each([
  ...['true', 'False', 'null', 'undefined', 'none', 'empty', 'Basic', 'bearer', 'secret', 'Password', 'token'],
  ...['partner user secret', 'partnerUserSecret', 'Client secret', 'clientsecret'],
])('a typical value of an empty input is not a secret: %s', (value) => {
  expect(learned('token', value)).toEqual([]);
  expect(learned('token', `${value}1`)).toEqual([`${value}1`]);
  expect(learned('token', `1${value}`)).toEqual([`1${value}`]);
});

test('a value is not a secret under another name, and is searched again under the name of a secret', () => {
  const secrets = new KnownSecrets();
  const held = { value: 'abcd-1' };
  secrets.meet('Body', held);
  expect(secrets.all).toEqual([]);
  secrets.meet('Password', held);
  expect(secrets.all).toEqual(['abcd-1']);
});

test('a secret longer than any token is known by its beginning', () => {
  const long = `1${'x'.repeat(8999)}`;
  const start = long.slice(0, 8192);
  expect(learned('Body', `token=${long}`)).toEqual([start]);
  expect(learned('Body', `Bearer ${long}`)).toEqual([start]);
});

test('a text is searched up to 256 KB', () => {
  const behind = (spaces: number): string => `${' '.repeat(spaces)}token=abcd-1`;
  expect(learned('Body', behind(256 * 1024 - 12))).toEqual(['abcd-1']);
  expect(learned('Body', behind(256 * 1024))).toEqual([]);
});

test('secrets are kept up to 200,000 characters in total, each counted once', () => {
  const secrets = new KnownSecrets();
  const long = (letter: string): string => letter.repeat(50_000);
  for (const letter of 'aaaaabc') secrets.remember(long(letter));
  secrets.remember(long('d'));
  secrets.remember('efgh');
  expect(secrets.all).toEqual(['a', 'b', 'c', 'd'].map(long));
});

/** A value that counts how often its keys are read. */
const watched = <T extends object>(value: T, count: () => void): T =>
  new Proxy(value, {
    ownKeys: (target) => {
      count();
      return Reflect.ownKeys(target);
    },
  });

test('a value that is met again is not searched again', () => {
  const secrets = new KnownSecrets();
  let looks = 0;
  const held = watched({ token: 'abcd-1' }, () => looks++);
  secrets.meet('Body', held);
  const once = looks;
  expect(once).toBeGreaterThan(0);
  secrets.meet('Body', held);
  expect(looks).toBe(once);
});

test('list positions are not treated as names', () => {
  let looks = 0;
  expect(
    learned(
      'Body',
      watched(['x', { token: 'abcd-1' }], () => looks++),
    ),
  ).toEqual(['abcd-1']);
  expect(looks).toBe(0);
});

test.each([
  ['abcdefghijklmnopqrs1', true],
  ['1abcdefghijklmnopqrs', true],
  ['abcdefghijklmnopqr1', false],
  ['abcdefghijklmnopqrst', false],
  ['1234567890-1234567890', false],
  ['ABCDEFGHIJKLMNOPQRS1', true],
  ['abcdefghij/+=~._-kl1', true],
  ['abcdefghijklmnopqrs1 ', false],
  [' abcdefghijklmnopqrs1', false],
  ['00u1abcdefghijklmnop', false],
  ['00u1abcdefghijklmnopq', true],
  ['x00u1abcdefghijklmno', true],
  ['123E4567-E89B-12D3-A456-426614174000', false],
  ['123e4567-e89b-12d3-a456-4266141740001', true],
  ['x123e4567-e89b-12d3-a456-426614174000', true],
  ['2026-01-31T090000.000Z', false],
  ['2026-01-31T090000.000Zx', true],
  ['x2026-01-31T090000.000Z', true],
  [['abcdefghijklmnopqrs1'], false],
])('%j looks like a token: %j', (value, looksSo) => {
  expect(looksLikeToken(value)).toBe(looksSo);
});

test('a million values are searched; after that, only values with the name of a secret are remembered', () => {
  const secrets = new KnownSecrets();
  secrets.meet('Body', new Array(999_999).fill(0));
  expect(secrets.all).toEqual([]);
  secrets.meet('Body', { token: 'abcd-1' });
  secrets.meet('Body', { token: 'efgh-2' });
  secrets.meet('token', 'ijkl-3');
  expect(secrets.all).toEqual(['abcd-1', 'ijkl-3']);
});
