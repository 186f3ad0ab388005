import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  buildFlow,
  type FlowExport,
  firstCases,
  readFlowCases,
  runFlowCase,
  toFlowCase,
  withoutKnownSecrets,
} from '../../../src/flows/index.js';
import { createEmulator } from '../../../src/index.js';
import { provisionFlow } from '../fixtures/provision.js';
import { NEW_SELLER } from '../fixtures/users.js';
import { folderOf, shownOf } from '../support/cases.js';

const CLOCK = '2026-01-31T09:00:00.000Z';

/** The cases file created from one run, and the result of its case. */
async function made(flow: FlowExport, given: { input?: Record<string, unknown>; set?: Record<string, unknown> }) {
  const folder = folderOf({ 'flow.flow': flow, 'users.json': [NEW_SELLER] });
  const file = join(folder, 'cases.yaml');
  const written = { flow: 'flow.flow', users: 'users.json', clock: CLOCK, set: {}, semantics: {}, input: {}, ...given };
  const { result } = await runFlowCase(toFlowCase(file, { name: 'one run', ...written }), { createEmulator });
  if (result === undefined) throw new Error('the flow ran');
  const text = firstCases(result, written);
  writeFileSync(file, text);
  return { text, shown: await shownOf(readFlowCases(file)) };
}

const provision = (set: Record<string, unknown> = {}) =>
  made(provisionFlow(), { input: { 'User ID': '00uNina' }, set: { 'Settings.Sales policy': 'A1B2C3D4E5F60001', ...set } });

test('the file passes, and expects the decoded requests without credentials', async () => {
  const { text, shown } = await provision();
  expect(shown).toBe('  ✓ Provision employee: finished');
  expect(text).toContain('              - employeeEmail: nina.newcomer@acme.example\n');
  expect(text).toContain('            type: update\n');
  expect(text).not.toMatch(/partnerUser|REPLACE_ME/);
});

test('a secret is a placeholder in the file', async () => {
  const { text } = await provision({ 'Settings.partnerUserSecret': 'wrong-secret-4711' });
  expect(text).not.toContain('wrong-secret-4711');
  expect(text).toContain('Settings.partnerUserSecret: REPLACE_ME\n');
  expect(text).toContain('# REPLACE_ME stands for a secret.');
});

test('text that looks like a matcher, a secret in an output, and long values still pass', async () => {
  const flow = buildFlow('Odd', (cards) => {
    const start = cards.helperFlow({ token: 'string' });
    cards.returns({
      path: '/a/',
      word: '$any',
      secret: cards.compose('Bearer {{token}}', { token: start.out('token') }),
      list: cards.list(Array.from({ length: 30 }, (_, index) => index)),
      long: 'x'.repeat(600),
      nested: cards.construct({ $ref: 'x', 'odd "key"': 'multi\nline: #text' }),
    });
  });
  const { text, shown } = await made(flow, { input: { token: 'abcdefgh12345678abcdefgh' } });
  expect(shown).toBe('  ✓ Odd: finished');
  expect(text).not.toContain('abcdefgh');
  expect(text).toContain('$length: 30');
  expect(text).toContain('$equals: /a/');
});

test('the same run produces the same file', async () => {
  expect((await provision()).text).toBe((await provision()).text);
});

test('a value that the run recognised as a secret becomes a placeholder, whatever its name', async () => {
  const flow = buildFlow('Tell', (cards) => {
    const start = cards.helperFlow({ Word: 'string' });
    cards.construct({ password: start.out('Word') }, 'Credentials');
  });
  const folder = folderOf({ 'flow.flow': flow });
  const written = { name: 'one run', flow: 'flow.flow', clock: CLOCK, input: { Word: 'correcthorse9' } };
  const { redact = async (text: string) => text } = await runFlowCase(toFlowCase(join(folder, 'cases.yaml'), written), { createEmulator });
  expect(await withoutKnownSecrets({ Word: 'correcthorse9', Other: 'plain', List: ['correcthorse9'] }, redact)).toEqual({
    Word: 'REPLACE_ME',
    Other: 'plain',
    List: 'REPLACE_ME',
  });
});
