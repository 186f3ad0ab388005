import { expect, test } from 'vitest';
import { readRecipients } from '../../../src/emulator/outbox/recipients.js';

test('reads addresses with commas and leaves out what is none', () => {
  expect(readRecipients([' a@example.com,nobody,,', 'b@example.com', '@', 'c@'])).toEqual(['a@example.com', 'b@example.com']);
});

test('leaves out an address that is longer than any, or that would begin a new line', () => {
  const long = `${'a'.repeat(250)}@example.com`;
  expect(readRecipients([long, 'a@example.com\r\nRCPT TO:<b@example.com>', 'c@example.com\0', 'd@example.com'])).toEqual(['d@example.com']);
});
