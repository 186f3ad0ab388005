import { describe, expect, test } from 'vitest';
import { isSameRow } from '../../../src/emulator/world/change-set.js';
import { describeChanges } from '../../../src/emulator/world/changes.js';
import { valuesOf } from '../../../src/emulator/world/collection.js';
import { createCompany } from '../../../src/emulator/world/company.js';
import { newAccount } from '../../../src/emulator/world/entities/account.js';
import type { Member } from '../../../src/emulator/world/entities/member.js';
import { gained, lost } from '../../../src/emulator/world/indexes.js';
import { loadCompanyInSteps } from '../../../src/emulator/world/load.js';
import { NO_EXPENSES } from '../../support/no-expenses.js';

// Rows of a company that is filled directly, and the basic operations of tables and layers.

const FIRST = 18558431;
const member = (policyID: string, accountID: number, role: Member['role'] = 'user'): Member => ({ policyID, accountID, role });

test('a company is filled row by row, and each write counts', () => {
  const { company, rows } = createCompany({ id: 'x', name: 'X' });
  expect([company.version(), company.version('accounts'), company.accounts.size]).toEqual([0, 0, 0]);
  expect([rows.accounts.nextKey(), rows.accounts.nextKey()]).toEqual([FIRST, FIRST + 1]);
  rows.accounts.put(newAccount(FIRST + 7, 'a@x.example'));
  expect(rows.accounts.nextKey()).toBe(FIRST + 8);
  rows.accounts.put(newAccount(FIRST + 7, 'b@x.example'));
  rows.domains.put({ domain: 'x.example' });
  expect([company.version(), company.version('accounts'), company.version('domains', 'members')]).toEqual([3, 2, 1]);
  expect([company.accounts.find('login', 'a@x.example'), company.accounts.find('login', 'b@x.example')?.accountID]).toEqual([
    undefined,
    FIRST + 7,
  ]);
  rows.accounts.remove(FIRST + 7);
  expect([company.accounts.size, company.accounts.has(FIRST + 7), company.version('accounts')]).toEqual([0, false, 3]);
  expect(company.accounts.find('login', 'b@x.example')).toBeUndefined();
  expect(() => rows.accounts.remove(1)).not.toThrow();
});

test('lists rows by the value of an index until the last one is removed', () => {
  const { company, rows } = createCompany({ id: 'x', name: 'X' });
  rows.members.put(member('P', 1));
  rows.members.put(member('Q', 1));
  rows.members.put(member('P', 2));
  rows.members.put(member('P', 1, 'admin'));
  const listed = (policyID: string) => Array.from(company.members.list('policyID', policyID), ({ accountID, role }) => [accountID, role]);
  expect(listed('P')).toEqual([
    [1, 'admin'],
    [2, 'user'],
  ]);
  rows.members.remove('P/1');
  rows.members.remove('Q/1');
  expect([listed('P'), listed('Q'), listed('R')]).toEqual([[[2, 'user']], [], []]);
});

test('checks whether a row exists, in a transaction as in a company', () => {
  const { company, rows } = createCompany({ id: 'x', name: 'X' });
  rows.domains.put({ domain: 'old.example' });
  const transaction = company.begin();
  const had = () => ['old.example', 'new.example'].map((domain) => transaction.domains.has(domain));
  expect(had()).toEqual([true, false]);
  transaction.domains.put({ domain: 'new.example' });
  transaction.domains.remove('old.example');
  expect(had()).toEqual([false, true]);
  expect(Array.from(transaction.domains.values(), ({ domain }) => domain)).toEqual(['new.example']);
  expect(transaction.domains.size).toBe(1);
  // Counting does not continue from keys that are text.
  expect(transaction.domains.nextKey()).toBe(1);
});

test('counts on from the highest number, in a transaction too', () => {
  const transaction = createCompany({ id: 'x', name: 'X' }).company.begin();
  expect([transaction.accounts.nextKey(), transaction.accounts.nextKey()]).toEqual([FIRST, FIRST + 1]);
  transaction.accounts.put(newAccount(FIRST, 'a@x.example'));
  expect(transaction.accounts.nextKey()).toBe(FIRST + 2);
  transaction.accounts.put(newAccount(FIRST + 3, 'b@x.example'));
  expect(transaction.accounts.nextKey()).toBe(FIRST + 4);
  expect(transaction.accounts.find('employeeID', 'nobody')).toBeUndefined();
});

test.each<[string, object | undefined, object | undefined, boolean]>([
  ['nothing and nothing', undefined, undefined, true],
  ['nothing and a row', undefined, { a: 1 }, false],
  ['a row and nothing', { a: 1 }, undefined, false],
  ['equal fields', { a: 1, b: 'x' }, { b: 'x', a: 1 }, true],
  ['an additional field', { a: 1 }, { a: 1, b: 2 }, false],
  ['a missing field', { a: 1, b: 2 }, { a: 1 }, false],
  ['an undefined field', { a: 1, b: undefined }, { a: 1 }, true],
  ['equal lists', { a: ['x', 'y'] }, { a: ['x', 'y'] }, true],
  ['a longer list', { a: ['x'] }, { a: ['x', 'y'] }, false],
  ['a shorter list', { a: ['x', 'y'] }, { a: ['x'] }, false],
  ['lists in different order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, false],
  ['a list and a text', { a: ['x'] }, { a: 'x' }, false],
])('%s: whether they are the same row (case %#)', (_what, left, right, expected) => {
  expect(isSameRow(left, right)).toBe(expected);
});

describe('the values of an index', () => {
  const index = { name: 'i', fields: ['a', 'b'], isUnique: true };

  test('are those of each field, and of each item of a list', () => {
    expect(valuesOf({ a: 'x', b: ['y', 3, null, {}], c: 'no' }, ['a', 'b'])).toEqual(['x', 'y', 3]);
    expect(valuesOf({ a: undefined, b: null }, ['a', 'b'])).toEqual([]);
  });

  test('are added and removed for the fields that changed', () => {
    const list = ['y'];
    expect(lost({ a: 'x', b: list }, { a: 'z', b: list }, index)).toEqual(['x']);
    expect(gained({ a: 'x', b: list }, { a: 'z', b: list }, index)).toEqual(['z']);
    expect(lost({ a: 'x', b: list }, { a: 'y', b: ['x'] }, index)).toEqual([]);
    expect(lost({ a: 'x', b: list }, { a: 'x', b: list }, index)).toEqual([]);
    expect(gained({ a: 'x', b: list }, { a: 'x', b: list }, index)).toEqual([]);
  });

  test('are all of them for a row that is added or removed', () => {
    expect(gained(undefined, { a: 'x', b: ['y'] }, index)).toEqual(['x', 'y']);
    expect(lost({ a: 'x', b: ['y'] }, undefined, index)).toEqual(['x', 'y']);
    expect(lost(undefined, { a: 'x' }, index)).toEqual([]);
  });

  test('skips a list that is the same object', () => {
    const list = new Proxy(['y'], {
      get: () => {
        throw new Error('The list was read.');
      },
    });
    expect(lost({ a: 'x', b: list }, { a: 'x', b: list }, index)).toEqual([]);
    expect(gained({ a: 'x', b: list }, { a: 'z', b: list }, index)).toEqual(['z']);
  });
});

/** How often work yields, and the number of steps it reports each time. */
function pausesOf(work: Generator<number | undefined>): (number | undefined)[] {
  return [...work];
}

test('loads a long company with a pause after every 32 documents, each counted as eight steps', () => {
  const accounts = Array.from({ length: 96 }, (_, index) => ({ email: `p${index}@x.example` }));
  const document = {
    id: 'x',
    name: 'X',
    domains: [],
    domainAdmins: [],
    domainGroups: [],
    policies: [],
    credentials: [],
    thirdPartyAccess: [],
    ...NO_EXPENSES,
  };
  expect(pausesOf(loadCompanyInSteps({ ...document, accounts }))).toEqual([8, 8, 8]);
});

test('lists changes with a pause after every 32 changes', () => {
  const transaction = createCompany({ id: 'x', name: 'X' }).company.begin();
  for (let index = 0; index < 70; index++) transaction.domains.put({ domain: `d${index}.example` });
  expect(pausesOf(describeChanges(transaction))).toEqual([32, 32]);
});
