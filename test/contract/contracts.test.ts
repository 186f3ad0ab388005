import { expect, test } from 'vitest';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { loadContracts } from '../../src/contract/load.js';
import { verifyInteraction } from '../../src/contract/verify.js';

const loaded = await loadContracts();
const cases = loaded.map(({ interaction }) => [`${interaction.description} (${interaction.id})`, interaction] as const);

for (const target of ['in-process', 'http'] as const) {
  const provider = emulatorProvider(target);
  test.for(cases)(`${target}: %s`, async ([, interaction], context) => {
    const { status, problems } = await verifyInteraction(interaction, provider);
    if (status === 'skipped' && interaction.skip !== undefined) return context.skip(interaction.skip);
    expect(problems).toEqual([]);
  });
}

test('there are at least 120 interactions', () => {
  expect(loaded.length).toBeGreaterThanOrEqual(120);
});

test('no id is used twice', () => {
  const ids = loaded.map(({ interaction }) => interaction.id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('no two interactions of a file have the same description', () => {
  const descriptions = loaded.map(({ file, interaction }) => `${file}: ${interaction.description}`);
  expect(descriptions.filter((description, index) => descriptions.indexOf(description) !== index)).toEqual([]);
});

test('an interaction is skipped only with a written reason', () => {
  const skipped = loaded.filter(({ interaction }) => interaction.skip !== undefined).map(({ interaction }) => interaction.id);
  expect(skipped.sort()).toEqual(['internal-error', 'not-implemented', 'scim-internal-error']);
});
