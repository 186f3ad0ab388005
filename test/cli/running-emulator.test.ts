import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readyLine } from '../../src/cli/banner.js';
import { RunFile } from '../../src/cli/run-file.js';
import { findEmulator } from '../../src/cli/running-emulator.js';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';

cleanUpPrograms();

let folder: string;
const opened: Emulator[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('XDG_RUNTIME_DIR', temporaryFolder());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((emulator) => emulator.close()));
});

async function open(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  opened.push(emulator);
  return emulator;
}

function rememberInBackground({ url, endpoint, consoleUrl, credentials, policies }: Emulator, consoleToken?: string): void {
  const run = { url, endpoint, consoleUrl, credentials, policies, pid: process.pid, ...(consoleToken !== undefined && { consoleToken }) };
  new RunFile(folder).write(run);
}

const configure = (text: string): void => writeFileSync(join(folder, 'expensify-emulator.config.yaml'), text);
const portOf = (url: string): string => new URL(url).port;

test('--url wins over the environment, the config file and the background emulator', async () => {
  const [wanted, other] = [await open(), await open()];
  rememberInBackground(other);
  configure(`consolePort: ${portOf(other.consoleUrl)}`);
  const environment = { EXPENSIFY_CONSOLE_URL: other.consoleUrl };
  const found = await findEmulator({ url: `${wanted.consoleUrl}/_emulator/health` }, environment, folder);
  expect(found).toMatchObject({ console: { url: wanted.consoleUrl }, isBackground: false, pid: process.pid });
});

test.each([
  ['EXPENSIFY_CONSOLE_URL', (emulator: Emulator) => ({ EXPENSIFY_CONSOLE_URL: emulator.consoleUrl })],
  ['the port of the console', (emulator: Emulator) => ({ EXPENSIFY_EMULATOR_CONSOLE_PORT: portOf(emulator.consoleUrl) })],
  [
    'the port and the address of the console',
    (emulator: Emulator) => ({
      EXPENSIFY_EMULATOR_CONSOLE_PORT: portOf(emulator.consoleUrl),
      EXPENSIFY_EMULATOR_CONSOLE_HOST: '0.0.0.0',
    }),
  ],
])('%s in the environment wins over the config file and the background emulator', async (_name, environmentOf) => {
  const [wanted, other] = [await open(), await open()];
  rememberInBackground(other);
  configure(`consolePort: ${portOf(other.consoleUrl)}`);
  expect(await findEmulator({}, environmentOf(wanted), folder)).toMatchObject({ ready: { url: wanted.url } });
});

test('the config file wins over the background emulator', async () => {
  const [wanted, other] = [await open(), await open()];
  rememberInBackground(other);
  configure(`consolePort: ${portOf(wanted.consoleUrl)}`);
  expect(await findEmulator({}, {}, folder)).toMatchObject({ ready: { url: wanted.url } });
});

test('finds the background emulator of the folder if the config file names a port where nothing answers', async () => {
  const emulator = await open();
  rememberInBackground(emulator);
  configure('consolePort: 1');
  expect(await findEmulator({}, {}, folder)).toMatchObject({ ready: { url: emulator.url }, isBackground: true });
});

test('returns what start --json prints', async () => {
  const emulator = await open({ scim: true });
  const { ready } = await findEmulator({ url: emulator.consoleUrl }, {}, folder);
  expect(ready).toEqual(JSON.parse(readyLine(emulator)));
});

test('tries no other emulator when nothing answers at the URL of the environment', async () => {
  rememberInBackground(await open());
  await expect(findEmulator({}, { EXPENSIFY_CONSOLE_URL: 'http://127.0.0.1:1' }, folder)).rejects.toThrow(
    'No emulator found: nothing answers at http://127.0.0.1:1 (EXPENSIFY_CONSOLE_URL). Start one with: npx expensify-emulator start --detach, or pass its console URL with --url.',
  );
});

test('says every place where it looked', async () => {
  configure('consolePort: 1');
  await expect(findEmulator({}, {}, folder)).rejects.toThrow(
    /^No emulator found: nothing answers at http:\/\/127\.0\.0\.1:1 \(expensify-emulator\.config\.yaml\), and this folder has no background emulator\. Start one/,
  );
});

test('names another server as such, whatever it answers', async () => {
  for (const type of ['text/html', 'application/json']) {
    const server = createServer((_request, response) => response.writeHead(200, { 'content-type': type }).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(findEmulator({ url }, {}, folder)).rejects.toThrow(`${url} (--url) is not an emulator console`);
    server.close();
  }
});

test('a console with a token is refused without it, and found with it', async () => {
  const { consoleUrl: url } = await open({ consoleToken: 'sesame' });
  await expect(findEmulator({ url }, {}, folder)).rejects.toThrow(
    `The console at ${url} requires a token. Set EXPENSIFY_EMULATOR_CONSOLE_TOKEN`,
  );
  expect(await findEmulator({ url }, { EXPENSIFY_EMULATOR_CONSOLE_TOKEN: 'sesame' }, folder)).toMatchObject({
    console: { token: 'sesame' },
  });
});

test('the URL of the background emulator needs no token from the user', async () => {
  const emulator = await open({ consoleToken: 'sesame' });
  rememberInBackground(emulator, 'sesame');
  expect(await findEmulator({ url: emulator.consoleUrl }, {}, folder)).toMatchObject({ ready: { url: emulator.url } });
});

test('an emulator that listens on all addresses is reached where its console is', async () => {
  const emulator = await open({ host: '0.0.0.0', scim: true });
  const { ready } = await findEmulator({ url: emulator.consoleUrl }, {}, folder);
  expect(ready).toMatchObject({
    url: `http://127.0.0.1:${portOf(emulator.url)}`,
    scim: { url: expect.stringContaining('http://127.0.0.1:') },
  });
  expect(new URL(ready.endpoint).hostname).toBe('127.0.0.1');
});
