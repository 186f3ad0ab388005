import { expect, test } from 'vitest';
import { createExpenses, createReport, newRows, sendRule, taxi } from '../../support/creations.js';
import { createTestEmulator } from '../../support/emulator.js';
import { at, MAIN, OWNER, SECOND } from '../../support/people.js';

test('an expense is stored with its values, and with defaults for missing ones', async () => {
  await using emulator = await createTestEmulator();
  const [expense] = await newRows(emulator, 'expenses', () => createExpenses(emulator, [taxi()]));
  expect(expense).toEqual({
    account: OWNER,
    transactionID: expect.stringMatching(/^\d{19}$/),
    reportID: expect.stringMatching(/^R[0-9A-Za-z]{11}$/),
    merchant: 'Taxi',
    created: '2026-01-30',
    inserted: '2026-01-31 09:00:00',
    amount: 1850,
    currency: 'USD',
    currencyConversionRate: 1,
    mcc: 0,
    category: 'Uncategorized',
    tag: '',
    comment: '',
    billable: false,
    reimbursable: true,
    attendees: [],
  });
});

test('every key of an expense is stored', async () => {
  await using emulator = await createTestEmulator();
  const sent = { externalID: 'h-1', category: 'Travel', tag: 'Sales', comment: 'night', billable: 'true', reimbursable: false };
  const tax = { rateID: 'id_TAX_STANDARD', amount: '600' };
  const [expense] = await newRows(emulator, 'expenses', () => createExpenses(emulator, [taxi({ ...sent, tax, policyID: MAIN })]));
  expect(expense).toMatchObject({ ...sent, billable: true, taxRateID: 'id_TAX_STANDARD', taxAmount: 600 });
  expect(Object.keys(expense ?? {})).not.toEqual(expect.arrayContaining(['policyID']));
});

test.each([
  ['id_TAX_STANDARD', 4200, 700],
  ['id_TAX_STANDARD', -4200, -700],
  ['id_TAX_EXEMPT', 4200, 0],
])('a tax of rate %s without an amount is calculated from the amount %i: %i', async (rateID, amount, taxAmount) => {
  await using emulator = await createTestEmulator();
  const [expense] = await newRows(emulator, 'expenses', () => createExpenses(emulator, [taxi({ amount, tax: { rateID } })]));
  expect(expense?.taxAmount).toBe(taxAmount);
});

test('an amount in another currency is converted to that of the policy of the report', async () => {
  await using emulator = await createTestEmulator();
  const sent = [taxi({ currency: 'EUR' }), taxi({ currency: 'EUR', policyID: SECOND }), taxi({ currency: 'XQX' })];
  const rows = await newRows(emulator, 'expenses', () => createExpenses(emulator, sent));
  expect(rows.map(({ currencyConversionRate }) => currencyConversionRate)).toEqual([1.1, 1, 1]);
});

test('the expenses of one request share a new open report for each policy, and its manager is the person the member submits to', async () => {
  await using emulator = await createTestEmulator();
  const max = emulator.directory.createCredential(at('max.manager'));
  const settings = { employeeEmail: at('max.manager') };
  const reports = await newRows(emulator, 'reports', () => createExpenses(emulator, [taxi(), taxi()], settings, max));
  expect(reports).toEqual([
    {
      reportID: expect.stringMatching(/^R00/),
      name: 'Expense Report 2026-01-31',
      policyID: MAIN,
      account: at('max.manager'),
      status: 'Open',
      created: '2026-01-31 09:00:00',
      manager: at('dana.director'),
      fields: {},
      isACHReimbursed: false,
      history: [],
    },
  ]);
  const more = await newRows(emulator, 'reports', () => createExpenses(emulator, [taxi({ policyID: SECOND }), taxi(), taxi()]));
  expect(more.map(({ policyID }) => policyID)).toEqual([SECOND, MAIN]);
});

test('an expense without a policy goes to the primary policy of the account', async () => {
  await using emulator = await createTestEmulator();
  const seed = emulator.snapshot();
  const accounts = seed.companies[0]?.accounts.map((account) => ({ ...account, primaryPolicyID: SECOND }));
  await using other = await createTestEmulator({ seed: { companies: [{ ...seed.companies[0], accounts }] } as never });
  expect((await newRows(other, 'reports', () => createExpenses(other, [taxi()]))).map(({ policyID }) => policyID)).toEqual([SECOND]);
});

test('the expenses of an account without a policy are on no report', async () => {
  await using emulator = await createTestEmulator({
    seed: {
      companies: [
        {
          name: 'Lone',
          domains: ['lone.example'],
          domainAdmins: ['boss@lone.example'],
          policies: [{ name: 'Theirs', owner: 'other@lone.example', members: [{ email: 'other@lone.example', role: 'admin' }] }],
        },
      ],
    },
  });
  const answer = await createExpenses(emulator, [taxi()], { employeeEmail: 'boss@lone.example' });
  expect(answer).toMatchObject({ responseCode: 200 });
  expect(answer.transactionList[0]).not.toHaveProperty('reportID');
  expect(emulator.snapshot().companies[0]?.reports).toEqual([]);
});

test('a created report accepts expenses by either of its ids', async () => {
  await using emulator = await createTestEmulator();
  const { reportID } = await createReport(emulator);
  const answer = await createExpenses(emulator, [taxi({ reportID })]);
  expect(answer.transactionList[0].reportID).toBe(reportID);
});

test('one bad expense among good ones changes nothing, not even the next ids', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  for (const bad of [
    taxi({ created: 'yesterday' }),
    taxi({ reportID: 'R00EdTripBer' }),
    taxi({ tax: { rateID: 'x' } }),
    taxi({ policyID: 'x' }),
  ]) {
    expect((await createExpenses(emulator, [taxi(), bad])).responseCode).not.toBe(200);
  }
  expect(emulator.snapshot()).toEqual(before);
});

test('a rule sets missing values of an expense, and does not change others', async () => {
  await using emulator = await createTestEmulator();
  await sendRule(emulator, 'create', { actions: { tag: 'Sales', defaultBillable: true } });
  const sent = [taxi(), taxi({ tag: 'Engineering', billable: false })];
  const rows = await newRows(emulator, 'expenses', () => createExpenses(emulator, sent));
  expect(rows).toMatchObject([
    { tag: 'Sales', billable: true },
    { tag: 'Engineering', billable: false },
  ]);
});

test('the same requests get the same ids, and a second world is independent', async () => {
  const ids = async (randomSeed: number): Promise<unknown> => {
    await using emulator = await createTestEmulator({ randomSeed });
    await createExpenses(emulator, [taxi()]);
    return (await createExpenses(emulator, [taxi(), taxi()])).transactionList;
  };
  expect(await ids(1)).toEqual(await ids(1));
  expect(await ids(1)).not.toEqual(await ids(2));
});

test('a snapshot used as a seed keeps its expenses when new ones are created', async () => {
  await using emulator = await createTestEmulator();
  await createExpenses(emulator, [taxi()]);
  const { companies } = emulator.snapshot();
  // The same random seed gives the same ids again, which are already in use.
  await using other = await createTestEmulator({ seed: { companies } as never });
  expect(
    (await newRows(other, 'expenses', () => createExpenses(other, [taxi({ merchant: 'Bus' })]))).map(({ merchant }) => merchant),
  ).toEqual(['Bus']);
  expect(other.snapshot().companies[0]?.expenses).toHaveLength((companies[0]?.expenses.length ?? 0) + 1);
});

test('the journal contains the changes of a request', async () => {
  await using emulator = await createTestEmulator();
  await createExpenses(emulator, [taxi()]);
  const changes = emulator.journal.entries().at(-1)?.changes ?? [];
  expect(changes.map(({ collection }) => collection)).toEqual(['reports', 'expenses']);
});

test('a request that is running during a reset is applied to the new world', async () => {
  await using emulator = await createTestEmulator();
  const many = Array.from({ length: 5000 }, () => taxi());
  const answering = createExpenses(emulator, many);
  await new Promise(setImmediate);
  emulator.reset();
  const before = 40;
  expect((await answering).responseCode).toBe(200);
  expect(emulator.snapshot().companies[0]?.expenses).toHaveLength(before + 5000);
});
