import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeepRedactor } from '../../../src/util/redact/redact-deeply.js';

const LONG = '75ed68085c0fb3eb678b84247139cf65e2628d16';
const SHORT = 'hunter2Hunter';
const ODD = 'p+ss"w%rd & cö';
/** No eight characters in a row are the secret's, because a form feed is written `\\f` in JSON. */
const LONG_WITH_FORM_FEED = '85c0\fb3eb';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const inForm = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);

test.each<[string, string, string]>([
  ['unchanged', `a ${LONG} b`, 'a [redacted] b'],
  ['twice in a row', `a ${LONG}${LONG} b`, 'a [redacted] b'],
  ['in another case', `a ${LONG.toUpperCase()} b`, 'a [redacted] b'],
  ['its first eight characters', `a ${LONG.slice(0, 8)} b`, 'a [redacted] b'],
  ['its last eight characters', `a ${LONG.slice(-8)} b`, 'a [redacted] b'],
  ['nine in the middle', `a ${LONG.slice(9, 18)}! b`, 'a [redacted]! b'],
  ['seven characters of it', `a ${LONG.slice(0, 7)} b`, `a ${LONG.slice(0, 7)} b`],
  ['two parts with a sign between', `${LONG.slice(0, 10)}-${LONG.slice(10)}`, '[redacted]-[redacted]'],
  ['in base64', base64(LONG), '[redacted]=='],
  ['in base64 after three bytes', base64(`id:${LONG}`), 'aWQ6[redacted]=='],
  ['in base64 after a byte', base64(`:${LONG}`), 'O[redacted]='],
  ['in base64 after two bytes', base64(`::${LONG}!`), 'Oj[redacted]IQ=='],
  ['in base64 in a word', `x${base64(`id:${LONG}`)}`, 'xaWQ6[redacted]=='],
  ['a part in base64', base64(`id:${LONG.slice(4, 13)}?`), 'aWQ6[redacted]Pw=='],
  ['in base64, percent-encoded', encodeURIComponent(base64(`>>?${LONG}`)), 'Pj4%2F[redacted]%3D%3D'],
  ['in hexadecimal', hex(`:${LONG}:`), '3a[redacted]3a'],
  ['in hexadecimal after an odd digit', `f${hex(LONG)}`, 'f[redacted]'],
  ['in base64 of hexadecimal', base64(hex(LONG)), '[redacted]='],
  ['in base64 of base64', base64(base64(LONG)), '[redacted]PT0='],
  ['a short one', `a ${SHORT} b`, 'a [redacted] b'],
  ['a short one in another case', `a ${SHORT.toUpperCase()} b`, 'a [redacted] b'],
  ['a part of a short one', `a ${SHORT.slice(0, -1)} b`, `a ${SHORT.slice(0, -1)} b`],
  ['a short one in base64', base64(`id:${SHORT}`), 'aWQ6[redacted]=='],
  ['an odd one', `a ${ODD} b`, 'a [redacted] b'],
  ['an odd one in another case', `a ${ODD.toUpperCase()} b`, 'a [redacted] b'],
  ['an odd one in JSON', `{"x":"${inJson(ODD)}"}`, '{"x":"[redacted]"}'],
  ['an odd one, percent-encoded', `a=${encodeURIComponent(ODD)}&b`, 'a=[redacted]&b'],
  ['an odd one in a form', `a=${inForm(ODD)}&b`, 'a=[redacted]&b'],
  ['an odd one in a form without escapes', 'x=lazy+dog+%2B&y', 'x=[redacted]&y'],
  ['in base64 of base64 of base64', base64(base64(base64(LONG))), base64(base64(base64(LONG)))],
  ['in base64 of base64, after an escape in base64', base64(`%20${base64(base64(LONG))}`), base64(`%20${base64(base64(LONG))}`)],
  ['with a control character for a letter', `a ${LONG_WITH_FORM_FEED} b`, `a ${LONG_WITH_FORM_FEED} b`],
  ['with a control character for a letter, in base64', base64(LONG_WITH_FORM_FEED), base64(LONG_WITH_FORM_FEED)],
  ['an odd one in base64, percent-encoded', base64(`id=${encodeURIComponent(ODD)}`), 'aWQ9[redacted]=='],
  ['an odd one in base64', base64(`id:${ODD}`), 'aWQ6[redacted]'],
  ['an odd one in base64 of JSON', base64(`{"password":"${inJson(ODD)}"}`), 'eyJwYXNzd29yZCI6I[redacted]ifQ=='],
  ['under its name alone', '{"password":"x1"}', '{"password":"[redacted]"}'],
  ['that is missing', 'nothing of the kind', 'nothing of the kind'],
  ['in an empty text', '', ''],
])('a secret %s: %j becomes %j', async (_how, text, left) => {
  expect(await createDeepRedactor([LONG, SHORT, ODD, 'lazy dog +'])(text)).toBe(left);
});

test('a secret of less than eight characters is only found in its own case, and one of less than four is not found', async () => {
  const redact = createDeepRedactor(['Demo', 'abc']);
  expect(await redact('Demo demo DEMO Demonstration abc')).toBe('[redacted] demo DEMO [redacted]nstration abc');
});

test('without known secrets only values with the name of a secret are redacted', async () => {
  expect(await createDeepRedactor([])(`password=x&y=${LONG}`)).toBe(`password="[redacted]"&y=${LONG}`);
});

test('a secret of only special characters is found in a form', async () => {
  expect(await createDeepRedactor(['(! !)'])('x=(!+!)&y')).toBe('x=[redacted]&y');
});

test('a plus that became a space is part of base64 in a form, and elsewhere a space is not', async () => {
  const encoded = base64('ab>cd>ef>gh>');
  expect(encoded).toContain('+');
  const redact = createDeepRedactor(['ab>cd>ef>gh>']);
  expect(await redact(`x=${encodeURIComponent(encoded)}&y`)).toBe('x=[redacted]&y');
  const spaced = `x=${encoded.replaceAll('+', ' ')}&y`;
  expect(await redact(spaced)).toBe(spaced);
});

test('escapes in base64 are undone only for a secret that an encoder would escape', async () => {
  const text = base64(`%65${LONG.slice(3)}`);
  expect(await createDeepRedactor([LONG])(text)).toBe('JTY1[redacted]==');
  expect(await createDeepRedactor([LONG, ODD])(text)).toBe('[redacted]==');
});

test.each([
  ['61 of 101 bytes', `${base64(LONG)}!!!!!${'\x01'.repeat(40)}`, true],
  ['61 of 101 bytes, some of them spaces', `${base64(LONG)}     ${'\x01'.repeat(40)}`, true],
  ['60 of 100 bytes', `${base64(LONG)}!!!!${'\x01'.repeat(40)}`, false],
  ['60 of 100 bytes, the others beyond ASCII', `${base64(LONG)}!!!!${'\x7f'.repeat(40)}`, false],
])('decoded data is decoded again if it looks like text: %s', async (_what, bytes, isText) => {
  const text = Buffer.from(bytes, 'latin1').toString('base64');
  expect((await createDeepRedactor([LONG])(text)).includes('[redacted]')).toBe(isText);
});

test('no form of a secret is left in a text of noise', async () => {
  const noise = fc.string({ unit: fc.constantFrom(...'xyzQ019 +/=-_%\\"&,.'), maxLength: 40 });
  const making = fc.constantFrom<(text: string) => string>(
    (text) => text,
    base64,
    hex,
    inJson,
    encodeURIComponent,
    (text) => text.toUpperCase(),
  );
  await fc.assert(
    fc.asyncProperty(noise, noise, making, fc.integer({ min: 0, max: 20 }), async (before, after, make, start) => {
      const made = make(LONG.slice(start, start + 16));
      const left = await createDeepRedactor([LONG])(`${before}${made}${after}`);
      for (let at = 2; at + 10 <= made.length - 2; at++) expect(left).not.toContain(made.slice(at, at + 10));
    }),
  );
});
