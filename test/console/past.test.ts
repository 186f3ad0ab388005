import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, updateEmployees } from '../support/emulator.js';
import { MAIN } from '../support/people.js';

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };

let emulator: Emulator;
let app: ReturnType<typeof createConsoleApp>;
beforeEach(async () => {
  emulator = await createTestEmulator({ scim: true });
  app = createConsoleApp(emulator, emulator.endpoint);
});
const get = (path: string) => request(app).get(`/_emulator/companies/acme${path}`);
const restore = (step: number) => request(app).post(`/_emulator/companies/acme/past/${step}/restore`);

test('the steps of a company name the requests that made them, and a change by hand has none', async () => {
  await updateEmployees(emulator, [NINA]);
  await request(app)
    .put('/_emulator/companies/acme/members')
    .send({ policyID: MAIN, email: NINA.employeeEmail, member: { role: 'auditor' } });
  const { steps, isCut, bounds } = (await get('/past')).body;
  const at = '2026-01-31T09:00:00.000Z';
  expect(steps).toEqual([
    { step: 1, at, request: 1, job: 'update employees', rows: 2 },
    { step: 2, at, rows: 1 },
  ]);
  expect([isCut, bounds]).toEqual([false, { steps: 1000, changes: 100_000, bytes: 33_554_432 }]);
});

test('a company is shown as it was, and seeing it changes nothing', async () => {
  const before = (await get('')).body;
  await updateEmployees(emulator, [NINA]);
  const after = (await get('')).body;
  await updateEmployees(emulator, [{ ...NINA, role: 'auditor' }]);
  const now = (await get('')).body;
  expect((await get('/past/0')).body).toEqual(before);
  expect((await get('/past/1')).body).toEqual(after);
  expect((await get('/past/2')).body).toEqual(now);
  expect((await get('')).body).toEqual(now);
});

test('returning to an earlier state is a change itself, which leads back again', async () => {
  const before = (await get('')).body;
  await updateEmployees(emulator, [NINA]);
  const after = (await get('')).body;
  await restore(0).expect(204);
  expect((await get('')).body).toEqual(before);
  expect((await get('/past')).body.steps).toHaveLength(2);
  await restore(1).expect(204);
  expect((await get('')).body).toEqual(after);
});

test('revoked credentials work again in the state in which they existed', async () => {
  const { credentials } = emulator;
  await request(app).delete(`/_emulator/credentials/${credentials.partnerUserID}`).expect(204);
  expect(await updateEmployees(emulator, [NINA], { credentials })).toMatchObject({ responseCode: 404 });
  await restore(0).expect(204);
  expect(await updateEmployees(emulator, [NINA], { credentials })).toMatchObject({ responseCode: 200 });
});

test('an earlier state contains neither secrets nor tokens nor hashes', async () => {
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  await request(app).delete(`/_emulator/credentials/${partnerUserID}`);
  const { text } = await get('/past/0');
  expect(text).toContain(partnerUserID);
  expect(text).not.toContain(partnerUserSecret);
  expect(text).not.toContain(emulator.scim?.token);
  expect(text).not.toMatch(/hash/i);
});

test.each(['7', '-1', 'x', '1.5', '%00'])('the step %s is not found', async (step) => {
  await updateEmployees(emulator, [NINA]);
  expect((await get(`/past/${step}`)).status).toBe(404);
  expect((await request(app).post(`/_emulator/companies/acme/past/${step}/restore`)).status).toBe(404);
});

test('the past of an unknown company is not found', async () => {
  expect((await request(app).get('/_emulator/companies/nowhere/past')).status).toBe(404);
});

test('an email names the request that caused it', async () => {
  await updateEmployees(emulator, [{ ...NINA, employeeEmail: 'x' }]);
  await updateEmployees(emulator, [NINA], { onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }] });
  const { mails } = (await request(app).get('/_emulator/outbox')).body;
  expect(mails.map(({ subject, cause }: { subject: string; cause: object }) => [subject, cause])).toEqual([
    ['You have been invited to Acme Headquarters', { request: 2 }],
    ['Employee update: 1 updated, 0 skipped', { request: 2 }],
  ]);
});

test('reports, expenses, cards and files are listed and shown as they were', async () => {
  const rows = (path: string) => get(`/past/0${path}`);
  const put = (collection: string, body: object) => request(app).put(`/_emulator/companies/acme/${collection}`).send(body);
  const before = Object.fromEntries(
    await Promise.all(
      ['reports', 'expenses', 'domainCards', 'files', 'sessions'].map(async (name) => [name, (await get(`/${name}`)).body]),
    ),
  );
  const [report] = before.reports.rows;
  const [card] = before.domainCards.rows;
  await put('reports', { ...report.document, name: 'Renamed' }).expect(200);
  await put('domainCards', { ...card.document, cardName: 'Renamed' }).expect(200);
  await put('expenses', { account: 'owner@acme.example', merchant: 'Taxi', amount: 950, created: '2026-01-30', reportID: report.key });
  const file = { name: 'a.csv', account: 'owner@acme.example', contentType: 'text/csv', created: '2026-01-31 08:00:00' };
  await put('files', { ...file, expires: '2026-02-28 08:00:00', content: 'YQ==' }).expect(201);
  for (const [name, list] of Object.entries(before)) expect((await rows(`/${name}`)).body, name).toEqual(list);
  expect((await rows(`/reports/${report.key}`)).body).toEqual(report);
  expect((await get(`/reports/${report.key}`)).body.document.name).toBe('Renamed');
  expect((await rows('/files/a.csv')).status).toBe(404);
  const { steps } = (await get('/past')).body;
  await request(app).delete('/_emulator/companies/acme/files/a.csv').expect(204);
  expect((await get(`/past/${steps.at(-1).step}/files/a.csv`)).body.toString()).toBe('a');
  expect((await rows('/reports?status=nothing')).body.total).toBe(0);
  expect((await rows('/nonsense')).status).toBe(404);
  expect((await get('/past/99/reports')).status).toBe(404);
});

test('what has changed since then is listed, with the address of a person who is gone', async () => {
  const changes = async (step: number) => (await get(`/past/${step}/changes`)).body;
  await updateEmployees(emulator, [NINA]);
  const { changes: added, isMore } = await changes(0);
  expect(isMore).toBe(false);
  expect(added.map(({ collection, key, before }: Record<string, unknown>) => [collection, key, before])).toEqual([
    ['accounts', 'nina@acme.example', undefined],
    ['members', `${MAIN}/nina@acme.example`, undefined],
  ]);
  await request(app).delete('/_emulator/companies/acme/accounts/nina@acme.example').expect(204);
  expect((await changes(0)).changes).toEqual([]);
  expect((await changes(1)).changes.map(({ key, after }: Record<string, unknown>) => [key, after])).toEqual([
    ['nina@acme.example', undefined],
    [`${MAIN}/nina@acme.example`, undefined],
  ]);
});
