import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CONTRACTS_FOLDER, loadContracts } from '../../src/contract/load.js';
import { contractJSONSchema } from '../../src/contract/written.js';
import { folderWith } from '../support/contracts-folder.js';

/** The keys of every interaction in these tests, as YAML. */
const KNOWN = `
    description: A description
    exercises: [get policyList/listed]
    evidence: assumed
    source: a test`;
const LIST = 'when: { job: { type: get, inputSettings: { type: policyList } } }';

const load = async (files: Readonly<Record<string, string>>) => loadContracts(await folderWith(files));
/** The interactions of one file. */
const interactionsOf = async (text: string) => (await load({ 'a.yaml': `title: A title\n${text}` })).map(({ interaction }) => interaction);
const expectRefusal = (text: string, sentence: string) => expect(interactionsOf(text)).rejects.toThrow(sentence);

const SHIPPED = readdirSync(CONTRACTS_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

// --- the contracts that are shipped

test.each(SHIPPED)('%s has at most 600 lines and matches the published schema', (name) => {
  const text = readFileSync(CONTRACTS_FOLDER + name, 'utf8');
  const check = new Ajv2020({ strict: false }).compile(contractJSONSchema());
  check(parse(text));
  expect(check.errors).toBeNull();
  expect(text.split('\n').length).toBeLessThanOrEqual(600);
});

// --- files and folders

test('contracts are read from every .yaml file of a folder and its subfolders, in order', async () => {
  const file = (id: string) => `title: A title\ninteractions:\n  - id: ${id}${KNOWN}\n    ${LIST}\n    then: {}\n`;
  const loaded = await load({
    'job/b.yaml': file('three'),
    'job/a.yaml': file('two'),
    'z.yaml': file('one'),
    'c.txt': '{',
    '.git/a.yaml': '{',
  });
  expect(loaded.map(({ file: name, interaction: { id } }) => `${name} ${id}`)).toEqual(['z one', 'job/a two', 'job/b three']);
});

test('a duplicate id is refused, also across files', async () => {
  const text = `title: A title\ninteractions:\n  - id: an-id${KNOWN}\n    ${LIST}\n    then: {}\n`;
  await expect(load({ 'a.yaml': text, 'job/b.yaml': text })).rejects.toThrow('job/b.yaml: the id an-id is used twice, also in a.yaml');
});

test('a file that is not YAML is refused with its name', async () => {
  await expect(load({ 'job/broken.yaml': 'title: [' })).rejects.toThrow(/^job\/broken\.yaml: /);
});

test('names in shared.yaml can be used in its folder and subfolders', async () => {
  const [one, two] = await load({
    'shared.yaml': `title: Names\nrequests: { list: { job: { type: get, inputSettings: { type: policyList } } } }`,
    'job/shared.yaml': `title: Names\nanswers: { ok: { body: { responseCode: 200 } } }`,
    'job/a.yaml': `title: A\ninteractions:\n  - id: one${KNOWN}\n    when: list\n    then: ok`,
    'b.yaml': `title: B\ninteractions:\n  - id: two${KNOWN}\n    when: list\n    then: { status: 201 }`,
  }).then((loaded) => loaded.map(({ interaction }) => interaction).reverse());
  expect([one?.when.job, two?.when.job]).toEqual([one?.when.job, { type: 'get', inputSettings: { type: 'policyList' } }]);
  expect(one?.then.body).toEqual({ responseCode: 200 });
});

// --- names

const REQUESTS = `
requests:
  update: { job: { type: update, inputSettings: { type: employees } }, fields: { data: <employees> } }
`;

test('a named request is filled in where it is used, and keys next to it override its own', async () => {
  const [one] = await interactionsOf(`${REQUESTS}
interactions:
  - id: one${KNOWN}
    when: { request: update, employees: [{ employeeID: 5 }], job: { dry-run: true }, repeat: 2 }
    then: {}`);
  expect(one?.when).toMatchObject({
    job: { type: 'update', inputSettings: { type: 'employees' }, 'dry-run': true },
    fields: { data: [{ employeeID: 5 }] },
    repeat: 2,
  });
});

test('a named answer can build on another one, has defaults, and leaves out optional values that are not set', async () => {
  const [one, two] = await interactionsOf(`
answers:
  error:
    defaults: { code: 410 }
    body: { responseMessage: <message>, responseCode: <code>, more: <more?> }
  missing: { answer: error, message: "<name> is missing" }
interactions:
  - id: one${KNOWN}
    ${LIST}
    then: { answer: missing, name: data, more: 1 }
  - id: two${KNOWN}
    ${LIST}
    then: { answer: missing, name: fields, code: 500, status: 201 }`);
  expect(one?.then.body).toEqual({ responseMessage: 'data is missing', responseCode: 410, more: 1 });
  expect(two?.then).toMatchObject({ status: 201, body: { responseMessage: 'fields is missing', responseCode: 500 } });
});

test('<name> can be a value of any type, << merges its keys, and text that only looks like a name stays', async () => {
  const [one] = await interactionsOf(`
values:
  ed: { email: ed@acme.example, id: <number> }
  number: 5
interactions:
  - id: one${KNOWN}
    when: { job: { list: [<ed>, { <<: <ed>, id: 6, text: "no <number>, <html>, \\\\<number> <#list x>" }] } }
    then: {}`);
  expect(one?.when.job).toEqual({
    list: [
      { email: 'ed@acme.example', id: 5 },
      { email: 'ed@acme.example', id: 6, text: 'no 5, <html>, <number> <#list x>' },
    ],
  });
});

test('defaults apply to every interaction that does not override them', async () => {
  const loaded = await interactionsOf(`
defaults: { targets: [emulator], evidence: recorded, source: the default }
interactions:
  - { id: one, description: One, exercises: [a], when: {}, then: {} }
  - { id: two, description: Two, exercises: [a], evidence: assumed, when: {}, then: {} }`);
  expect(loaded.map(({ targets, evidence, source }) => [targets, evidence, source])).toEqual([
    [['emulator'], 'recorded', 'the default'],
    [['emulator'], 'assumed', 'the default'],
  ]);
});

// --- tables

test('each row of a table is an interaction: a column named after a key sets it, the others fill their name', async () => {
  const loaded = await interactionsOf(`
answers: { error: { body: { responseCode: <code> } } }
interactions:
  - exercises: [a]
    source: a test
    description: The type <type>
    when: { job: { type: <type> } }
    then: error
    columns: [id, evidence, type, code]
    cases:
      - [one, assumed, a text, 410]
      - [two, recorded, 5, 404]`);
  expect(loaded.map(({ id, description, evidence, when, then }) => [id, description, evidence, when.job, then.body])).toEqual([
    ['one', 'The type a text', 'assumed', { type: 'a text' }, { responseCode: 410 }],
    ['two', 'The type 5', 'recorded', { type: 5 }, { responseCode: 404 }],
  ]);
});

// --- errors

const table = (columns: string, ...rows: string[]): string =>
  `interactions:\n  - exercises: [a]\n    description: d\n    evidence: assumed\n    source: s\n    when: { job: { type: <type> } }\n    then: {}\n    columns: ${columns}\n    cases:\n${rows.map((row) => `      - ${row}\n`).join('')}`;
const called = (use: string): string => `${REQUESTS}interactions:\n  - id: one${KNOWN}\n    when: ${use}\n    then: {}`;

test.each([
  ['a key of the file', 'interactoins: []', "a.yaml: the file has an unknown key 'interactoins'. Did you mean 'interactions'?"],
  ['no interactions', 'values: {}', 'a.yaml: interactions is missing; only a shared.yaml has none.'],
  [
    'a key of an interaction',
    `interactions:\n  - id: one${KNOWN}\n    ${LIST}\n    then: {}\n    afer: []`,
    "a.yaml: interactions[0] has an unknown key 'afer'. Did you mean 'after'?",
  ],
  [
    'a misspelt expectation, which would always pass',
    `interactions:\n  - id: one${KNOWN}\n    ${LIST}\n    then: { boddy: {} }`,
    "a.yaml: one: then has an unknown key 'boddy'. Did you mean 'body'?",
  ],
  ['a missing key', 'interactions: [{ id: one, when: {}, then: {} }]', 'a.yaml: one: description is missing.'],
  [
    'a row that is short',
    table('[id, type]', '[one, get]', '[two]'),
    'a.yaml: interactions[0]: two (row 2 of its table) has 1 cells for the 2 columns id, type.',
  ],
  [
    'a column that nothing uses',
    table('[id, tpye]', '[one, get]'),
    "a.yaml: interactions[0]: nothing uses the column 'tpye'. Did you mean 'type'?",
  ],
  ['a duplicate column', table('[id, type, type]', '[one, a, b]'), "a.yaml: interactions[0]: the column 'type' stands there twice."],
  ['a row with an invalid value', table('[id, type, skip]', '[one, get, 5]'), 'a.yaml: one (row 1 of its table): skip must be text.'],
  ['cases without columns', 'interactions: [{ cases: [[a]] }]', 'a.yaml: interactions[0]: cases without columns'],
  ['columns without cases', 'interactions: [{ columns: [id] }]', 'a.yaml: interactions[0]: columns without cases'],
  ['an unknown request', called('udpate'), "a.yaml: one: there is no request 'udpate'. Did you mean 'update'?"],
  [
    'a value that fills nothing',
    called('{ request: update, employes: [] }'),
    "a.yaml: one: the request 'update' has no 'employes'. Did you mean 'employees'?",
  ],
  ['a value that is missing', called('update'), "a.yaml: one: the request 'update' needs 'employees'."],
  ['a value that contains itself', `values: { a: [<a>] }\n${called('{ job: <a> }')}`, "a.yaml: one: the value 'a' holds itself."],
  [
    'a list inside a text',
    `values: { a: [1] }\n${called('{ job: "x <a>" }')}`,
    "a.yaml: one: <a> is a list or an object and cannot stand within the text 'x <a>'.",
  ],
  [
    'a text that is merged',
    `values: { a: text }\n${called('{ job: { <<: <a> } }')}`,
    "a.yaml: one: '<<' takes in an object, and <a> is none.",
  ],
  [
    'a request that builds on itself',
    `requests: { a: { request: a } }\ninteractions:\n  - id: one${KNOWN}\n    when: a\n    then: {}`,
    "a.yaml: one: the request 'a' builds on itself, or on too many others.",
  ],
  [
    'a name that is also a key',
    `requests: { a: { body: <body> } }\ninteractions:\n  - id: one${KNOWN}\n    when: { request: a, body: x }\n    then: {}`,
    "a.yaml: one: <body> in the request 'a' cannot be filled, as body is a key of its own; choose another name.",
  ],
])('reports %s with its place and what to do', async (_what, text, sentence) => {
  await expectRefusal(text, sentence);
});

test('values that double at each step are refused before they exhaust memory', async () => {
  const values = Array.from({ length: 40 }, (_, index) => `  v${index}: [${index === 0 ? '1' : `<v${index - 1}>, <v${index - 1}>`}]`).join(
    '\n',
  );
  await expectRefusal(`values:\n${values}\n${called('{ job: { all: <v39> } }')}`, 'takes in too much');
});

test('a shared.yaml has only names and no interactions, and names are unique', async () => {
  await expect(load({ 'shared.yaml': 'title: A\ninteractions: []' })).rejects.toThrow('shared.yaml: a shared.yaml holds names only');
  const files = { 'shared.yaml': 'title: A\nvalues: { a: 1 }', 'a.yaml': 'title: B\nvalues: { a: 2 }\ninteractions: []' };
  await expect(load(files)).rejects.toThrow("a.yaml: the value 'a' is already named in a shared.yaml; choose another name.");
});
