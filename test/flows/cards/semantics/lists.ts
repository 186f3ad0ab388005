import { expect } from 'vitest';
import { date, fails, type Row } from './row.js';

const ADA = { name: 'Ada', value: 10 };
const BEN = { name: 'Ben', value: 20 };
const CYD = { name: 'Cyd', value: 10 };
const PEOPLE = [ADA, BEN, CYD];
const JANUARY = { id: 1, hired: '2026-01-01T02:00:00+02:00' };
const MARCH = { id: 2, hired: '2026-03-01T00:00:00Z' };

export const LIST_ROWS: readonly Row[] = [
  ['list.construct', { a: 'x', b: 'y' }, { list: ['x', 'y'] }, 'export: Create a list from multiple inputs'],
  ['list.construct', { a: null, b: { c: 1 } }, { list: [null, { c: 1 }] }, 'assumed'],
  ['list.at', { list: ['x', 'y', 'z'], index: 0 }, { item: 'x' }, 'page: At'],
  ['list.at', { list: [10, 20, 30], index: '2' }, { item: 30 }, 'page: At'],
  ['list.at', { list: ['a'], index: 1 }, fails('Array index out of bounds'), 'page: errors of cards'],
  ['list.at', { list: ['a'], index: -1 }, fails('Array index out of bounds'), 'assumed'],
  ['list.length', { list: ['a', 'b'] }, { length: 2 }, 'label: Length'],
  ['list.length', { list: '' }, { length: 0 }, 'export: looseNulls'],
  ['list.length', { list: 'text' }, fails(/'text' is not a list/), 'assumed'],
  ['list.pluck', { list: PEOPLE, key: 'name' }, { values: ['Ada', 'Ben', 'Cyd'] }, 'label: Pluck'],
  ['list.pluck', { list: [{ a: { b: 1 } }, {}], key: 'a.b' }, { values: [1, null] }, 'assumed'],
  ['list.join', { list: ['a', 'b'], delimiter: '|' }, { string: 'a|b' }, 'export: Join the values of a list'],
  ['list.join', { list: [1, true, null], delimiter: null }, { string: '1true' }, 'export: the separator is optional'],
  ['list.findBy', { list: PEOPLE, path: 'value', operator: '==', comparison: 20 }, { item: BEN, index: 1 }, 'page: Find'],
  ['list.findBy', { list: PEOPLE, path: 'name', operator: '==', comparison: 'Zoe' }, { item: null, index: -1 }, 'page: Find'],
  ['list.findBy', { list: ['a', 'b'], path: '', operator: '==', comparison: 'b' }, { item: 'b', index: 1 }, 'page: Find, no path'],
  ['list.findBy', { list: [80, 9], path: null, operator: '<', comparison: 10 }, { item: 9, index: 1 }, 'page: Find, numbers'],
  ['list.findBy', { list: ['80', '9'], path: null, operator: '>', comparison: '80' }, { item: '9', index: 1 }, 'page: Find, texts'],
  [
    'list.findBy',
    { list: PEOPLE, path: 'value', operator: '===', comparison: '10' },
    { item: null, index: -1 },
    'label: equal and the same type',
  ],
  ['list.filterBy', { list: PEOPLE, path: 'value', operator: '==', comparison: 10 }, { list: [ADA, CYD] }, 'like: Find'],
  [
    'list.filterBy',
    { list: ['a', 'b', 'c'], path: null, operator: 'in', comparison: ['c', 'a'] },
    { list: ['a', 'c'] },
    'export: Filter by a list',
  ],
  ['list.filterBy', { list: PEOPLE, path: 'tags', operator: 'is empty', comparison: '' }, { list: PEOPLE }, 'label: is empty'],
  [
    'list.filterBy',
    { list: [JANUARY, MARCH], path: 'hired', operator: '<=', comparison: date('2026-01-01T00:00:00Z') },
    { list: [JANUARY] },
    'like: Compare, dates',
  ],
  ['list.filterBy', { list: ['80', '9'], path: '', operator: '>', comparison: 10 }, { list: ['80'] }, 'like: Find, types decide'],
  ['list.shift', { list: ['a', 'b'] }, { item: 'a', list: ['b'] }, 'label: Get First Item'],
  ['list.shift', { list: [] }, { item: null, list: [] }, 'assumed'],
  ['list.pop', { list: ['a', 'b'] }, { item: 'b', list: ['a'] }, 'label: Get Last Item'],
  ['list.push', { item: 'c', list: ['a'] }, { list: ['a', 'c'] }, 'export: Add an item to the end of a list'],
  ['list.push', { item: { a: 1 }, list: null }, { list: [{ a: 1 }] }, 'export: looseNulls'],
  ['list.concat', { list1: ['a'], list2: ['a', 'b'], list3: ['c'] }, { output: ['a', 'a', 'b', 'c'] }, 'page: Combine All'],
  ['list.flatten', { lists: [['a'], ['b', ['c']], 'd'] }, { list: ['a', 'b', ['c'], 'd'] }, 'label: Flatten'],
  ['list.includes', { list: [{ a: 1 }], value: { a: 1 } }, { result: true }, 'label: Includes'],
  ['list.includes', { list: ['1'], value: 1 }, { result: false }, 'assumed'],
  ['list.uniqueBy', { list: [5, 70, 2, 5, 30, 2], path: '' }, { 'unique list': [5, 70, 2, 30] }, 'page: Remove Duplicates'],
  ['list.uniqueBy', { list: PEOPLE, path: 'value' }, { 'unique list': [ADA, BEN] }, 'page: Remove Duplicates'],
  ['list.uniqueBy', { list: PEOPLE, path: 'name' }, { 'unique list': PEOPLE }, 'page: Remove Duplicates'],
  ['list.union', { list1: ['a', 'b'], list2: ['b', 'c'] }, { union: ['a', 'b', 'c'] }, 'label: Union (Combine Unique)'],
  ['list.difference', { list1: ['a', 'b', 'b'], list2: ['a'] }, { list: ['b', 'b'] }, 'label: Difference'],
  ['list.intersection', { list1: ['a', 'b', 'b'], list2: ['b', 'c'] }, { list: ['b'] }, 'label: Intersection'],
  ['list.sortBy', { list: [3, 20, 1], path: '' }, { 'sorted list': [1, 3, 20] }, 'page: support article on Sort'],
  ['list.sortBy', { list: [BEN, ADA], path: 'value' }, { 'sorted list': [ADA, BEN] }, 'page: support article on Sort'],
  ['list.sortBy', { list: [{}, { a: 'b' }, { a: 1 }], path: 'a' }, { 'sorted list': [{ a: 1 }, { a: 'b' }, {}] }, 'assumed'],
  ['list.groupBy', { list: PEOPLE, by: 'value' }, { output: { 10: [ADA, CYD], 20: [BEN] } }, 'page: Group By'],
  ['list.collapse', { list: [{ a: 1 }, { b: 2 }, { a: 3 }] }, { output: { a: 3, b: 2 } }, 'page: Collapse'],
  ['list.sample', { list: ['a'], amount: 1 }, { samples: ['a'] }, 'page: Sample'],
  ['list.sample', { list: ['a', 'b'], amount: 1 }, { samples: [expect.toBeOneOf(['a', 'b'])] }, 'page: Sample'],
  ['list.sample', { list: ['a', 'b'], amount: 5 }, { samples: expect.arrayContaining(['a', 'b']) }, 'assumed'],
];
