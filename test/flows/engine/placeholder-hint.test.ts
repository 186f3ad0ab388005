import { expect, test } from 'vitest';
import { isPlaceholder } from '../../../src/flows/engine/placeholder-hint.js';
import { buildFlow, type RunFlowOptions, runFlow } from '../../../src/flows/index.js';
import { createTestEmulator } from '../../support/emulator.js';

test.each<[string, string]>([
  ['<partnerUserID>', 'partnerUserID'],
  ['[your token]', 'token'],
  ['REPLACE_ME', 'partnerUserID'],
  ['replaceme', 'partnerUserID'],
  ['YOUR_PARTNER_USER_ID', 'x'],
  ['Enter token here', 'x'],
  ['changeme', 'x'],
  ['xxx', 'x'],
  ['XXXXXXXX', 'x'],
  ['***', 'x'],
  ['...', 'x'],
  ['partner_user_id', 'partnerUserID'],
])('%j is a placeholder for %s', (text, name) => {
  expect(isPlaceholder(text, name)).toBe(true);
});

test.each(['aa_owner_acme_example', 'xx', 'Yours sincerely', 'Address', 'Replacement part', 'a@b.example', '200', 'true'])(
  '%j is a value',
  (text) => {
    expect(isPlaceholder(text, 'partnerUserID')).toBe(false);
  },
);

const ENDPOINT = 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations';

/** Sends a job with these credentials typed into a card. */
async function warningsFor(credentials: Record<string, string>, options: RunFlowOptions = {}) {
  const flow = buildFlow('Policies', (cards) => {
    cards.helperFlow({});
    const typed = cards.assign(credentials, 'Settings');
    const pair = cards.construct({ partnerUserID: typed.out('ID'), partnerUserSecret: typed.out('Key') }, 'Credentials');
    const job = cards.construct({ type: 'get', credentials: pair, inputSettings: cards.construct({ type: 'policyList' }) }, 'Job');
    const body = cards.compose('requestJobDescription={{job}}', { job: cards.encodeComponent(job.as('stringify')) });
    const headers = cards.construct({ 'Content-Type': 'application/x-www-form-urlencoded' });
    cards.rawRequest({ url: ENDPOINT, headers, body, title: 'List policies' });
  });
  const { warnings } = await runFlow(flow, { target: await createTestEmulator(), ...options });
  return warnings;
}

test('names the inputs to set for a refused request with placeholders', async () => {
  expect(await warningsFor({ ID: '<partnerUserID>', Key: 'REPLACE_ME' })).toMatchObject([
    {
      code: 'placeholder-sent',
      message: 'The request was refused (responseCode 404: Authentication error), and it contains placeholders from the export.',
      set: ['Settings.ID', 'Settings.Key'],
      card: { title: 'List policies' },
    },
  ]);
});

test('a placeholder that was replaced is not named', async () => {
  const [warning] = await warningsFor({ ID: '<partnerUserID>', Key: 'REPLACE_ME' }, { set: { 'Settings.ID': 'aa_somebody' } });
  expect(warning?.message).toMatch(/contains a placeholder from the export\.$/);
  expect(warning?.set).toEqual(['Settings.Key']);
});

test('gives no hint for wrong credentials that are not placeholders', async () => {
  expect(await warningsFor({ ID: 'aa_somebody', Key: 'abcdef0123456789' })).toEqual([]);
});

test('gives no hint if the server accepts the placeholders', async () => {
  const emulator = await createTestEmulator();
  const fetch = async () => new Response('{"responseCode":200}');
  expect(await warningsFor({ ID: 'xxx', Key: 'xxx' }, { target: { url: emulator.url, fetch } })).toEqual([]);
});
