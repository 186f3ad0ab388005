import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MappingError, readMapping, readSource } from '../../src/provision/index.js';
import { applyMapping } from '../../src/provision/mapping/apply-mapping.js';
import type { MappingInput } from '../../src/provision/mapping/mapping.js';
import { assertAttributes, assertRequired, defaultMapping, toMapping } from '../../src/provision/mapping/read-mapping.js';
import { fromObjects } from '../../src/provision/source/structured.js';
import { cleanUpFiles, fileOf } from '../support/provision.js';
import { ROOT } from '../support/root.js';

cleanUpFiles();

function map(objects: readonly object[], fields: MappingInput['fields']) {
  const { mapping } = toMapping({ fields });
  const { rows, problems } = applyMapping(fromObjects(objects), mapping);
  return { fields: rows.map((row) => row.fields), problems: problems.map(({ message }) => message) };
}

test('a field is an attribute, a constant or a lookup', () => {
  const { fields } = map([{ mail: 'a@x.com', centre: 'Sales' }], {
    employeeEmail: 'mail',
    workerStatus: { constant: 'Active' },
    policyID: { from: 'centre', lookup: { Sales: 'S' } },
  });
  expect(fields).toEqual([{ employeeEmail: 'a@x.com', workerStatus: 'Active', policyID: 'S' }]);
});

test('an empty value or one missing from the table gets the default', () => {
  const rule = { from: 'centre', lookup: { Sales: 'S' }, default: 'D' };
  expect(map([{ centre: '' }, { other: 1 }, { centre: 'Labs' }], { policyID: rule }).fields).toEqual([
    { policyID: 'D' },
    { policyID: 'D' },
    { policyID: 'D' },
  ]);
});

test('a star in a table matches every other value', () => {
  expect(map([{ limit: '5' }, { limit: '' }], { overLimitApprover: { from: 'limit', lookup: { '*': 'boss@x.com' } } }).fields).toEqual([
    { overLimitApprover: 'boss@x.com' },
    {},
  ]);
});

test('a value that is not in the table is a problem', () => {
  const { problems } = map([{ centre: 'Labs' }], { policyID: { from: 'centre', lookup: { Sales: 'S' } } });
  expect(problems).toEqual(["policyID: the lookup table has no entry for 'Labs'."]);
});

test('for several groups, the first one in the table decides', () => {
  const role = { from: 'groups', lookup: { Admins: 'admin', Auditors: 'auditor' }, default: 'user' };
  const people = [{ groups: ['Auditors', 'Admins'] }, { groups: 'Staff; Auditors' }, { groups: [] }];
  expect(map(people, { role }).fields).toEqual([{ role: 'admin' }, { role: 'auditor' }, { role: 'user' }]);
});

test('a manager is found by login or by id', () => {
  const people = [
    { login: 'boss@x.com', id: '007' },
    { login: 'report@x.com', id: '8', boss: '007' },
  ];
  const fields = { employeeEmail: 'login', managerEmail: { from: 'boss', match: 'id', default: 'boss@x.com' } };
  expect(map(people, fields).fields).toMatchObject([{ managerEmail: 'boss@x.com' }, { managerEmail: 'boss@x.com' }]);
});

test('a manager who is not found is a problem', () => {
  const fields = { employeeEmail: 'login', managerEmail: { from: 'boss', match: 'id' } };
  expect(map([{ login: 'a@x.com', boss: '9', id: '1' }], fields).problems).toEqual(["managerEmail: no person has the id '9'."]);
});

test('lists are split at semicolons, or at the separator in the mapping', () => {
  const fields = { defaultTags: 'tags', additionalPolicyIDs: { from: 'more', separator: '|' } };
  expect(map([{ tags: 'a; b', more: 'A|B' }], fields).fields).toEqual([{ defaultTags: ['a', 'b'], additionalPolicyIDs: ['A', 'B'] }]);
});

test('an attribute of an Okta profile does not need the prefix profile.', () => {
  expect(map([{ profile: { login: 'a@x.com' } }], { employeeEmail: 'login' }).fields).toEqual([{ employeeEmail: 'a@x.com' }]);
});

/** The error message for a mapping file, with a source that has the columns login and staffNo. */
function saidOf(yaml: string): string {
  const source = readSource(fileOf('people.csv', 'login,staffNo\na@x.com,1\n'));
  try {
    assertAttributes(readMapping(fileOf('map.yaml', yaml)), source);
  } catch (error) {
    expect(error).toBeInstanceOf(MappingError);
    return String((error as Error).message).replace(/^.*?\/map/, 'map');
  }
  throw new Error('It was read.');
}

test.each([
  [
    'an unknown attribute',
    'fields:\n  employeeEmail: logn\n',
    /^map\.yaml:2:18: employeeEmail is mapped from 'logn', but .*people\.csv has no such column. Did you mean 'login'\?$/,
  ],
  [
    'an unknown attribute to match',
    'fields:\n  managerEmail: { from: login, match: staffNr }\n',
    /^map\.yaml:2:39: .*Did you mean 'staffNo'\?$/,
  ],
  [
    'an unknown field',
    'fields:\n  employeeEmial: login\n',
    /^map\.yaml:2:3: unknown field or option 'employeeEmial'. Did you mean 'employeeEmail'\?$/,
  ],
  ['an unknown option of a field', 'fields:\n  role:\n    form: login\n', /^map\.yaml:3:5: /],
  ['an unknown key', 'feilds:\n  role: login\n', /^map\.yaml:1:1: /],
  ['invalid YAML', 'fields: "\n', /^map\.yaml:\d:\d+: not valid YAML/],
])('%s is reported with file, line and column', (_what, yaml, said) => {
  expect(saidOf(yaml)).toMatch(said);
});

test('a required field without a mapping is reported with the available columns', () => {
  const source = readSource(fileOf('people.csv', 'employee_email,staffNo\na@x.com,1\n'));
  expect(() => assertRequired(defaultMapping(source), source, true)).toThrow(
    /No mapping for employeeEmail\. .*people\.csv has these columns: employee_email, staffNo. Did you mean 'employee_email'\? Add a mapping for it \(--map FILE\)\.$/,
  );
});

test('ids in a mapping file stay text', () => {
  const { mapping } = readMapping(
    fileOf('map.yaml', 'fields:\n  policyID: { constant: 1e5 }\n  employeeID: { from: a, lookup: { 007: 0x10 } }\n'),
  );
  expect(mapping.fields).toMatchObject({ policyID: { constant: '1e5' }, employeeID: { lookup: { '007': '0x10' } } });
});

test('the mapping in docs/guide/provisioning.md is valid', () => {
  const page = readFileSync(join(ROOT, 'docs/guide/provisioning.md'), 'utf8');
  const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(Object.keys(readMapping(fileOf('map.yaml', yaml)).mapping.fields).length).toBeGreaterThan(5);
});

test('the example in docs/guide/provisioning.md finds each manager in its own file', () => {
  const docs = readFileSync(join(ROOT, 'docs/guide/provisioning.md'), 'utf8');
  const block = (name: string): string => new RegExp(`<!-- file: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1] ?? '';
  const source = readSource(fileOf('people.csv', block('people')));
  const located = readMapping(fileOf('map.yaml', block('mapping')));
  assertAttributes(located, source);
  const { rows, problems } = applyMapping(source, located.mapping);
  expect(problems).toEqual([]);
  const picked = rows.map(({ fields: { employeeEmail, managerEmail, role, isTerminated } }) => [
    employeeEmail,
    managerEmail,
    role,
    isTerminated,
  ]);
  expect(picked).toEqual([
    ['boss@acme.example', 'boss@acme.example', 'admin', 'false'],
    ['nina@acme.example', 'boss@acme.example', 'auditor', 'false'],
    ['omar@acme.example', 'nina@acme.example', 'user', 'true'],
  ]);
});
