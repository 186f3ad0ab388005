import { expect, test } from 'vitest';
import { DEMO } from '../../../src/emulator/seeds/demo.js';
import { preparedDemo } from '../../../src/emulator/seeds/prepared-demo.js';
import { createTestEmulator, sendJob } from '../../support/emulator.js';

test('the prepared demo seed is plain JSON, which is how the build keeps it', () => {
  expect(JSON.parse(JSON.stringify(preparedDemo()))).toEqual(preparedDemo());
});

test('emulators share the prepared demo seed and never change it', async () => {
  const before = JSON.stringify(preparedDemo());
  await using emulator = await createTestEmulator();
  const category = { name: 'New', enabled: true };
  const categories = { action: 'replace', data: [category] };
  await sendJob(emulator, { type: 'update', inputSettings: { type: 'policy', policyID: DEMO.mainPolicyID }, categories });
  expect(emulator.snapshot()).toMatchObject({ companies: [{ policies: [{ categories: [category] }, {}, {}] }] });
  emulator.reset();
  expect(JSON.stringify(preparedDemo())).toBe(before);
});
