import { expect, test } from 'vitest';
import { jsonProblem } from '../../src/util/json-problem.js';

function problemOf(text: string): string {
  try {
    JSON.parse(text);
    return 'none';
  } catch (error) {
    return jsonProblem(error);
  }
}

test.each([
  ['{"secret":hunter2hunter2}', "Unexpected token 'h'"],
  [`{"secret":"hunter2",${' '.repeat(80)}"a":hunter2,${' '.repeat(80)}"b":1}`, "Unexpected token 'h'"],
  ['hunter2', "Unexpected token 'h'"],
])('the problem of %j names a place and quotes nothing', (text, problem) => {
  expect(problemOf(text)).toBe(problem);
});

test.each(['{"secret":"hunter2"', '{"secret":"hunter2', '{"secret":"hunter2"} x', '{"secret":"hunter2\n"}', '{"secret":"hunter2" "a"}'])(
  'the problem of %j contains nothing of the secret',
  (text) => {
    expect(problemOf(text)).not.toBe('none');
    expect(problemOf(text)).not.toContain('hunter');
  },
);

test('a value that is not an error has no message', () => {
  expect(jsonProblem('hunter2')).toBe('it cannot be read');
});
