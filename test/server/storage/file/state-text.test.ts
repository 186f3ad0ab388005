import { expect, test } from 'vitest';
import { StateText } from '../../../../src/server/storage/file/state-text.js';

test('a state that would be too long to be read again is an error, and not a file', () => {
  const text = new StateText(function* (emit) {
    emit('12345');
    yield 1000;
    emit('67890!');
  }, 10);
  expect(text.next()).toBe(false);
  expect(() => text.next()).toThrow(/longer than 10 characters .* remove generated files/);
});

test('a state of exactly the longest length is written', () => {
  const text = new StateText(function* (emit) {
    emit('1234567890');
    yield 1;
  }, 10);
  expect(text.all()).toBe('1234567890');
});
