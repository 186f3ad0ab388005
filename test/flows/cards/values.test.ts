import { expect, test } from 'vitest';
import { buildFlow, runFlow } from '../../../src/flows/index.js';
import { declare } from '../support/declare.js';
import { outputOf, runCard } from '../support/run-card.js';

// One row: card, inputs, output, expected value.
const people = [
  { name: 'Ada', age: 36, tags: ['a'] },
  { name: 'Bob', age: 9 },
  { name: 'Cyd', age: 80, address: { city: 'Bonn' } },
];

test.each<[string, Record<string, unknown>, string, unknown]>([
  ['object.construct', { a: 1, b: 'x', c: null }, 'output', { a: 1, b: 'x', c: null }],
  ['object.get', { object: { a: { b: [{ c: 7 }] } }, path: 'a.b.0.c' }, 'output', 7],
  ['object.get', { object: { 'a.b': 1 }, path: 'a.b' }, 'output', 1],
  ['object.get', { object: {}, path: 'a.b' }, 'output', null],
  ['object.get', { object: {}, path: 'constructor.name' }, 'output', null],
  ['object.set', { object: { a: { b: 1 } }, path: 'a.c', value: 2 }, 'output', { a: { b: 1, c: 2 } }],
  ['object.set', { object: { list: [1, 2] }, path: 'list.1', value: 9 }, 'output', { list: [1, 9] }],
  ['object.set', { object: {}, path: 'x.y', value: 'z' }, 'output', { x: { y: 'z' } }],
  ['object.merge', { start: { a: 1, b: 1 }, sink: { b: 2 }, 'object 3': { c: 3 } }, 'output', { a: 1, b: 2, c: 3 }],
  ['object.merge', { start: null, sink: { b: 2 } }, 'output', { b: 2 }],
  ['object.move', { object: { a: 1, keep: 2 }, source: 'a', destination: 'b' }, 'output', { keep: 2, b: 1 }],
  ['object.move', { object: {}, source: 'a', destination: 'b' }, 'output', "error: Nothing found at 'a' (input 'source')."],
  ['object.clearEmpty', { object: { a: '', b: null, c: [], d: {}, e: 0, f: false }, recursive: false }, 'output', { e: 0, f: false }],
  ['object.clearEmpty', { object: { a: { b: '' }, c: 1 }, recursive: true }, 'output', { c: 1 }],
  ['object.keys', { object: { a: 1, b: 2 } }, 'keys', ['a', 'b']],
  ['object.values', { object: { a: 1, b: 2 } }, 'values', [1, 2]],
  ['list.construct', { x: 'a', y: 'b' }, 'list', ['a', 'b']],
  ['list.at', { list: ['a', 'b'], index: 1 }, 'item', 'b'],
  ['list.at', { list: ['a'], index: 1 }, 'item', 'error: Array index out of bounds'],
  ['list.at', { list: ['a'], index: -1 }, 'item', 'error: Array index out of bounds'],
  ['list.length', { list: ['a', 'b'] }, 'length', 2],
  ['list.length', { list: null }, 'length', 0],
  ['list.length', { list: 'text' }, 'length', "error: Invalid type conversion: 'text' is not a list (input 'list')"],
  ['list.pluck', { list: people, key: 'name' }, 'values', ['Ada', 'Bob', 'Cyd']],
  ['list.pluck', { list: people, key: 'address.city' }, 'values', [null, null, 'Bonn']],
  ['list.join', { list: ['a', 1, true], delimiter: '|' }, 'string', 'a|1|true'],
  ['list.findBy', { list: people, path: 'name', operator: '==', comparison: 'Bob' }, 'item', people[1]],
  ['list.findBy', { list: people, path: 'name', operator: '==', comparison: 'Zoe' }, 'index', -1],
  ['list.filterBy', { list: people, path: 'age', operator: '>', comparison: 30 }, 'list', [people[0], people[2]]],
  ['list.filterBy', { list: ['a', 'b', 'c'], path: null, operator: 'in', comparison: ['c', 'a'] }, 'list', ['a', 'c']],
  ['list.filterBy', { list: people, path: 'tags', operator: 'is not empty', comparison: '' }, 'list', [people[0]]],
  ['list.shift', { list: ['a', 'b'] }, 'item', 'a'],
  ['list.shift', { list: ['a', 'b'] }, 'list', ['b']],
  ['list.shift', { list: [] }, 'item', null],
  ['list.pop', { list: ['a', 'b'] }, 'item', 'b'],
  ['list.pop', { list: ['a', 'b'] }, 'list', ['a']],
  ['list.push', { item: 'c', list: ['a'] }, 'list', ['a', 'c']],
  ['list.concat', { list1: ['a'], list2: ['a', 'b'] }, 'output', ['a', 'a', 'b']],
  ['list.flatten', { lists: [['a'], 'b', [['c']]] }, 'list', ['a', 'b', ['c']]],
  ['list.includes', { list: [{ a: 1 }], value: { a: 1 } }, 'result', true],
  ['list.includes', { list: ['1'], value: 1 }, 'result', false],
  ['list.uniqueBy', { list: [{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 2 }], path: 'a' }, 'unique list', [{ a: 1, b: 1 }, { a: 2 }]],
  ['list.uniqueBy', { list: [{ a: 1 }, { a: 1 }], path: '' }, 'unique list', [{ a: 1 }]],
  ['list.union', { list1: ['a', 'b'], list2: ['b', 'c'] }, 'union', ['a', 'b', 'c']],
  ['list.difference', { list1: ['a', 'b'], list2: ['b'] }, 'list', ['a']],
  ['list.intersection', { list1: ['a', 'b', 'b'], list2: ['b', 'c'] }, 'list', ['b']],
  ['list.sortBy', { list: [3, 20, 1], path: '' }, 'sorted list', [1, 3, 20]],
  ['list.sortBy', { list: people, path: 'age' }, 'sorted list', [people[1], people[0], people[2]]],
  ['list.sortBy', { list: [{}, { a: 'b' }, { a: 'a' }], path: 'a' }, 'sorted list', [{ a: 'a' }, { a: 'b' }, {}]],
  [
    'list.groupBy',
    {
      list: [
        { a: 'x', n: 1 },
        { a: 'y', n: 2 },
        { a: 'x', n: 3 },
      ],
      path: 'a',
    },
    'output',
    {
      x: [
        { a: 'x', n: 1 },
        { a: 'x', n: 3 },
      ],
      y: [{ a: 'y', n: 2 }],
    },
  ],
  ['list.collapse', { list: [{ a: 1 }, { b: 2 }, { a: 3 }] }, 'output', { a: 3, b: 2 }],
  ['json.parse', { string: '{"a":[1]}' }, 'output', { a: [1] }],
  ['json.stringify', { object: { a: 1 } }, 'output', '{"a":1}'],
  ['json.stringify', { object: 'text' }, 'output', '"text"'],
  ['url.encodeComponent', { string: 'a+b&c=d é%\ud800' }, 'output', 'a%2Bb%26c%3Dd%20%C3%A9%25%EF%BF%BD'],
  ['url.parse', { url: 'https://u:p@host.example:8443/a/b?x=1&y=2#z' }, 'query', 'x=1&y=2'],
  ['url.parse', { url: 'https://host.example:8443/a/b' }, 'port', 8443],
  ['url.parse', { url: 'nowhere' }, 'host', "error: 'nowhere' is not a URL (input 'url')."],
  [
    'crypto.hmac',
    { algorithm: 'sha256', key: 'key', data: 'data', digest: 'hex' },
    'output',
    '5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0',
  ],
  ['crypto.hmac', { algorithm: 'sha1', key: 'key', data: 'data', digest: 'base64' }, 'output', 'EEFSxb/coHvGM+69RhmfAlXJ9J0='],
  [
    'crypto.hmac',
    { algorithm: 'none', key: 'k', data: 'd' },
    'output',
    "error: OpenSSL on this machine does not support the algorithm 'none'.",
  ],
])('%s %j returns in %s the expected value', async (id, inputs, output, expected) => {
  expect(await outputOf(id, inputs, output)).toEqual(expected);
});

test('Parse quotes text that is not JSON, with the position', async () => {
  expect(await outputOf('json.parse', { string: '<html>' })).toMatch(/^error: '<html>' is not JSON: /);
});

test('Get Multiple uses the names of its outputs as paths', async () => {
  const { outputs } = await runCard('object.pick', { object: { a: { b: 1 }, list: [{ id: 7 }] } }, ['a.b', 'list.0.id', 'missing']);
  expect(outputs).toEqual({ 'a.b': 1, 'list.0.id': 7, missing: null });
});

test('Sample draws the given number of items, each once, and the same in every run', async () => {
  const draw = () => outputOf('list.sample', { list: ['a', 'b', 'c', 'd'], count: 3 }, 'list');
  const drawn = (await draw()) as string[];
  expect(new Set(drawn).size).toBe(3);
  expect(await draw()).toEqual(drawn);
});

test('a key called __proto__ is a key like any other', async () => {
  const object = JSON.parse('{"__proto__":{"bad":1}}');
  expect(JSON.stringify(await outputOf('object.merge', { start: object, sink: {} }))).toBe('{"__proto__":{"bad":1}}');
  expect(await outputOf('object.get', { object, path: '__proto__.bad' })).toBe(1);
  expect(await outputOf('object.get', { object: {}, path: '__proto__.toString' })).toBeNull();
  expect(JSON.stringify(await outputOf('object.set', { object: {}, path: '__proto__.bad', value: 1 }))).toBe('{"__proto__":{"bad":1}}');
  expect(Object.hasOwn(Object.prototype, 'bad')).toBe(false);
});

test('Filter and Find compare a field as a date if the list declares it as one', async () => {
  const list = [
    { name: 'Ada', hired: '2026-01-31T10:00:00+02:00' },
    { name: 'Bob', hired: '2026-01-31T09:30:00Z' },
  ];
  const flow = buildFlow('Dates in a list', (cards) => {
    cards.helperFlow({});
    const inputs = { list: list as never, path: 'hired', operator: '>', comparison: '2026-01-31T09:00:00Z' };
    cards.card('list.filterBy', 'Filter', inputs, { list: 'object[]' });
  });
  const declared = declare(flow, { list: { type: { name: { type: 'string' }, hired: { type: 'Date' } }, collection: true } });
  expect((await runFlow(declared)).cards.at(-1)?.outputs).toEqual({ list: [list[1]] });
});
