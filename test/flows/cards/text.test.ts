import { expect, test } from 'vitest';
import { outputOf, runCard } from '../support/run-card.js';

test.each<[string, Record<string, unknown>, unknown]>([
  ['string.compose', { _text_: 'Hi {{{a}}} {{{b}}}', a: 'Ada', b: 7 }, 'Hi Ada 7'],
  ['string.compose', { _text_: '{{{a}}}', a: 'x{{{b}}}' }, 'x{{{b}}}'],
  ['string.compose', { _text_: '{{{a}}}', a: '$& $1' }, '$& $1'],
  ['string.compose', { _text_: '{{{a}}}', a: { b: 1 } }, '{"b":1}'],
  ['string.compose', { _text_: '{{{a}}}' }, 'error: Placeholder {{{a}}} has no input of that name. Drag a value into it in the designer.'],
  ['string.concat', { string1: 'a', string2: 1, more: null }, 'a1'],
  ['string.split', { string: 'a,b,,c', delimiter: ',' }, ['a', 'b', '', 'c']],
  ['string.split', { string: 'ab', delimiter: '' }, ['a', 'b']],
  ['string.replace', { string: 'a.a.A', src: 'a.', dest: '$&x', global: true, sensitive: true }, '$&x$&xA'],
  ['string.replace', { string: 'aAa', src: 'a', dest: 'b', global: false, sensitive: true }, 'bAa'],
  ['string.replace', { string: 'aAa', src: 'a', dest: 'b', global: true, sensitive: false }, 'bbb'],
  ['string.replace', { string: 'abc', src: '', dest: 'x', global: true, sensitive: true }, 'abc'],
  [
    'string.replaceAny',
    { text: 'a1b22', replacement: '#', global: true, 'case sensitive': true, 'patterns/input': '\\d+', 'patterns/input2': 'B' },
    'a#b#',
  ],
  ['string.replaceAny', { text: 'aB', replacement: '', global: true, 'case sensitive': false, 'patterns/input': 'b' }, 'a'],
  [
    'string.replaceAny',
    { text: 'a', replacement: '', global: true, 'patterns/input': '(' },
    expect.stringMatching(/^error: '\(' is not a regular expression/),
  ],
  ['string.substr', { string: 'abcdef', start: 1, end: 3 }, 'bc'],
  ['string.substr', { string: 'abcdef', start: 2, end: '' }, 'cdef'],
  ['string.match', { string: 'department,title', target: '(title)|(email)' }, 11],
  ['string.match', { string: 'x', target: 'y' }, -1],
  ['string.find', { string: 'abcabc', substr: 'c' }, 2],
  ['string.lastIndexOf', { string: 'abcabc', substr: 'c' }, 5],
  ['string.lastIndexOf', { string: 'abcabc', substr: 'c', index: 4 }, 2],
  ['string.toLowerCase', { string: 'ÄB' }, 'äb'],
  ['string.toUpperCase', { string: 'äb' }, 'ÄB'],
  ['string.trim', { string: ' a \n' }, 'a'],
  ['string.base64', { string: 'aé' }, 'YcOp'],
  ['string.base64Decode', { string: 'YcOp' }, 'aé'],
  ['string.email', { string: 'Ask <ada.l+x@acme.example>, please' }, 'ada.l+x@acme.example'],
  ['string.email', { string: 'nobody' }, null],
  ['math.add', { a: 1, b: '2' }, 3],
  ['math.subtract', { a: 1, b: 2 }, -1],
  ['math.multiply', { a: 3, b: 0.5 }, 1.5],
  ['math.divide', { a: 1, b: 3, decimals: 2 }, 0.33],
  ['math.divide', { a: 1, b: 0, decimals: 0 }, 'error: Division by zero'],
  ['math.ceil', { a: 1.2 }, 2],
  ['math.floor', { a: 1.8 }, 1],
  ['math.round', { a: 1.5 }, 2],
  ['math.add', { a: 'one', b: 1 }, "error: Invalid type conversion: 'one' is not a number (input 'a')"],
  ['math.expression', { _text_: '({{{x}}} + 3) * -2 ^ 2 % 7', x: 2 }, -6],
  ['math.expression', { _text_: '2 ^ 3 ^ 2 / 2' }, 256],
  ['math.expression', { _text_: '1.5e3 - .5' }, 1499.5],
  ['math.expression', { _text_: '2 * (3' }, "error: The formula '2 * (3' can't be parsed at its end."],
  ['math.expression', { _text_: 'alert(1)' }, "error: The formula 'alert(1)' can't be parsed at 'alert'."],
  ['math.expression', { _text_: '{{{y}}}' }, 'error: Placeholder {{{y}}} has no input of that name. Drag a value into it in the designer.'],
  ['boolean.and', { a: true, b: 'true' }, true],
  ['boolean.and', { a: true, b: false }, false],
  ['boolean.or', { a: false, b: true }, true],
  ['boolean.xor', { a: true, b: true }, false],
  ['boolean.and', { a: 'maybe', b: true }, "error: Invalid type conversion: 'maybe' is not true or false"],
])('%s %j', async (id, inputs, expected) => {
  expect(await outputOf(id, inputs)).toEqual(expected);
});

test('Length counts characters', async () => {
  expect(await outputOf('string.length', { string: 'abc' }, 'length')).toBe(3);
});

test('Divide returns the percentage as text', async () => {
  expect((await runCard('math.divide', { a: 1, b: 8, decimals: 1 }, ['output', 'percentage'])).outputs).toEqual({
    output: 0.1,
    percentage: '12.5%',
  });
});

test.each(['string.match', 'string.replaceAny'])('%s stops a pattern that backtracks endlessly, and names the card', async (id) => {
  const bomb = '^(a+)+$';
  const text = `${'a'.repeat(40)}!`;
  const inputs =
    id === 'string.match'
      ? { string: text, target: bomb }
      : { text, replacement: '', global: true, 'case sensitive': true, 'patterns/input': bomb };
  const { error } = await runCard(id, inputs);
  expect(error).toMatchObject({
    kind: 'card',
    message: expect.stringContaining('it probably backtracks endlessly'),
    card: { title: 'The card' },
  });
});

test('ids and random texts depend on the seed', async () => {
  const uuid = await outputOf('string.uuid', {});
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(await outputOf('string.uuid', {})).toBe(uuid);
  expect(await outputOf('string.uuid', {}, 'output', { seed: 2 })).not.toBe(uuid);
  expect(await outputOf('string.random', { length: 12 })).toMatch(/^[A-Za-z0-9]{12}$/);
  expect(await outputOf('math.random', { a: 5, b: 6 })).toBe(5);
});

test('strict coercions refuse values that loose ones accept', async () => {
  const strict = { semantics: { coercions: 'strict' } } as const;
  expect(await outputOf('math.add', { a: '1', b: 2 }, 'output', strict)).toBe(
    "error: Invalid type conversion: '1' is not a number (input 'a')",
  );
  expect(await outputOf('string.concat', { string1: 1, string2: '' }, 'output', strict)).toBe(
    'error: Invalid type conversion: 1 is not text',
  );
});

test('null in a text is empty, or "null" if the run says so', async () => {
  const inputs = { _text_: '[{{{a}}}]', a: null };
  expect(await outputOf('string.compose', inputs)).toBe('[]');
  expect(await outputOf('string.compose', inputs, 'output', { semantics: { nullInText: 'null' } })).toBe('[null]');
});
