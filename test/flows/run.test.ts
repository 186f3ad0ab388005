import { expect, test } from 'vitest';
import { runFlow } from '../../src/flows/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { provisionFlow } from './fixtures/provision.js';
import { NEW_SELLER } from './fixtures/users.js';
import { DEMO } from '../../src/seeds/demo.js';

test('it runs', async () => {
  const emulator = await createTestEmulator();
  const result = await runFlow(provisionFlow(), {
    target: emulator,
    users: [NEW_SELLER],
    input: { 'User ID': '00uNina' },
    set: { 'Settings.partnerUserID': emulator.credentials.partnerUserID, 'Settings.partnerUserSecret': emulator.credentials.partnerUserSecret, 'Settings.Sales policy': DEMO.mainPolicyID },
  });
  console.log(JSON.stringify(result, null, 1).slice(0, 9000));
  expect(result.status).toBe('finished');
});
