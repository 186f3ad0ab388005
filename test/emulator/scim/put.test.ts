import { expect, test } from 'vitest';
import { SCIM_SCHEMAS } from '../../../src/protocol/scim/operations.js';
import { ask, createScimEmulator, ED, isActive, type ScimReply, scimError } from '../../support/scim.js';

const put = async (changes: object): Promise<{ reply: ScimReply; active: boolean; advisories: string | null }> => {
  await using emulator = await createScimEmulator();
  const { body: user } = await ask(emulator, 'GET', `/Users/${ED}`);
  const reply = await ask(emulator, 'PUT', `/Users/${ED}`, { body: { ...user, ...changes } });
  return { reply, active: await isActive(emulator, ED), advisories: reply.headers.get('x-emulator-advisory') };
};

test('GET and then PUT with active false, as a custom Okta app sends it, deactivates and ignores nothing', async () => {
  const { reply, active, advisories } = await put({ active: false });
  expect(reply).toMatchObject({ status: 200, body: { id: ED, active: false } });
  expect({ active, advisories }).toEqual({ active: false, advisories: 'assumed-answer' });
});

test.each<[what: string, changes: object, active: boolean]>([
  ['the string "False"', { active: 'False' }, false],
  ['active in upper case', { active: undefined, ACTIVE: false }, false],
  ['no active', { active: undefined }, true],
  ['active true', { active: true }, true],
])('PUT with %s responds 200', async (_what, changes, active) => {
  expect(await put(changes)).toMatchObject({ reply: { status: 200 }, active });
});

test.each<[attribute: string, changes: object]>([
  ['userName', { userName: 'edward@acme.example' }],
  ['name.givenName', { name: { givenName: 'Edward', familyName: 'Engineer' } }],
  ['name.familyName', { name: { givenName: 'Ed', familyName: 'E.' } }],
])('RFC 7644 3.5.1: PUT ignores a different %s, and an advisory names it', async (attribute, changes) => {
  const { reply } = await put(changes);
  expect(reply).toMatchObject({ status: 200, body: { userName: 'ed.engineer@acme.example', name: { formatted: 'Ed Engineer' } } });
  expect(decodeURIComponent(reply.headers.get('x-emulator-advisory-text') ?? '')).toContain(`The PUT has a different ${attribute}.`);
});

test.each<[status: number, scimType: string | undefined, what: string, body: unknown]>([
  [400, 'invalidSyntax', 'no schemas', { active: false }],
  [400, 'invalidSyntax', 'the schema of PATCH', { schemas: [SCIM_SCHEMAS.patchOp], active: false }],
  [400, 'invalidSyntax', 'a list', [{ active: false }]],
  [400, 'invalidSyntax', 'invalid JSON', 'active=false'],
  [400, 'invalidValue', 'active as a number', { schemas: [SCIM_SCHEMAS.user], active: 0 }],
  [400, 'invalidValue', 'active as null', { schemas: [SCIM_SCHEMAS.user], active: null }],
])('a PUT is refused with %i %s for %s', async (status, scimType, _what, body) => {
  await using emulator = await createScimEmulator();
  const reply = await ask(emulator, 'PUT', `/Users/${ED}`, { body });
  expect({ status: reply.status, body: reply.body }).toEqual({ status, body: scimError(status, scimType) });
  expect(await isActive(emulator, ED)).toBe(true);
});
