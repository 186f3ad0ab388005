import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildFlow, type Cards, defineTable, runFlow } from '../../../src/flows/index.js';
import { declare } from '../support/declare.js';

const PEOPLE = defineTable('People', { Name: 'str', Age: 'dec', Active: 'boo' });
const AT = '2026-01-31T09:00:00.000Z';
const run = (build: (cards: Cards) => void, options = {}) =>
  runFlow(
    buildFlow('With a table', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
    { clock: AT, ...options },
  );
const table =
  (id: string, inputs: Record<string, unknown>, outputs: Record<string, 'string' | 'object' | 'object[]' | 'number'> = {}) =>
  (cards: Cards) =>
    cards.card(`@stash.${id}`, id, { 'parameters/stash': PEOPLE.uuid, ...inputs } as never, outputs);
const three = (cards: Cards) => {
  for (const [Name, Age] of [
    ['Ada', 36],
    ['Bob', 9],
    ['Cyd', 80],
  ] as const)
    cards.createRow(PEOPLE, { Name, Age });
};

test('a row is created, read, changed, found and deleted', async () => {
  const { output, tables } = await run((cards) => {
    const id = cards.createRow(PEOPLE, { Name: 'Ada', Age: 36 });
    cards.createRow(PEOPLE, { Name: 'Bob', Age: 9 });
    cards.updateRow(PEOPLE, id, { Age: 37, Name: '' });
    const read = table(
      'readRow',
      { 'Read By/Row ID': id },
      { 'Row/Created': 'string', 'Fields/Name': 'string', 'Fields/Age': 'number' },
    )(cards);
    const found = cards.searchRows(PEOPLE, { where: { Name: 'Bob' }, columns: { Age: 'number' } });
    table('deleteRow', { 'Delete By/Row ID': found.out('Row ID') })(cards);
    cards.returns({ Name: read.out('Name'), Age: read.out('Age'), Created: read.out('Created'), Bob: found.out('Age') });
  });
  expect(output).toEqual({ Name: 'Ada', Age: 37, Created: AT, Bob: 9 });
  expect(tables.People).toEqual([{ 'Row ID': 'row-1', Created: AT, Updated: AT, Name: 'Ada', Age: 37, Active: null }]);
});

test('Update Empty Inputs clears a field', async () => {
  const { tables } = await run((cards) => {
    const id = cards.createRow(PEOPLE, { Name: 'Ada', Age: 36 });
    table('updateRow', { 'Update By/Row ID': id, 'parameters/updateEmptyInputs': 'Yes', 'Fields/Name': '' })(cards);
  });
  expect(tables.People).toMatchObject([{ Name: '', Age: 36 }]);
});

test.each<[string, Record<string, unknown>, unknown[]]>([
  ['all, in order of creation', {}, ['Ada', 'Bob', 'Cyd']],
  ['sorted by a column', { 'Sort/Column': 'Age' }, ['Bob', 'Ada', 'Cyd']],
  ['backwards', { 'Sort/Column': 'Age', 'Sort/Direction': 'desc' }, ['Cyd', 'Ada', 'Bob']],
  ['some of them', { 'Sort/Column': 'Age', 'Sort/Offset': 1, 'Sort/Limit': 1 }, ['Ada']],
  ['by a literal', { 'Filter/Where Expression': { expr: [{ lhs: 'Age', op: '>', rhs: 10, join: 'AND' }] } }, ['Ada', 'Cyd']],
  [
    'by two conditions that must both be true',
    {
      'Filter/Where Expression': {
        expr: [
          { lhs: 'Age', op: '>', rhs: 10 },
          { lhs: 'Name', op: '!=', rhs: 'Cyd', join: 'AND' },
        ],
      },
    },
    ['Ada'],
  ],
  [
    'by one condition or another',
    {
      'Filter/Where Expression': {
        expr: [
          { lhs: 'Name', op: '=', rhs: 'Ada' },
          { lhs: 'Name', op: '=', rhs: 'Bob', join: 'OR' },
        ],
      },
    },
    ['Ada', 'Bob'],
  ],
  [
    'by a wired value',
    { 'Filter/Where Expression': { expr: [{ lhs: 'Name', op: '=', rhd: { outputId: 'o1' } }] }, '_expr/o1': 'Cyd' },
    ['Cyd'],
  ],
])('Search Rows returns %s', async (_, inputs, expected) => {
  const { output } = await run((cards) => {
    three(cards);
    const found = table(
      'searchRows2',
      { 'Sort/Direction': 'asc', 'parameters/resultSet': 'all-new', ...inputs },
      { 'Result/Rows': 'object[]' },
    )(cards);
    cards.returns({ Names: cards.pluck(found.out(), 'Name') });
  });
  expect(output).toEqual({ Names: expected });
});

test('Search Rows without a match returns nothing, and no error', async () => {
  const { output, status } = await run((cards) =>
    cards.returns({ Age: cards.searchRows(PEOPLE, { where: { Name: 'Zoe' }, columns: { Age: 'number' } }).out('Age') }),
  );
  expect({ output, status }).toEqual({ output: { Age: null }, status: 'finished' });
});

test('a column of dates is searched by instant, whatever the offset', async () => {
  const visits = defineTable('Visits', { Who: 'str', At: 'dte' });
  const { output } = await run((cards) => {
    cards.createRow(visits, { Who: 'Ada', At: '2026-01-31T10:00:00+02:00' });
    cards.createRow(visits, { Who: 'Bob', At: '2026-01-31T09:30:00+00:00' });
    const search = (op: string, rhs: string) =>
      cards.card(
        '@stash.searchRows2',
        'Search',
        {
          'parameters/stash': visits.uuid,
          'parameters/resultSet': 'all',
          'Filter/Where Expression': { expr: [{ lhs: 'At', op, rhs }] },
        } as never,
        { 'Result/Rows': 'object[]' },
      );
    cards.returns({
      Equal: cards.pluck(search('=', '2026-01-31T08:00:00Z').out(), 'Who'),
      Later: cards.pluck(search('>', '2026-01-31T09:00:00Z').out(), 'Who'),
    });
  });
  expect(output).toEqual({ Equal: ['Ada'], Later: ['Bob'] });
});

test('an unknown row and an unknown comparison are card errors', async () => {
  const inPeople = (build: (cards: Cards) => unknown) =>
    run((cards) => {
      three(cards);
      build(cards);
    });
  expect((await inPeople(table('readRow', { 'Read By/Row ID': 'row-9' }))).error).toMatchObject({
    code: 404,
    message: "Table 'People' has no row 'row-9'.",
  });
  const odd = { 'Filter/Where Expression': { expr: [{ lhs: 'Name', op: '~', rhs: 'x' }] } };
  expect((await inPeople(table('searchRows2', odd))).error?.message).toContain("unknown operator '~'");
});

test('Read Table returns the columns that the author made, but no rows; Clear Table and Export to CSV affect the whole table', async () => {
  const { output } = await run((cards) => {
    cards.createRow(PEOPLE, { Name: 'A, "B"', Age: 1 });
    const schema = table('readTable', {}, { 'Output/Column Schema': 'object[]' })(cards);
    const csv = table(
      'exportToCSV',
      { 'File/Filename': 'p.csv', 'Options/Delimiter': ',', 'Options/Columns': ['Name', 'Age'] },
      { 'CSV/File Content': 'object' },
    )(cards);
    const cleared = table('clearTable', {}, { 'Table/Cleared Rows': 'number' })(cards);
    cards.returns({ Schema: schema.out(), Csv: cards.get(csv.out(), 'content'), Cleared: cleared.out() });
  });
  const Schema = [
    { name: 'Name', type: 'string' },
    { name: 'Age', type: 'number' },
    { name: 'Active', type: 'boolean' },
  ];
  expect(output).toEqual({ Schema, Csv: 'Name,Age\n"A, ""B""",1\n', Cleared: 1 });
});

test('cells get the types of the table definition when they are read, and are written back unchanged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  const text = `Row ID,Created,Updated,Name,Age,Active\nrow-7,${AT},${AT},"A, B",36,true\nrow-8,${AT},${AT},007,,false\n`;
  writeFileSync(join(folder, 'People.csv'), text);
  const { output } = await run(
    (cards) => {
      const found = cards.searchRows(PEOPLE, { where: { Name: '007' }, columns: { Active: 'boolean', Age: 'number' } });
      cards.returns({ Active: found.out('Active'), Age: found.out('Age') });
    },
    { tables: folder },
  );
  expect(output).toEqual({ Active: false, Age: null });
  expect(readFileSync(join(folder, 'People.csv'), 'utf8')).toBe(text);
  const next = await run((cards) => cards.returns({ ID: cards.createRow(PEOPLE, { Name: 'New' }) }), { tables: folder });
  expect(next.output).toEqual({ ID: 'row-9' });
});

test("a CSV that can't be parsed is reported with its path, and nothing runs", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  writeFileSync(join(folder, 'People.csv'), 'Name\n"open');
  await expect(run(() => undefined, { tables: folder })).rejects.toThrow(join(folder, 'People.csv'));
});

test("Search Rows streams each row to its helper, with the card's other fields as State", async () => {
  const helper = buildFlow('Take one', (cards) => {
    const start = cards.helperFlow({ Record: 'object', State: 'object' });
    cards.sendEmail({
      to: ['it@acme.example'],
      subject: cards.get(start.out('Record'), 'Name'),
      body: cards.get(start.out('State'), 'Boss'),
    });
  });
  const flow = buildFlow('Main', (cards) => {
    cards.helperFlow({});
    cards.callFlowAsync(helper, {}, 'Only named here');
    three(cards);
    const inputs = {
      'Sort/Column': 'Age',
      'Sort/Limit': 2,
      'Streaming/Flow': Object.keys(helper.data.flos)[0] ?? '',
      'Streaming/Boss': 'mia',
    };
    const found = table('searchRows2', inputs, { 'Result/Records Streamed': 'number' })(cards);
    cards.returns({ Count: found.out('Records Streamed') });
  });
  const stubs = [{ card: 'Only named here' }];
  const { output, mail } = await runFlow(declare(flow, { 'Streaming/Flow': { type: 'flo' } }), { flow: 'Main', stubs });
  expect(output).toEqual({ Count: 2 });
  expect(mail.map(({ subject, body }) => [subject, body])).toEqual([
    ['Bob', 'mia'],
    ['Ada', 'mia'],
  ]);
});
