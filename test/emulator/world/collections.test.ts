import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { prepareSeed } from '../../../src/emulator/seeds/prepare.js';
import { seedSchemaWith } from '../../../src/emulator/seeds/schema.js';
import { describeChanges } from '../../../src/emulator/world/changes.js';
import { defineCollection } from '../../../src/emulator/world/collection.js';
import { type Company, revert } from '../../../src/emulator/world/company.js';
import { loadCompany } from '../../../src/emulator/world/load.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { list } from '../../../src/util/lists.js';
import { smallSeed } from '../../support/worlds.js';

/** An entity that no company has, declared like any other. */
interface Badge {
  readonly code: string;
  readonly holderID: number;
  readonly rooms: readonly string[];
}
const badges = defineCollection({
  name: 'badges',
  nouns: 'badges',
  keyName: 'code',
  key: ({ code }: Badge) => code,
  indexes: { room: { fields: ['rooms'], isUnique: false }, holder: { fields: ['holderID'], isUnique: true } },
  seed: () => list(z.strictObject({ code: z.string(), holder: z.string(), rooms: list(z.string()) })).optional(),
  document: {
    write: ({ code, holderID, rooms }: Badge, emailOf) => ({ code, holder: emailOf(holderID), rooms }),
    read: ({ code, holder, rooms }: { code: string; holder: string; rooms: readonly string[] }, loading) => ({
      code,
      holderID: loading.accountOf(holder),
      rooms,
    }),
  },
});
const others = { badges };

function load(seeded: object): Company {
  const seed = { companies: [{ ...smallSeed().companies[0], ...seeded }] };
  const [document] = prepareSeed(seedSchemaWith(others).parse(seed)).document.companies;
  if (document === undefined) throw new Error('no company');
  return loadCompany(document, others);
}

test('one declaration is enough to seed an entity, change it in a transaction, list it in the change set, save and load it', () => {
  const company = load({ badges: [{ code: 'B1', holder: 'Ann@x.example', rooms: ['lab'] }] });
  const transaction = company.begin();
  const [badge] = transaction.rowsOf(badges).list('room', 'lab');
  if (badge === undefined) throw new Error('no badge');
  transaction.rowsOf(badges).put({ ...badge, rooms: ['lab', 'roof'] });
  const before = { code: 'B1', holder: 'ann@x.example', rooms: ['lab'] };
  const after = { ...before, rooms: ['lab', 'roof'] };
  expect(atOnce(describeChanges(transaction)).changes).toEqual([{ collection: 'badges', key: 'B1', before, after }]);
  expect(transaction.commit()).toEqual([{ collection: 'badges', key: 'B1', before: badge, after: { ...badge, rooms: ['lab', 'roof'] } }]);
  const saved = saveCompany(company);
  expect(saved).toMatchObject({ badges: [after] });
  expect(saveCompany(loadCompany(JSON.parse(JSON.stringify(saved)), others))).toEqual(saved);
});

test('the message about a duplicate row uses the nouns of its declaration', () => {
  const badge = { code: 'B1', holder: 'a@x.example', rooms: [] };
  expect(() => load({ badges: [badge, { ...badge, holder: 'b@x.example' }] })).toThrow('Small: two badges share the code B1.');
  expect(() => load({ badges: [badge, { ...badge, code: 'B2' }] })).toThrow(/^Small: two badges share the holder \d+\.$/);
});

/** Everything that can happen to badges, in any order. */
const ROOMS = ['lab', 'roof', 'hall'];
const step = fc.oneof(
  fc.record({
    code: fc.constantFrom('B1', 'B2', 'B3', 'B4'),
    holderID: fc.constantFrom(1, 2, 3),
    rooms: fc.subarray(ROOMS),
  }),
  fc.constantFrom('B1', 'B2', 'B3', 'B4'),
);
const transactions = fc.array(fc.array(step, { maxLength: 6 }), { minLength: 1, maxLength: 6 });
type Step = Badge | string;

function write(rows: ReturnType<ReturnType<Company['begin']>['rowsOf']>, done: Step): void {
  try {
    if (typeof done === 'string') rows.remove(done);
    else rows.put(done);
  } catch {
    // A badge with the same holder is refused. If the refusal had left traces, the scan below would find them.
  }
}

/** Each index finds exactly the rows that a scan of all rows finds. */
function assertIndexed(rows: Pick<ReturnType<Company['rowsOf']>, never> & ReturnType<typeof rowsOfBadges>): void {
  const all = [...rows.values()];
  expect(rows.size).toBe(all.length);
  for (const room of ROOMS) {
    expect([...rows.list('room', room)].map(({ code }) => code).sort()).toEqual(
      all
        .filter(({ rooms }) => rooms.includes(room))
        .map(({ code }) => code)
        .sort(),
    );
  }
  for (const holderID of [1, 2, 3]) expect(rows.find('holder', holderID)).toBe(all.find((badge) => badge.holderID === holderID));
}
const rowsOfBadges = (from: Pick<Company, 'rowsOf'>) => from.rowsOf(badges);
const sorted = (company: Company): unknown[] => [...company.rowsOf(badges).values()].sort((a, b) => a.code.localeCompare(b.code, 'en'));

test('a dropped transaction changes nothing, and a reverted change set restores the previous rows', () => {
  fc.assert(
    fc.property(transactions, (all) => {
      const company = load({});
      for (const steps of all) {
        const before = sorted(company);
        const version = company.version();
        const dropped = company.begin();
        for (const done of steps) write(dropped.rowsOf(badges), done);
        expect(sorted(company)).toEqual(before);
        expect(company.version()).toBe(version);
        const changes = dropped.commit();
        const after = sorted(company);
        revert(company, changes).commit();
        expect(sorted(company)).toEqual(before);
        assertIndexed(rowsOfBadges(company));
        const again = company.begin();
        for (const done of steps) write(again.rowsOf(badges), done);
        again.commit();
        expect(sorted(company)).toEqual(after);
      }
    }),
  );
});

test('indexes agree with a scan of all rows, in a transaction and after its commit', () => {
  fc.assert(
    fc.property(transactions, (all) => {
      const company = load({});
      for (const steps of all) {
        const transaction = company.begin();
        for (const done of steps) {
          write(transaction.rowsOf(badges), done);
          assertIndexed(rowsOfBadges(transaction));
        }
        const expected = [...transaction.rowsOf(badges).values()];
        transaction.commit();
        expect([...company.rowsOf(badges).values()]).toEqual(expected);
        assertIndexed(rowsOfBadges(company));
      }
    }),
  );
});
