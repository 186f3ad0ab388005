import { expect, test } from 'vitest';
import type { EmployeeInput } from '../../src/client/index.js';
import { splitFeed } from '../../src/client/split-feed.js';

const person = (name: string, fields: object = {}): EmployeeInput =>
  ({ employeeEmail: `${name}@x.com`, employeeID: name, policyID: 'A', managerEmail: 'owner@x.com', ...fields }) as EmployeeInput;

/** The logins of each batch, such as `['boss', 'report leaves']`. */
function batches(employees: readonly EmployeeInput[], size: number): string[][] {
  return splitFeed(employees, size).map((batch) =>
    batch.map(({ employeeEmail, isTerminated }) => `${employeeEmail.split('@')[0]}${isTerminated === undefined ? '' : ' leaves'}`),
  );
}

test('a feed that fits is one batch, in the same order', () => {
  expect(batches([person('a'), person('b'), person('c')], 3)).toEqual([['a', 'b', 'c']]);
});

test('a batch is filled up to its size', () => {
  expect(batches([person('a'), person('b'), person('c'), person('d'), person('e')], 2)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('managers come before their reports, level by level, and other people keep their order', () => {
  const feed = [
    person('worker', { managerEmail: 'LEAD@x.com' }),
    person('lone'),
    person('lead', { managerEmail: 'boss@x.com' }),
    person('second', { managerEmail: 'lead@x.com' }),
    person('boss'),
  ];
  expect(batches(feed, 1)).toEqual([['lone'], ['boss'], ['lead'], ['worker'], ['second']]);
});

test('a chain is followed to its top, whichever person comes first in the feed', () => {
  const chain = ['d', 'b', 'a', 'c'].map((name) => person(name, { managerEmail: `${String.fromCharCode(name.charCodeAt(0) - 1)}@x.com` }));
  expect(batches(chain, 1)).toEqual([['a'], ['b'], ['c'], ['d']]);
});

test('people in a circle each get a batch, and people who report to them come later', () => {
  const feed = [
    person('c', { managerEmail: 'b@x.com' }),
    person('a', { managerEmail: 'b@x.com' }),
    person('b', { managerEmail: 'a@x.com' }),
  ];
  const order = batches(feed, 1).flat();
  expect([...order].sort()).toEqual(['a', 'b', 'c']);
  expect(order.indexOf('c')).toBeGreaterThan(order.indexOf('b'));
});

test.each([true, 'true'])('leavers with isTerminated %j come last, even if they are managers', (isTerminated) => {
  const feed = [
    person('boss', { isTerminated }),
    person('report', { managerEmail: 'boss@x.com' }),
    person('gone', { isTerminated }),
    person('other'),
  ];
  expect(batches(feed, 1)).toEqual([['other'], ['report'], ['boss leaves'], ['gone leaves']]);
});

test.each([false, 'false'])('a person with isTerminated %j is not a leaver', (isTerminated) => {
  expect(batches([person('boss', { isTerminated }), person('report', { managerEmail: 'boss@x.com' })], 1)).toEqual([
    ['boss leaves'],
    ['report'],
  ]);
});

test('a person who leaves one policy and stays on another is not a leaver', () => {
  const moving = [person('mover', { isTerminated: true }), person('mover', { policyID: 'B' })];
  expect(batches([...moving, person('report', { managerEmail: 'mover@x.com' }), person('gone', { isTerminated: true })], 2)).toEqual([
    ['mover leaves', 'mover'],
    ['report', 'gone leaves'],
  ]);
});

test('all records of one person stay together, in their order, even beyond the size', () => {
  const feed = [person('a', { policyID: '1' }), person('b'), person('A', { policyID: '2' }), person('a', { policyID: '3' })];
  expect(splitFeed(feed, 2).map((batch) => batch.map(({ policyID }) => policyID))).toEqual([['1', '2', '3'], ['A']]);
});

const groupsOf = (employees: readonly EmployeeInput[], size: number) =>
  splitFeed(employees, size).map((batch) => batch.map((record) => record.domainGroupID));
const inGroup = (name: string) => person(name, { domainGroupID: '1001' });

test('a manager in another record of the same person counts', () => {
  const feed = [person('report', { managerEmail: '' }), person('REPORT', { policyID: 'B', managerEmail: 'boss@x.com' }), person('boss')];
  expect(batches(feed, 1)).toEqual([['boss'], ['report', 'REPORT']]);
});

test("a record without an address is nobody's manager", () => {
  const nameless = { employeeID: 'n', policyID: 'A', managerEmail: '' } as never;
  const split = splitFeed([person('a', { managerEmail: undefined }), nameless], 1);
  expect(split.map(([record]) => record?.employeeID)).toEqual(['a', 'n']);
});

test('leavers keep their order, after a chain of all other people', () => {
  const chain = ['c', 'b', 'a'].map((name) => person(name, { managerEmail: `${String.fromCharCode(name.charCodeAt(0) - 1)}@x.com` }));
  const leavers = ['z', 'y'].map((name) => person(name, { isTerminated: true }));
  expect(batches([...leavers, ...chain], 1).flat()).toEqual(['a', 'b', 'c', 'z leaves', 'y leaves']);
});

test('domain groups stay if every record has one, regardless of the number of batches', () => {
  expect(groupsOf([inGroup('a'), inGroup('b'), inGroup('c')], 2)).toEqual([['1001', '1001'], ['1001']]);
});

test.each([undefined, ''])('domain groups are removed from all batches if one record has %j', (domainGroupID) => {
  const split = splitFeed([inGroup('a'), inGroup('b'), person('c', { domainGroupID })], 2);
  expect(split.flat().map((record) => Object.hasOwn(record, 'domainGroupID'))).toEqual([false, false, false]);
});

test('a feed of one batch is sent unchanged, because the service checks its groups', () => {
  expect(groupsOf([inGroup('a'), person('b')], 2)).toEqual([['1001', undefined]]);
});
