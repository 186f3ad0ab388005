import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, readEmployees } from '../support/emulator.js';
import { MAIN } from '../support/people.js';

const ED = 'ed.engineer@acme.example';

let emulator: Emulator;
let app: ReturnType<typeof createConsoleApp>;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator, emulator.endpoint);
});
const put = (collection: string, body: object) => request(app).put(`/_emulator/companies/acme/${collection}`).send(body);
const accountOf = (email: string) => emulator.snapshot().companies[0]?.accounts.find((account) => account.email === email);

test('an account is changed, and keeps its number and its memberships when its address changes', async () => {
  const before = accountOf(ED);
  const { status, body } = await put('accounts', { ...before, email: 'Edward@acme.example', firstName: 'Edward', employeeID: 'E999' });
  expect([status, body.key]).toEqual([200, 'edward@acme.example']);
  expect(accountOf('edward@acme.example')).toMatchObject({ accountID: before?.accountID, firstName: 'Edward', employeeID: 'E999' });
  expect((await readEmployees(emulator, MAIN)).map(({ email }) => email)).toContain('edward@acme.example');
});

test('an account is added with the next number, and known by each of its logins', async () => {
  const { status } = await put('accounts', { email: 'new@acme.example', secondaryLogins: ['other@acme.example'] });
  expect(status).toBe(201);
  await put('accounts', { email: 'other@acme.example', secondaryLogins: ['new@acme.example'], lastName: 'Newman' }).expect(200);
  expect(accountOf('new@acme.example')).toBeUndefined();
  expect(accountOf('other@acme.example')).toMatchObject({ lastName: 'Newman' });
});

test.each([
  [{ email: 'no address' }, 400, /email/],
  [{ email: ED, colour: 'red' }, 400, /colour/],
  [{ email: 'new@acme.example', secondaryLogins: [ED] }, 409, /two accounts share the login ed\.engineer@acme\.example\./],
  [{ email: ED, domainGroupID: 'nowhere' }, 400, /domain group nowhere/],
  [{ email: ED, primaryPolicyID: 'nowhere' }, 409, /no policy nowhere/],
  [{ email: ED, isDeactivated: true }, 409, /active/],
])('the account %j is refused with %i, and nothing changes', async (body, status, detail) => {
  const before = emulator.snapshot();
  const response = await put('accounts', body);
  expect([response.status, response.body.detail]).toEqual([status, expect.stringMatching(detail)]);
  expect(emulator.snapshot()).toEqual(before);
});

test('a domain group is added, renamed, used, and deleted once nobody is in it', async () => {
  await put('domainGroups', { id: 'G9', name: 'Sales' }).expect(201);
  await put('domainGroups', { id: 'G9', name: 'Sales and travel' }).expect(200);
  await put('accounts', { ...accountOf(ED), domainGroupID: 'G9' }).expect(200);
  const remove = (group: string) => request(app).delete(`/_emulator/companies/acme/domainGroups/${group}`);
  expect((await remove('G9')).body.detail).toBe("G9 can't be deleted: 1 account is in it. Change them first.");
  const { domainGroupID: _domainGroupID, ...others } = accountOf(ED) ?? { email: ED };
  await put('accounts', others).expect(200);
  await remove('G9').expect(204);
  await remove('G9').expect(404);
});

test.each([{}, { id: '', name: 'x' }, { id: 'G9', name: '' }, { id: 'G9', name: 'x', more: 1 }])(
  'the domain group %j is refused',
  async (body) => {
    expect((await put('domainGroups', body)).status).toBe(400);
  },
);
