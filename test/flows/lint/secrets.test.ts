import { expect, test } from 'vitest';
import { buildFlow, type Cards, lintFlow } from '../../../src/flows/index.js';

const PASSWORD = 'Winter-2041!';
const hits = (code: string, build: (cards: Cards) => void): readonly string[] =>
  lintFlow(
    buildFlow('Linted', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
  )
    .filter((each) => each.code === code)
    .map(({ message }) => message);

test.each<[string, string, (cards: Cards) => void]>([
  [
    'a password of any length',
    "'Password' of 'Make' looks like a real secret.",
    (cards) => void cards.card('@okta.createUser', 'Make', { 'Credentials/Password': PASSWORD }),
  ],
  [
    'a key of a typed-in object',
    "'headers' of 'Make' looks like a real secret.",
    (cards) => void cards.assign({ headers: { 'X-Api-Key': PASSWORD } }, 'Make'),
  ],
  [
    'a list of headers',
    "'headers' of 'Make' looks like a real secret.",
    (cards) => void cards.assign({ headers: [{ key: 'Authorization', value: PASSWORD }] }, 'Make'),
  ],
  [
    'a Basic authorization',
    "'value' of 'Make' contains Basic credentials.",
    (cards) => void cards.assign({ value: `Basic ${btoa(`ann:${PASSWORD}`)}` }, 'Make'),
  ],
  [
    'an Okta API token',
    "'value' of 'Make' contains an Okta API token.",
    (cards) => void cards.assign({ value: 'SSWS 00Zq8sT5vB2nM7kL4' }, 'Make'),
  ],
  [
    'a password in a URL',
    "'_text_' of 'Make' contains a URL with a password.",
    (cards) => void cards.compose(`https://ann:${PASSWORD}@files.example.com/x`, {}, 'Make'),
  ],
  [
    'a password in the query of a URL',
    "'value' of 'Make' contains a value for 'password'.",
    (cards) => void cards.assign({ value: `https://files.example.com/?password=${PASSWORD}` }, 'Make'),
  ],
  [
    'a text card with a title like a secret',
    "'_text_' of 'API token' looks like a real secret.",
    (cards) => void cards.compose(PASSWORD, {}, 'API token'),
  ],
  [
    'the key of a signature',
    "'key' of 'Make' looks like a real secret.",
    (cards) => void cards.card('crypto.hmac', 'Make', { key: PASSWORD, data: 'x' }),
  ],
  [
    'a private key',
    "'value' of 'Make' contains a private key.",
    (cards) => void cards.assign({ value: '-----BEGIN RSA PRIVATE KEY-----\nabc\n' }, 'Make'),
  ],
  [
    'a value in JSON text',
    "'_text_' of 'Make' contains a value for 'client_secret'.",
    (cards) => void cards.compose(`{"client_id": "x", "client_secret": "${PASSWORD}"}`, {}, 'Make'),
  ],
  [
    'a value in a form',
    "'value' of 'Make' contains a value for 'password'.",
    (cards) => void cards.assign({ value: `grant_type=password&password=${PASSWORD}` }, 'Make'),
  ],
])('%s is reported without the secret', (_, message, build) => {
  const found = hits('secret-in-export', build);
  expect(found).toEqual([message]);
  expect(found.join()).not.toContain(PASSWORD);
});

test.each<[string, Record<string, unknown>]>([
  ['an empty input', { password: '' }],
  ['a placeholder', { password: 'YOUR_PASSWORD', token: '<token>', secret: 'changeme', apiKey: 'SLACK_BOT_TOKEN' }],
  ['the name of a secret', { token: 'access_token' }],
  ['an option', { 'Send password': 'Yes', authorization: 'Bearer' }],
  ['a sentence', { password: 'sent by email to the manager' }],
  ['a name about a secret', { passwordPolicy: 'Acme-2041', tokenType: 'Bearer-2041' }],
  ['a page', { nextPageToken: 'abc123def456' }],
  ['a URL without a password', { url: 'https://files.example.com:8443/ann@example.com' }],
  ['an algorithm', { 'Password hash': 'SHA-256' }],
  ['a name of a secret in a sentence', { text: 'Your new password: please choose one before 2027.' }],
  ['a placeholder in a text', { text: '{"client_secret":"{{{Secret 1}}}","password":"YOUR_PASSWORD1"}' }],
  ['a word after bearer', { text: 'the bearer of responsibilities' }],
])('%s is not a typed-in secret', (_, values) => {
  expect(hits('secret-in-export', (cards) => void cards.assign(values as never, 'Settings'))).toEqual([]);
});

test('the response to a request with a secret is not a secret', () => {
  const found = hits('secret-in-url', (cards) => {
    const settings = cards.assign({ token: 'YOUR_TOKEN' });
    const headers = cards.construct({ Authorization: settings.out('token') });
    const answer = cards.httpGet({ url: 'https://api.example.com/me', headers });
    cards.httpGet({ url: cards.concatenate(['https://api.example.com/users/', cards.get(answer.out('Body'), 'id')]) });
  });
  expect(found).toEqual([]);
});

test('a token in a response is a secret if its name says so', () => {
  const found = hits('secret-in-url', (cards) => {
    const answer = cards.httpGet({ url: 'https://api.example.com/login' });
    const token = cards.getMultiple(answer.out('Body'), { access_token: 'string' }).out('access_token');
    cards.httpGet({ url: 'https://api.example.com/users', query: cards.construct({ q: token }), title: 'List' });
  });
  expect(found).toEqual(["A secret goes into the Query of 'List'."]);
});

test('the output of a helper without the secret it was given is not a secret', () => {
  const helper = buildFlow('Where', (cards) => {
    cards.helperFlow({ Token: 'string' });
    cards.returns({ Host: cards.compose('api.example.com') });
  });
  const found = hits('secret-in-url', (cards) => {
    const token = cards.assign({ token: 'YOUR_TOKEN' }).out('token');
    const host = cards.callFlow(helper, { Token: token }, { Host: 'string' }).out('Host');
    cards.httpGet({ url: cards.concatenate(['https://', host, '/things']) });
  });
  expect(found).toEqual([]);
});

test('a secret that a helper returns is followed into the URL of its caller', () => {
  const helper = buildFlow('Same', (cards) => {
    const start = cards.helperFlow({ Value: 'string' });
    cards.returns({ Out: start.out('Value') });
  });
  const found = hits('secret-in-url', (cards) => {
    const token = cards.assign({ token: 'YOUR_TOKEN' }).out('token');
    const out = cards.callFlow(helper, { Value: token }, { Out: 'string' }).out('Out');
    cards.httpGet({ url: cards.concatenate(['https://api.example.com/?t=', out]), title: 'List' });
  });
  expect(found).toEqual(["A secret goes into the URL of 'List'."]);
});

test('a signature made with a secret is not a secret', () => {
  const found = hits('secret-in-url', (cards) => {
    const secret = cards.assign({ secret: 'YOUR_SECRET' }).out('secret');
    const signature = cards.card('crypto.hmac', 'Sign', { key: secret, data: 'x' }, { output: 'string' }).out('output');
    cards.httpGet({ url: 'https://api.example.com/x', query: cards.construct({ sig: signature }) });
  });
  expect(found).toEqual([]);
});
