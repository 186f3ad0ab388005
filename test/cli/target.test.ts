import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { announceLive, confirmLive } from '../../src/cli/confirm-live.js';
import { resolveStartOptions } from '../../src/cli/resolve-options.js';
import { findCredentials } from '../../src/cli/service-credentials.js';
import { openService, readOwnTarget, readTarget } from '../../src/cli/target.js';
import { providerOf } from '../../src/cli/verify-target.js';
import { createEmulator } from '../../src/index.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';

cleanUpPrograms();

const ENDPOINT = '/Integration-Server/ExpensifyIntegrations';
const HERE = '/nowhere';

test.each([
  ['http://127.0.0.1:4310', 'http://127.0.0.1:4310'],
  ['http://127.0.0.1:4310/', 'http://127.0.0.1:4310'],
  [`http://127.0.0.1:4310${ENDPOINT}`, 'http://127.0.0.1:4310'],
  [`http://127.0.0.1:4310${ENDPOINT}/`, 'http://127.0.0.1:4310'],
  [`https://proxy.example/expensify${ENDPOINT}`, 'https://proxy.example/expensify'],
  ['https://proxy.example/expensify/', 'https://proxy.example/expensify'],
])('--target %s is the service at %s, with or without the endpoint path', async (target, baseUrl) => {
  const service = await openService(readTarget({ target }), {}, {}, HERE);
  expect(service).toMatchObject({ kind: 'url', baseUrl, endpoint: baseUrl + ENDPOINT });
});

test('the URL of the live service is the target live', () => {
  const live = { kind: 'live', baseUrl: 'https://integrations.expensify.com' };
  expect(readTarget({ target: 'live' })).toEqual(live);
  expect(readTarget({ target: `https://integrations.expensify.com${ENDPOINT}` })).toEqual(live);
});

test.each([
  'https://integrations.expensify.com.',
  'HTTPS://INTEGRATIONS.Expensify.COM',
  'https://integrations.expensify.com:8443',
  'http://integrations.expensify.com',
  'http://integrations.expensify.com:443',
  'https://integrations%2Eexpensify.com',
  'https:///integrations.expensify.com/',
  'https://integrations.expensify.com?x=1',
  'https://www.expensify.com',
])('%s is the live service as well, which is asked about', (target) => {
  expect(readTarget({ target }).kind).toBe('live');
});

test('a host whose name only contains that of the live service is a URL like any other', () => {
  for (const target of ['https://notexpensify.com', 'https://expensify.com.example']) expect(readTarget({ target }).kind).toBe('url');
});

test('contract verify takes no console for the live service, so nothing is sent there without a question', async () => {
  await expect(providerOf({ target: 'https://integrations.expensify.com', url: 'http://127.0.0.1:1' })).rejects.toThrow(
    'The live service has no console. Remove --url.',
  );
});

test('a private emulator is the default where a command can start one', () => {
  expect(readOwnTarget({}, ['in-process'])).toEqual({ kind: 'private', via: 'in-process' });
  expect(readOwnTarget({ target: 'http' }, ['in-process', 'http'])).toEqual({ kind: 'private', via: 'http' });
  expect(() => readOwnTarget({ target: 'http' }, ['in-process'])).toThrow(
    "--target must be in-process, emulator, live or an http or https URL, not 'http'.",
  );
});

test('credentials come from the flags, the file, the environment, then the running emulator', async () => {
  await using emulator = await createEmulator();
  const service = await openService({ kind: 'emulator' }, { url: emulator.consoleUrl }, {}, HERE);
  const file = join(temporaryFolder(), 'credentials.yaml');
  writeFileSync(file, 'partnerUserID: of-the-file\npartnerUserSecret: secret-of-the-file\n');
  const environment = { EXPENSIFY_PARTNER_USER_ID: 'of-the-environment', EXPENSIFY_PARTNER_USER_SECRET: 'secret-of-the-environment' };
  const idOf = async (flags: object, given: Record<string, string> = environment) =>
    (await findCredentials(flags, given, service)).partnerUserID;
  expect(await idOf({ credentials: file, partnerUserId: 'of-the-flag' })).toBe('of-the-flag');
  expect(await idOf({ credentials: file })).toBe('of-the-file');
  expect(await idOf({})).toBe('of-the-environment');
  expect(await findCredentials({}, {}, service)).toEqual(emulator.credentials);
});

test.each([
  [{ EXPENSIFY_PARTNER_USER_ID: 'x' }, 'The credentials have no secret. Set EXPENSIFY_PARTNER_USER_SECRET.'],
  [{ EXPENSIFY_PARTNER_USER_SECRET: 'x' }, 'The credentials have no partnerUserID. Set EXPENSIFY_PARTNER_USER_ID.'],
  [{}, 'This target needs credentials. Set EXPENSIFY_PARTNER_USER_ID and EXPENSIFY_PARTNER_USER_SECRET, or pass --credentials FILE'],
])('the credentials of the environment %j are not complete, and the message says what is missing', async (environment, message) => {
  await expect(findCredentials({}, environment, {})).rejects.toThrow(message);
});

const LIVE = { kind: 'live', baseUrl: 'https://integrations.expensify.com' } as const;
const USE = { account: 'aa_admin', policies: ['P1', 'P2'], effect: 'This reads the members.' };

function terminal(isInteractive: boolean, answer: boolean) {
  const said: string[] = [];
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  return { said, asked, isInteractive, ask, warn: (text: string) => void said.push(text) };
}

test('the live service is used only after a yes, and account and policies are named before', async () => {
  const yes = terminal(true, true);
  await confirmLive(LIVE, USE, undefined, yes);
  expect(yes.said).toEqual([
    'Live service: https://integrations.expensify.com\nAccount:      aa_admin\nPolicies:     P1, P2\nThis reads the members.',
  ]);
  expect(yes.asked).toHaveLength(1);
  await expect(confirmLive(LIVE, USE, undefined, terminal(true, false))).rejects.toMatchObject({
    message: 'Nothing was sent.',
    exitCode: 1,
  });
});

test('without a terminal the live service needs --yes, and is still named', async () => {
  const nobody = terminal(false, true);
  await expect(confirmLive(LIVE, USE, undefined, nobody)).rejects.toThrow('Pass --yes when running non-interactively.');
  expect(() => announceLive(LIVE, USE, undefined, nobody)).toThrow('Pass --yes');
  await confirmLive(LIVE, { ...USE, policies: undefined }, true, nobody);
  expect(nobody.said.at(-1)).toContain('Policies:     all policies that the account can access');
  expect(nobody.asked).toEqual([]);
});

test('another service is not asked about', async () => {
  const quiet = terminal(true, false);
  await confirmLive({ kind: 'url', baseUrl: 'http://127.0.0.1:4310' }, USE, undefined, quiet);
  expect([...quiet.said, ...quiet.asked]).toEqual([]);
});

test.each([
  [{ port: '4400' }, { port: 4400, consolePort: 4401 }],
  [{ port: '0' }, { port: 0, consolePort: 0 }],
  [
    { port: '4400', consolePort: '5000' },
    { port: 4400, consolePort: 5000 },
  ],
  [{ consolePort: '5000' }, { port: 4310, consolePort: 5000 }],
  [
    { port: '65535', consolePort: '0' },
    { port: 65535, consolePort: 0 },
  ],
  [{}, { port: 4310, consolePort: 4311 }],
])('with %j the ports are %j: the console port follows the API port', async (flags, ports) => {
  expect(await resolveStartOptions(flags, {}, HERE)).toMatchObject(ports);
});

test.each([
  ['the environment', { EXPENSIFY_EMULATOR_PORT: '4400' }, ''],
  ['the config file', {}, 'port: 4400'],
])('the console port follows a port from %s', async (_name, environment, config) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'expensify-emulator.config.yaml'), config || '{}');
  expect(await resolveStartOptions({}, environment, folder)).toMatchObject({ port: 4400, consolePort: 4401 });
});

test('the last port has no next one for the console', async () => {
  await expect(resolveStartOptions({}, { EXPENSIFY_EMULATOR_PORT: '65535' }, HERE)).rejects.toThrow(
    'EXPENSIFY_EMULATOR_PORT: the console uses the next port, and there is none after 65535. Choose one with --console-port.',
  );
});
