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
const post = (path: string, body: object) => request(app).post(`/_emulator/exchanges/${path}`).send(body);
const fieldsOf = (id: number) => ({ ...emulator.journal.entry(id)?.request.fields });

test('an edited request is previewed and sent with the secret of its credentials', async () => {
  await updateEmployees(emulator, [NINA]);
  const fields = {
    ...fieldsOf(1),
    data: JSON.stringify({ Employees: [{ ...NINA, employeeEmail: 'nora@acme.example', employeeID: 'E201' }] }),
  };
  const preview = (await post('1/replay/preview', { fields })).body;
  expect(preview.changes.map(({ key }: { key: string }) => key)).toContain('nora@acme.example');
  expect((await post('1/replay', { fields, confirm: preview.confirm })).body).toEqual({ id: 2, status: 200 });
  expect(emulator.journal.entry(2)).toMatchObject({ responseCode: 200, pair: emulator.credentials.partnerUserID });
});

test('the confirmation of one edit is refused for another', async () => {
  await updateEmployees(emulator, [NINA]);
  const { confirm } = (await post('1/replay/preview', {})).body;
  const fields = { ...fieldsOf(1), data: JSON.stringify({ Employees: [{ ...NINA, role: 'admin' }] }) };
  expect((await post('1/replay', { fields, confirm })).status).toBe(409);
  expect(emulator.journal.entry(2)).toBeUndefined();
});

test('no secret is filled in for other credentials, or in another place of the job', async () => {
  await sendJob(emulator, POLICY_LIST);
  const job = JSON.parse(fieldsOf(1).requestJobDescription ?? '');
  const other = { ...job, credentials: { ...job.credentials, partnerUserID: 'someone_else' } };
  const elsewhere = { ...job, credentials: { partnerUserID: job.credentials.partnerUserID }, note: job.credentials.partnerUserSecret };
  for (const edited of [other, elsewhere]) {
    const response = await post('1/replay/preview', { fields: { requestJobDescription: JSON.stringify(edited) } });
    expect(response.status).toBe(409);
    expect(response.text).not.toContain(emulator.credentials.partnerUserSecret);
  }
});

test('a form is edited by its fields, and not by a body', async () => {
  await sendJob(emulator, POLICY_LIST);
  const response = await post('1/replay/preview', { body: 'x=1' });
  expect(response.status).toBe(409);
  expect(response.body.detail).toMatch(/Send "fields" instead/);
});
