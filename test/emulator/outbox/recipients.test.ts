import { expect, test } from 'vitest';
import { readRecipients } from '../../../src/emulator/outbox/recipients.js';

test('reads comma-separated addresses and skips anything else', () => {
  expect(readRecipients([' a@example.com,nobody,,', 'b@example.com', '@', 'c@'])).toEqual(['a@example.com', 'b@example.com']);
});

test('skips entries that are too long for an address or contain a line break', () => {
  const long = `${'a'.repeat(250)}@example.com`;
  expect(readRecipients([long, 'a@example.com\r\nRCPT TO:<b@example.com>', 'c@example.com\0', 'd@example.com'])).toEqual(['d@example.com']);
});
