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
  ['http://me:hunter22%40feeds.example/x', ['hunter22', 'me:hunter22@']],
  ['http://me:hunter22%2540feeds.example/x', ['hunter22', 'me:hunter22@']],
  ['https://feeds.example/a;sig=ab12/b', ['ab12', 'sig=ab12']],
  ['https://feeds.example/a;v=2', ['v=2']],
  ['h:80:hunter22', ['hunter22']],
  ['http://me:hunter22', ['hunter22']],
  ['http://feeds.example:8080/a', []],
  ['http://[::1]:8080/a', []],
  ['', []],
])('%s', (url, secrets) => {
  expect(secretsInURL(url)).toEqual(secrets);
});

test('only the first parts of a query with a million parts are read', () => {
  expect(secretsInURL(`https://feeds.example/?${'token=abcd&'.repeat(100_000)}`).length).toBeLessThan(200);
});

/** A user, a value or a part without a key counts as a secret if it is longer than the words around it. */
test.each([
  ['https://seven77:pw@feeds.example', ['pw', 'seven77:pw@']],
  ['https://eight888:pw@feeds.example', ['pw', 'eight888', 'eight888:pw@']],
  ['https://tok@feeds.example', ['tok', 'tok@']],
  ['https://tok:@feeds.example', ['tok', 'tok:@']],
  ['https://feeds.example/?0123456789abcde', []],
  ['https://feeds.example/?v=0123456789abcde', ['v=0123456789abcde']],
  ['https://feeds.example/?v=0123456789abcdef', ['0123456789abcdef', 'v=0123456789abcdef']],
  ['https://feeds.example/?token=abc', ['token=abc']],
  ['https://feeds.example/?token=abcd', ['abcd', 'token=abcd']],
  ['https://feeds.example/?v=token', ['v=token']],
  ['https://feeds.example/?token=&v', []],
  ['https://feeds.example/?a=1;b=2#c=3?d=4', ['a=1', 'b=2', 'c=3', 'd=4']],
])('the long enough parts of %s are %j', (url, secrets) => {
  expect(secretsInURL(url)).toEqual(secrets);
});

test.each([
  ' https://me:hunter22@feeds.example',
  'HTTP://me:hunter22@feeds.example',
  'ftp:me:hunter22@feeds.example',
  'sftp:me:hunter22@feeds.example',
  'sftp://me:hunter22@feeds.example',
  'web+dav-1.0://me:hunter22@feeds.example',
  '/ /me:hunter22@feeds.example',
])('the password of %j is found with any scheme', (url) => {
  expect(secretsInURL(url)).toEqual(['hunter22', 'me:hunter22@']);
});

test('an @ after the host of a URL does not mean a user, and without a host it does', () => {
  expect(secretsInURL('https://feeds.example/of/me:you@acme.example')).toEqual([]);
  expect(secretsInURL('me:hun/ter22@feeds.example')).toEqual(['hun/ter22', 'me:hun/ter22@']);
  expect(secretsInURL('me:x@feeds.example/of/you@acme.example')).toEqual(['x', 'me:x@']);
  expect(secretsInURL('of/me:you@acme.example')).toEqual(['you', 'of/me:you@']);
});
