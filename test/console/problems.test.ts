import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, sendJob, updateEmployees } from '../support/emulator.js';
import { newcomer } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { POLICY_LIST } from '../support/raw-http.js';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator);
});
afterEach(() => emulator.close());

const WRITES = [
  'post /_emulator/seed',
  'put /_emulator/state',
  'post /_emulator/journal/verify',
  'post /_emulator/faults',
  'post /_emulator/clock',
  'post /_emulator/credentials',
  'post /_emulator/companies',
];

const write = (route: string) => {
  const [method, path = ''] = route.split(' ');
  return method === 'put' ? request(app).put(path) : request(app).post(path);
};

test.each(WRITES)('%s explains invalid JSON', async (route) => {
  expectProblem(await write(route).type('json').send('{"a":'), 400, /^The body is not valid JSON: /);
});

test.each(WRITES.filter((route) => !route.endsWith('verify')))('%s explains an empty body', async (route) => {
  expectProblem(await write(route), 400);
});

test('a long text is cut after a word', async () => {
  const key = 'word '.repeat(400);
  const { body } = await request(app)
    .post('/_emulator/faults')
    .send({ preset: 'rate-limited', [key]: 1 });
  expect(body.detail.length).toBeLessThanOrEqual(1002);
  expect(body.detail).toMatch(/ word word …$/);
});

test('JSON is read with any content type', async () => {
  const response = await request(app).post('/_emulator/companies').type('form').send('{"name":"Team"}');
  expect(response.status).toBe(201);
});

test('a body in an unknown encoding is a client error', async () => {
  expectProblem(await request(app).post('/_emulator/companies').set('content-encoding', 'rot13').type('json').send('{}'), 415);
});

test.each([
  '/nothing',
  '/tools',
  '/assets/',
  '/assets/../app.js',
  '/favicon.ico',
  '/_emulator',
  '/_emulator/nothing',
  '/_emulator/faults/f1/more',
  '/Integration-Server/ExpensifyIntegrations',
])('%s returns 404', async (path) => {
  expectProblem(await request(app).get(path), 404);
});

test('a path that cannot be decoded is a client error', async () => {
  expectProblem(await request(app).delete('/_emulator/faults/%E0%A4%A'), 400);
});

test('a method that a path does not support is a client error', async () => {
  const response = await request(app).put('/_emulator/journal');
  expectProblem(response, response.status);
  expect([404, 405]).toContain(response.status);
});

test('no response of the console reveals its framework', async () => {
  for (const path of ['/_emulator/health', '/nothing']) {
    expect((await request(app).get(path)).headers).not.toHaveProperty('x-powered-by');
  }
  expect((await request(app).post('/_emulator/clock').send('{"a')).text).not.toMatch(/node_modules|\.js:/);
});

test('no GET returns a secret, wherever it was sent', async () => {
  const { body: pair } = await request(app).post('/_emulator/credentials').send({ actsAs: 'mia.manager@acme.example' });
  const company = emulator.directory.createCompany('Team');
  const wrong = 'a-wrong-but-secret-secret';
  await sendJob(emulator, { ...POLICY_LIST, credentials: pair });
  await sendJob(emulator, { ...POLICY_LIST, credentials: company.credentials });
  await sendJob(emulator, { ...POLICY_LIST, credentials: { ...pair, partnerUserSecret: wrong } });
  await emulator.fetch(
    `${emulator.endpoint}?requestJobDescription=${encodeURIComponent(JSON.stringify({ ...POLICY_LIST, credentials: pair }))}`,
  );
  await updateEmployees(emulator, [newcomer()], {
    dataSource: 'download',
    credentials: { ...emulator.credentials, feedUrl: 'http://feed.example/', feedUser: 'u', feedPassword: 'the-feed-password' },
  });
  const secrets = [emulator.credentials, pair, company.credentials].map(({ partnerUserSecret }) => partnerUserSecret);
  for (const path of ['health', 'state', 'journal', 'advisories', 'faults', 'clock', 'outbox', 'credentials', 'companies']) {
    const { text, status } = await request(app).get(`/_emulator/${path}`);
    expect(status).toBe(200);
    for (const secret of [...secrets, wrong, 'the-feed-password']) expect(text).not.toContain(secret);
  }
});
