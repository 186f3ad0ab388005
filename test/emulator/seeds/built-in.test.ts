import { expect, test } from 'vitest';
import { DEMO, demoSeed } from '../../../src/emulator/seeds/demo.js';
import { fakerSeed } from '../../../src/emulator/seeds/faker-seed.js';
import { parseAroundPeople, parseSeed } from '../../../src/emulator/seeds/parse.js';
import { readSeed } from '../../../src/emulator/seeds/read-seed.js';
import { createEmulator } from '../../../src/index.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { createTestEmulator, readEmployees, sendJob } from '../../support/emulator.js';

test('the demo seed is the default', async () => {
  await using emulator = await createTestEmulator();
  expect(emulator.credentials.partnerUserID).toBe('aa_owner_acme_example');
  expect(emulator.policies.map(({ id }) => id)).toEqual([DEMO.mainPolicyID, DEMO.secondPolicyID, DEMO.foreignPolicyID]);
  expect(await readEmployees(emulator, DEMO.mainPolicyID)).toHaveLength(12);
});

test('a seed as an object gives the same as its name', async () => {
  expect(await readSeed(demoSeed)).toEqual(await readSeed('demo'));
});

test('every policy of the demo can be listed and read', async () => {
  await using emulator = await createTestEmulator();
  const fields = ['categories', 'reportFields', 'tags', 'tax', 'employees'];
  const policyIDList = emulator.policies.map(({ id }) => id);
  const answer = await sendJob(emulator, { type: 'get', inputSettings: { type: 'policy', policyIDList, fields } });
  expect(Object.keys(answer.policyInfo)).toEqual(policyIDList);
});

test('faker gives the same company for the same numbers, and a different one for others', async () => {
  expect(await fakerSeed('faker:42:50')).toEqual(await fakerSeed('faker:42:50'));
  expect(await fakerSeed('faker:42:50')).not.toEqual(await fakerSeed('faker:43:50'));
});

test('a faker company has the requested number of employees, each with an existing manager', async () => {
  await using emulator = await createEmulator({ listen: false, seed: 'faker:7:300', rateLimit: 'off' });
  const [policy] = emulator.policies;
  const employees = await readEmployees(emulator, policy?.id ?? '');
  const emails = new Set(employees.map(({ email }) => email));
  expect(emails.size).toBe(301);
  expect(employees.filter(({ submitsTo }) => !emails.has(submitsTo))).toEqual([]);
  expect(new Set(employees.map(({ submitsTo }) => submitsTo)).size).toBeGreaterThan(10);
});

test('one employee is enough for a faker company', async () => {
  await using emulator = await createEmulator({ listen: false, seed: 'faker:1:1' });
  expect(emulator.policies).toHaveLength(2);
});

test.each(['faker:', 'faker:1', 'faker:1:0', 'faker:1:200001', 'faker:a:5', 'faker:1:5:9', 'faker:-1:5', 'faker:1:1.5'])(
  '%j is not a valid faker seed',
  async (spec) => {
    await expect(readSeed(spec)).rejects.toThrow(`'${spec}' is not a valid faker seed. Write faker:SEED:EMPLOYEES`);
  },
);

test('reset returns to the last seed', async () => {
  await using emulator = await createTestEmulator();
  await emulator.seed('faker:1:3');
  const before = emulator.snapshot();
  await emulator.seed('demo');
  await emulator.seed('faker:1:3');
  emulator.reset();
  expect(emulator.snapshot()).toEqual(before);
});

test('the people of a generated seed are what a check of each of them would return', async () => {
  const seed = await fakerSeed('faker:42:50');
  expect(atOnce(parseAroundPeople(seed, 'faker'))).toEqual(parseSeed(seed, 'faker'));
  expect(seed.companies[0]?.policies[0]?.members).toHaveLength(51);
});
