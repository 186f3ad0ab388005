import { truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Row, readSource, SourceError } from '../../src/provision/index.js';
import { fromObjects } from '../../src/provision/source/structured.js';
import { cleanUpFiles, fileOf } from '../support/provision.js';

cleanUpFiles();

const read = (name: string, content: string | Uint8Array) => readSource(fileOf(name, content));
const valuesOf = (rows: readonly Row[]) => rows.map(({ values }) => Object.fromEntries(values));
const lineOf = ({ at }: Row) => at.line;

/** What is said of a file, without its folder. */
function saidOf(name: string, content: string | Uint8Array): string {
  try {
    read(name, content);
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return String((error as Error).message).replace(/^.*\//, '');
  }
  throw new Error('It was read.');
}

test('a CSV is rows of texts', () => {
  const { rows, attributes } = read('p.csv', 'email,id\na@x.com,007\nb@x.com,1e5\n');
  expect(valuesOf(rows)).toEqual([
    { email: 'a@x.com', id: '007' },
    { email: 'b@x.com', id: '1e5' },
  ]);
  expect([...attributes]).toEqual(['email', 'id']);
  expect(rows.map(lineOf)).toEqual([2, 3]);
});

test('a byte order mark, CRLF, semicolons and padded names in the header are all the same to it', () => {
  const { rows } = read('p.csv', '\uFEFFemail; id\r\na@x.com;"00;7"\r\n');
  expect(valuesOf(rows)).toEqual([{ email: 'a@x.com', id: '00;7' }]);
});

test('tabs part columns too', () => {
  expect(valuesOf(read('p.tsv', 'email\tid\na@x.com\t1\n').rows)).toEqual([{ email: 'a@x.com', id: '1' }]);
});

test('line ends inside of quotes do not shift the lines of what follows', () => {
  const { rows } = read('p.csv', 'email,note\r\na@x.com,"two\r\nlines"\r\n\r\nb@x.com,one\r\nc@x.com,"no end"');
  expect(rows.map(lineOf)).toEqual([2, 5, 6]);
  expect(rows[0]?.values.get('note')).toBe('two\nlines');
});

test.each<[string, string, string | Uint8Array, string]>([
  ['an empty file', 'p.csv', '', 'p.csv: the file is empty.'],
  ['a file of blanks', 'p.csv', ' \r\n\n', 'p.csv: the file is empty.'],
  ['a header alone', 'p.csv', 'email,id\n', 'p.csv: the file names nobody.'],
  ['a column twice', 'p.csv', 'email,id,email\n', "p.csv:1:3: the header names 'email' twice, in columns 1 and 3."],
  ['a column without a name', 'p.csv', 'email,,id\n', 'p.csv:1:2: column 2 has no name in the header.'],
  ['a row too short', 'p.csv', 'a,b,c\n1,2,3\n1,2\n', 'p.csv:3: this row has 2 values, and the header names 3 columns.'],
  ['a row too long', 'p.csv', 'a,b\n1,2\n"1\n2",2,3\n', 'p.csv:3: this row has 3 values, and the header names 2 columns.'],
  ['a quote that is never closed', 'p.csv', 'a,b\n1,"2\n3,4\n', 'p.csv:3:2: a quoted value that started above is never closed.'],
  ['a quote in a value', 'p.csv', 'a,b\n1,x"y\n', 'p.csv:2'],
  [
    'Latin-1 bytes',
    'p.csv',
    Buffer.from('email,name\na@x.com,Zo\xEB\n', 'latin1'),
    'p.csv:2:11: the byte 0xEB is no UTF-8; save the file as UTF-8 (spreadsheets call it "CSV UTF-8").',
  ],
  ['broken JSON', 'p.json', '[\n  {"email": "a@x.com",}\n]', 'p.json:2:'],
  [
    'JSON that is no list',
    'p.json',
    '{"email": "a@x.com"}',
    'p.json:1:1: there is no list of people, neither at the top nor under Employees, employees, users.',
  ],
  ['JSON of texts', 'p.json', '[\n"a@x.com"]', 'p.json: this is no object; each person is one.'],
  ['broken YAML', 'p.yaml', '- email: "a\n- b', 'p.yaml:'],
  ['another ending', 'p.xlsx', 'PK', "p.xlsx: the ending '.xlsx' is none of .csv, .tsv, .json, .yaml, .yml."],
])('%s is said with its place', (_what, name, content, said) => {
  expect(saidOf(name, content)).toContain(said);
});

test('a file that is not there is said', () => {
  expect(() => readSource('nowhere.csv')).toThrow('nowhere.csv: the file does not exist.');
});

test('two hundred megabytes are refused without being read', () => {
  const path = fileOf('p.csv', 'a,b\n');
  truncateSync(path, 200 * 1024 * 1024);
  expect(() => readSource(path)).toThrow(/the file has 200 MB, and at most 64 are read; split it\.$/);
});

test('JSON numbers keep the text they were written with', () => {
  const { rows } = read('p.json', '[\n  {"id": 1e5, "n": -0.50, "text": "1 \\"2\\" 3", "yes": true, "none": null},\n\n {"id": 7}]');
  expect(valuesOf(rows)).toEqual([{ id: '1e5', n: '-0.50', text: '1 "2" 3', yes: 'true' }, { id: '7' }]);
  expect(rows.map(({ at }) => [at.line, at.column])).toEqual([
    [2, 3],
    [4, 2],
  ]);
});

test('YAML scalars are texts, and people have lines', () => {
  const { rows } = read('p.yaml', 'Employees:\n  - email: a@x.com\n    id: 007\n  - { email: b@x.com, id: 1e5, on: yes }\n');
  expect(valuesOf(rows)).toEqual([
    { email: 'a@x.com', id: '007' },
    { email: 'b@x.com', id: '1e5', on: 'yes' },
  ]);
  expect(rows.map(lineOf)).toEqual([2, 4]);
});

test('an Okta users export has its profile under profile.', () => {
  const users = [
    { id: '00u1', status: 'ACTIVE', profile: { login: 'a@x.com', manager: null }, groups: [{ profile: { name: 'Admins' } }, 'Staff'] },
  ];
  expect(valuesOf(read('users.json', JSON.stringify(users)).rows)).toEqual([
    { id: '00u1', status: 'ACTIVE', 'profile.login': 'a@x.com', groups: ['Admins', 'Staff'] },
  ]);
});

test('objects of a program are a source too', () => {
  const { rows } = fromObjects([{ email: 'a@x.com', id: 7 }]);
  expect(valuesOf(rows)).toEqual([{ email: 'a@x.com', id: '7' }]);
  expect(rows[0]?.at).toEqual({ file: 'employees[0]' });
});
