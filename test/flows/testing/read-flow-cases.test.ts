import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFlowCases } from '../../../src/flows/index.js';
import { flowCasesJSONSchema } from '../../../src/flows/testing/cases-schema.js';
import { ROOT } from '../../support/root.js';
import { nightlyFlow } from '../fixtures/nightly.js';
import { provisionFlow } from '../fixtures/provision.js';
import { NEW_SELLER } from '../fixtures/users.js';
import { casesOf, folderOf, run } from '../support/cases.js';

test.each([
  [
    'an unknown key of the file',
    'flow: flow.flow\nuser: []\ncases: [{ name: a }]',
    ":2: the file has an unknown key 'user'. Did you mean 'users'?",
  ],
  [
    'an unknown key of a case',
    'flow: flow.flow\ncases:\n  - name: a\n  - name: b\n    imput: {}\n',
    ":5: cases[1] has an unknown key 'imput'. Did you mean 'input'?",
  ],
  [
    'an unknown expectation',
    'flow: flow.flow\ncases:\n  - name: a\n    expect:\n      stauts: error\n',
    ":5: cases[0].expect has an unknown key 'stauts'. Did you mean 'status'?",
  ],
  [
    'an unknown part of a request',
    'flow: flow.flow\ncases:\n  - name: a\n    expect:\n      requests:\n        - job: {}\n          respnseCode: 200\n',
    ":7: cases[0].expect.requests[0] has an unknown key 'respnseCode'. Did you mean 'responseCode'?",
  ],
  ['an invalid status', 'cases: [{ name: a, expect: { status: failed } }]', ':1: cases[0].expect.status must be finished or error.'],
  [
    'requests in an invalid form',
    'cases: [{ name: a, expect: { requests: many } }]',
    ':1: cases[0].expect.requests must be a number or a list of requests.',
  ],
  ['stubs that are not objects', 'stubs: [Slack]\ncases: [{ name: a }]', ':1: stubs[0] must be an object.'],
  ['no cases', 'flow: flow.flow', ':1: cases is missing.'],
  ['an empty list of cases', 'cases: []', ':1: cases must have at least 1 item.'],
  ['a case without a name', 'cases: [{ flow: flow.flow }]', ':1: cases[0].name is missing.'],
  ['a case without a flow', 'cases:\n  - name: a\n', ":2: case 'a' has no flow. Add one with flow: FILE."],
  [
    'a misspelled matcher',
    'cases:\n  - name: a\n    expect: { output: { x: $anny } }',
    ":3: cases[0].expect.output.x is not a matcher. Did you mean '$any'?",
  ],
  ['text that is not YAML', 'cases: [', ': this is not valid YAML: The indentation or a closing bracket is wrong at line 1, column 9.'],
  [
    'an alias without an anchor',
    'cases: *all',
    ': this is not valid YAML: the * at line 1, column 8 refers to an anchor that the file does not define',
  ],
])('refuses %s with the line', (_what, text, message) => {
  expect(() => casesOf(text)).toThrow(`cases.yaml${message}`);
});

test.each([
  ['users', 'users: nobody.json', 'nobody.json: the file does not exist.'],
  ['input', 'input: users.json', 'users.json is not an object.'],
  ['a stub with an unknown key', 'stubs: [{ crad: a }]', 'cases.yaml: The stubs are invalid: stub 1: card is missing.'],
  ['tables', 'tables: users.json', 'users.json is not a folder with one CSV file per table.'],
  ['flow', 'flow: gone.flow', 'gone.flow: the file does not exist.'],
])('refuses %s that name a file of the wrong kind', (_what, setting, message) => {
  const flow = setting.startsWith('flow') ? '' : 'flow: flow.flow, ';
  expect(() => casesOf(`cases: [{ name: a, ${flow}${setting} }]`)).toThrow(message);
});

test('the published schema accepts the example, and rejects what the reader rejects', () => {
  const validate = new Ajv2020({ strict: false }).compile(flowCasesJSONSchema());
  const example = parse(readFileSync(join(ROOT, 'examples/okta-flow/cases.yaml'), 'utf8'));
  expect([validate(example), validate.errors]).toEqual([true, null]);
  expect(validate({ ...example, user: [] })).toBe(false);
  expect(validate({ cases: [{ name: 'a', expect: { requests: [{ respnseCode: 1 }] } }] })).toBe(false);
});

test('for an export instead of a cases file, the error says how to create one; an empty file is reported as empty', () => {
  const folder = folderOf({ 'a.flow': JSON.stringify(provisionFlow()), 'empty.yaml': '# nothing yet\n' });
  expect(() => readFlowCases(join(folder, 'a.flow'))).toThrow(
    /a\.flow is an export, not a cases file\..* flow test ".*a\.flow" --init cases\.yaml$/,
  );
  expect(() => readFlowCases(join(folder, 'empty.yaml'))).toThrow(/empty\.yaml: the file is empty\.$/);
});

test('rejects an empty list of files', () => {
  expect(() => readFlowCases('/nowhere/cases.yaml')).toThrow('/nowhere/cases.yaml: the file does not exist.');
});

test('a case overrides the settings of its file', () => {
  const [first, second] = casesOf(`
flow: flow.flow
clock: 2026-01-31T09:00:00Z
set: { a.b: 1, c.d: 1 }
stubs: [{ card: all }]
tables: { A: [], B: [] }
semantics: { forEach: concurrent }
cases:
  - { name: first }
  - { name: second, clock: 2026-02-01T09:00:00Z, set: { a.b: 2 }, stubs: [{ card: own }], tables: { A: [{ x: 1 }] }, semantics: { timeZone: Europe/Berlin } }
`);
  expect(first?.options).toMatchObject({ clock: '2026-01-31T09:00:00Z', set: { 'a.b': 1 }, tables: { A: [] } });
  expect(second?.options).toMatchObject({
    clock: '2026-02-01T09:00:00Z',
    set: { 'a.b': 2, 'c.d': 1 },
    tables: { A: [{ x: 1 }], B: [] },
    semantics: { forEach: 'concurrent', timeZone: 'Europe/Berlin' },
  });
  expect(second?.stubs.map(({ stub, place, isShared }) => [stub.card, place, isShared])).toEqual([
    ['own', 'stubs[0]', false],
    ['all', 'stubs[0]', true],
  ]);
});

test('file names are relative to the folder of the cases file, and an export is loaded once', () => {
  const stubs = { stubs: [{ card: 'x' }] };
  const groups = [{ id: '00g1', profile: { name: 'Sales' }, members: [] }];
  const text =
    'flow: flow.flow\nusers: users.json\ngroups: groups.json\nstubs: stubs.json\ncases: [{ name: a, input: in.yaml }, { name: b }]';
  const [first, second] = casesOf(text, { 'stubs.json': stubs, 'groups.json': groups, 'in.yaml': 'User ID: 00u1' });
  expect(first?.options).toMatchObject({ users: { users: [{ id: '00uNina' }, { id: '00uLost' }], groups }, input: { 'User ID': '00u1' } });
  expect(first?.stubs).toHaveLength(1);
  expect(second?.pack).toBe(first?.pack);
});

test('a folder of tables is read and never written', async () => {
  const csv = 'Email,Manager,Employee ID,Cost centre\nnew@acme.example,max.manager@acme.example,N1,Sales\n';
  const tables = folderOf({ 'People.csv': csv, 'Policies.csv': 'Cost centre,Policy ID\nSales,A1B2C3D4E5F60001\n' });
  const text = `flow: flow.flow\nflowName: Nightly sync\ntables: ${tables}\ncases: [{ name: a, expect: { output: { Updated: 1 } } }]`;
  expect(await run(casesOf(text, { flow: nightlyFlow() }))).toMatchObject({ passed: true });
  expect(readFileSync(join(tables, 'People.csv'), 'utf8')).toBe(csv);
});

test('cases of several files run in order', () => {
  const cases = (name: string): string => `flow: flow.flow\ncases: [{ name: ${name} }]`;
  const folder = folderOf({ 'flow.flow': provisionFlow(), 'a.yaml': cases('a'), 'b.yaml': cases('b'), 'users.json': [NEW_SELLER] });
  const read = readFlowCases([join(folder, 'a.yaml'), join(folder, 'b.yaml')]);
  expect(read.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(read[1]?.pack).toBe(read[0]?.pack);
});
