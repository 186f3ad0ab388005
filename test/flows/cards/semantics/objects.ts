import { fails, type Row } from './row.js';

const NESTED = { all: [{ b: 'x' }, { b: 'y' }, { b: 'z' }] };
const PRODUCT = { product: 'P1', parts: [{ partno: 1 }, { partno: 2 }], inventory: { instock: 3, ordered: 4 } };
const HALF_EMPTY = { name: 'Ada', title: '', settings: { empty: {}, full: 1 } };

export const OBJECT_ROWS: readonly Row[] = [
  [
    'object.construct',
    { a: 1, b: 'x', c: null, d: [1] },
    { output: { a: 1, b: 'x', c: null, d: [1] } },
    'page: Construct, names of the inputs',
  ],
  ['object.get', { object: { a: 1, b: 2 }, path: 'b' }, { output: 2 }, 'page: Get'],
  ['object.get', { object: { all: { b: 'x', c: 'c' } }, path: 'all.c' }, { output: 'c' }, 'page: Get'],
  ['object.get', { object: NESTED, path: 'all.2.b' }, { output: 'z' }, 'page: Get'],
  ['object.get', { object: { 'a.b': { c: 1 } }, path: ['a.b', 'c'] }, { output: 1 }, 'page: Get, a list of keys'],
  ['object.get', { object: NESTED, path: ['all', 1, 'b'] }, { output: 'y' }, 'page: Get, a list of keys'],
  ['object.get', { object: NESTED, path: 'all.7.b' }, { output: null }, 'assumed'],
  ['object.get', { object: null, path: 'a' }, { output: null }, 'assumed'],
  [
    'object.pick',
    { object: PRODUCT },
    { product: 'P1', 'parts.1.partno': 2, inventory: { instock: 3, ordered: 4 }, 'inventory.ordered': 4 },
    'page: Get Multiple',
  ],
  ['object.pick', { object: [{ id: 7 }] }, { '0.id': 7, id: null }, 'assumed'],
  ['object.set', { object: { a: 1, b: 'old' }, path: 'b', value: 'new' }, { output: { a: 1, b: 'new' } }, 'page: support article on Set'],
  ['object.set', { object: { a: 1 }, path: 'b', value: 'new' }, { output: { a: 1, b: 'new' } }, 'page: support article on Set'],
  ['object.set', { object: {}, path: 'x.y', value: ['z'] }, { output: { x: { y: ['z'] } } }, 'assumed'],
  [
    'object.merge',
    { start: { email: 'a@acme.example', id: 7 }, sink: { email: 'a@acme.example', first: 'Ada' } },
    { output: { email: 'a@acme.example', id: 7, first: 'Ada' } },
    'page: Merge',
  ],
  ['object.merge', { start: { a: 1 }, sink: { a: 2 }, 'object 3': { a: 3 } }, { output: { a: 3 } }, 'assumed'],
  ['object.merge', { start: null, sink: { b: 2 } }, { output: { b: 2 } }, 'export: looseNulls'],
  ['object.move', { object: { a: 'x', b: 'y' }, source: 'a', destination: 'c' }, { output: { b: 'y', c: 'x' } }, 'page: Move'],
  ['object.move', { object: {}, source: 'a', destination: 'b' }, fails("Nothing found at 'a' (input 'source')."), 'assumed'],
  [
    'object.clearEmpty',
    { object: HALF_EMPTY, recursive: false },
    { output: { name: 'Ada', settings: { empty: {}, full: 1 } } },
    'page: Clear Empty',
  ],
  ['object.clearEmpty', { object: HALF_EMPTY, recursive: true }, { output: { name: 'Ada', settings: { full: 1 } } }, 'page: Clear Empty'],
  ['object.clearEmpty', { object: { a: 0, b: false, c: null }, recursive: null }, { output: { a: 0, b: false } }, 'page: Clear Empty'],
  ['object.clearEmpty', { object: { a: [] }, recursive: false }, { output: {} }, 'assumed'],
  ['object.keys', { object: { a: 1, b: 2 } }, { keys: ['a', 'b'] }, 'label: Keys'],
  ['object.values', { object: { name: 'Ada', age: '36', id: 7 } }, { values: ['Ada', '36', 7] }, 'page: Values'],
  [
    'object.expand',
    { object: { user: { id: 7 }, tags: ['a', 'b'] } },
    { 'user.id': 7, 'tags.1': 'b', missing: null },
    'export: paths of outputs',
  ],
];
