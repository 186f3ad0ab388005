import { expect, test } from 'vitest';
import { editMember } from '../../../src/emulator/world/edit.js';
import { createTestEmulator, readEmployees, updateEmployees } from '../../support/emulator.js';
import { countOf, MANY, many, startLong } from '../../support/long-feeds.js';
import { at, ED, ed, MAIN, MAX, memberOf, newcomer } from '../../support/people.js';
import { turnsDuring } from '../../support/turns.js';

test('a member changed by hand while a feed is computed is kept, and so is the feed', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  const company = emulator.world.companies.get('acme');
  if (company === undefined) throw new Error('no company');
  emulator.world.commit(editMember(company, MAIN, ED, { email: ED, role: 'auditor' }));
  expect(await answer).toMatchObject({ updatedEmployeesCount: MANY });
  expect(await memberOf(emulator, ED)).toMatchObject({ role: 'auditor' });
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('other requests are served during a long feed', async () => {
  await using emulator = await createTestEmulator();
  const { turns, result } = await turnsDuring(() => updateEmployees(emulator, many('n')));
  expect(result.updatedEmployeesCount).toBe(MANY);
  expect(turns).toBeGreaterThan(10);
});

test('no request sees half of a feed', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  expect(await countOf(emulator, 'n')).toBe(0);
  await answer;
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('feeds of one company at the same time are applied one after the other, and none is lost', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  const answers = await Promise.all([
    answer,
    updateEmployees(emulator, [newcomer()]),
    updateEmployees(emulator, many('m')),
    updateEmployees(emulator, [ed({ customField2: 'last' })]),
  ]);
  expect(answers.map(({ updatedEmployeesCount }) => updatedEmployeesCount)).toEqual([MANY, 1, MANY, 1]);
  // New members are in the order they were added.
  const emails = (await readEmployees(emulator, MAIN)).map(({ email }) => email);
  expect([at('n0'), at('new'), at('m0')].map((email) => emails.indexOf(email)).sort((one, other) => one - other)).toEqual(
    [at('n0'), at('new'), at('m0')].map((email) => emails.indexOf(email)),
  );
  expect([await countOf(emulator, 'n'), await countOf(emulator, 'm')]).toEqual([MANY, MANY]);
  expect(await memberOf(emulator, at('new'))).toBeDefined();
  expect(await memberOf(emulator, ED)).toMatchObject({ customField2: 'last' });
});

test('a feed of another company does not wait', async () => {
  await using emulator = await createTestEmulator();
  const other = emulator.directory.createCompany('Other');
  const { answer } = await startLong(emulator);
  const [policy] = other.policies;
  const record = newcomer({ policyID: policy?.id, managerEmail: ED });
  const first = await Promise.race([
    answer.then(() => 'long'),
    updateEmployees(emulator, [record], { credentials: other.credentials }).then(() => 'other'),
  ]);
  expect(first).toBe('other');
  await answer;
});

test('a feed is applied even if the company changes all the time', async () => {
  await using emulator = await createTestEmulator();
  const company = emulator.world.companies.get('acme');
  const account = company?.accounts.find('login', ED);
  if (company === undefined || account === undefined) throw new Error('no company');
  let isDone = false;
  let changes = 0;
  const change = (): void => {
    const transaction = company.begin();
    transaction.accounts.put({ ...account, firstName: `${changes++}` });
    emulator.world.commit(transaction);
    if (!isDone) setImmediate(change);
  };
  change();
  const answer = await updateEmployees(emulator, many('n'));
  isDone = true;
  expect(answer).toMatchObject({ updatedEmployeesCount: MANY });
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('an account without permission is refused before the input is read', async () => {
  await using emulator = await createTestEmulator();
  const credentials = emulator.directory.createCredential(MAX);
  const answer = await updateEmployees(emulator, [newcomer()], { credentials, setEmployeePrimaryPolicy: 'nonsense' });
  expect(answer).toMatchObject({ responseCode: 403, responseMessage: 'You must be a domain admin to update employees' });
});
