import { expect, test } from 'vitest';
import { FAMILIES } from '../../../../src/flows/cards/catalogue.js';
import { DATE_ROWS } from './dates.js';
import { LIST_ROWS } from './lists.js';
import { NUMBER_ROWS } from './numbers.js';
import { OBJECT_ROWS } from './objects.js';
import { CardFailure, formsOf, runRow } from './row.js';
import { TEXT_ROWS } from './texts.js';

const ROWS = [...OBJECT_ROWS, ...LIST_ROWS, ...TEXT_ROWS, ...NUMBER_ROWS, ...DATE_ROWS];
const CASES = ROWS.flatMap((row) => formsOf(row).map((form) => ({ row, form, id: row[0], inputs: row[1], source: row[3] })));

test.each(CASES)('$id with $form $inputs: $source', async ({ row, form }) => {
  const expected = row[2];
  const found = await runRow(row, form);
  if (!(expected instanceof CardFailure)) return expect(found).toEqual(expected);
  expect(found).toBeInstanceOf(CardFailure);
  const { message } = found as CardFailure;
  if (typeof expected.message === 'string') expect(message).toBe(expected.message);
  else expect(message).toMatch(expected.message);
});

const VALUE_FAMILIES = ['Object', 'List', 'Text', 'Number and true/false', 'Date', 'JSON, URL, encryption'];
const CARDS = [
  ...VALUE_FAMILIES.flatMap((family) => FAMILIES[family] ?? []),
  ...(FAMILIES['Flow control'] ?? []).filter(({ id }) => ['control.assignIf', 'control.lookup'].includes(id)),
];

test('every card on values has a row', () => {
  expect(CARDS.length).toBeGreaterThan(75);
  const covered = new Set(ROWS.map(([id]) => id));
  expect(CARDS.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([]);
});

test('a card has a row from its page if and only if it is documented', () => {
  const quoted = new Set(ROWS.flatMap(([id, , , source]) => (source.startsWith('page: ') ? [id] : [])));
  const differing = CARDS.filter(({ id, evidence }) => !id.startsWith('control.') && (evidence === 'documented') !== quoted.has(id));
  expect(differing.map(({ id, evidence }) => `${id} is ${evidence}`)).toEqual([]);
});

test('a card with an assumed result says so in its note', () => {
  const fromNowhere = new Set(
    ROWS.flatMap(([id, , expected, source]) => (source === 'assumed' && !(expected instanceof CardFailure) ? [id] : [])),
  );
  const silent = CARDS.filter(({ id, note = '' }) => fromNowhere.has(id) && !/assumed/i.test(note));
  expect(silent.map(({ id }) => id)).toEqual([]);
});
