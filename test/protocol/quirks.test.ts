import { expect, test } from 'vitest';
import { quirkOf } from '../../src/protocol/quirks.js';

const job = {
  name: 'create policy',
  quirks: { 'missing-name': { statement: 'The code.', values: ['500', '410'], evidence: 'assumed', source: 'two sources' } },
} as const;

test('uses the first value unless a company chose another one', () => {
  expect(quirkOf({}, job, 'missing-name')).toBe('500');
  expect(quirkOf({ 'create policy': { 'missing-name': '410' } }, job, 'missing-name')).toBe('410');
});

test('a choice for another job, or an invalid value, has no effect', () => {
  expect(quirkOf({ 'create report': { 'missing-name': '410' } }, job, 'missing-name')).toBe('500');
  expect(quirkOf({ 'create policy': { 'missing-name': '404' } }, job, 'missing-name')).toBe('500');
});
