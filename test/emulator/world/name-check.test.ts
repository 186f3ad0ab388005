import { expect, test } from 'vitest';
import type { Policy } from '../../../src/emulator/world/entities/policy.js';
import { nameCheck } from '../../../src/emulator/world/name-check.js';

const tag = (name: string) => ({ name, enabled: true, glCode: '' });
const category = (name: string) => ({
  name,
  enabled: true,
  glCode: '',
  payrollCode: '',
  areCommentsRequired: false,
  commentHint: '',
  maxExpenseAmount: 0,
});
const policy = (tags: Policy['tags']): Policy => ({
  id: 'A1',
  name: 'A',
  type: 'team',
  ownerID: 1,
  outputCurrency: 'USD',
  created: '',
  settings: {},
  categories: [category('Travel')],
  tags,
  tax: {},
  reportFields: [],
});
const flat = policy([tag('North'), tag('A:B')]);
const levelled = policy([
  { name: 'Region', tags: [tag('North'), tag('So:uth')] },
  { name: 'Project', tags: [tag('Launch')] },
]);

function told(of: Policy, ...named: { category?: string; tag?: string }[]): string[] {
  const said: string[] = [];
  const check = nameCheck((detail) => said.push(detail));
  for (const one of named) check(of, one);
  return said;
}

test.each([
  [flat, 'North'],
  [flat, 'A:B'],
  [flat, ''],
  [levelled, 'North'],
  [levelled, 'North:Launch'],
  [levelled, ':Launch'],
  [levelled, 'So\\:uth:Launch'],
])('knows the tag of case %#: %j', (of, name) => {
  expect(told(of, { tag: name })).toEqual([]);
});

test.each([
  [flat, 'Nort', "tag 'Nort' (did you mean North?)"],
  [flat, 'North:Launch', "tag 'North:Launch' (did you mean North?)"],
  [levelled, 'Launch', "tag 'Launch'"],
  [levelled, 'North:Launch:X', "tag 'North:Launch:X'"],
  [levelled, 'So:uth', "tag 'So:uth'"],
  [policy([]), 'North', "tag 'North'"],
])('reports the unknown tag of case %#: %j', (of, name, said) => {
  expect(told(of, { tag: name })).toEqual([said]);
});

test('reports an unknown category once, and Uncategorized never', () => {
  expect(
    told(flat, { category: 'Travl' }, { category: 'Travl' }, { category: 'Travel' }, { category: 'Uncategorized' }, { category: '' }, {}),
  ).toEqual(["category 'Travl' (did you mean Travel?)"]);
});

test('reports a name that is unknown as category and as tag for both', () => {
  expect(told(flat, { category: 'zzzzzzzz', tag: 'zzzzzzzz' })).toEqual(["category 'zzzzzzzz'", "tag 'zzzzzzzz'"]);
});
