import { expect, test } from 'vitest';
import { skippedIn } from '../../../src/flows/testing/skipped-in.js';

function requests(body: object): Parameters<typeof skippedIn>[0]['requests'] {
  const response = { status: 200, headers: {}, body: JSON.stringify(body) };
  const shared = { position: 0, address: 'a', flow: 'Flow', method: 'POST', url: 'https://x.example/', headers: {}, body: '' };
  return [{ ...shared, card: 'Update', response, advisories: [], ms: 1 }];
}

const skippedEmployees = [{ email: 'a@acme.example', reason: 'No policy' }];

test('employees are only skipped in a response with responseCode 200', () => {
  expect(skippedIn({ requests: requests({ responseCode: 200, skippedEmployees }) })).toEqual([{ ...skippedEmployees[0], card: 'Update' }]);
  expect(skippedIn({ requests: requests({ responseCode: 500, skippedEmployees }) })).toEqual([]);
});

test('skipped employees of a response over 1 MB are found', () => {
  const many = Array.from({ length: 9_000 }, () => ({ email: 'a@acme.example', reason: 'x'.repeat(150) }));
  expect(skippedIn({ requests: requests({ responseCode: 200, skippedEmployees: many }) })).toHaveLength(9_000);
});
