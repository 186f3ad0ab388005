import { expect, test } from 'vitest';
import { nextPage } from '../../../src/flows/okta/next-page.js';

const ORG = { origin: 'https://acme.okta.com' };
const next = (link: string) => nextPage({ headers: { link } }, ORG);

test.each([
  [
    '<https://acme.okta.com/api/v1/users?limit=2>; rel="self", <https://acme.okta.com/api/v1/users?after=x,y&limit=2>; rel="next"',
    '/api/v1/users?after=x,y&limit=2',
  ],
  ['<https://acme.okta.com/api/v1/users?after=1>; rel=next', '/api/v1/users?after=1'],
  ['</api/v1/users?after=1>; title="a"; rel="next"', '/api/v1/users?after=1'],
  ['<https://acme.okta.com/api/v1/users>; rel="self"', undefined],
  ['', undefined],
  ['nonsense <', undefined],
])('the next page of %s is %s', (link, expected) => {
  expect(next(link)).toBe(expected);
});

test('a response without the header is the last page', () => {
  expect(nextPage({ headers: {} }, ORG)).toBeUndefined();
});

test('rejects a next page on another host, which would receive the token', () => {
  expect(() => next('<https://evil.example/api/v1/users?after=1>; rel="next"')).toThrow('is at evil.example instead of acme.okta.com');
  expect(() => next('<http://acme.okta.com/api/v1/users>; rel="next"')).toThrow('instead of acme.okta.com');
});
