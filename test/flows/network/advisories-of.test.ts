import { expect, test } from 'vitest';
import { runFlow } from '../../../src/flows/index.js';
import { advisoriesOf } from '../../../src/flows/network/advisories-of.js';
import { createTestEmulator } from '../../support/emulator.js';
import { provisionFlow } from '../fixtures/provision.js';
import { NEW_SELLER } from '../fixtures/users.js';
import { settingsFor } from '../support/run-fixture.js';

const CODES = 'unknown-key, early-retry';
const known = () => [
  { code: 'unknown-key', message: 'an older one' },
  { code: 'unknown-key', message: 'the newest one' },
];

test.each<[string, Record<string, string>, [string, string][]]>([
  ['no headers', {}, []],
  [
    'codes and messages',
    {
      'x-emulator-advisory': CODES,
      'x-emulator-advisory-text': 'unknown-key;Nothing reads a%2C b., unknown-key;Nor c., early-retry;Wait.',
    },
    [
      ['unknown-key', 'Nothing reads a, b.'],
      ['unknown-key', 'Nor c.'],
      ['early-retry', 'Wait.'],
    ],
  ],
  [
    'codes only',
    { 'x-emulator-advisory': CODES },
    [
      ['unknown-key', 'the newest one'],
      ['early-retry', ''],
    ],
  ],
  [
    'a message with a broken encoding',
    { 'x-emulator-advisory': 'early-retry', 'x-emulator-advisory-text': 'early-retry;50 % sure, odd' },
    [['early-retry', '50 % sure']],
  ],
  ['a message without a code', { 'x-emulator-advisory-text': 'early-retry;Wait.' }, []],
])('a response with %s has the advisories of its headers', (_what, headers, expected) => {
  expect(advisoriesOf(headers, known).map(({ code, message }) => [code, message])).toEqual(expected);
});

test('reads advisories and their messages from response headers alone', async () => {
  const emulator = await createTestEmulator();
  const target = { url: emulator.url, fetch: emulator.fetch };
  const options = { users: [NEW_SELLER], input: { 'User ID': '00uNina' }, set: settingsFor(emulator) };
  const { requests } = await runFlow(provisionFlow({ isUnencoded: true }), { ...options, target });
  expect(requests[0]?.advisories).toContainEqual({
    code: 'secret-in-url',
    message: 'The secret was sent in the URL, where proxies and logs keep it. Send it in the body.',
  });
});
