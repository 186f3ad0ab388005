import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { assertSafeConsole } from '../../src/server/console-access.js';
import { sendRaw } from '../support/raw-http.js';

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  open.push(emulator);
  return emulator;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request as another machine or another site's page would. `fetch` does not allow these headers. */
function ask(
  emulator: Emulator,
  path: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
  sent: string | Uint8Array = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(emulator.consoleUrl + path, { method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end(sent);
  });
}

test.each(['127.0.0.1', 'localhost', 'LOCALHOST:4311', '[::1]:4311', '127.0.0.1:1'])(
  "the host %s is accepted as the console's own",
  async (host) => {
    expect((await ask(await start(), '/_emulator/faults', { host })).status).toBe(200);
  },
);

test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:4311', '192.0.2.1', '0.0.0.0:4311'])(
  'the host %j is refused, because it indicates DNS rebinding',
  async (host) => {
    const { status, headers } = await ask(await start(), '/_emulator/state', { host });
    expect(status).toBe(403);
    expect(headers['content-type']).toBe('application/problem+json');
  },
);

test.each(['http://evil.example', 'https://localhost.evil.example', 'null', 'http://localhost:1', 'file://'])(
  'a page of %s may not send requests',
  async (origin) => {
    const { status, headers, body } = await ask(await start(), '/_emulator/state', { host: 'localhost:4311', origin });
    expect(status).toBe(403);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 403, title: 'Foreign origin' });
  },
);

test('a page of the console may send requests', async () => {
  const { status } = await ask(await start(), '/_emulator/faults', { host: 'localhost:4311', origin: 'http://localhost:4311' });
  expect(status).toBe(200);
});

test('a page of another site cannot change anything', async () => {
  const emulator = await start();
  const body = JSON.stringify({ name: 'Evil' });
  const foreign: Record<string, string>[] = [{ origin: 'http://evil.example' }, { host: 'evil.example' }];
  for (const headers of foreign) {
    expect((await ask(emulator, '/_emulator/companies', headers, 'POST', body)).status).toBe(403);
  }
  expect(emulator.directory.companies()).toHaveLength(1);
});

test('no response allows another origin to read it', async () => {
  const { headers } = await ask(await start(), '/_emulator/health', { host: 'localhost' });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('with a token, only health can be read without it', async () => {
  const emulator = await start({ consoleToken: 'open-sesame' });
  const { status, headers, body } = await ask(emulator, '/_emulator/state', {});
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toBe('Bearer');
  expect(headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status: 401 });
  expect(body).not.toContain('open-sesame');
  expect((await ask(emulator, '/_emulator/health', {})).status).toBe(200);
});

test.each([
  ['Bearer open-sesame', 200],
  ['bearer open-sesame', 200],
  ['Bearer open-sesam', 401],
  ['Bearer ', 401],
  ['Basic open-sesame', 401],
])('the authorization %j gets %i', async (authorization, status) => {
  const emulator = await start({ consoleToken: 'open-sesame' });
  expect((await ask(emulator, '/_emulator/faults', { authorization })).status).toBe(status);
});

test('with a token, the console accepts any host name, because no other site knows the token', async () => {
  const emulator = await start({ consoleToken: 'open-sesame' });
  const sent = { host: 'emulator.internal', authorization: 'Bearer open-sesame' };
  expect((await ask(emulator, '/_emulator/faults', sent)).status).toBe(200);
});

test('a page of another site is refused even with the token', async () => {
  const emulator = await start({ consoleToken: 'open-sesame' });
  const sent = { host: 'localhost', origin: 'http://evil.example', authorization: 'Bearer open-sesame' };
  expect((await ask(emulator, '/_emulator/faults', sent)).status).toBe(403);
});

test('an empty token counts as none, and a foreign host is refused', async () => {
  const emulator = await start({ consoleToken: '' });
  expect((await ask(emulator, '/_emulator/state', { host: 'evil.example' })).status).not.toBe(200);
});

test.each(['0.0.0.0', '192.0.2.1', 'myhost', '::', ''])(
  'on the non-loopback address %j, the console needs a token',
  async (consoleHost) => {
    await expect(createEmulator({ consoleHost })).rejects.toThrow(/--console-token/);
    await expect(createEmulator({ consoleHost, consoleToken: '' })).rejects.toThrow(/--console-token/);
  },
);

test.each(['127.0.0.1', 'localhost', '::1'])('on %s the console needs no token', (host) => {
  expect(() => assertSafeConsole({ host, token: undefined })).not.toThrow();
});

test('garbage on the console port ends its connection, and the console keeps working', async () => {
  const emulator = await start();
  expect(await sendRaw(emulator.consoleUrl, 'hello there\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect((await fetch(`${emulator.consoleUrl}/_emulator/health`)).status).toBe(200);
});

test('the console port does not run jobs', async () => {
  const emulator = await start();
  const response = await fetch(`${emulator.consoleUrl}/Integration-Server/ExpensifyIntegrations`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(404);
});

test('a body that is too large gets 413', async () => {
  const large = Buffer.alloc(128 * 1024 * 1024 + 1, ' ');
  const { status, headers, body } = await ask(await start(), '/_emulator/state', {}, 'PUT', large);
  expect(status).toBe(413);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(body)).toMatchObject({ status: 413, title: 'Too large' });
});
