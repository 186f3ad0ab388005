import { expect, test } from 'vitest';
import { createEmulator } from '../../../src/index.js';
import { atOnce, doSlice } from '../../../src/runtime/slices.js';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';

// A state as JSON text, which is written in slices.

test.each(['demo', 'faker:3:1500'])('the text of a state is the JSON of its snapshot (%s)', async (seed) => {
  await using emulator = await createEmulator({ listen: false, seed });
  emulator.directory.createCompany('Another');
  let text = '';
  atOnce(emulator.writeSnapshot((part) => (text += part)));
  expect(text).toBe(JSON.stringify(emulator.snapshot()));
});

test('the text shows the moment at which it was begun, whatever is written in the pauses', async () => {
  await using emulator = await createTestEmulator({ seed: 'faker:3:3000' });
  const before = JSON.stringify(emulator.snapshot());
  let text = '';
  const work = emulator.writeSnapshot((part) => (text += part));
  expect(doSlice(work).done).toBe(false);
  await updateEmployees(emulator, [newcomer()]);
  emulator.reset();
  atOnce(work);
  expect(text).toBe(before);
});

test('a generated file of megabytes is written part by part, and reads like the rest of the snapshot', async () => {
  await using emulator = await createTestEmulator();
  const transaction = emulator.world.companies.get('acme')?.begin();
  const file = { fileSystem: 'integrationServer', accountID: 18558431, contentType: 'text/csv' } as const;
  const times = { created: '2026-11-01 00:00:00', expires: '2026-12-01 00:00:00' };
  const content = new TextEncoder().encode('name,amount\n'.repeat(200_000));
  transaction?.files.put({ ...file, ...times, name: 'the "content":"" of a file.csv', content });
  transaction?.files.put({ ...file, ...times, name: 'empty.csv', content: new Uint8Array() });
  if (transaction !== undefined) emulator.world.commit(transaction);
  const parts: string[] = [];
  let pauses = 0;
  for (const work = emulator.writeSnapshot((part) => parts.push(part)); !doSlice(work).done; ) pauses++;
  expect(parts.join('')).toBe(JSON.stringify(emulator.snapshot()));
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(200_000);
  expect(pauses).toBeGreaterThan(1);
});
