import { expect, test } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { SkippedEmployeesError } from '../../src/client/skipped-employees-error.js';
import { emptyResult } from '../../src/client/update-result.js';

const one = { email: 'ed@x.com', reason: 'Invalid role' };

test.each([
  [[one], 'update employees skipped ed@x.com (Invalid role).'],
  [[one, one], 'update employees skipped ed@x.com (Invalid role) and 1 more.'],
  [[{ ...one, email: '' }, one, one], 'update employees skipped a record (Invalid role) and 2 more.'],
])('the skipped records %j are summarized in one sentence, and kept', (skipped, message) => {
  const error = new SkippedEmployeesError({ ...emptyResult(false), skipped }, 2);
  expect(error.message).toBe(message);
  expect(error).toMatchObject({ job: 'update employees', attempts: 2, code: 'skipped-employees', skipped });
});

test.each(['https://me:hush@x.example', 'https://:hush@x.example', 'https://hush@x.example'])('the base URL %s is refused', (baseUrl) => {
  const make = () => createClient({ credentials: { partnerUserID: 'me', partnerUserSecret: 'x' }, baseUrl });
  expect(make).toThrow(/^baseUrl '.*x\.example.*' contains a user name or password, which fetch does not send\.$/);
  expect(make).not.toThrow(/hush/);
});
