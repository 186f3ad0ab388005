import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDay } from '../../../src/util/date-text.js';
import { createExpenses, newRows, taxi } from '../../support/creations.js';
import { createTestEmulator } from '../../support/emulator.js';
import { turnsDuring } from '../../support/turns.js';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const anyDate = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join('-')),
  fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
    .map((parts) => parts.join('-')),
  fc.constantFrom(
    '2026-01-31\n',
    ' 2026-01-31',
    '2026-01-31Z',
    '２０２６-01-31',
    '2026‑01‑31',
    '+002026-01-31',
    '2026-00-10',
    '2026-13-01',
    '2026-W05-6',
  ),
);

test('refuses every string that is not a calendar day with the documented message, and accepts every day', async () => {
  await using emulator = await createTestEmulator();
  await fc.assert(
    fc.asyncProperty(anyDate, async (created) => {
      const answer = await createExpenses(emulator, [taxi({ created })]);
      if (isDay(created)) expect(answer.responseCode).toBe(200);
      else
        expect(answer).toEqual({
          responseMessage: `Malformed date '${created.toWellFormed()}'. Expected format is yyyy-MM-dd`,
          responseCode: 410,
        });
    }),
    { numRuns: 300, seed: 7 },
  );
});

test.each(['0001-01-01', '1969-12-31', '2000-02-29', '2024-02-29', '9999-12-31'])('%s is a day', async (created) => {
  await using emulator = await createTestEmulator();
  expect((await createExpenses(emulator, [taxi({ created })])).transactionList[0].created).toBe(created);
});

test.each([true, 20260130, [], {}, ['2026-01-30'], null])('the date %j is refused as malformed', async (created) => {
  await using emulator = await createTestEmulator();
  expect((await createExpenses(emulator, [taxi({ created })])).responseMessage).toMatch(
    /^Malformed date '.*'\. Expected format is yyyy-MM-dd$/,
  );
});

test('only the beginning of a megabyte date is quoted', async () => {
  await using emulator = await createTestEmulator();
  const { responseMessage } = await createExpenses(emulator, [taxi({ created: '1'.repeat(1_000_000) })]);
  expect(responseMessage).toBe(`Malformed date '${'1'.repeat(200)}'. Expected format is yyyy-MM-dd`);
});

test.each(['__proto__', 'constructor', '', '\u0000', '𐍈🏢', '\ud800', "'); DROP TABLE", '<script>'.repeat(100)])(
  'strings such as %j are returned unchanged',
  async (text) => {
    await using emulator = await createTestEmulator();
    const sent = taxi({ merchant: `m${text}`, comment: text, externalID: text });
    const [row] = await newRows(emulator, 'expenses', () => createExpenses(emulator, [sent]));
    expect(row).toMatchObject({ merchant: `m${text}`, comment: text, externalID: text });
  },
);

test.each(['reportID', 'policyID'])('a %s named like a property of objects is unknown', async (key) => {
  await using emulator = await createTestEmulator();
  for (const name of ['__proto__', 'constructor', 'toString', '', 'R'.repeat(100_000)]) {
    expect((await createExpenses(emulator, [taxi({ [key]: name })])).responseCode).toBe(404);
  }
});

test('fifty thousand expenses in one request are refused at once, and none is created', async () => {
  await using emulator = await createTestEmulator();
  const answer = await createExpenses(emulator, new Array(50_000).fill(taxi()));
  expect(answer).toEqual({ responseMessage: "'transactionList' parameter is missing or malformed", responseCode: 410 });
  expect((await createExpenses(emulator, new Array(10_001).fill(taxi()))).responseCode).toBe(410);
});

test('ten thousand expenses do not block other requests', async () => {
  await using emulator = await createTestEmulator();
  const many = Array.from({ length: 10_000 }, (_, index) => taxi({ tag: `t${index}`, category: `c${index}` }));
  const { turns, result } = await turnsDuring(() => createExpenses(emulator, many));
  expect(result.transactionList).toHaveLength(10_000);
  expect(turns).toBeGreaterThan(30);
});

test('only the first of many misspelt keys are named', async () => {
  await using emulator = await createTestEmulator();
  const many = Array.from({ length: 1000 }, (_, index) => taxi({ [`merchant${index}`]: 1, [`zz${index}`]: 1 }));
  await createExpenses(emulator, many);
  const messages = (emulator.journal.entries().at(-1)?.advisories ?? []).map(({ message }) => message);
  expect(messages.length).toBeLessThanOrEqual(50);
  expect(messages[0]).toBe('Ignored an unknown key: inputSettings.transactionList[].merchant0 (did you mean merchant?).');
});

test('reports at most twenty unknown names of a request', async () => {
  await using emulator = await createTestEmulator();
  const many = Array.from({ length: 100 }, (_, index) => taxi({ category: `Travel${index}` }));
  await createExpenses(emulator, many);
  const advisories = emulator.journal.entries().at(-1)?.advisories ?? [];
  expect(advisories).toHaveLength(20);
  expect(advisories[0]?.message).toBe(
    "The policy does not have the category 'Travel0' (did you mean Travel?). The value was kept as sent; the live service may reject or drop it.",
  );
});
