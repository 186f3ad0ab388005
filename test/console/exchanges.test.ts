import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, sendJob, updateEmployees } from '../support/emulator.js';
import { expectProblem } from '../support/problem.js';

const LIST = { type: 'get', inputSettings: { type: 'policyList' } };
const MAIN = 'A1B2C3D4E5F60001';
const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };

let emulator: Emulator;
let app: ReturnType<typeof createConsoleApp>;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator, emulator.endpoint);
});
const get = (path: string) => request(app).get(`/_emulator/${path}`);

test('exchange summaries contain no body, and can be listed from an id onwards', async () => {
  await sendJob(emulator, LIST);
  await updateEmployees(emulator, [NINA]);
  const { body } = await get('exchanges');
  expect(body.exchanges).toMatchObject([
    { id: 1, job: 'get policyList', code: 200 },
    { id: 2, job: 'update employees' },
  ]);
  expect(JSON.stringify(body)).not.toContain('nina@');
  expect((await get('exchanges?after=1')).body.exchanges).toMatchObject([{ id: 2 }]);
  expect((await get('exchanges?text=NINA')).body.exchanges).toMatchObject([{ id: 2 }]);
  expect((await get('exchanges?limit=1')).body.exchanges).toMatchObject([{ id: 2 }]);
});

test('one exchange is returned in full, with its changes in the company', async () => {
  await updateEmployees(emulator, [NINA, { ...NINA, employeeEmail: 'ed.engineer@acme.example', employeeID: 'E1', role: 'auditor' }]);
  const { body } = await get('exchanges/1');
  expect(body.decodedJob).toMatchObject({ type: 'update' });
  const member = (email: string) =>
    body.changes.find(
      (change: { collection: string; key: string }) => change.collection === 'members' && change.key === `${MAIN}/${email}`,
    );
  expect(member('nina@acme.example')).toEqual({
    collection: 'members',
    key: `${MAIN}/nina@acme.example`,
    after: expect.objectContaining({ role: 'user', submitsTo: 'max.manager@acme.example' }),
  });
  expect(member('ed.engineer@acme.example')).toMatchObject({ before: { role: 'user' }, after: { role: 'auditor' } });
});

test('a removed member is a change without an `after`, and a dry run has no changes', async () => {
  await updateEmployees(emulator, [NINA]);
  await updateEmployees(emulator, [{ ...NINA, isTerminated: true }], { 'dry-run': true });
  await updateEmployees(emulator, [{ ...NINA, isTerminated: true }]);
  expect((await get('exchanges/2')).body.changes).toBeUndefined();
  const [gone] = (await get('exchanges/3')).body.changes.filter((change: { collection: string }) => change.collection === 'members');
  expect(gone).toMatchObject({ key: `${MAIN}/nina@acme.example`, before: { role: 'user' } });
  expect(gone).not.toHaveProperty('after');
});

test('the first hundred changes of a large feed are kept, and the response says that there are more', async () => {
  const many = Array.from({ length: 150 }, (_, index) => ({ ...NINA, employeeEmail: `e${index}@acme.example`, employeeID: `X${index}` }));
  await updateEmployees(emulator, many);
  const { body } = await get('exchanges/1');
  expect(body.changes).toHaveLength(100);
  expect(body.hasMoreChanges).toBe(true);
});

test('an unknown exchange returns 404 with the reason', async () => {
  const response = await get('exchanges/7');
  expect(response.status).toBe(404);
  expect(response.body).toMatchObject({ title: 'Not found', detail: expect.stringContaining('no exchange 7') });
});

test('the curl command hides the secret unless asked', async () => {
  await sendJob(emulator, LIST);
  const { partnerUserSecret } = emulator.credentials;
  expect((await get('exchanges/1/curl')).text).not.toContain(partnerUserSecret);
  expect((await get('exchanges/1/curl?secret=shown')).text).toContain(partnerUserSecret);
});

test.each([
  ['secret=true', 'secret: must be "shown" or left out'],
  ['secert=shown', "the query: unknown key 'secert'"],
])('a curl command with the query %s is refused with the allowed value', async (query, detail) => {
  await sendJob(emulator, LIST);
  expectProblem(await get(`exchanges/1/curl?${query}`), 400, detail);
});

test('a curl command for a request whose body the journal lacks is refused with the reason', async () => {
  await updateEmployees(emulator, [{ ...NINA, customField1: 'x'.repeat(20_000) }]);
  const body = new TextEncoder().encode('requestJobDescription={}');
  await emulator.handle({ method: 'POST', url: '/elsewhere', headers: {}, body });
  expectProblem(await get('exchanges/1/curl'), 409, /^The journal kept only the start of the request\. Resend it from your client\.$/);
  expectProblem(await get('exchanges/2/curl'), 409, /^The journal did not keep the body of the request, .*Resend it/);
  expectProblem(await request(app).post('/_emulator/exchanges/2/replay'), 409, 'did not keep the body');
});

test('a replay sends the same request with the secret filled in', async () => {
  await updateEmployees(emulator, [NINA]);
  emulator.journal.clear();
  await sendJob(emulator, LIST);
  const { body } = await request(app).post('/_emulator/exchanges/2/replay');
  expect(body).toEqual({ status: 200, id: 3 });
  const [first, second] = emulator.journal.entries();
  expect(second?.response.body).toBe(first?.response.body);
  expect(second?.responseCode).toBe(200);
});

test.each([
  [
    "its credentials are nobody's",
    { ...LIST, credentials: { partnerUserID: 'nobody', partnerUserSecret: 'geheim-geheim' } },
    'did not authenticate',
  ],
  [
    'it contained another secret',
    {
      type: 'update',
      dataSource: 'download',
      inputSettings: { type: 'employees' },
      credentials: { feedUrl: 'https://x.example', feedPassword: 'geheim-geheim' },
    },
    'another secret',
  ],
])('a replay is refused if %s', async (_why, job, detail) => {
  await sendJob(emulator, { ...job, credentials: { ...emulator.credentials, ...job.credentials } });
  const response = await request(app).post('/_emulator/exchanges/1/replay');
  expect(response.status).toBe(409);
  expect(response.body.detail).toContain(detail);
});

/** A request from someone who can reach the API port and knows the partnerUserID, but not the secret. */
const forged = (job: object) =>
  sendJob(emulator, { ...job, credentials: { ...emulator.credentials, partnerUserSecret: 'guessed-secret' } });
const replay = (id: number, body: object = {}) => request(app).post(`/_emulator/exchanges/${id}/replay`).send(body);
const preview = (id: number) => request(app).post(`/_emulator/exchanges/${id}/replay/preview`);

test('a replay of a terminate that did not authenticate removes nobody', async () => {
  const before = emulator.snapshot();
  const gone = ['ed.engineer@acme.example', 'max.manager@acme.example'].map((employeeEmail) => ({
    ...NINA,
    employeeEmail,
    isTerminated: true,
  }));
  const job = { type: 'update', inputSettings: { type: 'employees', entity: 'generic', data: gone } };
  expect(await forged(job)).toMatchObject({ responseCode: 404 });
  for (const answer of [await preview(1), await replay(1), await replay(1, { confirm: 'x' })]) {
    expect(answer.body).toMatchObject({ status: 409, detail: expect.stringContaining('did not authenticate') });
  }
  const curl = await get('exchanges/1/curl?secret=shown');
  expect(curl.body).toMatchObject({ status: 409, detail: expect.stringContaining('did not authenticate') });
  expect(curl.text).not.toContain(emulator.credentials.partnerUserSecret);
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.journal.entries()).toHaveLength(1);
});

test('an exchange shows the partnerUserID that authenticated it, and none if it did not authenticate', async () => {
  await sendJob(emulator, LIST);
  await forged(LIST);
  expect((await get('exchanges/1')).body.pair).toBe('aa_owner_acme_example');
  expect((await get('exchanges/2')).body).not.toHaveProperty('pair');
});

test('a replay of an update previews its changes and waits for confirmation', async () => {
  await updateEmployees(emulator, [NINA]);
  await updateEmployees(emulator, [{ ...NINA, isTerminated: true }]);
  await updateEmployees(emulator, [NINA]);
  const before = emulator.snapshot();
  const { body: shown } = await preview(2);
  expect(shown).toMatchObject({
    job: 'update employees',
    writes: true,
    changes: [{ collection: 'members', key: `${MAIN}/nina@acme.example`, before: { role: 'user' } }],
    answer: { diff: { diffToRemove: { [MAIN]: ['nina@acme.example'] } } },
    confirm: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(shown.changes[0]).not.toHaveProperty('after');
  const refused = await replay(2);
  expect(refused.body).toMatchObject({ status: 409, detail: expect.stringContaining('replay/preview') });
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.journal.entries()).toHaveLength(3);
  expect((await replay(2, { confirm: shown.confirm })).body).toEqual({ status: 200, id: 4 });
  expect((await get('exchanges/4')).body.changes).toMatchObject([{ collection: 'members', key: `${MAIN}/nina@acme.example` }]);
});

test('a replay whose preview is out of date is refused', async () => {
  await updateEmployees(emulator, [NINA]);
  await updateEmployees(emulator, [{ ...NINA, role: 'auditor' }]);
  const { confirm } = (await preview(1)).body;
  await updateEmployees(emulator, [{ ...NINA, isTerminated: true }]);
  const before = emulator.snapshot();
  expect((await replay(1, { confirm })).body).toMatchObject({ status: 409, detail: expect.stringContaining('Preview it again') });
  expect(emulator.snapshot()).toEqual(before);
});

test('a preview leaves no trace in journal, outbox, faults, random numbers or counters', async () => {
  await updateEmployees(emulator, [NINA], { onFinish: [{ actionName: 'email', recipients: 'it@acme.example' }] });
  emulator.faults.once('http-503');
  const before = [emulator.snapshot(), emulator.outbox.list(), emulator.faults.list(), emulator.journal.entries()];
  const { body } = await preview(1);
  expect(body).toMatchObject({ writes: true, changes: [], confirm: expect.any(String) });
  expect([emulator.snapshot(), emulator.outbox.list(), emulator.faults.list(), emulator.journal.entries()]).toEqual(before);
});

test('requests that read, that are dry runs or that are refused are replayed without confirmation', async () => {
  await sendJob(emulator, LIST);
  await updateEmployees(emulator, [NINA], { 'dry-run': true });
  await updateEmployees(emulator, 'no feed');
  for (const id of [1, 2, 3]) {
    expect((await preview(id)).body).toMatchObject({ writes: false, changes: [] });
    expect((await replay(id)).body.status).toBe(200);
  }
});

test('a replay accepts nothing but its confirmation', async () => {
  await sendJob(emulator, LIST);
  expect((await replay(1, { force: true })).status).toBe(400);
  expect((await preview(7)).status).toBe(404);
});

test.each([
  '//attacker.example/Integration-Server/ExpensifyIntegrations',
  'http://attacker.example/Integration-Server/ExpensifyIntegrations',
  '@attacker.example/Integration-Server/ExpensifyIntegrations',
  '/elsewhere',
])('the curl command for %s goes to this emulator, and gets no secret', async (path) => {
  const { credentials } = emulator;
  const query = new URLSearchParams({ requestJobDescription: JSON.stringify({ ...LIST, credentials }) });
  await emulator.handle({ method: 'GET', url: `${path}?${query}`, headers: {}, body: new Uint8Array() });
  const line = (await get('exchanges/1/curl')).text;
  expect(new URL(/'([^']*)'/.exec(line)?.[1] ?? '').origin).toBe(new URL(emulator.endpoint).origin);
  const shown = await get('exchanges/1/curl?secret=shown');
  expect(shown.status).toBe(409);
  expect(shown.text).not.toContain(credentials.partnerUserSecret);
});

test('the curl command reads no file and requests one URL, whatever was sent', async () => {
  const body = new TextEncoder().encode('@/etc/passwd');
  await emulator.handle({ method: 'POST', url: '/Integration-Server/ExpensifyIntegrations?x=[1-9]&y={a,b}', headers: {}, body });
  const line = (await get('exchanges/1/curl')).text;
  expect(line).toContain("--data-raw '@/etc/passwd'");
  expect(line).toMatch(/^curl -sg '/);
});

test('a replay is refused if the journal kept only the start', async () => {
  await updateEmployees(emulator, [{ ...NINA, customField1: 'x'.repeat(20_000) }]);
  expect((await request(app).post('/_emulator/exchanges/1/replay')).body).toMatchObject({
    status: 409,
    detail: expect.stringContaining('start'),
  });
});

test('an interaction is YAML without credentials, and a stub returns the same response once', async () => {
  await sendJob(emulator, { type: 'nonsense' });
  const { text } = await get('exchanges/1/interaction');
  expect(text).toMatch(/job:\n {8}type: nonsense/);
  expect(text).not.toContain('partnerUser');
  const { body: stub } = await get('exchanges/1/stub');
  emulator.faults.add(stub);
  expect(await sendJob(emulator, LIST)).toMatchObject({ responseCode: 410 });
  expect(await sendJob(emulator, LIST)).toMatchObject({ responseCode: 200 });
});

test('a company is returned without its secrets', async () => {
  const { body } = await get('companies/acme');
  expect(body.credentials[0]).toEqual({ partnerUserID: 'aa_owner_acme_example', actsAs: 'owner@acme.example' });
  expect(JSON.stringify(body)).not.toMatch(/hash/i);
  expect((await get('companies/none')).body.detail).toContain('The companies are: acme');
});

test.each([
  ['an unknown policy', { policyID: 'X', email: 'a@acme.example', member: {} }, 'no policy X'],
  ['an unknown key', { policyID: MAIN, email: 'a@acme.example', member: { rol: 'user' } }, 'rol'],
  ['nobody', { policyID: MAIN, email: 'nobody@acme.example', member: null }, 'no account nobody@'],
  ['the owner', { policyID: MAIN, email: 'owner@acme.example', member: null }, 'always an admin'],
])('an edit of %s is refused with the reason and changes nothing', async (_what, body, detail) => {
  const before = JSON.stringify(emulator.snapshot());
  const response = await request(app).put('/_emulator/companies/acme/members').send(body);
  expect(response.status).toBe(400);
  expect(response.body.detail).toContain(detail);
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
});

test('a flow is inspected, and run against this emulator only', async () => {
  const { provisionFlow } = await import('../flows/fixtures/provision.js');
  const { NEW_SELLER } = await import('../flows/fixtures/users.js');
  const text = JSON.stringify(provisionFlow());
  const { body: looked } = await request(app).post('/_emulator/flows/inspect').send({ export: text });
  expect(looked.inventory.flows[0].inputs).toEqual(['User ID']);
  const input = { export: text, input: { 'User ID': '00uNina' }, set: { 'Settings.Sales policy': MAIN }, users: [NEW_SELLER] };
  const { body } = await request(app).post('/_emulator/flows/run').send(input);
  expect(body).toMatchObject({ status: 'finished', requests: 1 });
  const report = await get(`flows/reports/${body.report}`);
  expect(report.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect(report.text).toContain('Provision');
  expect((await request(app).post('/_emulator/flows/run').send({ export: '{' })).status).toBe(400);
  expect((await get('flows/reports/99')).status).toBe(404);
});

test('the number of flow reports is limited', async () => {
  const { buildFlow } = await import('../../src/flows/index.js');
  const flow = JSON.stringify(buildFlow('Tiny', (cards) => void cards.helperFlow({})));
  let report = 0;
  for (let count = 0; count < 25; count++) ({ report } = (await request(app).post('/_emulator/flows/run').send({ export: flow })).body);
  expect((await get(`flows/reports/${report}`)).status).toBe(200);
  expect((await get(`flows/reports/${report - 20}`)).status).toBe(404);
});
