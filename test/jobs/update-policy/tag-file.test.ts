import { expect, test } from 'vitest';
import { readTagFile } from '../../../src/jobs/update-policy/tag-file.js';
import { JobError } from '../../../src/protocol/job-error.js';
import { atOnce } from '../../../src/runtime/slices.js';

type Config = Parameters<typeof readTagFile>[0];
const CONFIG: Config = { dependency: false, glCodes: false, header: true, setRequired: false, fileType: 'csv' };

/** The tags in the file, and the details of the advisories. */
function read(file: string, changes: Partial<Config> = {}): { readonly tags: unknown; readonly told: (string | undefined)[] } {
  const told: (string | undefined)[] = [];
  const context = { fields: new Map([['file', file]]), advise: (_code: unknown, detail?: string) => void told.push(detail) };
  try {
    return { tags: atOnce(readTagFile({ ...CONFIG, ...changes }, context)), told };
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    return { tags: error.answered.id, told };
  }
}

const tag = (name: string, glCode = '') => ({ name, enabled: true, glCode });

test.each<readonly [string, string, Partial<Config>, unknown]>([
  ['one column with a header has a name', 'Team\nA\n', {}, [{ name: 'Team', tags: [tag('A')] }]],
  ['one column without a header has none', 'A\nB\n', { header: false }, [{ name: '', tags: [tag('A'), tag('B')] }]],
  ['one column under an empty header has none', '""\nA\n', {}, [{ name: '', tags: [tag('A')] }]],
  [
    'blank cells and surrounding spaces are ignored',
    'T,U\n A , \n,B\n',
    {},
    [
      { name: 'T', tags: [tag('A')] },
      { name: 'U', tags: [tag('B')] },
    ],
  ],
  [
    'a row can have fewer cells',
    'T,U\nA\n',
    {},
    [
      { name: 'T', tags: [tag('A')] },
      { name: 'U', tags: [] },
    ],
  ],
  ['the last GL code of a tag counts', 'T,GL\nA,1\nA,2\n', { glCodes: true }, [{ name: 'T', tags: [tag('A', '2')] }]],
  [
    'each level can be required separately',
    'T,U\nA,B\n',
    { setRequired: [false, true] },
    [
      { name: 'T', tags: [tag('A')] },
      { name: 'U', required: true, tags: [tag('B')] },
    ],
  ],
  [
    'a single boolean applies to all levels',
    'T,U\nA,B\n',
    { setRequired: true },
    [
      { name: 'T', required: true, tags: [tag('A')] },
      { name: 'U', required: true, tags: [tag('B')] },
    ],
  ],
  [
    'dependent levels are a list of paths',
    'T,U\nA,x\nA,y\nA,x\n',
    { dependency: true },
    { levels: ['T', 'U'], tags: [tag('A:x'), tag('A:y')] },
  ],
  [
    'dependent levels can be required',
    'T\nA\n',
    { dependency: true, setRequired: true },
    { levels: ['T'], required: true, tags: [tag('A')] },
  ],
  [
    'the GL codes of parents that are not tags themselves are kept',
    'T,GL,U,GL\nA,1,x,2\nA,1,,\nB,3,y,4\n',
    { dependency: true, glCodes: true },
    { levels: ['T', 'U'], tags: [tag('A:x', '2'), tag('A', '1'), tag('B:y', '4')], parents: [tag('B', '3')] },
  ],
  ['a row of blanks is ignored', 'T,U\n,\nA,x\n', { dependency: true }, { levels: ['T', 'U'], tags: [tag('A:x')] }],
  ['a colon is escaped', 'T,U\na:b,c\\:d\n', { dependency: true }, { levels: ['T', 'U'], tags: [tag('a\\:b:c\\\\:d')] }],
])('%s', (_what, file, changes, tags) => {
  expect(read(file, changes)).toEqual({ tags, told: [] });
});

const wide = (columns: number): string => Array.from({ length: columns }, (_, index) => `L${index}`).join(',');

test('a hundred levels are read, and more are refused', () => {
  expect(read(`${wide(100)}\nA\n`).tags).toHaveLength(100);
  expect(read(`${wide(1000)}\nA\n`)).toEqual({
    tags: 'update policy/malformed-file',
    told: ['file, line 1: the file has more than 100 levels.'],
  });
});

test.each<readonly [string, string, Partial<Config>, string]>([
  ['a tag without its parent', 'T,U\nA,x\n,y\n', { dependency: true }, 'file, line 3: the tag has no parent.'],
  ['a row that is too long', 'T\nA\nA,B\n', {}, 'file, line 3: the row has 2 values, but line 1 has 1.'],
  ['a level without a name', 'T,\nA,B\n', {}, 'file, line 1: level names must be unique.'],
  [
    'a missing column of GL codes',
    'T,GL,U\nA,1,B\n',
    { glCodes: true },
    'file, line 1: each level needs a column of GL codes, but the file has 3 columns.',
  ],
  ['nothing but a header', 'T\n', {}, 'file, line 1: the file has no tags.'],
  ['a bad quote', 'T\n"A\n', {}, 'file, line 2: a quoted value that started above is never closed.'],
])('%s is malformed, and an advisory names the line', (_what, file, changes, detail) => {
  const { tags, told } = read(file, changes);
  expect(tags).toBe('update policy/malformed-file');
  expect(told).toEqual([detail]);
});

test.each([
  [[true], false],
  [[true, true, true], false],
  [[true, true], true],
] as const)('setRequired %j does not fit two levels with dependency: %j', (setRequired, dependency) => {
  expect(read('T,U\nA,B\n', { setRequired: [...setRequired], dependency }).tags).toBe('update policy/malformed-tags');
});
