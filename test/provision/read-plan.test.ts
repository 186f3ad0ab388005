import { expect, test } from 'vitest';
import type { Plan } from '../../src/provision/index.js';
import { hashOf } from '../../src/provision/plan/plan.js';
import { isUntouched, toPlan } from '../../src/provision/plan/read-plan.js';

const content = {
  version: 2,
  id: 'plan-1',
  url: 'http://service.example/',
  policies: [],
  options: {},
  changes: [],
  unchanged: 3,
  notCompared: [],
  problems: [{ code: 'last-admin', message: 'One would be left.' }],
} as const;
const kept: Plan = { ...content, hash: hashOf(content) };

test('a plan saved as JSON can be read again', () => {
  const read = toPlan(JSON.parse(JSON.stringify(kept)));
  expect(read).toEqual(kept);
  expect(read && isUntouched(read)).toBe(true);
});

test.each([undefined, null, 7, 'plan', [], [kept], {}])('%j is not a plan', (value) => {
  expect(toPlan(value)).toBeUndefined();
});

test.each([
  ['version', 1],
  ['version', '2'],
  ['id', 7],
  ['url', undefined],
  ['hash', null],
  ['changes', {}],
  ['problems', 'none'],
  ['policies', undefined],
  ['options', []],
])('an object whose %s is %j is not a plan', (field, value) => {
  expect(toPlan({ ...kept, [field]: value })).toBeUndefined();
});

test.each<[string, Partial<Plan>]>([
  ['the service', { url: 'http://other.example/' }],
  ['an option', { options: { shouldSkipNotificationEmail: true } }],
  ['a change', { changes: [{ action: 'remove', policyID: 'A', email: 'ed@x.com', records: [] }] }],
  ["a problem's code", { problems: [{ code: 'bad-record', message: 'One would be left.' }] }],
  ["a problem's message", { problems: [{ code: 'last-admin', message: 'Two would be left.' }] }],
  ['the list of problems', { problems: [] }],
])('a plan in which %s was changed is detected', (_what, change) => {
  expect(isUntouched({ ...kept, ...change })).toBe(false);
});

test("the position of a problem is not part of a plan's hash", () => {
  const problems = kept.problems.map((problem) => ({ ...problem, at: { file: 'moved.csv' } }));
  expect(isUntouched({ ...kept, problems })).toBe(true);
});
