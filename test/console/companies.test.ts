import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { CompanyCreated, Emulator } from '../../src/index.js';
import { type Answer, createTestEmulator, sendJob } from '../support/emulator.js';
import { MAIN, newcomer } from '../support/people.js';
import { POLICY_LIST } from '../support/raw-http.js';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator);
});
afterEach(() => emulator.close());

async function createCompany(name: string): Promise<CompanyCreated> {
  const response = await request(app).post('/_emulator/companies').send({ name });
  expect(response.status).toBe(201);
  return response.body as CompanyCreated;
}

const send = (company: Pick<CompanyCreated, 'credentials'>, job: object, data?: unknown): Promise<Answer> =>
  sendJob(emulator, { credentials: company.credentials, ...job }, data === undefined ? {} : { data });

const UPDATE = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };

const addPerson = (company: Pick<CompanyCreated, 'credentials'>, login: string): Promise<Answer> =>
  send(company, UPDATE, [newcomer({ employeeEmail: `${login}@acme.example`, employeeID: `E-${login}` })]);

async function employeesOf(company: Pick<CompanyCreated, 'credentials'>): Promise<string[]> {
  const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['employees'] } };
  const answer = await send(company, job);
  return answer.policyInfo[MAIN].employees.map(({ email }: { email: string }) => email);
}

test('a created company has its own credentials and the policies of the demo company', async () => {
  const company = await createCompany('Team A');
  expect(company).toEqual({
    id: 'team-a',
    name: 'Team A',
    credentials: { partnerUserID: 'aa_owner_acme_example_team_a', partnerUserSecret: expect.stringMatching(/^[0-9a-f]{40}$/) },
    policies: expect.arrayContaining([{ id: MAIN, name: 'Acme Headquarters' }]),
  });
  expect(await send(company, POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('changes in one company are not visible in another, in any order', async () => {
  const companies = await Promise.all(Array.from({ length: 10 }, (_, index) => createCompany(`Team ${index}`)));
  const before = await employeesOf(emulator);
  await Promise.all(companies.flatMap((company) => [addPerson(company, `one-${company.id}`), addPerson(company, `two-${company.id}`)]));
  for (const company of companies) {
    const added = (await employeesOf(company)).filter((email) => !before.includes(email));
    expect(added.sort()).toEqual([`one-${company.id}@acme.example`, `two-${company.id}@acme.example`]);
  }
  expect(await employeesOf(emulator)).toEqual(before);
});

test('using a name twice creates two companies', async () => {
  const [first, second] = [await createCompany('Team'), await createCompany('Team')];
  expect([first.id, second.id]).toEqual(['team', 'team-2']);
  expect(first.credentials).not.toEqual(second.credentials);
});

test("a company's name needs no Latin letters", async () => {
  const company = await createCompany('東京');
  expect(await send(company, POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('the partnerUserID of one company with the secret of another does not authenticate', async () => {
  const [first, second] = [await createCompany('One'), await createCompany('Two')];
  const mixed = { credentials: { ...first.credentials, partnerUserSecret: second.credentials.partnerUserSecret } };
  expect(await send(mixed, POLICY_LIST)).toEqual({ responseMessage: 'Authentication error', responseCode: 404 });
});

test('a fault armed for one company leaves the others alone', async () => {
  const [first, second] = [await createCompany('One'), await createCompany('Two')];
  await request(app).post('/_emulator/faults').send({ preset: 'unavailable-in-body', company: first.id });
  expect(await send(first, POLICY_LIST)).toMatchObject({ responseCode: 503 });
  expect(await send(second, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  expect(await send(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('each company has its own rate limit', async () => {
  await using strict = await createTestEmulator({ rateLimit: 'enforce' });
  const first = strict.directory.createCompany('One');
  const second = strict.directory.createCompany('Two');
  const ask = (company: CompanyCreated) => sendJob(strict, { ...POLICY_LIST, credentials: company.credentials });
  for (let count = 0; count < 5; count++) await ask(first);
  expect(await ask(first)).toMatchObject({ responseCode: 429 });
  expect(await ask(second)).toMatchObject({ responseCode: 200 });
});

test('journal and verify can be filtered by company', async () => {
  const [first, second] = [await createCompany('One'), await createCompany('Two')];
  await send(first, POLICY_LIST);
  await send(second, POLICY_LIST);
  await send(second, POLICY_LIST);
  const verify = await request(app).post('/_emulator/journal/verify').send({ company: second.id, exactly: 2 });
  expect(verify.body).toEqual({ count: 2, isSatisfied: true });
});

test('credentials for a company are created in that company', async () => {
  const company = await createCompany('One');
  const { body: credentials } = await request(app)
    .post('/_emulator/credentials')
    .send({ actsAs: 'mia.manager@acme.example', company: company.id });
  await send({ credentials }, POLICY_LIST);
  expect(emulator.journal.entries().at(-1)?.company).toBe('one');
});

test('a created company never takes over credentials of another', async () => {
  const { body: credentials } = await request(app).post('/_emulator/credentials').send({ actsAs: 'owner@acme.example' });
  await createCompany('2');
  await send({ credentials }, POLICY_LIST);
  expect(emulator.journal.entries().at(-1)).toMatchObject({ company: 'acme', responseCode: 200 });
});

test('a world with many created companies can be saved and restored', async () => {
  await request(app).post('/_emulator/credentials').send({ actsAs: 'owner@acme.example' });
  for (const name of ['2', 'Team', 'Team', '東京', 'a b', 'a-b']) await createCompany(name);
  const snapshot = emulator.snapshot();
  emulator.restore(structuredClone(snapshot));
  expect(emulator.snapshot()).toEqual(snapshot);
});

test('reset removes created companies', async () => {
  const company = await createCompany('One');
  await request(app).post('/_emulator/reset');
  expect(await send(company, POLICY_LIST)).toMatchObject({ responseCode: 404 });
});
