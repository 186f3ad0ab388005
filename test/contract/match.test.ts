import { expect, test } from 'vitest';
import { match } from '../../src/contract/match.js';

const TAKES: readonly [what: string, expected: unknown, actual: unknown][] = [
  ['an equal text', 'a', 'a'],
  ['an equal number', 1, 1],
  ['null', null, null],
  ['an equal list', [1, ['a']], [1, ['a']]],
  ['an equal object, with keys in any order', { a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }],
  ['an empty object', {}, {}],
  ['an object of two keys of which one begins with $, which is not a matcher', { $string: 1, b: 2 }, { $string: 1, b: 2 }],
  ['$any: anything', { $any: true }, undefined],
  ['$string: a string', { $string: true }, ''],
  ['$number: a number', { $number: true }, 1.5],
  ['$integer: an integer', { $integer: true }, -3],
  ['$boolean: a boolean', { $boolean: true }, false],
  ['$regex: a string that matches the pattern', { $regex: 'b+' }, 'abbc'],
  ['$oneOf: one of the options', { $oneOf: ['a', { $number: true }] }, 7],
  ['$partial: an object with more keys', { $partial: { a: { $string: true } } }, { a: 'x', b: 2 }],
  ['$contains: a list with more elements, in any order', { $contains: [3, { $string: true }] }, ['a', 2, 3]],
  ['$contains: one element may stand for two of the wanted', { $contains: [1, { $number: true }] }, [1]],
  ['$lacks: a list without such an element', { $lacks: { $partial: { a: 1 } } }, [{ a: 2 }, 1]],
  ['$lacks: an empty list', { $lacks: { $any: true } }, []],
  ['$each: a list whose every element is alike', { $each: { $integer: true } }, [1, 2]],
  ['$length: a list of that length', { $length: 2 }, ['a', 'b']],
  ['$json: JSON in a string', { $json: { a: { $number: true } } }, '{"a":1}'],
  ['$absent: an object without the key', { a: 1, b: { $absent: true } }, { a: 1 }],
  ['$absent within $partial', { $partial: { b: { $absent: true } } }, { a: 1 }],
];

test.each(TAKES)('accepts %s', (_what, expected, actual) => {
  expect(match(expected, actual)).toEqual([]);
});

const REFUSES: readonly [what: string, expected: unknown, actual: unknown, problems: string[]][] = [
  ['another text', 'a', 'b', ['body expected "a", got "b"']],
  ['a number instead of its string', '1', 1, ['body expected "1", got 1']],
  ['nothing instead of null', null, undefined, ['body expected null, got nothing']],
  ['minus zero instead of zero', 0, -0, ['body expected 0, got 0']],
  ['an object for a list', [], {}, ['body expected a list, got {}']],
  ['a shorter list', [1, 2], [1], ['body expected 2 elements, got [1]']],
  ['a list in another order, at each element', [1, 2], [2, 1], ['body[0] expected 1, got 2', 'body[1] expected 2, got 1']],
  ['a list instead of an object', {}, [], ['body expected an object, got []']],
  ['a missing key', { a: { b: 1 } }, { a: {} }, ['body.a.b is missing']],
  ['an extra key', {}, { a: 'x' }, ['body.a is not expected, got "x"']],
  ['a key that is only inherited', { toString: { $any: true } }, {}, ['body.toString is missing']],
  ['$string: a number', { $string: true }, 1, ['body expected a string, got 1']],
  ['$number: a string', { $number: true }, '1', ['body expected a number, got "1"']],
  ['$integer: a fraction', { $integer: true }, 1.5, ['body expected an integer, got 1.5']],
  ['$boolean: a string', { $boolean: true }, 'true', ['body expected a boolean, got "true"']],
  ['$regex: a string that does not match the pattern', { $regex: '^b' }, 'ab', ['body expected a string like /^b/, got "ab"']],
  ['$regex: a number', { $regex: '1' }, 1, ['body expected a string like /1/, got 1']],
  ['$oneOf: none of the options', { $oneOf: [1, 2] }, 3, ['body expected one of [1,2], got 3']],
  ['$partial: a missing key', { $partial: { a: 1 } }, {}, ['body.a is missing']],
  ['$partial: a list', { $partial: {} }, [], ['body expected an object, got []']],
  ['$contains: a list without the element', { $contains: [1, 2] }, [2], ['body no element like 1 in [2]']],
  ['$contains: no list', { $contains: [1] }, 1, ['body expected a list, got 1']],
  ['$lacks: a list with the element', { $lacks: 1 }, [1], ['body expected no element like 1 in [1]']],
  ['$lacks: no list', { $lacks: 1 }, undefined, ['body expected no element like 1 in nothing']],
  ['$each: an element unlike it', { $each: 1 }, [1, 2], ['body[1] expected 1, got 2']],
  ['$each: an empty list', { $each: { $any: true } }, [], ['body expected a list with elements, got []']],
  ['$length: another length', { $length: 1 }, [], ['body expected 1 elements, got []']],
  ['$json: JSON that differs, at its path', { $json: { a: 1 } }, '{"a":2}', ['body(json).a expected 1, got 2']],
  ['$json: a string that is not JSON', { $json: {} }, '{', ['body expected JSON in a string, got "{"']],
  ['$json: an object', { $json: {} }, {}, ['body expected JSON in a string, got {}']],
  ['$absent: the key', { a: { $absent: true } }, { a: null }, ['body.a should not be there']],
];

test.each(REFUSES)('refuses %s', (_what, expected, actual, problems) => {
  expect(match(expected, actual, 'body').map(({ path, problem }) => `${path} ${problem}`)).toEqual(problems);
});

test('a path through objects and lists leads to the problem', () => {
  expect(match({ a: [{ b: { $each: { c: 1 } } }] }, { a: [{ b: [{ c: 1 }, { c: 2 }] }] }, 'body')).toEqual([
    { path: 'body.a[0].b[1].c', problem: 'expected 1, got 2' },
  ]);
});

test('all problems are reported, not only the first', () => {
  expect(match({ a: 1, b: 2 }, { a: 2, c: 3 }).map(({ path }) => path)).toEqual(['.c', '.a', '.b']);
});

test('a long value is cut in the message', () => {
  const [mismatch] = match('', 'x'.repeat(1000));
  expect(mismatch?.problem.length).toBeLessThan(250);
});

test('an unknown matcher is an error in the contract, and the message lists the known ones', () => {
  expect(() => match({ $text: true }, 'a')).toThrow(/Unknown matcher \$text\. Use \$any, \$string/);
});
