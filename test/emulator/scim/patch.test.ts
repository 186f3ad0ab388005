import { expect, test } from 'vitest';
import { SCIM_SCHEMAS } from '../../../src/protocol/scim/operations.js';
import { ask, createScimEmulator, ED, isActive, patch, scimError } from '../../support/scim.js';

// Section numbers are those of RFC 7644; "Entra" is what Microsoft's client sends.

const URN = SCIM_SCHEMAS.user;

test.each<[section: string, what: string, operations: object[], active: boolean]>([
  ['3.5.2.3', 'replace without a path, as Okta sends it', [{ op: 'replace', value: { active: false } }], false],
  ['3.5.2.3', 'replace with a path', [{ op: 'replace', path: 'active', value: false }], false],
  ['3.5.2.1', 'add without a path', [{ op: 'add', value: { active: false } }], false],
  ['3.5.2.1', 'add with a path', [{ op: 'add', path: 'active', value: false }], false],
  ['Entra', 'op capitalized', [{ op: 'Replace', path: 'active', value: false }], false],
  ['Entra', 'False as text', [{ op: 'Replace', path: 'active', value: 'False' }], false],
  ['Entra', 'True as text', [{ op: 'Replace', path: 'active', value: 'True' }], true],
  ['7643 2.1', 'the attribute in upper case', [{ op: 'replace', path: 'ACTIVE', value: false }], false],
  ['7643 2.1', 'the keys of the operation capitalized', [{ Op: 'replace', Path: 'active', Value: false }], false],
  ['7643 2.1', 'the attribute of a value capitalized', [{ op: 'replace', value: { Active: false } }], false],
  ['3.10', 'a path with the schema', [{ op: 'replace', path: `${URN}:active`, value: false }], false],
  ['3.10', 'a path with the schema in upper case', [{ op: 'replace', path: `${URN.toUpperCase()}:ACTIVE`, value: false }], false],
  ['3.10', 'a name with the schema in a value', [{ op: 'replace', value: { [`${URN}:active`]: false } }], false],
  ['3.5.2', 'an object below the schema', [{ op: 'replace', value: { [URN]: { active: false } } }], false],
  ['3.5.2', 'a path with spaces around it', [{ op: 'replace', path: ' active ', value: false }], false],
  [
    '3.5.2',
    'several operations, of which the last one counts',
    [
      { op: 'replace', value: { active: false } },
      { op: 'add', path: 'active', value: true },
    ],
    true,
  ],
  ['3.5.2', 'a value without attributes', [{ op: 'replace', value: {} }], true],
  ['3.5.2', 'a value that is already set', [{ op: 'replace', value: { active: true } }], true],
])('RFC 7644 %s: PATCH accepts %s', async (_section, _what, operations, active) => {
  await using emulator = await createScimEmulator();
  const { status, body } = await patch(emulator, ED, operations);
  expect({ status, body }).toMatchObject({ status: 200, body: { schemas: [URN], id: ED, active } });
  expect(await isActive(emulator, ED)).toBe(active);
});

test.each<[section: string, scimType: string, what: string, operation: unknown]>([
  ['3.5.2', 'mutability', 'a name', { op: 'replace', path: 'name.givenName', value: 'Edward' }],
  ['3.5.2', 'mutability', 'a userName', { op: 'replace', path: 'userName', value: 'x@acme.example' }],
  ['3.5.2', 'mutability', 'an id', { op: 'replace', value: { id: '1' } }],
  ['3.5.2', 'mutability', 'addresses with a filter', { op: 'replace', path: 'emails[type eq "work"].value', value: 'x@acme.example' }],
  ['3.5.2', 'mutability', 'addresses without a path', { op: 'add', value: { emails: [{ value: 'x@acme.example' }] } }],
  ['3.5.2.2', 'mutability', 'the removal of a name', { op: 'remove', path: 'displayName' }],
  ['3.5.2', 'mutability', 'a name in addition to active', { op: 'replace', value: { active: false, displayName: 'X' } }],
  ['3.5.2', 'invalidPath', 'an unknown attribute', { op: 'replace', path: 'shoeSize', value: 43 }],
  ['3.5.2', 'invalidPath', 'an unknown attribute in a value', { op: 'replace', value: { shoeSize: 43 } }],
  ['3.5.2', 'invalidPath', 'an empty path', { op: 'replace', path: '', value: false }],
  ['3.5.2', 'invalidPath', 'a path that is not a path', { op: 'replace', path: '][', value: false }],
  ['3.5.2', 'invalidPath', 'a part of active', { op: 'replace', path: 'active.value', value: false }],
  ['3.5.2', 'invalidPath', 'the name of a property that every object has', { op: 'replace', path: '__proto__', value: {} }],
  [
    '3.5.2',
    'invalidPath',
    'another schema',
    { op: 'replace', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:active', value: false },
  ],
  ['3.5.2.3', 'invalidValue', 'a number', { op: 'replace', path: 'active', value: 0 }],
  ['3.5.2.3', 'invalidValue', 'null', { op: 'replace', path: 'active', value: null }],
  ['3.5.2.3', 'invalidValue', 'another string', { op: 'replace', path: 'active', value: 'no' }],
  ['3.5.2.3', 'invalidValue', 'a list', { op: 'replace', path: 'active', value: [false] }],
  ['3.5.2.3', 'invalidValue', 'no value', { op: 'replace', path: 'active' }],
  ['3.5.2.2', 'invalidValue', 'the removal of active', { op: 'remove', path: 'active' }],
  ['3.5.2.2', 'noTarget', 'a removal without a path', { op: 'remove' }],
  ['3.5.2.2', 'noTarget', 'a removal of a value without a path', { op: 'remove', value: { active: false } }],
  ['3.5.2', 'mutability', 'an attribute of RFC 7643 that users do not have here', { op: 'replace', path: 'phoneNumbers', value: [] }],
  ['3.5.2', 'invalidSyntax', 'another op', { op: 'move', path: 'active', value: false }],
  ['3.5.2', 'invalidSyntax', 'no op', { path: 'active', value: false }],
  ['3.5.2', 'invalidSyntax', 'an op that is not a string', { op: 1, path: 'active', value: false }],
  ['3.5.2', 'invalidSyntax', 'a path that is not a string', { op: 'replace', path: ['active'], value: false }],
  ['3.5.2', 'invalidSyntax', 'a value without a path that is not an object', { op: 'replace', value: false }],
  ['3.5.2', 'invalidSyntax', 'an operation that is not an object', 'replace'],
  ['3.5.2', 'invalidSyntax', 'an operation that is null', null],
])('RFC 7644 %s: PATCH refuses with %s %s, and applies none of its operations', async (_section, scimType, _what, operation) => {
  await using emulator = await createScimEmulator();
  const { status, body } = await patch(emulator, ED, [{ op: 'replace', value: { active: false } }, operation]);
  expect({ status, body }).toEqual({ status: 400, body: scimError(400, scimType) });
  expect(await isActive(emulator, ED)).toBe(true);
});

test.each<[what: string, body: unknown]>([
  ['no schemas', { Operations: [{ op: 'replace', value: { active: false } }] }],
  ['another schema', { schemas: [URN], Operations: [{ op: 'replace', value: { active: false } }] }],
  ['schemas that are not a list', { schemas: SCIM_SCHEMAS.patchOp, Operations: [{ op: 'replace', value: { active: false } }] }],
  ['no operations', { schemas: [SCIM_SCHEMAS.patchOp] }],
  ['an empty list of operations', { schemas: [SCIM_SCHEMAS.patchOp], Operations: [] }],
  ['operations that are not a list', { schemas: [SCIM_SCHEMAS.patchOp], Operations: { op: 'replace' } }],
  ['101 operations', { schemas: [SCIM_SCHEMAS.patchOp], Operations: Array(101).fill({ op: 'replace', value: { active: false } }) }],
  ['a list', []],
  ['a number', '1'],
  ['null', 'null'],
  ['nothing', ''],
  ['half of an object', '{"schemas":'],
  ['JSON with an extra comma', '{"schemas":[],}'],
  ['an object nested too deep', `{"schemas":${'['.repeat(300)}${']'.repeat(300)}}`],
])('refuses a PATCH of %s with invalidSyntax', async (_what, body) => {
  await using emulator = await createScimEmulator();
  const reply = await ask(emulator, 'PATCH', `/Users/${ED}`, { body });
  expect({ status: reply.status, body: reply.body }).toEqual({ status: 400, body: scimError(400, 'invalidSyntax') });
  expect(await isActive(emulator, ED)).toBe(true);
});

test('accepts 100 operations', async () => {
  await using emulator = await createScimEmulator();
  expect((await patch(emulator, ED, Array(100).fill({ op: 'replace', value: { active: false } }))).status).toBe(200);
});

test('quotes only part of an invalid value', async () => {
  await using emulator = await createScimEmulator();
  const { body } = await patch(emulator, ED, [{ op: 'replace', path: 'active', value: 'x'.repeat(100_000) }]);
  expect(body.detail.length).toBeLessThan(300);
});

test('refuses a path of 100,000 characters without quoting all of it', async () => {
  await using emulator = await createScimEmulator();
  const { status, body } = await patch(emulator, ED, [{ op: 'replace', path: 'a'.repeat(100_000), value: false }]);
  expect({ status, type: body.scimType }).toEqual({ status: 400, type: 'invalidPath' });
  expect(body.detail.length).toBeLessThan(300);
});
