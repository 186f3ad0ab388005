import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expressHandler } from '../../../src/doors/express/index.js';
import type { Emulator } from '../../../src/index.js';
import { ENDPOINT_PATH } from '../../../src/protocol/endpoint.js';
import { closeServer, listen } from '../../../src/server/listen.js';
import { createTestEmulator } from '../../support/emulator.js';
import { formOf, openClient, POLICY_LIST, rawPost, rawRequest } from '../../support/raw-http.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await createTestEmulator();
});
afterEach(() => emulator.close());

function appWith(handler = expressHandler(emulator)): Express {
  const app = express();
  app.use(handler);
  app.get('/mine', (_request, response) => {
    response.send('mine');
  });
  return app;
}

test('a mounted emulator lists its policies', async () => {
  const response = await request(appWith()).post(ENDPOINT_PATH).type('form').send(formOf(emulator, POLICY_LIST));
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({
    responseCode: 200,
    policyList: expect.arrayContaining([expect.objectContaining({ id: 'A1B2C3D4E5F60001' })]),
  });
});

test("the app's responses in-process and over HTTP are identical", async () => {
  const form = formOf(emulator, POLICY_LIST);
  const direct = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(form) });
  const response = await request(appWith()).post(ENDPOINT_PATH).type('form').send(form);
  expect(response.text).toBe(await direct.text());
});

test('a job in the query string is read', async () => {
  const response = await request(appWith()).get(`${ENDPOINT_PATH}?${formOf(emulator, POLICY_LIST)}`);
  expect(response.body).toMatchObject({ responseCode: 200 });
});

test('a multipart form is read', async () => {
  const fields = new URLSearchParams(formOf(emulator, POLICY_LIST));
  const response = await request(appWith())
    .post(ENDPOINT_PATH)
    .field('requestJobDescription', fields.get('requestJobDescription') ?? '');
  expect(response.body).toMatchObject({ responseCode: 200 });
});

test.each(['/mine', '/mine?x=1'])('%s is passed to the app', async (path) => {
  const response = await request(appWith()).get(path);
  expect(response.text).toBe('mine');
  expect(emulator.journal.entries()).toEqual([]);
});

test.each([`${ENDPOINT_PATH}/more`, ENDPOINT_PATH.toLowerCase(), '/_emulator/state'])('%s is not the emulator', async (path) => {
  const response = await request(appWith()).get(path);
  expect(response.status).toBe(404);
  expect(response.text).toContain('Cannot GET');
});

test('the method is refused by the emulator, not by the app', async () => {
  const response = await request(appWith()).put(ENDPOINT_PATH);
  expect(response.status).toBe(405);
  expect(response.headers.allow).toBe('GET, POST');
});

test('a body above the limit gets 413', async () => {
  const app = appWith(expressHandler(emulator, { bodyLimit: 100 }));
  const response = await request(app).post(ENDPOINT_PATH).type('form').send('a'.repeat(101));
  expect(response.status).toBe(413);
  expect(response.text).toContain('100 bytes');
});

test('after a body above the limit, the connection is usable or closed', async () => {
  await using server = await startServer(appWith(expressHandler(emulator, { bodyLimit: 1000 })));
  const client = await openClient(server.url);
  client.socket.write(rawPost('a'.repeat(2_000_000)) + rawRequest('GET', '/mine', '', { connection: 'close' }));
  const heard = await client.closed();
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  expect(heard).toMatch(/^connection: close|^mine/im);
});

test('a mounted emulator cuts the connection for the connection-reset fault', async () => {
  emulator.faults.once('connection-reset');
  await expect(request(appWith()).post(ENDPOINT_PATH).type('form').send(formOf(emulator, POLICY_LIST))).rejects.toThrow(
    /socket hang up|ECONNRESET/,
  );
});

test('a body that another parser has read is an error in the app, not an endless request', async () => {
  const app = express();
  app.use(express.urlencoded());
  app.use(expressHandler(emulator));
  app.use((_error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(500).send('explained');
  });
  const response = await request(app).post(ENDPOINT_PATH).type('form').send(formOf(emulator, POLICY_LIST)).timeout(1000);
  expect([200, 500]).toContain(response.status);
});

test('two emulators can be mounted in one app under different hosts', async () => {
  await using other = await createTestEmulator();
  const byHost = { 'one.example': expressHandler(emulator), 'two.example': expressHandler(other) };
  const app = express();
  app.use((incoming, response, next) => byHost[incoming.headers.host as keyof typeof byHost]?.(incoming, response, next));
  await request(app).post(ENDPOINT_PATH).set('host', 'two.example').type('form').send(formOf(other, POLICY_LIST));
  expect([emulator, other].map(({ journal }) => journal.entries().length)).toEqual([0, 1]);
});

async function startServer(app: Express): Promise<AsyncDisposable & { readonly url: string }> {
  const server: Server = createServer(app);
  const url = await listen(server, 0, '127.0.0.1', '--port');
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await closeServer(server);
    },
  };
}

test('a mounted emulator responds to SCIM requests if SCIM is on', async () => {
  await using serving = await createTestEmulator({ scim: true });
  const response = await request(appWith(expressHandler(serving)))
    .get('/scim/v2/Users?count=1')
    .set('authorization', `Bearer ${serving.scim?.token}`);
  expect([response.status, response.type]).toEqual([200, 'application/scim+json']);
  expect(response.body).toMatchObject({ itemsPerPage: 1 });
});

test('SCIM requests are passed to the app if SCIM is off', async () => {
  const app = appWith();
  app.get('/scim/v2/Users', (_request, response) => {
    response.send('mine');
  });
  expect((await request(app).get('/scim/v2/Users')).text).toBe('mine');
});
