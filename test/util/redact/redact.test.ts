import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, REDACTED, secretsNamedIn } from '../../../src/util/redact/redact.js';

const redact = (text: string, secrets: readonly string[]): string => createRedactor(secrets).request(text);
const redactAnswer = (text: string, secrets: readonly string[]): string => createRedactor(secrets).answer(text);

/** As long as real ones, of letters and digits, so that no innocent text holds one by chance. */
const plainSecret = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789'), minLength: 8, maxLength: 40 });
/** With every sign that an encoder must escape. */
const oddSecret = fc
  .string({ unit: fc.constantFrom(...'abcxyz0123456789"\'\\/&=+%{}[]<>:;,.# €é😀'), minLength: 4, maxLength: 20 })
  .map((text) => `Q7z${text}Q7z`);

const asUnicode = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const inForm = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
const asBytes = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const spellings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['percent-encoded', encodeURIComponent],
  ['form-encoded', inForm],
  ['with every byte escaped', asBytes],
  ['with every byte escaped in upper case', (text) => asBytes(text).toUpperCase().replaceAll('%', '%')],
  ['as JSON', inJson],
  ['as JSON numbers', asUnicode],
  ['as JSON, percent-encoded', (text) => encodeURIComponent(inJson(text))],
  ['as JSON, form-encoded', (text) => inForm(inJson(text))],
  ['as JSON numbers, percent-encoded', (text) => encodeURIComponent(asUnicode(text))],
];

test.each(spellings)('a known secret is taken out wherever it stands, %s', (_how, spell) => {
  fc.assert(
    fc.property(fc.oneof(plainSecret, oddSecret), (secret) => {
      expect(redact(`before ${spell(secret)} after`, [secret])).toBe(`before ${REDACTED} after`);
    }),
  );
});

test('a known secret is taken out of an answer', () => {
  fc.assert(
    fc.property(fc.oneof(plainSecret, oddSecret), (secret) => {
      const answer = JSON.stringify({ responseMessage: `Not authorized as ${secret}`, responseCode: 500 });
      expect(redactAnswer(answer, [secret])).toBe(JSON.stringify({ responseMessage: `Not authorized as ${REDACTED}`, responseCode: 500 }));
    }),
  );
});

const keys = ['partnerUserSecret', 'feedPassword', 'password'];
const writings: readonly (readonly [string, (key: string, value: string) => string])[] = [
  ['in JSON', (key, value) => JSON.stringify({ [key]: value })],
  ['in pretty-printed JSON', (key, value) => JSON.stringify({ [key]: value }, null, 2)],
  ['in JSON inside JSON', (key, value) => JSON.stringify(JSON.stringify({ [key]: value }))],
  ['in single quotes', (key, value) => `{'${key}':'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'}`],
  ['in JSON, percent-encoded', (key, value) => encodeURIComponent(JSON.stringify({ [key]: value }))],
  ['in JSON, form-encoded', (key, value) => inForm(JSON.stringify({ [key]: value }))],
  ['in pretty-printed JSON, form-encoded', (key, value) => inForm(JSON.stringify({ [key]: value }, null, 2))],
  ['in broken JSON', (key, value) => `{"x":[{"${key}":${JSON.stringify(value)},,`],
  ['with an unquoted key', (key, value) => `{${key}: ${JSON.stringify(value)}}`],
  ['with the end cut off', (key, value) => JSON.stringify({ [key]: value }).slice(0, -4)],
  ['percent-encoded with the end cut off', (key, value) => encodeURIComponent(JSON.stringify({ [key]: value })).slice(0, -8)],
  ['as a form field', (key, value) => `a=1&${key}=${inForm(value)}&b=2`],
];

/** Half of a secret is a secret too. */
function holdsPartOf(text: string, secret: string): boolean {
  return text.includes(secret.slice(0, 8)) || text.includes(secret.slice(-6, -1));
}

test.each(writings.flatMap(([how, write]) => keys.map((key) => [key, how, write] as const)))(
  'the value of %s is taken out although nobody knows it, %s',
  (key, _how, write) => {
    fc.assert(
      fc.property(plainSecret, (secret) => {
        const redacted = redact(write(key, secret), []);
        expect(redacted).toContain(REDACTED);
        expect(holdsPartOf(redacted, secret)).toBe(false);
      }),
    );
  },
);

test.each(writings)('a value of odd signs is taken out whole, %s', (_how, write) => {
  fc.assert(
    fc.property(oddSecret, (secret) => {
      expect(redact(write('feedPassword', secret), [])).not.toContain('Q7z');
    }),
  );
});

test.each(['PARTNERUSERSECRET', 'Password', 'PassWord', 'sftpPassword', 'passwd'])('the key may be written %s', (key) => {
  expect(redact(JSON.stringify({ [key]: 'hunter2hunter2' }), [])).not.toContain('hunter2');
});

test('numbers as secrets are taken out by their key', () => {
  expect(redact('{"password":12345678,"port":22}', [])).toBe(`{"password":"${REDACTED}","port":22}`);
});

test('text beside a secret stays', () => {
  expect(redact('{"partnerUserID":"aa_x","partnerUserSecret":"abcdef","type":"get"}', [])).toBe(
    `{"partnerUserID":"aa_x","partnerUserSecret":"${REDACTED}","type":"get"}`,
  );
});

test('text without a secret stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/secret|passw/i.test(text));
      expect(redact(text, ['a-secret-nobody-wrote'])).toBe(text);
    }),
  );
});

test('a secret too short to tell from other text is taken out by its key only', () => {
  expect(redact('{"password":"get","type":"get"}', ['get'])).toBe(`{"password":"${REDACTED}","type":"get"}`);
});

test('the password in an address is taken out', () => {
  expect(redact('{"feedUrl":"https://user:hunter2hunter2@feeds.example/x"}', [])).not.toContain('hunter2');
  expect(redact(encodeURIComponent('{"feedUrl":"https://user:hunter2hunter2@feeds.example/x"}'), [])).not.toContain('hunter2');
});

test.each([
  ['a long run of keys', 'password'.repeat(2000)],
  ['spaces after a key', `password${' '.repeat(16_000)}`],
  ['keys and spaces', 'password  '.repeat(1600)],
  ['quotes', `password:${'\\"'.repeat(8000)}`],
  ['open quotes', 'password:"'.repeat(1600)],
  ['percent signs', `password=%22${'%5C'.repeat(5000)}`],
])('sixteen kilobytes of %s are read to the end', (_what, text) => {
  expect(redact(text, [text.slice(-600)]).length).toBeLessThan(40_000);
});

test.each([
  ['backslashes', '\\'],
  ['quotes', '"'],
  ['slashes', '/'],
  ['percent signs', '%'],
  ['plus signs', '+'],
])('a secret of many %s is looked for in linear time', (_what, character) => {
  const { request } = createRedactor([`${character.repeat(400)}!`]);
  // Were it exponential, or only cubic, this test would never end.
  expect(request(character.repeat(20_000))).toBeTypeOf('string');
  expect(request(`x${character.repeat(400)}!y`)).not.toContain('!');
});

test('a secret is found in every encoding of an encoding', () => {
  const secret = 'p\\ss/w"rd é+%41';
  const encoders = [
    (text: string) => text,
    encodeURIComponent,
    (text: string) => JSON.stringify(text).slice(1, -1),
    (text: string) => text.replaceAll('/', '\\/'),
  ];
  for (const first of encoders)
    for (const second of encoders)
      for (const third of encoders) {
        const text = `before ${third(second(first(secret)))} after`;
        expect(createRedactor([secret]).request(text)).toBe('before [redacted] after');
      }
});

/** What stands in each spelling of a key and its value, and what is left of it. Each row is read by a person. */
test.each([
  ['{"password":"a\\"b","x":1}', '{"password":"[redacted]","x":1}'],
  ['{"password":"a\\\\","x":1}', '{"password":"[redacted]","x":1}'],
  ['{"password":"abc', '{"password":"[redacted]"'],
  ["{'password':'a\\'b','x':1}", "{'password':\"[redacted]\",'x':1}"],
  ["{'password':'abc", '{\'password\':"[redacted]"'],
  ['%22password%22%3A%22a%5C%22b%22%2C%22x%22%3A1', '%22password%22%3A"[redacted]"%2C%22x%22%3A1'],
  ['%22password%22%3A%22a%5Cnb%22%2C', '%22password%22%3A"[redacted]"%2C'],
  ['%22password%22%3A%22abc', '%22password%22%3A"[redacted]"'],
  ['%27password%27%3A%27abc%27%2C%27x%27', '%27password%27%3A"[redacted]"%2C%27x%27'],
  ['%27password%27%3A%27abc', '%27password%27%3A"[redacted]"'],
  ['{\\"password\\":\\"a\\\\\\"b\\",\\"x\\":1}', '{\\"password\\":"[redacted]",\\"x\\":1}'],
  ['{\\"password\\":\\"a\\nb\\",\\"x\\":1}', '{\\"password\\":"[redacted]",\\"x\\":1}'],
  ['{\\"password\\":\\"abc', '{\\"password\\":"[redacted]"'],
  ['%7B%5C%22password%5C%22%3A%5C%22a%5C%5C%5C%22b%5C%22%2C%5C%22x%5C%22', '%7B%5C%22password%5C%22%3A"[redacted]"%2C%5C%22x%5C%22'],
  ['%5C%22password%5C%22%3A%5C%22a%5Cnb%5C%22%2C', '%5C%22password%5C%22%3A"[redacted]"%2C'],
  ['%5C%22password%5C%22%3A%5C%22abc', '%5C%22password%5C%22%3A"[redacted]"'],
  ['password: abc, x: 1', 'password: "[redacted]", x: 1'],
  ['password=abc&x=1', 'password="[redacted]"&x=1'],
  ['password = abc } x', 'password = "[redacted]" } x'],
  ['password:abc%2Cx', 'password:"[redacted]"%2Cx'],
  ['password\n:\tabc x', 'password\n:\t"[redacted]" x'],
  ['password+%3A+abc', 'password+%3A+"[redacted]"'],
  ['password%20%0A%0D%09%3D%20abc', 'password%20%0A%0D%09%3D%20"[redacted]"'],
  ["password:'abc'x", 'password:"[redacted]"x'],
  ['password "abc"', 'password "abc"'],
  ['password', 'password'],
  ['passwordabc', 'passwordabc'],
  ['password:', 'password:'],
  ['passwd:abc', 'passwd:"[redacted]"'],
  ['PASSWD:abc', 'PASSWD:"[redacted]"'],
  ['xpartnerUserSecret:abc,', 'xpartnerUserSecret:"[redacted]",'],
  ['partnerUserSecret=a b c&x=1', 'partnerUserSecret="[redacted]"&x=1'],
  ['feedpartnerUserSecret=a b&x', 'feedpartnerUserSecret="[redacted]"&x'],
  ['a=1&password=a b&c=2', 'a=1&password="[redacted]"&c=2'],
  ['?password=a b&c=2', '?password="[redacted]"&c=2'],
  ['?feedPassword=a b,c&d', '?feedPassword="[redacted]"&d'],
  ['xpassword=a b&c', 'xpassword="[redacted]" b&c'],
  ['feedpassword=a b&c', 'feedpassword="[redacted]"&c'],
  ['abpassword=a b', 'abpassword="[redacted]" b'],
  ['"password\\":"abc"', '"password\\":"[redacted]"'],
  ["password':abc", 'password\':"[redacted]"'],
  ['password%22:abc', 'password%22:"[redacted]"'],
  ['password%27:abc', 'password%27:"[redacted]"'],
  ['password%5C%22:abc', 'password%5C%22:"[redacted]"'],
  ["password\\':abc", 'password\\\':"[redacted]"'],
  ['secretpassword=1', 'secretpassword="[redacted]"'],
  ['https://u:pw@h/x', 'https://u:[redacted]@h/x'],
  ['https:\\/\\/u:pw@h', 'https:\\/\\/u:[redacted]@h'],
  ['https%3A%2F%2Fu%3Apw%40h', 'https%3A%2F%2Fu%3A[redacted]%40h'],
  ['https%3A%5C%2F%5C%2Fu:pw@h', 'https%3A%5C%2F%5C%2Fu:[redacted]@h'],
  ['https://:pw@h', 'https://:[redacted]@h'],
  ['https://u:p/w@h', 'https://u:p/w@h'],
  ['https://u:pw', 'https://u:pw'],
  ['//u:pw@h', '//u:pw@h'],
  ['https://u@h', 'https://u@h'],
  ['https://u:p:w@x@h', 'https://u:[redacted]@h'],
  ['https%3a%2f%2fu%3apw%40h', 'https%3a%2f%2fu%3a[redacted]%40h'],
  ['ftp://u:"pw"@h', 'ftp://u:"pw"@h'],
  ['password:abc&x', 'password:"[redacted]"&x'],
  ['password:abc}x', 'password:"[redacted]"}x'],
  ['password:abc"x', 'password:"[redacted]""x'],
  ["password:abc'x", 'password:"[redacted]"\'x'],
  ['password:%22a%22', 'password:"[redacted]"'],
  ['password:%22a%2', 'password:"[redacted]"'],
  ['password%3D%27a%27b', 'password%3D"[redacted]"b'],
  ['{"password" : "a" , "password" : "b"}', '{"password" : "[redacted]" , "password" : "[redacted]"}'],
  ['password=password=abc', 'password="[redacted]"'],
  ['{"secret":"abc"}', '{"secret":"abc"}'],
  ['a&&feed=1&password=x y', 'a&&feed=1&password="[redacted]"'],
])('of %j is left %j', (text, left) => {
  expect(redact(text, [])).toBe(left);
  // Once more takes nothing more.
  expect(redact(left, [])).toBe(left);
});

/** Behind whatever sounds like a secret in a job that nobody could read. */
test.each([
  ['secret abc', 'secret "[redacted]"'],
  ['partnerUserSecret -> abc', 'partnerUserSecret -> "[redacted]"'],
  ['pwd=abc', 'pwd="[redacted]"'],
  ['secert: abc, x', 'secert: "[redacted]", x'],
  ['Passwrd:abc', 'Passwrd:"[redacted]"'],
  ['password&quot;:&#34;abc', 'password&quot;:&#34;"[redacted]"'],
  ['secret%22%3A%22abc%2Cx', 'secret%22%3A%22"[redacted]"%2Cx'],
  ['secret%2522%253Aabc%252Cx', 'secret%2522%253A"[redacted]"%252Cx'],
  ['secret: abc}x', 'secret: "[redacted]"}x'],
  ['secret: <abc>', 'secret: <"[redacted]">'],
  ['secret:“abc”', 'secret:“"[redacted]"”'],
  ['secretabc', 'secretabc'],
  ['secret:abc&x', 'secret:"[redacted]"&x'],
  ['secret%3Aabc%26x', 'secret%3A"[redacted]"%26x'],
  ['secret%3Aabc%7Dx', 'secret%3A"[redacted]"%7Dx'],
  ['pwdaaaaaaaaaaaaaaaaaaaaaa:abc', 'pwdaaaaaaaaaaaaaaaaaaaaaa:abc'],
])('of the unreadable %j is left %j, and of one that was read all', (text, left) => {
  expect(createRedactor([], false).request(text)).toBe(left);
  expect(redact(text, [])).toBe(text);
});

test('a word that begins as a secret does ends after twenty letters, and sixty signs may stand behind it', () => {
  const { request } = createRedactor([], false);
  expect(request(`secret${'-'.repeat(60)}abc`)).toBe(`secret${'-'.repeat(60)}"[redacted]"`);
  expect(request(`secret${'a'.repeat(19)}:abc`)).toBe(`secret${'a'.repeat(19)}:"[redacted]"`);
  expect(request(`secret${'a'.repeat(20)}:abc`)).toBe(`secret${'a'.repeat(20)}:abc`);
});

test.each<[string, string, string, string, string]>([
  ['as it is', 'x abcd y', 'abcd', 'x [redacted] y', 'x [redacted] y'],
  ['twice', 'abcdabcd', 'abcd', '[redacted][redacted]', '[redacted][redacted]'],
  ['too short', 'x abc y', 'abc', 'x abc y', 'x abc y'],
  ['that is not there', 'x abc y', 'abcd', 'x abc y', 'x abc y'],
  ['with a letter percent-encoded', 'x a%62cd y', 'abcd', 'x [redacted] y', 'x a%62cd y'],
  ['with a digit percent-encoded', 'x abc%31 y', 'abc1', 'x [redacted] y', 'x abc%31 y'],
  ['with a capital percent-encoded', 'x abc%5A y', 'abcZ', 'x [redacted] y', 'x abc%5A y'],
  ['with a sign percent-encoded', 'x a%2Db%2e%5f%7Ec y', 'a-b._~c', 'x [redacted] y', 'x a%2Db%2e%5f%7Ec y'],
  ['with a letter by number', 'x \\u0061bcd y', 'abcd', 'x [redacted] y', 'x \\u0061bcd y'],
  ['with a letter by a number of two digits', 'x \\x61bcd y', 'abcd', 'x [redacted] y', 'x \\x61bcd y'],
  ['with a letter by number, percent-encoded', 'x %5Cu0061bcd', 'abcd', 'x [redacted]', 'x %5Cu0061bcd'],
  ['with a backslash that means nothing', 'x ab\\cd y', 'abcd', 'x [redacted] y', 'x ab\\cd y'],
  [
    'with a tab',
    'a\\tb1 a\\u0009b1 a%09b1 a\tb1',
    'a\tb1',
    '[redacted] [redacted] [redacted] [redacted]',
    '[redacted] [redacted] [redacted] [redacted]',
  ],
  ['with a line end', 'a\\r\\nb a%0D%0Ab', 'a\r\nb', '[redacted] [redacted]', '[redacted] [redacted]'],
  ['with a space', 'a b1+ a+b1 a%20b1', 'a b1', '[redacted]+ [redacted] [redacted]', '[redacted]+ [redacted] [redacted]'],
  ['with a quote', '{"x":"ab\\"cd"}', 'ab"cd', '{"x":"[redacted]"}', '{"x":"[redacted]"}'],
  ['with letters beyond ASCII', 'é%C3%A9\\u00e9é', 'éééé', '[redacted]', '[redacted]'],
  ['that looks encoded', '%41%42%43%44 ABCD', '%41%42%43%44', '[redacted] [redacted]', '[redacted] [redacted]'],
  ['of escapes alone', '\\\\\\\\ x', '\\\\\\\\', '[redacted] x', '[redacted] x'],
])('a secret %s: of %j and %j is left %j, and in an answer %j', (_how, text, secret, left, answer) => {
  expect(redact(text, [secret])).toBe(left);
  expect(redactAnswer(text, [secret])).toBe(answer);
});

test('secrets that overlap in a text are taken out together', () => {
  expect(redact('x a%62cd%65f y', ['abcd', 'cdef'])).toBe('x [redacted] y');
  expect(redact('x a%62cd efgh y', ['efgh', 'abcd'])).toBe('x [redacted] [redacted] y');
});

test('a secret of thousands of characters is taken out whole, and cut', () => {
  const secret = Array.from({ length: 700 }, (_, index) => `${index}-`).join('');
  expect(redact(`x${secret}y`, [secret])).toBe('x[redacted]y');
  expect(redact(`x${secret.slice(0, 1024)}`, [secret])).toBe('x[redacted][redacted]');
  expect(redact(`x${secret.slice(-512)}y`, [secret])).toBe('x[redacted]y');
  expect(redact(`x${secret.slice(0, 512)}y`, [secret.slice(0, 512)])).toBe('x[redacted]y');
  expect(redactAnswer(`x${secret.slice(512, 1024)}y`, [secret])).toBe('x[redacted]y');
});

test('what is known of hundreds of secrets is forgotten, and found out again', () => {
  for (let count = 0; count < 500; count++) expect(redact(`x secret-${count}! y`, [`secret-${count}!`])).toBe('x [redacted] y');
  expect(redact('x secret-0! y', ['secret-0!'])).toBe('x [redacted] y');
});

test.each([
  ['password=%22a%20b%22', ['a b']],
  ['{"password":"a","passwd":\'b\'}', ['a', 'b']],
  ['a=1&password=x y&b=2', ['x y']],
  ['nothing of the kind', []],
  ['a secret and no key', []],
])('the secrets named in %j are %j', (text, secrets) => {
  expect(secretsNamedIn(text)).toEqual(secrets);
});
