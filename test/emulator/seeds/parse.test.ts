import { expect, test } from 'vitest';
import { parseSeed, seedJSONSchema } from '../../../src/emulator/seeds/parse.js';
import { readSeed } from '../../../src/emulator/seeds/read-seed.js';
import { createEmulator } from '../../../src/index.js';
import { smallSeed } from '../../support/worlds.js';

const policy = (changes: object): object => smallSeed({ policies: [{ name: 'P', ...changes }] as any });

test.each<readonly [unknown, string | RegExp]>([
  [5, /^seed\.yaml: the file must be an object\.$/],
  [null, /^seed\.yaml: the file must be an object\.$/],
  [[], /^seed\.yaml: the file must be an object\.$/],
  [{}, /^seed\.yaml: companies is missing\.$/],
  [{ companies: [] }, /^seed\.yaml: companies must have at least 1 item/],
  [{ company: [] }, /^seed\.yaml: the file has an unknown key 'company'/],
  [{ ...smallSeed(), companys: [] }, "seed.yaml: the file has an unknown key 'companys'. Did you mean 'companies'?"],
  [smallSeed({ domainAdmin: [] } as any), "seed.yaml: companies[0] has an unknown key 'domainAdmin'. Did you mean 'domainAdmins'?"],
  [smallSeed({ domainAdmins: [] }), /^seed\.yaml: companies\[0\]\.domainAdmins must have at least 1 item/],
  [smallSeed({ domainAdmins: ['nobody'] }), 'seed.yaml: companies[0].domainAdmins[0] is not an email address'],
  [smallSeed({ zzzzzzzzzz: 1 } as any), "seed.yaml: companies[0] has an unknown key 'zzzzzzzzzz'."],
  [policy({ id: 'a1b2' }), 'seed.yaml: companies[0].policies[0].id is not 16 upper-case hex digits'],
  [policy({ nam: 1 }), "seed.yaml: companies[0].policies[0] has an unknown key 'nam'. Did you mean 'name'?"],
  [
    policy({ members: [{ email: 'a@x.example', submitTo: 'b@x.example' }] }),
    "seed.yaml: companies[0].policies[0].members[0] has an unknown key 'submitTo'. Did you mean 'submitsTo'?",
  ],
  [
    policy({ members: [{ email: 'a@x.example', role: 'boss' }] }),
    /^seed\.yaml: companies\[0\]\.policies\[0\]\.members\[0\]\.role must be user or auditor or admin/,
  ],
  [policy({ settings: { areTagEnabled: true } }), /settings has an unknown key 'areTagEnabled'. Did you mean 'areTagsEnabled'\?$/],
  [policy({ outputCurrency: 'EURO' }), /outputCurrency must have at most 3 characters/],
  [smallSeed({ credentials: [{ actsAs: 'a@x.example', secretHash: 'abc' }] }), /credentials\[0\]\.secretHash is not a SHA-256 in hex\.$/],
])('refuses the seed %j, naming source and path', (input, message) => {
  expect(() => parseSeed(input, 'seed.yaml')).toThrow(message);
  expect(() => parseSeed(input, 'seed.yaml')).toThrow(expect.objectContaining({ name: 'SeedError' }));
});

test.each(['', 'demos', 'Demo', 'seed.yaml'])('refuses the unknown built-in seed %j', async (name) => {
  await expect(readSeed(name)).rejects.toThrow(
    `Unknown built-in seed '${name}'. Use demo, faker:SEED:EMPLOYEES, or a seed as an object; only the command line reads files.`,
  );
});

test('a seed can name its schema', () => {
  expect(() => parseSeed({ $schema: './seed.schema.json', ...smallSeed() }, 'seed.yaml')).not.toThrow();
});

test('an emulator does not start with an invalid seed', async () => {
  await expect(createEmulator({ listen: false, seed: {} as any })).rejects.toThrow(/^the seed: companies/);
});

test('an invalid seed does not change a running emulator', async () => {
  await using emulator = await createEmulator({ listen: false });
  const before = emulator.snapshot();
  const twice = { name: 'P', id: 'A1B2C3D4E5F60001' };
  await expect(emulator.seed({} as any)).rejects.toThrow(/companies/);
  await expect(emulator.seed(smallSeed({ policies: [twice, twice] }))).rejects.toThrow(/two policies/);
  expect(emulator.snapshot()).toEqual(before);
  emulator.reset();
  expect(emulator.snapshot().companies).toEqual(before.companies);
});

test('the published schema requires what a seed needs', () => {
  expect(seedJSONSchema()).toMatchObject({ required: ['companies'], additionalProperties: false });
});

test('reports a misspelt key, not the key that is missing because of it', () => {
  expect(() => parseSeed({ companies: [{ name: 'A', domains: ['a.example'], domainAdmin: ['b@a.example'] }] }, 'seed.yaml')).toThrow(
    "seed.yaml: companies[0] has an unknown key 'domainAdmin'. Did you mean 'domainAdmins'?",
  );
});

test('reports a missing key as missing', () => {
  expect(() => parseSeed({ companies: [{ domains: ['a.example'], domainAdmins: ['b@a.example'] }] }, 'seed.yaml')).toThrow(
    'companies[0].name is missing.',
  );
});
