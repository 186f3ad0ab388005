import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { MAIN } from '../support/people.js';

const NEW = 'new@acme.example';

let emulator: Emulator;
let app: ReturnType<typeof createConsoleApp>;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator, emulator.endpoint);
});
const at = (path: string) => `/_emulator/companies/acme/${path}`;
const acme = () => emulator.snapshot().companies[0];
const deletionOf = async (path: string) => (await request(app).get(at(`${path}/deletion`))).body;
const addPerson = () => request(app).put(at('accounts')).send({ email: NEW }).expect(201);
const putMember = (email: string, member: object) => request(app).put(at('members')).send({ policyID: MAIN, email, member }).expect(204);

test('an account is deleted with what belongs to it, in one change that time travel goes back over', async () => {
  await addPerson();
  await putMember(NEW, { role: 'user' });
  await request(app).post('/_emulator/credentials').send({ actsAs: NEW }).expect(201);
  await request(app).post(at('sign-in')).send({ email: NEW }).expect(201);
  const before = emulator.snapshot();
  const { goes, refused } = await deletionOf(`accounts/${NEW}`);
  expect(refused).toBeUndefined();
  expect(goes.join('; ')).toMatch(/^the membership of .+; the credentials \S+, which stop working; 1 session$/);
  await request(app)
    .delete(at(`accounts/${NEW}`))
    .expect(204);
  expect(JSON.stringify(emulator.snapshot())).not.toContain(NEW);
  const { steps } = (await request(app).get(at('past'))).body;
  await request(app)
    .post(at(`past/${steps.at(-2).step}/restore`))
    .expect(204);
  const { accounts: restored = [] } = acme() ?? {};
  expect(restored.map(({ email }) => email).sort()).toEqual(before.companies[0]?.accounts.map(({ email }) => email).sort());
});

test.each([
  ['owner@acme.example', /they own Acme/],
  ['max.manager@acme.example', /approve for \d+ members/],
  ['ed.engineer@acme.example', /have \d+ reports and \d+ expenses/],
])('the account %s is not deleted, because others need it, and the reason is said', async (email, reason) => {
  const before = emulator.snapshot();
  const response = await request(app).delete(at(`accounts/${email}`));
  expect([response.status, response.body.detail]).toEqual([409, expect.stringMatching(reason)]);
  expect((await deletionOf(`accounts/${email}`)).refused).toBe(response.body.detail);
  expect(emulator.snapshot()).toEqual(before);
});

test('a person who approves a tag, holds a card, or is the only domain admin is not deleted', async () => {
  await addPerson();
  await request(app).put(at('tagApprovers')).send({ policyID: MAIN, tag: 'Sales', approver: NEW }).expect(201);
  expect((await deletionOf(`accounts/${NEW}`)).refused).toMatch(/they approve 1 tag\. Change that first/);
  const [admin = ''] = acme()?.domainAdmins ?? [];
  expect((await deletionOf(`accounts/${admin}`)).refused).toMatch(/are the only domain admin/);
  const [card] = acme()?.domainCards ?? [];
  expect((await deletionOf(`accounts/${card?.account}`)).refused).toMatch(/card/);
});

test('a domain is added once, and deleted with its settings', async () => {
  const add = (domain: unknown) => request(app).post(at('domains')).send({ domain });
  expect((await add('Acme.Test').expect(201)).body).toEqual({ domain: 'acme.test' });
  expect((await add('acme.test').expect(409)).body.detail).toBe('acme.test is already a domain of Acme.');
  await add('no domain').expect(400);
  await add(undefined).expect(400);
  expect(acme()?.domains).toContain('acme.test');
  const { goes, refused } = await deletionOf('domains/acme.test');
  expect([refused, goes]).toEqual([undefined, ['its SAML and SCIM settings, and the SCIM token, which stops working']]);
  await request(app).delete(at('domains/acme.test')).expect(204);
  await request(app).delete(at('domains/acme.test')).expect(404);
  expect(acme()?.domains).not.toContain('acme.test');
});

test('the only domain is not deleted, and neither is one that cards and domain groups need', async () => {
  for (const domain of acme()?.domains ?? []) {
    const name = typeof domain === 'string' ? domain : domain.domain;
    if (name !== 'acme.example')
      await request(app)
        .delete(at(`domains/${name}`))
        .expect(204);
  }
  expect((await deletionOf('domains/acme.example')).refused).toMatch(/it is the only domain of Acme\./);
  await request(app).post(at('domains')).send({ domain: 'acme.test' }).expect(201);
  const before = emulator.snapshot();
  const response = await request(app).delete(at('domains/acme.example'));
  expect([response.status, response.body.detail]).toEqual([409, expect.stringMatching(/used by \d+ company cards/)]);
  await request(app).put(at('domainGroups')).send({ id: 'G9', name: 'Sales' }).expect(201);
  await request(app).put(at('accounts')).send({ email: 'new@acme.test', domainGroupID: 'G9' }).expect(201);
  expect((await deletionOf('domains/acme.test')).stays).toMatch(/^1 account of this domain will stay/);
  expect((await deletionOf('domains/acme.test')).refused).toMatch(/1 domain group with people of this domain \(G9\)/);
  expect(before.companies[0]?.domains).toEqual(acme()?.domains);
});

test('nothing unknown is deleted', async () => {
  for (const path of ['accounts/nobody@acme.example', 'domains/nowhere.example']) {
    await request(app).delete(at(path)).expect(404);
    await request(app)
      .get(at(`${path}/deletion`))
      .expect(404);
  }
});
