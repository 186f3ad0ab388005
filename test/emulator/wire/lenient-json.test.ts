import { expect, test } from 'vitest';
import { readLenientJson } from '../../../src/emulator/wire/lenient-json.js';

test('valid JSON is read strictly', () => {
  expect(readLenientJson('{"a":[1,"x",null,true]}')).toEqual({ ok: true, value: { a: [1, 'x', null, true] }, isStrict: true });
});

test.each([
  ['single quotes', "{'type':'get'}"],
  ['a trailing comma in an object', '{"type":"get",}'],
  ['trailing commas in both kinds of brackets', '{"type":"get","list":[1,],}'],
  ['a stray quote after the closing brace', `{"type":"get"}'`],
  ['extra characters after the closing brace', '{"type":"get"} and more {'],
  ['another object after the first', '{"type":"get"}{"type":"update"}'],
  ['single quotes and extra characters', "{'type':'get'}';"],
  ['a byte order mark', '\uFEFF{"type":"get"}'],
  ['unquoted keys', '{type:"get"}'],
])('reads %s leniently', (_what, text) => {
  const read = readLenientJson(text);
  expect(read).toMatchObject({ ok: true, isStrict: false, value: { type: 'get' } });
});

test('pretty-printed JSON is strict', () => {
  expect(readLenientJson('{\n  "type": "get"\n}\n')).toMatchObject({ ok: true, isStrict: true });
});

test('a brace inside a string does not end the object', () => {
  expect(readLenientJson(`{"a":"}\\"}"}'`)).toEqual({ ok: true, value: { a: '}"}' }, isStrict: false });
});

test.each(['', ' ', '{', '}', '{"a"', '{"a":}', '[1', 'nothing', "'", '{"a":1]'])('refuses %j with a problem', (text) => {
  expect(readLenientJson(text)).toEqual({ ok: false, problem: expect.stringMatching(/./) });
});

test('reads two hundred levels', () => {
  expect(readLenientJson('['.repeat(200) + ']'.repeat(200)).ok).toBe(true);
});

test.each([
  ['arrays', '[', ']'],
  ['objects', '{"a":', '}'],
])('refuses more than two hundred levels of %s', (_what, open, close) => {
  expect(readLenientJson(`${open.repeat(201)}1${close.repeat(201)}`)).toEqual({ ok: false, problem: 'nested deeper than 200 levels' });
});

test('brackets inside a string do not count as levels', () => {
  expect(readLenientJson(JSON.stringify({ a: '['.repeat(1000), b: `\\"${'{'.repeat(1000)}` })).ok).toBe(true);
});

test('a double quote in a single-quoted string does not hide the levels after it', () => {
  expect(readLenientJson(`{'a':'"','b':${'['.repeat(5000)}${']'.repeat(5000)}}`).ok).toBe(false);
});

test('lone surrogates are read unchanged', () => {
  expect(readLenientJson('{"a":"\\ud800"}')).toEqual({ ok: true, value: { a: '\ud800' }, isStrict: true });
  expect(readLenientJson("{'a':'\ud800'}")).toEqual({ ok: true, value: { a: '\ud800' }, isStrict: false });
});

test('keys of Object.prototype become own keys and change no prototype', () => {
  for (const text of ['{"__proto__":{"a":1},"constructor":2}', "{'__proto__':{'a':1},'constructor':2}"]) {
    const read = readLenientJson(text);
    const value = read.ok ? (read.value as object) : {};
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  }
});

test('a quote in a comment does not hide the depth', () => {
  const deep = `{/*"*/a:${'['.repeat(7500)}${']'.repeat(7500)}}`;
  expect(readLenientJson(deep)).toEqual({ ok: false, problem: 'nested deeper than 200 levels' });
});
