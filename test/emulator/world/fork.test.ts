import { expect, test } from 'vitest';
import { createCompany } from '../../../src/emulator/world/company.js';
import { newAccount } from '../../../src/emulator/world/entities/account.js';
import type { Member } from '../../../src/emulator/world/entities/member.js';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';

// A fork reads the maps of its original until one of the two is written.

const FIRST = 18558431;
const member = (policyID: string, accountID: number): Member => ({ policyID, accountID, role: 'user' });
const facts = { id: 'x', name: 'X' };

function original() {
  const created = createCompany(facts);
  created.rows.accounts.put(newAccount(FIRST, 'a@x.example'));
  created.rows.members.put(member('P', FIRST));
  return created;
}

/** Everything that a write to accounts and members can change. */
function seen({ company }: ReturnType<typeof original>) {
  return {
    sizes: [company.accounts.size, company.members.size],
    versions: [company.version('accounts'), company.version('members')],
    logins: ['a@x.example', 'b@x.example'].map((login) => company.accounts.find('login', login)?.accountID),
    ofPolicy: ['P', 'Q'].map((policyID) => Array.from(company.members.list('policyID', policyID), ({ accountID }) => accountID)),
    emails: Array.from(company.accounts.values(), ({ email }) => email),
  };
}

const writes: Readonly<Record<string, (written: ReturnType<typeof original>) => void>> = {
  'an added row': ({ rows }) => rows.accounts.put(newAccount(FIRST + 1, 'b@x.example')),
  'a replaced row': ({ rows }) => rows.accounts.put(newAccount(FIRST, 'b@x.example')),
  'a removed row': ({ rows }) => rows.accounts.remove(FIRST),
  'a row that is added to a list': ({ rows }) => rows.members.put(member('P', FIRST + 1)),
  'a row that is removed from a list': ({ rows }) => rows.members.remove(`P/${FIRST}`),
  'a transaction': ({ company }) => {
    const transaction = company.begin();
    transaction.accounts.put(newAccount(FIRST, 'b@x.example'));
    transaction.members.put(member('Q', FIRST));
    transaction.commit();
  },
};

test.each(Object.entries(writes))('%s is seen by the tables that were written only', (_, write) => {
  const first = original();
  const second = createCompany(facts, {}, first.tables.fork());
  const before = seen(first);
  expect(seen(second)).toEqual(before);
  write(second);
  expect(seen(first)).toEqual(before);
  expect(seen(second)).not.toEqual(before);
  const third = createCompany(facts, {}, first.tables.fork());
  write(first);
  expect(seen(third)).toEqual(before);
  expect(seen(first)).toEqual(seen(second));
});

test('a fork counts keys on its own', () => {
  const first = original();
  const second = createCompany(facts, {}, first.tables.fork());
  expect([first.rows.accounts.nextKey(), second.rows.accounts.nextKey()]).toEqual([FIRST + 1, FIRST + 1]);
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
