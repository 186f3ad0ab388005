import { expect, test } from 'vitest';
import { createRedactor, REDACTED, secretsNamedIn } from '../../../src/util/redact/redact.js';

const redact = (text: string, secrets: readonly string[]): string => createRedactor(secrets).request(text);
const redactAnswer = (text: string, secrets: readonly string[]): string => createRedactor(secrets).answer(text);

test.each(['PARTNERUSERSECRET', 'Password', 'PassWord', 'sftpPassword', 'passwd'])('the key can be written %s', (key) => {
  expect(redact(JSON.stringify({ [key]: 'hunter2hunter2' }), [])).not.toContain('hunter2');
});

test('numeric secrets are redacted by their key', () => {
  expect(redact('{"password":12345678,"port":22}', [])).toBe(`{"password":"${REDACTED}","port":22}`);
});

test('text next to a secret stays', () => {
  expect(redact('{"partnerUserID":"aa_x","partnerUserSecret":"abcdef","type":"get"}', [])).toBe(
    `{"partnerUserID":"aa_x","partnerUserSecret":"${REDACTED}","type":"get"}`,
  );
});

test('a secret too short to tell from other text is only redacted by its key', () => {
  expect(redact('{"password":"get","type":"get"}', ['get'])).toBe(`{"password":"${REDACTED}","type":"get"}`);
});

test('the password in a URL is redacted', () => {
  expect(redact('{"feedUrl":"https://user:hunter2hunter2@feeds.example/x"}', [])).not.toContain('hunter2');
  expect(redact(encodeURIComponent('{"feedUrl":"https://user:hunter2hunter2@feeds.example/x"}'), [])).not.toContain('hunter2');
});

/** Each row has a spelling of a key and its value, and the redacted text. Review every row by hand. */
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
  ['https%3A%5c%2F%2fu:pw@h', 'https%3A%5c%2F%2fu:[redacted]@h'],
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
])('%j becomes %j', (text, left) => {
  expect(redact(text, [])).toBe(left);
  // Redacting again changes nothing.
  expect(redact(left, [])).toBe(left);
});

/** After any word like a secret's name in an unreadable job. */
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
  ['secret%26quot%3B%3Aabc%2526x', 'secret%26quot%3B%3A"[redacted]"%2526x'],
  ['secret%2526quot%253B%253Aabc', 'secret%2526quot%253B%253A"[redacted]"'],
  ['secret%3Aabc%7Dx', 'secret%3A"[redacted]"%7Dx'],
  ['pwdaaaaaaaaaaaaaaaaaaaaaa:abc', 'pwdaaaaaaaaaaaaaaaaaaaaaa:abc'],
  ['secret=[redacted]&x', 'secret=[redacted]&x'],
  ['secret="[redacted]"', 'secret="[redacted]"'],
])('the unreadable %j becomes %j, and a readable one stays unchanged', (text, left) => {
  expect(createRedactor([], false).request(text)).toBe(left);
  expect(redact(text, [])).toBe(text);
});

test('what follows a redacted value in an unreadable text is redacted too', () => {
  const { request } = createRedactor([], false);
  expect(request('secret=[redacted]abc')).toBe('secret=["[redacted]"');
  expect(request('/x?partnerUserSecret=abc')).toBe('/x?partnerUserSecret="[redacted]"');
});

test("a word that begins like a secret's name ends after twenty letters, and up to sixty characters can follow", () => {
  const { request } = createRedactor([], false);
  expect(request(`secret${'-'.repeat(60)}abc`)).toBe(`secret${'-'.repeat(60)}"[redacted]"`);
  expect(request(`secret${'a'.repeat(19)}:abc`)).toBe(`secret${'a'.repeat(19)}:"[redacted]"`);
  expect(request(`secret${'a'.repeat(20)}:abc`)).toBe(`secret${'a'.repeat(20)}:abc`);
});

test.each<[string, string, string, string, string]>([
  ['unchanged', 'x abcd y', 'abcd', 'x [redacted] y', 'x [redacted] y'],
  ['twice', 'abcdabcd', 'abcd', '[redacted][redacted]', '[redacted][redacted]'],
  ['too short', 'x abc y', 'abc', 'x abc y', 'x abc y'],
  ['that is missing', 'x abc y', 'abcd', 'x abc y', 'x abc y'],
  ['with a letter percent-encoded', 'x a%62cd y', 'abcd', 'x [redacted] y', 'x a%62cd y'],
  ['with a digit percent-encoded', 'x abc%31 y', 'abc1', 'x [redacted] y', 'x abc%31 y'],
  ['with a capital percent-encoded', 'x abc%5A y', 'abcZ', 'x [redacted] y', 'x abc%5A y'],
  ['with special characters percent-encoded', 'x a%2Db%2e%5f%7Ec y', 'a-b._~c', 'x [redacted] y', 'x a%2Db%2e%5f%7Ec y'],
  ['with one of two special characters percent-encoded', 'x a-b%2Ec y', 'a-b.c', 'x [redacted] y', 'x a-b%2Ec y'],
  ['with a hyphen percent-encoded', 'x a%2dbc y', 'a-bc', 'x [redacted] y', 'x a%2dbc y'],
  ['with an underscore percent-encoded', 'x a%5Fbc y', 'a_bc', 'x [redacted] y', 'x a%5Fbc y'],
  ['with a tilde percent-encoded', 'x a%7ebc y', 'a~bc', 'x [redacted] y', 'x a%7ebc y'],
  ['with a control character for a letter', 'x %20 ab\tcd y', 'abtcd', 'x %20 ab\tcd y', 'x %20 ab\tcd y'],
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
  ['with a line break', 'a\\r\\nb a%0D%0Ab', 'a\r\nb', '[redacted] [redacted]', '[redacted] [redacted]'],
  ['with a space', 'a b1+ a+b1 a%20b1', 'a b1', '[redacted]+ [redacted] [redacted]', '[redacted]+ [redacted] [redacted]'],
  ['with a quote', '{"x":"ab\\"cd"}', 'ab"cd', '{"x":"[redacted]"}', '{"x":"[redacted]"}'],
  ['with letters beyond ASCII', 'é%C3%A9\\u00e9é', 'éééé', '[redacted]', '[redacted]'],
  ['that looks encoded', '%41%42%43%44 ABCD', '%41%42%43%44', '[redacted] [redacted]', '[redacted] [redacted]'],
  ['of only escapes', '\\\\\\\\ x', '\\\\\\\\', '[redacted] x', '[redacted] x'],
])('a secret %s: %j with %j becomes %j, and in a response %j', (_how, text, secret, left, answer) => {
  expect(redact(text, [secret])).toBe(left);
  expect(redactAnswer(text, [secret])).toBe(answer);
});

test('secrets that overlap in a text are redacted together', () => {
  expect(redact('x a%62cd%65f y', ['abcd', 'cdef'])).toBe('x [redacted] y');
  expect(redact('x a%62cd efgh y', ['efgh', 'abcd'])).toBe('x [redacted] [redacted] y');
});

test('a secret of thousands of characters is redacted, both whole and cut', () => {
  const secret = Array.from({ length: 700 }, (_, index) => `${index}-`).join('');
  expect(redact(`x${secret}y`, [secret])).toBe('x[redacted]y');
  expect(redact(`x${secret.slice(0, 1024)}`, [secret])).toBe('x[redacted][redacted]');
  expect(redact(`x${secret.slice(-512)}y`, [secret])).toBe('x[redacted]y');
  expect(redact(`x${secret.slice(0, 512)}y`, [secret.slice(0, 512)])).toBe('x[redacted]y');
  expect(redactAnswer(`x${secret.slice(512, 1024)}y`, [secret])).toBe('x[redacted]y');
});

test('with more than 24 KiB of secrets no text is kept', () => {
  const half = 'ab'.repeat(6 * 1024);
  const { request, answer } = createRedactor([half, `${half.slice(1)}c`]);
  expect([request('x'), answer('x')]).toEqual(['x', 'x']);
  const blank = createRedactor([half, half, 'x']);
  expect([blank.request('x'), blank.answer('x'), blank.request(''), blank.answer('')]).toEqual([REDACTED, REDACTED, '', '']);
});

test.each([
  ['password=%22a%20b%22', ['a b']],
  ['{"password":"a","passwd":\'b\'}', ['a', 'b']],
  ['a=1&password=x y&b=2', ['x y']],
  ['{"password":"a\\"b"}', ['a"b']],
  ['nothing of the kind', []],
  ['a secret and no key', []],
])('the secrets named in %j are %j', (text, secrets) => {
  expect(secretsNamedIn(text)).toEqual(secrets);
});

/** The redactor looks for hints of a secret's surroundings first. A given secret needs no surroundings. */
test.each([
  ['a plain secret', 'The key hunter2hunter2 was ignored', ['hunter2hunter2'], `The key ${REDACTED} was ignored`],
  ['a secret with a plus that became a space', 'The key a b-c.d was ignored', ['a+b-c.d'], `The key ${REDACTED} was ignored`],
  ['a secret with a tab that became its letter', 'The key onetwo was ignored', ['one\two'], `The key ${REDACTED} was ignored`],
  ['a secret that is one escape too many', 'The key a\\u0062cdef was ignored', ['abcdef'], `The key ${REDACTED} was ignored`],
  ['no secret', 'The key was ignored: it is unknown', ['hunter2hunter2'], 'The key was ignored: it is unknown'],
])('%s is found in a text without names, separators or URLs', (_, text, secrets, clean) => {
  expect(redact(text, secrets)).toBe(clean);
});

test.each([
  ['password=a"b c&x=1', 'password="[redacted]"&x=1'],
  ['y=2&feedPassword=a"b c&x=1', 'y=2&feedPassword="[redacted]"&x=1'],
  ['/path?PASSWORD=a"b c&x=1', '/path?PASSWORD="[redacted]"&x=1'],
  ['sftpPassword=ab c&x=1', 'sftpPassword="[redacted]" c&x=1'],
])('the value of a form field ends at the next field only: %s', (text, clean) => {
  expect(redact(text, [])).toBe(clean);
});

test.each([
  ['ftp://u:hunter2hunter2@h', 'ftp://u:[redacted]@h'],
  ['ftp:%2F%2Fu%3Ahunter2hunter2%40h', 'ftp:%2F%2Fu%3A[redacted]%40h'],
  ['ftp:\\/\\/u:hunter2hunter2@h', 'ftp:\\/\\/u:[redacted]@h'],
])('the password of a URL is redacted in a text that contains nothing else: %s', (text, clean) => {
  expect(redact(text, [])).toBe(clean);
});
