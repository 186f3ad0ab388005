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
