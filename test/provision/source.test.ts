import { truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Row, readSource, SourceError } from '../../src/provision/index.js';
import { fromObjects } from '../../src/provision/source/structured.js';
import { cleanUpFiles, fileOf } from '../support/provision.js';

cleanUpFiles();

const read = (name: string, content: string | Uint8Array) => readSource(fileOf(name, content));
const valuesOf = (rows: readonly Row[]) => rows.map(({ values }) => Object.fromEntries(values));
const lineOf = ({ at }: Row) => at.line;

/** The error message for a file, without its folder. */
function saidOf(name: string, content: string | Uint8Array): string {
  try {
    read(name, content);
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return String((error as Error).message).replace(/^.*\//, '');
  }
  throw new Error('It was read.');
}

test('a CSV is read as rows of texts', () => {
  const { rows, attributes } = read('p.csv', 'email,id\na@x.com,007\nb@x.com,1e5\n');
  expect(valuesOf(rows)).toEqual([
    { email: 'a@x.com', id: '007' },
    { email: 'b@x.com', id: '1e5' },
  ]);
  expect([...attributes]).toEqual(['email', 'id']);
  expect(rows.map(lineOf)).toEqual([2, 3]);
});

test('a byte order mark, CRLF, semicolons and padded names in the header make no difference', () => {
  const { rows } = read('p.csv', '\uFEFFemail; id\r\na@x.com;"00;7"\r\n');
  expect(valuesOf(rows)).toEqual([{ email: 'a@x.com', id: '00;7' }]);
});

test('tabs separate columns too', () => {
  expect(valuesOf(read('p.tsv', 'email\tid\na@x.com\t1\n').rows)).toEqual([{ email: 'a@x.com', id: '1' }]);
});

test('line ends inside quotes do not shift the line numbers of later rows', () => {
  const { rows } = read('p.csv', 'email,note\r\na@x.com,"two\r\nlines"\r\n\r\nb@x.com,one\r\nc@x.com,"no end"');
  expect(rows.map(lineOf)).toEqual([2, 5, 6]);
  expect(rows[0]?.values.get('note')).toBe('two\nlines');
});

test.each<[string, string, string | Uint8Array, string]>([
  ['an empty file', 'p.csv', '', 'p.csv: the file is empty.'],
  ['a file of blanks', 'p.csv', ' \r\n\n', 'p.csv: the file is empty.'],
  ['a header alone', 'p.csv', 'email,id\n', 'p.csv: the file lists no people.'],
  ['a column twice', 'p.csv', 'email,id,email\n', "p.csv:1:3: the header has 'email' twice, in columns 1 and 3."],
  ['a column without a name', 'p.csv', 'email,,id\n', 'p.csv:1:2: column 2 has no name in the header.'],
  ['a row too short', 'p.csv', 'a,b,c\n1,2,3\n1,2\n', 'p.csv:3: this row has 2 values, but the header has 3 columns.'],
  ['a row too long', 'p.csv', 'a,b\n1,2\n"1\n2",2,3\n', 'p.csv:3: this row has 3 values, but the header has 2 columns.'],
  ['a quote that is never closed', 'p.csv', 'a,b\n1,"2\n3,4\n', 'p.csv:3:2: a quoted value that started above is never closed.'],
  ['a quote in a value', 'p.csv', 'a,b\n1,x"y\n', 'p.csv:2'],
  [
    'Latin-1 bytes',
    'p.csv',
    Buffer.from('email,name\na@x.com,Zo\xEB\n', 'latin1'),
    'p.csv:2:11: the byte 0xEB is not valid UTF-8. Save the file as UTF-8 (spreadsheets call it "CSV UTF-8").',
  ],
  ['broken JSON', 'p.json', '[\n  {"email": "a@x.com",}\n]', 'p.json:2:'],
  [
    'JSON that is not a list',
    'p.json',
    '{"email": "a@x.com"}',
    'p.json:1:1: found no list of people at the top level or under Employees, employees, users.',
  ],
  ['JSON of texts', 'p.json', '[\n"a@x.com"]', 'p.json: each person must be an object.'],
  ['broken YAML', 'p.yaml', '- email: "a\n- b', 'p.yaml:'],
  [
    'an unsupported extension',
    'p.xlsx',
    'PK',
    "p.xlsx: the file extension '.xlsx' is not supported. Use one of .csv, .tsv, .json, .yaml, .yml.",
  ],
])('%s is reported with its position', (_what, name, content, said) => {
  expect(saidOf(name, content)).toContain(said);
});

test('a missing file is reported', () => {
  expect(() => readSource('nowhere.csv')).toThrow('nowhere.csv: the file does not exist.');
});

test('a file of two hundred megabytes is refused without being read', () => {
  const path = fileOf('p.csv', 'a,b\n');
  truncateSync(path, 200 * 1024 * 1024);
  expect(() => readSource(path)).toThrow(/the file is 200 MB, but the limit is 64 MB. Split the file\.$/);
});

test('JSON numbers keep their original text', () => {
  const { rows } = read('p.json', '[\n  {"id": 1e5, "n": -0.50, "text": "1 \\"2\\" 3", "yes": true, "none": null},\n\n {"id": 7}]');
  expect(valuesOf(rows)).toEqual([{ id: '1e5', n: '-0.50', text: '1 "2" 3', yes: 'true' }, { id: '7' }]);
  expect(rows.map(({ at }) => [at.line, at.column])).toEqual([
    [2, 3],
    [4, 2],
  ]);
});

test('YAML scalars are read as texts, and people have line numbers', () => {
  const { rows } = read('p.yaml', 'Employees:\n  - email: a@x.com\n    id: 007\n  - { email: b@x.com, id: 1e5, on: yes }\n');
  expect(valuesOf(rows)).toEqual([
    { email: 'a@x.com', id: '007' },
    { email: 'b@x.com', id: '1e5', on: 'yes' },
  ]);
  expect(rows.map(lineOf)).toEqual([2, 4]);
});

test('an Okta users export has attributes that start with profile.', () => {
  const users = [
    { id: '00u1', status: 'ACTIVE', profile: { login: 'a@x.com', manager: null }, groups: [{ profile: { name: 'Admins' } }, 'Staff'] },
  ];
  expect(valuesOf(read('users.json', JSON.stringify(users)).rows)).toEqual([
    { id: '00u1', status: 'ACTIVE', 'profile.login': 'a@x.com', groups: ['Admins', 'Staff'] },
  ]);
});

test('objects of a program can be a source too', () => {
  const { rows } = fromObjects([{ email: 'a@x.com', id: 7 }]);
  expect(valuesOf(rows)).toEqual([{ email: 'a@x.com', id: '7' }]);
  expect(rows[0]?.at).toEqual({ file: 'employees[0]' });
});
