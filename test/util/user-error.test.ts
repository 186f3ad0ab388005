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
])('the command line exits with %i for %s', (exitCode, error) => {
  expect(error).toBeInstanceOf(UserError);
  expect(error.exitCode).toBe(exitCode);
});

test('the exit code of a user error is hidden when it is printed or compared', () => {
  expect(Object.keys(new UsageError('x'))).toEqual(['name']);
});

/** Errors that are caught and converted. Users never see them. */
const SIGNALS = [
  'CardError',
  'ConflictError',
  'CsvProblem',
  'DamagedLineError',
  'EvaluationError',
  'FeedError',
  'JobError',
  'LenientSyntaxError',
  'LogProblem',
  'MissingVariable',
  'NewerFormat',
  'PushFailed',
  'RateLimited',
  'RunStopped',
];

const errors = sources.flatMap(({ text }) =>
  [...text.matchAll(/class (\w+) extends (\w*Error)\b/g)].map(([, name = '', base = '']) => ({ name, base })),
);

test('every error class is a user error, or is caught and converted', () => {
  const apart = errors.filter(({ base }) => /^(Syntax|Range|Type)?Error$/.test(base)).map(({ name }) => name);
  expect(apart.sort()).toEqual([...SIGNALS, 'UserError'].sort());
});

test('code never identifies an error by its name', () => {
  // The runtime's own error has that name too, and no class.
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
