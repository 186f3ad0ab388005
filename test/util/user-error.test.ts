import { expect, test } from 'vitest';
import { UsageError } from '../../src/cli/usage-error.js';
import { AuthenticationError } from '../../src/client/errors.js';
import { UnsupportedCardsError } from '../../src/flows/run-flow.js';
import { PlanProblemsError } from '../../src/provision/problem.js';
import { UserError } from '../../src/util/user-error.js';
import { sources } from '../support/source.js';

test.each([
  [2, new UsageError('x')],
  [1, new PlanProblemsError([])],
  [1, new AuthenticationError('x', { job: 'get policy', attempts: 1 })],
  [3, new UnsupportedCardsError([])],
])('the command line ends with %i for %s', (exitCode, error) => {
  expect(error).toBeInstanceOf(UserError);
  expect(error.exitCode).toBe(exitCode);
});

test('whoever prints or compares a user error sees no exit code in it', () => {
  expect(Object.keys(new UsageError('x'))).toEqual(['name']);
});

/** What is caught on its way and answered as something else; a person never sees it as an error. */
const SIGNALS = [
  'CardError',
  'ConflictError',
  'CsvProblem',
  'EvaluationError',
  'FeedError',
  'JobError',
  'LenientSyntaxError',
  'MissingVariable',
  'PushFailed',
  'RateLimited',
  'RunStopped',
];

const errors = sources.flatMap(({ text }) =>
  [...text.matchAll(/class (\w+) extends (\w*Error)\b/g)].map(([, name = '', base = '']) => ({ name, base })),
);

test('an error is a user error, or one that is caught on its way', () => {
  const apart = errors.filter(({ base }) => /^(Syntax|Range|Type)?Error$/.test(base)).map(({ name }) => name);
  expect(apart.sort()).toEqual([...SIGNALS, 'UserError'].sort());
});

test('no error is told apart by its name', () => {
  // The runtime's own has that name too, and no class.
  const ours = errors.map(({ name }) => name).filter((name) => name !== 'TimeoutError');
  const quoted = new RegExp(`'(${ours.join('|')})'`);
  const named = sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => quoted.test(line) && !/readonly name(: string)? = '\w+';$/.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(errors.length).toBeGreaterThan(30);
  expect(named).toEqual([]);
});
