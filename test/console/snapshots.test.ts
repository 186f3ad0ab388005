import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, sendJob, updateEmployees } from '../support/emulator.js';
import { MAIN } from '../support/people.js';
import { POLICY_LIST } from '../support/raw-http.js';

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };

let emulator: Emulator;
let app: ReturnType<typeof createConsoleApp>;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator, emulator.endpoint);
});
const path = (name: string) => `/_emulator/snapshots/${name}`;

test('a snapshot keeps the state under its name, and restores it', async () => {
  const before = emulator.snapshot();
  await request(app).put(path('before')).expect(204);
  await updateEmployees(emulator, [NINA]);
  expect((await request(app).get('/_emulator/snapshots')).body.snapshots).toMatchObject([
    { name: 'before', at: '2026-01-31T09:00:00.000Z' },
  ]);
  expect((await request(app).get(path('before'))).body).toEqual(JSON.parse(JSON.stringify(before)));
  await request(app)
    .post(`${path('before')}/restore`)
    .expect(204);
  expect(emulator.snapshot()).toEqual(before);
  await request(app).delete(path('before')).expect(204);
  await request(app).get(path('before')).expect(404);
});

test('a snapshot contains no secret', async () => {
  await request(app).put(path('one'));
  expect((await request(app).get(path('one'))).text).not.toContain(emulator.credentials.partnerUserSecret);
});

test('twenty snapshots are kept, and one more is refused until one is deleted', async () => {
  for (let count = 0; count < 20; count++)
    await request(app)
      .put(path(`s${count}`))
      .expect(204);
  expect((await request(app).put(path('more'))).body.detail).toMatch(/20 snapshots are kept, the maximum/);
  await request(app).put(path('s3')).expect(204);
  await request(app).delete(path('s0'));
  await request(app).put(path('more')).expect(204);
});

test.each(['a%2Fb', 'x'.repeat(81), '%0A'])('the name %j is refused', async (name) => {
  expect((await request(app).put(path(name))).status).toBe(409);
});

test('the history of a person lists the requests that changed them, newest first', async () => {
  await updateEmployees(emulator, [NINA]);
  await sendJob(emulator, POLICY_LIST);
  await updateEmployees(emulator, [{ ...NINA, role: 'auditor' }]);
  const { history } = (await request(app).get('/_emulator/companies/acme/history?email=nina@acme.example')).body;
  expect(history.map(({ id }: { id: number }) => id)).toEqual([3, 1]);
  expect(history[0].changes).toMatchObject([{ collection: 'members', after: { role: 'auditor' } }]);
  const other = await request(app).get('/_emulator/companies/acme/history?email=ina@acme.example');
  expect(other.body.history).toEqual([]);
});

test('revoked credentials get the response of unknown ones', async () => {
  const { credentials } = emulator;
  const { partnerUserID } = credentials;
  await request(app).delete(`/_emulator/credentials/${partnerUserID}`).expect(204);
  expect(await sendJob(emulator, { ...POLICY_LIST, credentials })).toMatchObject({ responseCode: 404 });
  await request(app).delete(`/_emulator/credentials/${partnerUserID}`).expect(404);
});

test('credentials are listed with what their account may do, if that is asked for', async () => {
  const { credentials } = (await request(app).get('/_emulator/credentials?with=powers')).body;
  expect(credentials[0]).toMatchObject({
    isDomainAdmin: true,
    policies: expect.arrayContaining([{ name: 'Acme Headquarters', role: 'admin' }]),
  });
});

test('the overview counts requests, failures, armed faults and emails', async () => {
  emulator.faults.once('http-503');
  emulator.faults.add({ preset: 'slow', job: 'get policy' });
  await sendJob(emulator, POLICY_LIST).catch(() => undefined);
  await updateEmployees(emulator, [NINA]);
  expect((await request(app).get('/_emulator/overview')).body).toMatchObject({
    requests: 2,
    failed: 1,
    faults: 1,
    mails: 1,
    isStopped: true,
  });
});

test.each(['', 'page=../package', 'page=guide/../../package', 'page=guide%2f..%2f..%2fpackage', 'page=internals/architecture'])(
  'no file outside the published docs is read: %s',
  async (query) => {
    expect((await request(app).get(`/_emulator/docs?${query}`)).status).toBe(400);
  },
);

test('an unknown page of the docs is not found', async () => {
  expect((await request(app).get('/_emulator/docs?page=guide/nothing')).status).toBe(404);
});

test('contract results come line by line if asked for', async () => {
  const response = await request(app)
    .post('/_emulator/contracts/verify')
    .set('accept', 'application/x-ndjson')
    .send({ filter: 'get policyList/malformed-admin-only' });
  const [first, ...verdicts] = response.text
    .trim()
    .split('\n')
    .map((line: string) => JSON.parse(line));
  expect(first).toEqual({ total: verdicts.length });
  expect(verdicts.every(({ status }: { status: string }) => status === 'passed')).toBe(true);
});
