import { expect, test } from 'vitest';
import { KnownSecrets, looksLikeToken } from '../../src/flows/engine/known-secrets.js';
import {
  buildFlow,
  type Cards,
  type FlowResult,
  inventoryFlow,
  type RunFlowOptions,
  reportHtml,
  runFlow,
  runText,
} from '../../src/flows/index.js';
import { createTestEmulator } from '../support/emulator.js';

const SECRET = '75ed68085c0fb3eb678b84247139cf65e2628d16';
const ID = 'aa_owner_acme_example';

/** All outputs made from a result. */
const told = (result: FlowResult): string => [JSON.stringify(result, null, 2), runText(result), reportHtml(result)].join('\n');

/** A run in which cards receive the credentials and print them in some form. */
async function tell(build: (cards: Cards, secret: ReturnType<Cards['compose']>) => void, options: RunFlowOptions = {}): Promise<string> {
  const flow = buildFlow('Tell', (cards) => {
    cards.helperFlow({});
    const settings = cards.assign({ partnerUserID: ID, partnerUserSecret: 'YOUR_SECRET' }, 'Settings');
    build(cards, settings.out('partnerUserSecret'));
  });
  return told(await runFlow(flow, { set: { 'Settings.partnerUserSecret': SECRET }, ...options }));
}

/** A flow with a stub for its connector card; the next card prints the stub's outputs. */
async function tellOf(name: string, value: unknown): Promise<string> {
  const flow = buildFlow('Tell', (cards) => {
    cards.helperFlow({});
    const asked = cards.card('@vault.read', 'Read', {}, { [name]: typeof value === 'object' ? 'object' : 'string' });
    cards.compose('It is {{it}}.', { it: asked.out(name) });
  });
  return told(await runFlow(flow, { stubs: [{ card: 'Read', outputs: { [name]: value } }] }));
}

const bytes = (text: string): Buffer => Buffer.from(text);
/** Forms that a program may give credentials. */
const MADE: readonly (readonly [string, string])[] = [
  ['unchanged', `${ID}:${SECRET}`],
  ['in upper case', `${ID}:${SECRET}`.toUpperCase()],
  ['in base64', bytes(`${ID}:${SECRET}`).toString('base64')],
  ['in base64 at the second offset', bytes(`x${ID}:${SECRET}`).toString('base64')],
  ['in base64 at the third offset', bytes(`xx${ID}:${SECRET}`).toString('base64')],
  ['in base64url without padding', bytes(`${ID}??>:${SECRET}`).toString('base64url')],
  ['in base64 after a word', `Basic${bytes(`${ID}:${SECRET}`).toString('base64')}`],
  ['in base64 of base64', bytes(bytes(`${ID}:${SECRET}`).toString('base64')).toString('base64')],
  ['in hexadecimal', bytes(`${ID}:${SECRET}`).toString('hex')],
  ['in upper-case hexadecimal', bytes(`${ID}:${SECRET}`).toString('hex').toUpperCase()],
  ['percent-encoded', `%20${[...bytes(SECRET)].map((byte) => `%${byte.toString(16)}`).join('')}`],
  ['in JSON as code points', [...SECRET].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
  ['cut at its end', SECRET.slice(0, 20)],
  ['cut at its start', SECRET.slice(-12)],
  ['cut to eight characters', SECRET.slice(11, 19)],
];

test.each(MADE)('a card that prints credentials %s reveals nothing of the secret', async (_how, text) => {
  const all = await tell((cards) => void cards.compose(`Look: {{x}} ${text} .`, { x: 'here' }));
  expect(all).toContain('Look: here');
  expect(all).toContain('[redacted]');
  // No eight consecutive characters of the printed text are left, except for the id and its encodings.
  const left = text.slice(-Math.min(24, text.length));
  for (let start = 0; start + 8 <= left.length; start++) expect(all).not.toContain(left.slice(start, start + 8));
});

test('a secret that a wire brings is removed from inputs, outputs, text and page', async () => {
  const all = await tell((cards, secret) => {
    const pair = cards.compose('{{id}}:{{secret}}', { id: ID, secret });
    cards.compose('Basic {{pair}}', { pair });
    cards.card('string.substr', 'Cut', { string: pair, start: 30, end: 50 }, { output: 'string' });
  });
  expect(all).toContain(`${ID}:[redacted]`);
  expect(all).not.toContain(SECRET.slice(8, 16));
});

test('the secret of the target emulator is known even if no card receives it', async () => {
  const target = await createTestEmulator();
  const { partnerUserSecret } = target.credentials;
  const all = await tell((cards) => void cards.compose(`It is ${partnerUserSecret}, and {{x}}.`, { x: 'y' }), { target });
  expect(all).toContain('It is [redacted], and y.');
});

test('a policy, a name and an address that --set gives are shown', async () => {
  const flow = buildFlow('Set', (cards) => {
    cards.helperFlow({});
    cards.assign({ Policy: '', Recipient: '', Word: '' }, 'Settings');
  });
  const set = { 'Settings.Policy': 'A1B2C3D4E5F60001', 'Settings.Recipient': 'it@acme.example', 'Settings.Word': 'Headquarters' };
  expect((await runFlow(flow, { set })).cards.at(-1)?.outputs).toEqual({
    Policy: 'A1B2C3D4E5F60001',
    Recipient: 'it@acme.example',
    Word: 'Headquarters',
  });
});

test.each([
  ['whose name is that of a secret', 'Settings.Client secret', 'abcdefgh'],
  ['that looks like a token', 'Settings.Value', 'xoxb-1234567890-abcdefGHIJ'],
  ['of a card with a title like a secret', 'API token.Value', 'geheimnis'],
])('a value %s that --set gives is redacted', async (_what, name, value) => {
  const flow = buildFlow('Set', (cards) => {
    cards.helperFlow({});
    cards.assign({ 'Client secret': '', Value: '' }, 'Settings');
    cards.assign({ Value: '' }, 'API token');
    cards.compose(`{{x}} ${value}`, { x: 'It is' });
  });
  const all = told(await runFlow(flow, { set: { [name]: value } }));
  expect(all).toContain('It is [redacted]');
  expect(all).not.toContain(value);
});

test.each<[string, string, unknown]>([
  ['an output with the name of a secret', 'Access token', 'tok-en-1234'],
  ['an object', 'Body', { credentials: { password: { value: 'tok-en-1234' } } }],
  ['a list in an object', 'Body', { api_keys: [{ value: 'x' }], secrets: ['tok-en-1234'] }],
  ['JSON in a text', 'Body', '{"access_token":"tok-en-1234","expires_in":3600}'],
  ['a form', 'Body', 'a=1&client_secret=tok-en-1234&b=2'],
  ['a form in a form', 'Body', `job=${encodeURIComponent('{"credentials":{"partnerUserSecret":"tok-en-1234"}}')}`],
  ['a header', 'Body', 'Authorization: Bearer tok-en-1234'],
  ['a Basic authorization', 'Body', { Authorization: `Basic ${bytes('user:tok-en-1234').toString('base64')}` }],
  ['the password in a URL', 'Body', 'see https://user:tok-en-1234@feeds.example/x'],
  ['the signature of a URL', 'Body', 'https://feeds.example/x?sp=r&sig=tok-en-1234'],
])('a secret is recognised in %s', async (_where, name, value) => {
  const all = await tellOf(name, value);
  expect(all).not.toContain('tok-en-1234');
  expect(all).not.toContain(bytes('user:tok-en-1234').toString('base64'));
  expect(all).toContain('It is');
});

test('a number with the name of a secret is redacted, and so are keys', async () => {
  const all = await tellOf('Body', { passcode: 48151623, list: [{ 'pin 48151623': 1 }] });
  expect(all).not.toContain('48151623');
});

test('values about a secret, and links to a next page, are shown', async () => {
  const all = await tellOf('Body', { token_type: 'Bearer', expires_in: 3600, nextPageToken: 'page-2-of-9', passwordChanged: '2026-01-31' });
  for (const part of ['Bearer', '3600', 'page-2-of-9', '2026-01-31']) expect(all).toContain(part);
});

test('a message that ends a run early contains no secret', async () => {
  const flow = buildFlow('Stop', (cards) => {
    cards.helperFlow({});
    cards.assign({ password: 'hunter2hunter2' }, 'Settings');
    cards.card('@vault.read', 'Read hunter2hunter2', {}, { Value: 'string' });
  });
  const stubs = [{ card: '@vault.read', outputs: { Valu: 1 } }];
  await expect(runFlow(flow, { stubs })).rejects.toThrow("The stub for 'Read [redacted]' sets 'Valu'");
  expect(told(await runFlow(flow))).not.toContain('hunter2');
});

test('the hosts of an inventory contain neither user name nor password', () => {
  const flow = buildFlow('Hosts', (cards) => {
    cards.helperFlow({});
    cards.httpGet({ url: 'https://user:12345@a.example:8443/x' });
    cards.httpGet({ url: 'https://token@b.example/?at=c@d' });
    cards.httpGet({ url: 'https://c.example' });
  });
  expect(inventoryFlow(flow).hosts).toEqual(['a.example:8443', 'b.example', 'c.example']);
});

test('secrets are remembered up to a limit, each once', () => {
  const secrets = new KnownSecrets();
  for (let count = 0; count < 2000; count++) secrets.meet('password', `password-${count % 1500}`);
  expect(secrets.all).toHaveLength(1000);
  expect(secrets.all.slice(0, 2)).toEqual(['password-0', 'password-1']);
  const long = new KnownSecrets();
  for (let count = 0; count < 5; count++) long.remember(`${count}${'x'.repeat(50_000)}`);
  expect(long.all).toHaveLength(3);
});

test.each(['', 'abc', 'true', 'null', 'password', 'Client secret', 'partnerUserSecret', 'Bearer'])(
  '%j is too common to be a secret',
  (value) => {
    const secrets = new KnownSecrets();
    secrets.meet('password', value);
    expect(secrets.all).toEqual([]);
  },
);

test('an object is searched once, and one that nests deeper than the stack is searched completely', () => {
  const secrets = new KnownSecrets();
  let deep: object = { token: 'deep-in-it' };
  for (let count = 0; count < 100_000; count++) deep = { deep };
  secrets.meet('Body', deep);
  secrets.meet('Body', deep);
  expect(secrets.all).toEqual(['deep-in-it']);
});

test.each([
  ['75ed68085c0fb3eb678b84247139cf65e2628d16', true],
  ['eyJhbGciOi.eyJzdWIi-_.c2lnbmF0dXJl1', true],
  ['00QCjAl4MlV-WPXM1QyHPCaxyz1', true],
  ['00u1abcdefGHIJKLM0h7', false],
  ['123e4567-e89b-12d3-a456-426614174000', false],
  ['2026-01-31T09:00:00.000Z', false],
  ['A1B2C3D4E5F60001', false],
  ['abcdefghijklmnopqrstuvwxyz', false],
  ['12345678901234567890', false],
  ['a sentence with 3 words in it', false],
  ['nina.sales.manager1@acme.example', false],
  [12345678901234567890n, false],
])('%s looks like a token: %s', (value, looksSo) => {
  expect(looksLikeToken(value)).toBe(looksSo);
});
