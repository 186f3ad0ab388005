import { expect, test } from 'vitest';
import { isOpenCredential, looksLikeSecret, readJob, secretFields, secretsOf } from '../../src/emulator/read-job.js';

const HEX = '0123456789abcdef0123456789ABCDEF';

test.each<readonly [string, object, string[]]>([
  ['nothing', {}, []],
  ['the pair', { credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'hush' } }, ['hush']],
  ['a misspelt key', { credentials: { partneruserid: 'hush', secretPartner: 'hush2' } }, ['hush', 'hush2']],
  ['a secret where the id belongs', { credentials: { partnerUserID: HEX, partnerUserSecret: 'hush' } }, [HEX, 'hush']],
  ['a long id that is no secret', { credentials: { partnerUserID: `${HEX}_me` } }, []],
  ['an id with a secret behind something', { credentials: { partnerUserID: `x${HEX}` } }, []],
  ['an id of 31 digits', { credentials: { partnerUserID: HEX.slice(1) } }, []],
  [
    'what a feed needs',
    { credentials: { feedUrl: 'https://x.example/feed', feedUser: 'fred', feedPassword: 'hush', filename: 'people.json' } },
    ['hush'],
  ],
  ['what SFTP needs', { credentials: { sftp: { host: 'x.example', login: 'fred', port: 22, filename: 'f', password: 'hush' } } }, ['hush']],
  ['an unknown key of SFTP', { credentials: { sftp: { pass: 'hush' } } }, ['hush']],
  ['all below an unknown key', { credentials: { other: { deep: { deeper: ['hush', { deepest: 'hush2' }] } } } }, ['hush', 'hush2']],
  ['credentials that are a text', { credentials: 'hush' }, ['hush']],
  ['credentials that are a list', { credentials: ['hush'] }, ['hush']],
  ['a pair in feedUrl', { credentials: { feedUrl: 'https://fred:hush@x.example/feed' } }, ['hush', 'fred:hush@']],
  ['a token in feedUrl', { credentials: { feedUrl: 'https://x.example/feed?token=hush1234' } }, ['hush1234', 'token=hush1234']],
  ['a URL where a host belongs', { credentials: { sftp: { host: 'sftp://fred:hush@x.example' } } }, ['hush', 'fred:hush@']],
  ['a URL with spaces before it', { credentials: { feedUser: '  https://fred:hush@x.example' } }, ['hush', 'fred:hush@']],
  ['a secret beside the credentials', { partnerUserSecret: 'hush', inputSettings: { password: 'hush2' } }, ['hush', 'hush2']],
  ['a misspelt secret beside the credentials', { partnerUserSecert: 'hush', pwd: 'hush2', feedPass: 'hush3' }, ['hush', 'hush2', 'hush3']],
  ['all below a key that sounds like one', { secrets: { one: 'hush', two: ['hush2'] } }, ['hush', 'hush2']],
  ['a pair in a URL anywhere', { inputSettings: { callbackURL: 'https://fred:hush@x.example/' } }, ['hush', 'fred:hush@']],
  ['an id anywhere that is a secret', { inputSettings: { partnerUserID: HEX } }, [HEX]],
  ['an empty secret', { credentials: { partnerUserSecret: '' } }, []],
  ['a number', { credentials: { partnerUserSecret: 7 } }, []],
  ['keys that do not sound like one', { passport: 'open', compassion: 'open', inputSettings: { type: 'employees' } }, []],
  ['a misspelt container', { credentals: { feedPw: 'hush' }, Credential: { feedPw: 'hush2' } }, ['hush', 'hush2']],
  ['credit beside the credentials', { creditLimit: 'open', credit: { card: 'open' } }, []],
  [
    'a secret for a key',
    { credentials: { 'hush-1234': true, hush: 'partnerUserSecret', alone: '' } },
    ['hush-1234', 'hush', 'partnerUserSecret', 'alone'],
  ],
  ['a secret behind the port of a host', { credentials: { sftp: { host: 'h:80:hush' } } }, ['hush']],
  ['an encoded @ in a URL', { inputSettings: { hook: 'https://fred:hush%40x.example/' } }, ['hush', 'fred:hush@']],
  ['a signature in a path', { inputSettings: { hook: 'https://x.example/a;sig=hush1234/b' } }, ['hush1234', 'sig=hush1234']],
  ['people and what they sign', { data: [{ firstName: 'Signe', signature: 'open', author: 'open' }] }, []],
  ['a secret twice', { credentials: { partnerUserSecret: 'hush' }, password: 'hush' }, ['hush']],
])('of a job with %s these are secrets', (_what, job, secrets) => {
  expect(secretsOf({ ...job })).toEqual(secrets);
});

test('at most fifty secrets of a job are kept out', () => {
  const passwords = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`password${index}`, `hush${index}`]));
  expect(secretsOf(passwords)).toHaveLength(50);
  expect(secretsOf(passwords).at(-1)).toBe('hush49');
});

test('a secret behind a feed of a thousand texts is found, one behind a feed of ten thousand values is not looked for', () => {
  const after = (length: number) => secretsOf({ data: new Array(length).fill('x'), password: 'hush' });
  expect(after(1_000)).toEqual(['hush']);
  expect(after(10_000)).toEqual([]);
});

test('the credentials are looked at before whatever else the job holds', () => {
  expect(secretsOf({ data: new Array(10_000).fill('x'), credentials: { partnerUserSecret: 'hush' } })).toEqual(['hush']);
});

test.each<readonly [string, string, boolean]>([
  ['partnerUserSecret', 'x', true],
  ['feed_secer', 'x', true],
  ['partnerusersecer', 'x', true],
  ['feedPassword', 'x', true],
  ['PASSWD', 'x', true],
  ['feedPass', 'x', true],
  ['pwd', 'x', true],
  ['auth', 'x', true],
  ['sig', 'x', true],
  ['Signature', 'x', true],
  ['author', 'x', false],
  ['signe', 'x', false],
  ['passenger', 'x', false],
  ['data', 'x', false],
  ['partnerUserSecret', '', false],
])('the form field %s=%s is a secret: %s', (name, value, isSecret) => {
  const found = secretFields(new Map([[name, value]]));
  expect(found).toEqual(isSecret ? [value] : []);
});

test.each(['partnerUserID', 'feedUrl', 'feedUser', 'host', 'login', 'port', 'filename'])('%s stands in the open', (name) => {
  expect(isOpenCredential(name)).toBe(true);
  expect(isOpenCredential(`${name}x`)).toBe(false);
});

test('what looks like a secret is one in the place of the id only', () => {
  expect(looksLikeSecret('partnerUserID', HEX)).toBe(true);
  expect(looksLikeSecret('login', HEX)).toBe(false);
});

test.each<readonly [string, string, string[], string | undefined]>([
  ['strict JSON', '{"type":"get"}', [], undefined],
  ['lenient JSON', "{type:'get'}", ['lenient-json requestJobDescription'], undefined],
  ['no text', '', [], 'Required parameter'],
  ['a list', '[]', [], "Argument 'type'"],
  ['null', 'null', [], "Argument 'type'"],
])('a job of %s is read or refused, with its advisories', (_what, text, advisories, refusal) => {
  const told: string[] = [];
  const read = () => readJob(new Map([['requestJobDescription', text]]), (code, detail = '') => told.push(`${code} ${detail}`));
  if (refusal === undefined) expect(read()).toEqual({ type: 'get' });
  else expect(read).toThrow(refusal);
  expect(told).toEqual(advisories);
});

test('a job that is broken is told with what is wrong in it', () => {
  const told: string[] = [];
  const read = () => readJob(new Map([['requestJobDescription', '{"type":']]), (code, detail = '') => told.push(`${code} ${detail}`));
  expect(read).toThrow("Argument 'type'");
  expect(told).toEqual([expect.stringMatching(/^unreadable-json requestJobDescription \(.+\)$/)]);
});
