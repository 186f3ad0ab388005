import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { demoSeed } from '../../../src/emulator/seeds/demo.js';
import { longestPause } from '../../support/longest-pause.js';
import { ask, createScimEmulator, scimError } from '../../support/scim.js';

test.each<[query: string, startIndex: number, items: number]>([
  ['', 1, 12],
  ['?startIndex=1&count=5', 1, 5],
  ['?startIndex=11&count=5', 11, 2],
  ['?startIndex=12&count=5', 12, 1],
  ['?startIndex=13&count=5', 13, 0],
  ['?startIndex=999999999999999', 999_999_999_999_999, 0],
  ['?startIndex=0&count=5', 1, 5],
  ['?startIndex=-3&count=5', 1, 5],
  ['?startIndex=%2B2&count=5', 2, 5],
  ['?count=0', 1, 0],
  ['?count=-1', 1, 0],
  ['?count=12', 1, 12],
  ['?count=201', 1, 12],
  ['?startIndex=1&startIndex=5&count=1', 1, 1],
])('RFC 7644 3.4.2.4: %s starts at %i and has %i of 12', async (query, startIndex, items) => {
  await using emulator = await createScimEmulator();
  const { status, body } = await ask(emulator, 'GET', `/Users${query}`);
  expect({ status, body }).toMatchObject({ status: 200, body: { totalResults: 12, startIndex, itemsPerPage: items } });
  expect(body.Resources).toHaveLength(items);
});

test.each([
  'startIndex=first',
  'startIndex=1.5',
  'startIndex=',
  'count=ten',
  'count=1e3',
  'count=0x10',
  'count=NaN',
  'startIndex=9999999999999999',
])('%s is refused with invalidValue', async (query) => {
  await using emulator = await createScimEmulator();
  const { status, body } = await ask(emulator, 'GET', `/Users?${query}`);
  expect({ status, body }).toEqual({ status: 400, body: scimError(400, 'invalidValue') });
});

const EXTRA = 9_988;
const people = Array.from({ length: EXTRA }, (_, index) => ({ email: `p${index}@acme.example`, firstName: 'P', lastName: String(index) }));

test('lists each of 10,000 users once in pages of 200, without blocking the event loop', async () => {
  const accounts = [...(demoSeed.companies[0]?.accounts ?? []), ...people];
  await using emulator = await createScimEmulator({ seed: demoSeedWith({ accounts }) });
  const ids: string[] = [];
  for (let startIndex = 1; startIndex <= 10_000; startIndex += 200) {
    // Measures each page alone, because requests that follow each other in process share a turn of the event loop.
    const { ms, result } = await longestPause(() => ask(emulator, 'GET', `/Users?startIndex=${startIndex}&count=1000`));
    expect(ms).toBeLessThan(200);
    expect(result.body).toMatchObject({ totalResults: 10_000, startIndex, itemsPerPage: 200 });
    ids.push(...result.body.Resources.map(({ id }: { id: string }) => id));
  }
  expect(ids).toHaveLength(10_000);
  expect(new Set(ids).size).toBe(10_000);
  expect((await ask(emulator, 'GET', '/Users?count=1000000')).body.itemsPerPage).toBe(200);
  expect((await ask(emulator, 'GET', '/Users')).body.itemsPerPage).toBe(100);
});

test('pages requested before and after a deactivation have the same order', async () => {
  await using emulator = await createScimEmulator();
  const first = (await ask(emulator, 'GET', '/Users?count=6')).body.Resources;
  const [{ id }] = first;
  await ask(emulator, 'PUT', `/Users/${id}`, { body: { ...first[0], active: false } });
  const second = (await ask(emulator, 'GET', '/Users?startIndex=7&count=6')).body.Resources;
  expect(new Set([...first, ...second].map((user: { id: string }) => user.id)).size).toBe(12);
  expect((await ask(emulator, 'GET', '/Users?count=1')).body.Resources[0]).toMatchObject({ id, active: false });
});
