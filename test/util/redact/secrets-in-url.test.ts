import { expect, test } from 'vitest';
import { secretsInURL } from '../../../src/util/redact/secrets-in-url.js';

test.each([
  ['https://feeds.example/feed.json', []],
  ['https://me:hunter22@feeds.example/feed.json', ['hunter22', 'me:hunter22@']],
  ['https://a-token-as-user@feeds.example', ['a-token-as-user', 'a-token-as-user@']],
  ['https://a-token-as-user:x-oauth@feeds.example', ['x-oauth', 'a-token-as-user', 'a-token-as-user:x-oauth@']],
  ['http:me:hunter22@feeds.example', ['hunter22', 'me:hunter22@']],
  ['http:\\\\me:hunter22@feeds.example\\feed', ['hunter22', 'me:hunter22@']],
  ['https:////me:hunter22@feeds.example', ['hunter22', 'me:hunter22@']],
  ['me:hunter22@feeds.example/feed', ['hunter22', 'me:hunter22@']],
  ['https://me:hun@ter22@feeds.example', ['hun@ter22', 'me:hun@ter22@']],
  ['https://me:hun/ter?2#2@feeds.example', ['hun/ter?2#2', 'me:hun/ter?2#2@']],
  ['https://me:hun%2Fter%22%40@feeds.example', ['hun%2Fter%22%40', 'hun/ter"@', 'me:hun%2Fter%22%40@', 'me:hun/ter"@@']],
  ['https://me:100%@feeds.example', ['100%', 'me:100%@']],
  ['https://me:a"b\'c@feeds.example', ['a"b\'c', 'me:a"b\'c@']],
  ['https://u:p@feeds.example', ['p', 'u:p@']],
  ['https://feeds.example/?page=2&token=ab12', ['page=2', 'ab12', 'token=ab12']],
  ['https://feeds.example/?owner=me@acme.example', ['owner=me@acme.example']],
  [
    'https://store.example/c/feed.json?sv=2022-11-02&sr=b&sig=aB%2Bc%3D',
    ['sv=2022-11-02', 'sr=b', 'aB%2Bc%3D', 'aB+c=', 'sig=aB%2Bc%3D', 'sig=aB+c='],
  ],
  ['https://feeds.example/#access_token=abcdef', ['abcdef', 'access_token=abcdef']],
  ['https://feeds.example/?0123456789abcdef', ['0123456789abcdef']],
  ['', []],
])('%s', (url, secrets) => {
  expect(secretsInURL(url)).toEqual(secrets);
});

test('a query of a million parts is read in part', () => {
  expect(secretsInURL(`https://feeds.example/?${'token=abcd&'.repeat(100_000)}`).length).toBeLessThan(200);
});
