import { expect, test } from 'vitest';
import { createTestEmulator, sendJob } from '../../support/emulator.js';
import { at } from '../../support/people.js';

const inputSettings = { startDate: '2026-01-01', endDate: '2026-01-31', domain: 'acme.example', type: 'All', async: false };
const reconcile = (emulator: Parameters<typeof sendJob>[0], job: object = {}) =>
  sendJob(emulator, { type: 'reconciliation', inputSettings, ...job });

test('an email contains the file name, and is sent to valid addresses', async () => {
  await using emulator = await createTestEmulator();
  const { filename } = await reconcile(emulator, { onFinish: [{ actionName: 'email', recipients: `${at('ann')}, nobody` }] });
  expect(emulator.outbox.list()).toMatchObject([
    { kind: 'export', to: [at('ann')], text: `Your reconciliation is ready.\n\n${filename}\n`, delivery: 'kept' },
  ]);
});

test('a failed reconciliation stores no file and sends nothing', async () => {
  await using emulator = await createTestEmulator();
  const onFinish = [{ actionName: 'email', recipients: at('ann') }];
  expect(await sendJob(emulator, { type: 'reconciliation', inputSettings, onFinish }, { template: '<#if true>' })).toMatchObject({
    responseCode: 500,
  });
  expect(emulator.outbox.list()).toEqual([]);
  expect(emulator.snapshot().companies[0]?.files).toEqual([]);
});

test('an account that is not a domain admin gets no file', async () => {
  await using emulator = await createTestEmulator();
  const pair = emulator.directory.createCredential(at('ed.engineer'));
  expect(await reconcile(emulator, { credentials: pair })).toMatchObject({ responseCode: 403 });
  expect(emulator.snapshot().companies[0]?.files).toEqual([]);
});
