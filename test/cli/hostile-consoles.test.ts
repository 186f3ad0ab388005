import { createServer, type IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { expect, test, vi } from 'vitest';
import { formatEnvironment } from '../../src/cli/client-environment.js';
import { askConsole } from '../../src/cli/console-client.js';
import { assertOwnHost } from '../../src/cli/own-host.js';
import { RunFile } from '../../src/cli/run-file.js';
import { openService } from '../../src/cli/target.js';
import { closeServer, listen } from '../../src/server/listen.js';
import { closingServer } from '../support/closing-server.js';
import { temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

const ENDPOINT = '/Integration-Server/ExpensifyIntegrations';
const HERE = '/nowhere';

/** A server that poses as the console of an emulator. `answers` replaces what it says. */
async function poser(answers: Readonly<Record<string, unknown>> = {}) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const { url: consoleUrl } = { url: `http://${request.headers.host}` };
    const path = request.url?.replace('/_emulator/', '') ?? '';
    const known: Readonly<Record<string, unknown>> = {
      health: { status: 'ok' },
      info: { pid: process.pid, version: '1' },
      ready: readyAt(consoleUrl, consoleUrl),
      ...answers,
    };
    const body = known[path] ?? { detail: 'no' };
    response.writeHead(path in known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const url = await listen(server, 0, '127.0.0.1', '--port');
  return { url, seen, [Symbol.asyncDispose]: () => closeServer(server) };
}

function readyAt(url: string, consoleUrl = 'http://127.0.0.1:4311') {
  return { url, endpoint: `${url}${ENDPOINT}`, consoleUrl, credentials: { partnerUserID: 'x', partnerUserSecret: 'y' }, policies: [] };
}

test('a console that leads to the live service or to another machine is not followed', async () => {
  for (const api of ['https://integrations.expensify.com', 'http://192.0.2.1:4310']) {
    await using console = await poser({ ready: readyAt(api) });
    await expect(openService({ kind: 'emulator' }, { url: console.url }, {}, HERE)).rejects.toThrow(
      `says that its API is at ${new URL(api).host}, which is another machine, so nothing was sent there.`,
    );
  }
});

test('a console that names the SCIM endpoint of another machine is not followed', async () => {
  const scim = { url: 'https://scim.example/v2', domain: 'acme.example', token: 'z' };
  await using console = await poser({ ready: { ...readyAt('http://127.0.0.1:4310'), scim } });
  const { code, stderr } = await runHere(['okta-scim', 'simulate', '--event', 'test', '--url', console.url]);
  expect(code).toBe(2);
  expect(stderr).toContain('its API is at scim.example, which is another machine');
});

test.each([
  ['http://127.0.0.1:4310', 'http://localhost:4311'],
  ['http://emulator:4310', 'http://emulator:4311'],
  [`http://${hostname().toLowerCase()}:4310`, 'http://127.0.0.1:4311'],
])('the API at %s may belong to the console at %s', (api, url) => {
  expect(() => assertOwnHost({ console: { url, token: undefined }, ready: readyAt(api) })).not.toThrow();
});

test('a redirect does not take a request for the console to another server', async () => {
  await using elsewhere = await poser();
  const server = createServer((_request, response) => response.writeHead(307, { location: `${elsewhere.url}/_emulator/stop` }).end());
  const url = await listen(server, 0, '127.0.0.1', '--port');
  try {
    await expect(askConsole({ url, token: 'sesame' }, 'stop', { method: 'POST' })).rejects.toThrow('is not an emulator console (HTTP 307)');
    expect(elsewhere.seen).toEqual([]);
  } finally {
    await closeServer(server);
  }
});

test('stop leaves the process of an old run file alone if another emulator answers at its URL', async () => {
  vi.stubEnv('XDG_RUNTIME_DIR', temporaryFolder());
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  try {
    await using console = await poser();
    new RunFile(process.cwd()).write({ ...readyAt(console.url, console.url), pid: 4_000_000 });
    const { code } = await runHere(['stop', '--url', console.url]);
    expect(code).toBe(2);
    expect(console.seen.at(-1)).toMatchObject({ method: 'POST', url: '/_emulator/stop' });
    expect(kill.mock.calls.filter(([, signal]) => signal !== 0)).toEqual([]);
  } finally {
    kill.mockRestore();
    vi.unstubAllEnvs();
  }
});

test.each([
  ['logs', '{nope'],
  ['logs', '{"exchanges":"\\u001b[2J"}'],
  ['trigger hire', '{nope'],
  ['trigger hire', '{"odd":1}'],
])('%s reports a response such as %s in plain words', async (command, body) => {
  await using console = await poser({ 'samples/hire': body, 'exchanges?after=0&limit=10000': body });
  const { code, stderr } = await runHere([...command.split(' '), '--url', console.url]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^expensify-emulator: The emulator at \S+ is a different version that can.t \w+ [\w ]+\. Restart it\.\n$/);
});

test('a URL with control characters is not printed', async () => {
  await using console = await poser({ ready: readyAt('http://127.0.0.1:4310/\u001b[2J') });
  for (const command of ['status', 'stop', 'env']) {
    const { code, stdout } = await runHere([command, '--url', console.url]);
    expect([command, code, stdout]).toEqual([command, 2, '']);
  }
});

test('a value with a line break sets no other variable', () => {
  expect(() => formatEnvironment({ EXPENSIFY_POLICY_ID: '1\nPATH=/evil' }, 'dotenv')).toThrow('EXPENSIFY_POLICY_ID has a line break');
});

// In Node 20 `fetch` never settles then.
test('a server that closes each connection at once is not taken for a console', async () => {
  await using server = await closingServer();
  await expect(askConsole({ url: server.url, token: undefined }, 'info')).rejects.toThrow(`No emulator answers at ${server.url}.`);
});
