import { expect, test } from 'vitest';
import { isOpenCredential, looksLikeSecret, readJob, secretFields, secretsOf } from '../../src/emulator/read-job.js';

const HEX = '0123456789abcdef0123456789ABCDEF';

test.each<readonly [string, object, string[]]>([
  ['nothing', {}, []],
  ['the credentials', { credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'hush' } }, ['hush']],
  ['a misspelt key', { credentials: { partneruserid: 'hush', secretPartner: 'hush2' } }, ['hush', 'hush2']],
  ['a secret in place of the id', { credentials: { partnerUserID: HEX, partnerUserSecret: 'hush' } }, [HEX, 'hush']],
  ['a long id that is not a secret', { credentials: { partnerUserID: `${HEX}_me` } }, []],
  ['an id with a secret after it', { credentials: { partnerUserID: `x${HEX}` } }, []],
  ['an id of 31 digits', { credentials: { partnerUserID: HEX.slice(1) } }, []],
  [
    'the login of a feed',
    { credentials: { feedUrl: 'https://x.example/feed', feedUser: 'fred', feedPassword: 'hush', filename: 'people.json' } },
    ['hush'],
  ],
  [
    'the login of an SFTP server',
    { credentials: { sftp: { host: 'x.example', login: 'fred', port: 22, filename: 'f', password: 'hush' } } },
    ['hush'],
  ],
  ['an unknown key of SFTP', { credentials: { sftp: { pass: 'hush' } } }, ['hush']],
  ['everything below an unknown key', { credentials: { other: { deep: { deeper: ['hush', { deepest: 'hush2' }] } } } }, ['hush', 'hush2']],
  ['credentials that are a string', { credentials: 'hush' }, ['hush']],
  ['credentials that are a list', { credentials: ['hush'] }, ['hush']],
  ['credentials in feedUrl', { credentials: { feedUrl: 'https://fred:hush@x.example/feed' } }, ['hush', 'fred:hush@']],
  ['a token in feedUrl', { credentials: { feedUrl: 'https://x.example/feed?token=hush1234' } }, ['hush1234', 'token=hush1234']],
  ['a URL in place of a host', { credentials: { sftp: { host: 'sftp://fred:hush@x.example' } } }, ['hush', 'fred:hush@']],
  ['a URL with spaces before it', { credentials: { feedUser: '  https://fred:hush@x.example' } }, ['hush', 'fred:hush@']],
  ['a secret next to the credentials', { partnerUserSecret: 'hush', inputSettings: { password: 'hush2' } }, ['hush', 'hush2']],
  ['a misspelt secret next to the credentials', { partnerUserSecert: 'hush', pwd: 'hush2', feedPass: 'hush3' }, ['hush', 'hush2', 'hush3']],
  ['everything below a key that sounds secret', { secrets: { one: 'hush', two: ['hush2'] } }, ['hush', 'hush2']],
  ['credentials in any URL', { inputSettings: { callbackURL: 'https://fred:hush@x.example/' } }, ['hush', 'fred:hush@']],
  ['a secret as any other id', { inputSettings: { partnerUserID: HEX } }, [HEX]],
  ['an empty secret', { credentials: { partnerUserSecret: '' } }, []],
  ['a number', { credentials: { partnerUserSecret: 7 } }, []],
  ['keys that do not sound secret', { passport: 'open', compassion: 'open', inputSettings: { type: 'employees' } }, []],
  ['a misspelt container', { credentals: { feedPw: 'hush' }, Credential: { feedPw: 'hush2' } }, ['hush', 'hush2']],
  ['credit next to the credentials', { creditLimit: 'open', credit: { card: 'open' } }, []],
  [
    'a secret as a key',
    { credentials: { 'hush-1234': true, hush: 'partnerUserSecret', alone: '' } },
    ['hush-1234', 'hush', 'partnerUserSecret', 'alone'],
  ],
  ['a secret after the port of a host', { credentials: { sftp: { host: 'h:80:hush' } } }, ['hush']],
  ['an encoded @ in a URL', { inputSettings: { hook: 'https://fred:hush%40x.example/' } }, ['hush', 'fred:hush@']],
  ['a signature in a path', { inputSettings: { hook: 'https://x.example/a;sig=hush1234/b' } }, ['hush1234', 'sig=hush1234']],
  ['people and their signatures', { data: [{ firstName: 'Signe', signature: 'open', author: 'open' }] }, []],
  ['the same secret twice', { credentials: { partnerUserSecret: 'hush' }, password: 'hush' }, ['hush']],
])('finds the secrets of a job with %s', (_what, job, secrets) => {
  expect(secretsOf({ ...job })).toEqual(secrets);
});

test('finds at most fifty secrets', () => {
  const passwords = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`password${index}`, `hush${index}`]));
  expect(secretsOf(passwords)).toHaveLength(50);
  expect(secretsOf(passwords).at(-1)).toBe('hush49');
});

test('finds a secret after a feed of a thousand texts, but not after one of ten thousand', () => {
  const after = (length: number) => secretsOf({ data: new Array(length).fill('x'), password: 'hush' });
  expect(after(1_000)).toEqual(['hush']);
  expect(after(10_000)).toEqual([]);
});

test('searches the credentials before the rest of the job', () => {
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

test.each(['partnerUserID', 'feedUrl', 'feedUser', 'host', 'login', 'port', 'filename'])('the key %s is not secret', (name) => {
  expect(isOpenCredential(name)).toBe(true);
  expect(isOpenCredential(`${name}x`)).toBe(false);
});

test('only an id can look like a secret', () => {
  expect(looksLikeSecret('partnerUserID', HEX)).toBe(true);
  expect(looksLikeSecret('login', HEX)).toBe(false);
});

test.each<readonly [string, string, string[], string | undefined]>([
  ['strict JSON', '{"type":"get"}', [], undefined],
  ['lenient JSON', "{type:'get'}", ['lenient-json requestJobDescription'], undefined],
  ['no string', '', [], 'Required parameter'],
  ['a list', '[]', [], "Argument 'type'"],
  ['null', 'null', [], "Argument 'type'"],
])('reads or refuses a job of %s, with its advisories', (_what, text, advisories, refusal) => {
  const told: string[] = [];
  const read = () => readJob(new Map([['requestJobDescription', text]]), (code, detail = '') => told.push(`${code} ${detail}`));
  if (refusal === undefined) expect(read()).toEqual({ type: 'get' });
  else expect(read).toThrow(refusal);
  expect(told).toEqual(advisories);
});

test('says what is wrong with invalid JSON', () => {
  const told: string[] = [];
  const read = () => readJob(new Map([['requestJobDescription', '{"type":']]), (code, detail = '') => told.push(`${code} ${detail}`));
  expect(read).toThrow("Argument 'type'");
  expect(told).toEqual([expect.stringMatching(/^unreadable-json requestJobDescription \(.+\)$/)]);
});
