import { expect, test } from 'vitest';
import { evaluate } from '../../../src/flows/cards/formula.js';
import { createRandom } from '../../../src/runtime/random.js';

const random = createRandom(1);

test.each<[string, number]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['2 ^ 3 ^ 2', 512],
  ['2 ^ -1', 0.5],
  ['-2 ^ 2', -4],
  ['(-2) ^ 2', 4],
  ['- - 3', 3],
  ['+3', 3],
  ['-7 % 3', -1],
  ['3!!', 720],
  ['-3!', -6],
  ['2 * 3! ^ 2', 72],
  ['.5 + 1. + 1.5e3 + 2E-1', 1501.7],
  ['max(1, min(5, 3), -2)', 3],
  ['pow(2, 3) - sqrt(abs(-16))', 4],
  ['# only the first line is a comment\n1 +\n2 # two', 3],
  ['0!', 1],
  ['170! / 169!', 170],
])('%s is %d', (formula, value) => {
  expect(evaluate(formula, random)).toBeCloseTo(value, 9);
});

test.each([
  ['', "The formula '' can't be parsed at its end."],
  ['1 +', "The formula '1 +' can't be parsed at its end."],
  ['1 2', "The formula '1 2' can't be parsed at '2'."],
  ['(1', "The formula '(1' can't be parsed at its end."],
  ['1)', "The formula '1)' can't be parsed at ')'."],
  ['sum(1, 2)', "The formula 'sum(1, 2)' can't be parsed at 'sum'."],
  ['constructor', "The formula 'constructor' can't be parsed at 'constructor'."],
  ['abs 1', "The formula 'abs 1' can't be parsed at '1'."],
  ['max(1,)', "The formula 'max(1,)' can't be parsed at ')'."],
  ['x = 5', "The formula 'x = 5' can't be parsed at 'x'."],
  ['pow(2)', 'pow takes 2 numbers, but the formula passes 1.'],
  ['abs(1, 2)', 'abs takes one number, but the formula passes 2.'],
  ['abs()', 'abs takes one number, but the formula passes 0.'],
  ['min()', 'min takes a number or more, but the formula passes 0.'],
  ['random(1, 2)', 'random takes at most one number, but the formula passes 2.'],
  ['1.5!', "Can't compute the factorial of 1.5. Use a whole number from 0 to 170."],
  ['171!', "Can't compute the factorial of 171. Use a whole number from 0 to 170."],
  ['(-1)!', "Can't compute the factorial of -1. Use a whole number from 0 to 170."],
  ['10 ^ 999', "The formula '10 ^ 999' has no result: it is infinite."],
  ['log(-1)', "The formula 'log(-1)' has no result: it is not a number."],
])('%s is an error', (formula, message) => {
  expect(() => evaluate(formula, random)).toThrow(expect.objectContaining({ name: 'CardError', message }));
});

test.each(['('.repeat(20_000), '-'.repeat(20_000), '2^'.repeat(20_000), 'abs('.repeat(20_000)])(
  'a formula that nests too deeply is an error, not a stack overflow: %.6s…',
  (formula) => {
    expect(() => evaluate(`${formula}1`, random)).toThrow(/^The formula '.{60}' can't be parsed at /);
  },
);

test('a formula that is too long is an error', () => {
  expect(() => evaluate('1'.repeat(100_001), random)).toThrow('The formula has 100001 characters; the maximum is 100000.');
});

test('random stays below its argument and repeats with the same seed', () => {
  const draw = (formula: string): number[] => {
    const seeded = createRandom(3);
    return Array.from({ length: 50 }, () => evaluate(formula, seeded));
  };
  expect(draw('random(10)').every((value) => value >= 0 && value < 10)).toBe(true);
  expect(Math.max(...draw('random(10)'))).toBeGreaterThan(1);
  expect(Math.max(...draw('random()'))).toBeLessThan(1);
  expect(draw('random()')).toEqual(draw('random()'));
});
