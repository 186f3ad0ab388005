import { expect, test } from 'vitest';
import { ensureAccount } from '../../../src/emulator/world/people.js';
import { World } from '../../../src/emulator/world/world.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';
import { smallCompany } from '../../support/worlds.js';

const ID = 'A1B2C3D4E5F60001';

function smallWorld(): World {
  const world = new World();
  world.add(smallCompany({ policies: [{ id: ID, name: 'P', members: [{ email: 'a@x.example' }, { email: 'b@x.example' }] }] }));
  return world;
}

function hire(world: World, email: string): number {
  const [company] = world.companies.values();
  const transaction = company?.begin();
  if (transaction === undefined) throw new Error('no company');
  const { accountID } = ensureAccount(transaction, email);
  transaction.members.put({ policyID: ID, accountID, role: 'user' });
  world.commit(transaction);
  return accountID;
}

test('an image stays as it is when the world is written', () => {
  const world = smallWorld();
  const before = world.save();
  const image = world.image();
  hire(world, 'new@x.example');
  expect(world.save()).not.toEqual(before);
  atOnce(world.returnTo(image));
  expect(world.save()).toEqual(before);
});

test('a world returns to an image as often as needed, with the same rows in the same order and the same next account number', () => {
  const world = smallWorld();
  const image = world.image();
  const first = hire(world, 'new@x.example');
  const after = JSON.stringify(world.save());
  for (let times = 0; times < 2; times++) {
    atOnce(world.returnTo(image));
    expect(hire(world, 'new@x.example')).toBe(first);
    expect(JSON.stringify(world.save())).toBe(after);
  }
});

test('people and members are found through their indexes after a return', () => {
  const world = smallWorld();
  atOnce(world.returnTo(world.image()));
  const [company] = world.companies.values();
  expect(company?.accounts.find('login', 'a@x.example')?.email).toBe('a@x.example');
  expect([...(company?.members.list('policyID', ID) ?? [])]).toHaveLength(3);
});

test.each([
  ['a small', 3],
  ['a large', 1500],
])('after a return, two worlds and the image of %s company are written independently, with their indexes', (_, people) => {
  const world = new World();
  const members = Array.from({ length: people }, (_each, index) => ({ email: `p${index}@x.example` }));
  world.add(smallCompany({ policies: [{ id: ID, name: 'P', members }] }));
  const image = world.image();
  const other = new World();
  atOnce(other.returnTo(image));
  const found = (one: World) => {
    const [company] = one.companies.values();
    return [company?.accounts.find('login', 'new@x.example')?.email, [...(company?.members.list('policyID', ID) ?? [])].length];
  };
  const [unchanged] = [found(other)];
  hire(world, 'new@x.example');
  expect(found(other)).toEqual(unchanged);
  hire(other, 'other@x.example');
  expect(found(world)).toEqual(['new@x.example', Number(unchanged[1]) + 1]);
  const third = new World();
  atOnce(third.returnTo(image));
  expect(found(third)).toEqual(unchanged);
});

test('a return is one write, made at the end', () => {
  const world = smallWorld();
  const image = world.image();
  const [before] = world.companies.values();
  const writes: unknown[] = [];
  world.onWrite((write) => writes.push(write));
  const work = world.returnTo(image);
  expect(world.companies.values().next().value).toBe(before);
  atOnce(work);
  expect(writes).toEqual([{}]);
  expect(world.companies.values().next().value).not.toBe(before);
});

test.each(['demo', 'faker:7:700'])('emulators with the seed %s share no change, and a reset undoes every change', async (seed) => {
  await using changed = await createTestEmulator({ seed });
  await using other = await createTestEmulator({ seed });
  const before = changed.snapshot();
  expect((await updateEmployees(changed, [newcomer({ policyID: changed.policies[0]?.id })])).responseCode).toBe(200);
  changed.directory.createCredential(changed.directory.pairs()[0]?.actsAs ?? '');
  changed.directory.createCompany('Umbrella');
  expect(changed.snapshot()).not.toEqual(before);
  expect(other.snapshot()).toEqual(before);
  changed.reset();
  expect(changed.snapshot()).toEqual(before);
  await using third = await createTestEmulator({ seed });
  expect(third.snapshot()).toEqual(before);
});

test('an emulator does not know the secrets that another one created', async () => {
  await using first = await createTestEmulator();
  await using second = await createTestEmulator();
  const { partnerUserID } = first.directory.createCredential('owner@acme.example');
  expect([first.directory.secretOf(partnerUserID)?.length, second.directory.secretOf(partnerUserID)]).toEqual([40, undefined]);
});
