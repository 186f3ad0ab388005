import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, REDACTED } from '../../../src/util/redact/redact.js';

const redact = (text: string, secrets: readonly string[]): string => createRedactor(secrets).request(text);
const redactAnswer = (text: string, secrets: readonly string[]): string => createRedactor(secrets).answer(text);

/** As long as real secrets, with letters and digits, so that no harmless text contains one by chance. */
const plainSecret = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789'), minLength: 8, maxLength: 40 });
/** With every character that an encoder must escape. */
const oddSecret = fc
  .string({ unit: fc.constantFrom(...'abcxyz0123456789"\'\\/&=+%{}[]<>:;,.# €é😀'), minLength: 4, maxLength: 20 })
  .map((text) => `Q7z${text}Q7z`);

const asUnicode = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const inForm = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
const asBytes = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const spellings: readonly (readonly [string, (text: string) => string])[] = [
  ['unchanged', (text) => text],
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

test.each(spellings)('a known secret is redacted anywhere, %s', (_how, spell) => {
  fc.assert(
    fc.property(fc.oneof(plainSecret, oddSecret), (secret) => {
      expect(redact(`before ${spell(secret)} after`, [secret])).toBe(`before ${REDACTED} after`);
    }),
  );
});

test('a known secret is redacted in a response', () => {
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
  'the value of %s is redacted although it is unknown, %s',
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

test.each(writings)('a value of special characters is redacted completely, %s', (_how, write) => {
  fc.assert(
    fc.property(oddSecret, (secret) => {
      expect(redact(write('feedPassword', secret), [])).not.toContain('Q7z');
    }),
  );
});

test('text without a secret stays unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/secret|passw/i.test(text));
      expect(redact(text, ['a-secret-nobody-wrote'])).toBe(text);
    }),
  );
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
])('a secret of many %s is found in linear time', (_what, character) => {
  const { request } = createRedactor([`${character.repeat(400)}!`]);
  // With exponential or even cubic time, this test would never end.
  expect(request(character.repeat(20_000))).toBeTypeOf('string');
  expect(request(`x${character.repeat(400)}!y`)).not.toContain('!');
});

test('a secret is found in nested encodings', () => {
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

test('cached data about hundreds of secrets is dropped and computed again', () => {
  for (let count = 0; count < 500; count++) expect(redact(`x secret-${count}! y`, [`secret-${count}!`])).toBe('x [redacted] y');
  expect(redact('x secret-0! y', ['secret-0!'])).toBe('x [redacted] y');
});
