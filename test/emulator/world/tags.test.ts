import { expect, test } from 'vitest';
import type { Tags } from '../../../src/emulator/world/entities/policy-sections.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { isDependent, singleLevel, tagLevels } from '../../../src/emulator/world/tags.js';
import { smallCompany } from '../../support/worlds.js';

const a = { name: 'A', enabled: true, glCode: '' };
const flat: Tags = [a];
const levels: Tags = [
  { name: 'One', required: true, tags: [a] },
  { name: 'Two', tags: [] },
];
const dependent: Tags = { levels: ['State', 'City'], required: true, tags: [{ ...a, name: 'Texas:Austin' }] };

test.each<readonly [string, Tags, string[]]>([
  ['a flat list', flat, ['']],
  ['levels', levels, ['One', 'Two']],
  ['dependent levels', dependent, ['State:City']],
  ['no tags', [], []],
])('the lists of %s, by name', (_what, tags, names) => {
  expect(tagLevels(tags).map(({ name }) => name)).toEqual(names);
});

test('only a single independent list is a single level', () => {
  expect(singleLevel(flat)?.tags).toEqual([a]);
  expect(singleLevel([{ name: 'One', tags: [a] }])?.name).toBe('One');
  expect([levels, dependent, [] satisfies Tags].map((tags) => singleLevel(tags))).toEqual([undefined, undefined, undefined]);
  expect([isDependent(flat), isDependent(dependent)]).toEqual([false, true]);
});

test.each<readonly [string, Tags]>([
  ['flat tags', flat],
  ['required levels', levels],
  ['dependent levels', dependent],
])('%s of a seed are saved unchanged', (_what, tags) => {
  const company = smallCompany({ policies: [{ id: 'A1B2C3D4E5F60001', name: 'P', tags }] });
  expect(saveCompany(company).policies[0]?.tags).toEqual(tags);
});
