import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  AuthenticationError,
  createClient,
  ExpensifyError,
  MalformedAnswerError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  TransportError,
  ValidationError,
} from '../../src/client/index.js';
import { PRESETS, type PresetName } from '../../src/emulator/faults/presets.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { MAIN, newcomer } from '../support/people.js';
import { cleanUpServed, closeServed, serve } from '../support/serve.js';

cleanUpServed();

const SECRET = 'f00d+cafe/"quoted"';
const credentials = { partnerUserID: 'aa_me', partnerUserSecret: SECRET };

/** The error that the caller gets for each preset. */
const SEEN: Record<PresetName, (new (...args: never[]) => Error) | 'success' | 'as the method reads it'> = {
  'rate-limited': RateLimitedError,
  'rate-limited-in-body': RateLimitedError,
  'unavailable-in-body': ServerError,
  'missing-job-description': ValidationError,
  'no-credentials': AuthenticationError,
  'authentication-error': AuthenticationError,
  'not-domain-admin': PermissionError,
  'not-authorized-as-user': PermissionError,
  'malformed-type': ValidationError,
  'missing-policy-id-list': ValidationError,
  'policy-not-found': NotFoundError,
  'malformed-categories': ValidationError,
  'malformed-date': ValidationError,
  'unsupported-status': ValidationError,
  'malformed-employee-email': ValidationError,
  'missing-data': ValidationError,
  'no-template': ValidationError,
  'file-not-ready': NotFoundError,
  'missing-policy-name': ValidationError,
  'malformed-domain': ValidationError,
  'invalid-tag': ValidationError,
  'reconciliation-not-written': ServerError,
  'missing-csv-column': ValidationError,
  'rule-exists': ValidationError,
  'partial-success': MalformedAnswerError,
  'http-500': ServerError,
  'http-502': ServerError,
  'http-503': ServerError,
  slow: TimeoutError,
  'slow-export': TimeoutError,
  jitter: 'success',
  'connection-reset': TransportError,
  'empty-body': MalformedAnswerError,
  'truncated-json': MalformedAnswerError,
  'wrong-content-type': 'success',
  // These presets only affect SCIM requests.
  'scim-rate-limited': 'success',
  'scim-unavailable': 'success',
  'scim-unauthorized': 'success',
  'failed-policies': 'success',
};

const METHODS = ['listPolicies', 'getPolicies', 'updateEmployees'] as const;
const eachPreset = Object.keys(PRESETS).flatMap((preset) => METHODS.map((method) => [method, preset as PresetName] as const));

test.each(eachPreset)('the client handles %s with the preset %s', async (method, preset) => {
  await using emulator = await createTestEmulator();
  const seen = SEEN[preset];
  emulator.faults.add(preset === 'jitter' ? { preset, latencyMs: { min: 1, max: 5 } } : { preset });
  const client = clientOf(emulator, { retry: { attempts: 2 }, timeout: seen === TimeoutError ? 50 : 5000 });
  const call = {
    listPolicies: () => client.listPolicies(),
    getPolicies: () => client.getPolicies([MAIN], { fields: ['employees'] }),
    updateEmployees: () => client.updateEmployees([newcomer() as never]),
  }[method];
  if (typeof seen === 'string') {
    await call();
    return;
  }
  const failure = await failureOf(call());
  expect(failure).toBeInstanceOf(seen);
  expect(failure).toBeInstanceOf(ExpensifyError);
  expect(failure.name).toBe(seen.name);
  expect(failure.message).toMatch(/^(get policyList|get policy|update employees) failed at http.*: ./);
  // A 500 in the body is a result, and would be the same again.
  const isRetried = [RateLimitedError, ServerError, TransportError].some((kind) => kind === seen) && failure.responseCode !== 500;
  expect(failure.attempts).toBe(isRetried ? 2 : 1);
});

test('failedPolicies in a successful response is passed on', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('failed-policies');
  expect(await clientOf(emulator).updateEmployees([newcomer() as never])).toMatchObject({ failedPolicies: [MAIN], added: {} });
});

test('unknown credentials are an AuthenticationError', async () => {
  await using emulator = await createTestEmulator();
  expect(await failureOf(clientOf(emulator, { credentials }).listPolicies())).toBeInstanceOf(AuthenticationError);
});

test('a job that requires a domain admin is a PermissionError for others', async () => {
  await using emulator = await createTestEmulator();
  const manager = emulator.credentials;
  emulator.faults.once('not-domain-admin');
  const failure = await failureOf(clientOf(emulator, { credentials: manager }).updateEmployees([newcomer() as never]));
  expect(failure).toMatchObject({ code: 'permission', responseCode: 403, job: 'update employees', attempts: 1 });
});

/** Every place where an error could reveal a secret. */
function everythingOf(error: unknown): string {
  const parts = [inspect(error, { depth: 10, showHidden: true }), JSON.stringify(error), String(error)];
  for (let at = error; at instanceof Error; at = at.cause)
    parts.push(String(at.stack), JSON.stringify(Object.getOwnPropertyDescriptors(at)));
  return parts.join('\n');
}

const shapes = [SECRET, 'f00d+cafe', 'f00d%2Bcafe', JSON.stringify(SECRET).slice(1, -1)];

test.each<[string, RequestListener]>([
  ['an error that repeats the whole request', (request, response) => void echo(request, response, 500)],
  ['a page that repeats the whole request', (request, response) => void echo(request, response, 400)],
  [
    'an envelope that repeats the secret',
    (_request, response) => response.end(JSON.stringify({ responseMessage: `no ${SECRET}`, responseCode: 410 })),
  ],
  ['a success that lacks a required part', (_request, response) => response.end(JSON.stringify({ [SECRET]: SECRET, responseCode: 200 }))],
])('%s does not reveal a secret', async (_what, answer) => {
  const exchanges: unknown[] = [];
  const client = createClient({
    credentials,
    baseUrl: await serve(answer),
    retry: 'off',
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const failure = await failureOf(client.listPolicies());
  const everything = everythingOf(failure) + inspect(exchanges, { depth: 10 }) + inspect(client, { depth: 10, showHidden: true });
  for (const shape of shapes) expect(everything).not.toContain(shape);
  expect(exchanges).toHaveLength(1);
});

async function echo(request: Parameters<RequestListener>[0], response: Parameters<RequestListener>[1], status: number): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  response.writeHead(status).end(body + decodeURIComponent(body.replaceAll('+', ' ')));
}

test('a secret that fetch puts into its error, cause and stack is removed', async () => {
  const thrown = new TypeError(`failed with ${SECRET}`, {
    cause: Object.assign(new Error(`because ${SECRET}`), { code: 'ECONNRESET', body: SECRET }),
  });
  const client = createClient({ credentials, retry: 'off', fetch: () => Promise.reject(thrown) });
  const failure = await failureOf(client.listPolicies());
  expect(failure.cause).toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } });
  for (const shape of shapes) expect(everythingOf(failure)).not.toContain(shape);
});

test('the passwords of feeds are treated as secrets', async () => {
  await using emulator = await createTestEmulator();
  const { updateEmployees } = await import('../../src/client/index.js');
  const exchanges: unknown[] = [];
  const client = clientOf(emulator, { onExchange: (exchange) => exchanges.push(exchange) });
  const sftp = { host: 'files.example', login: 'me', password: 'hunter22', filename: 'feed.json' };
  const failure = await failureOf(
    client.job(updateEmployees, { dataSource: 'sftp', credentials: { sftp }, inputSettings: { entity: 'generic' } }),
  );
  expect(failure).toBeInstanceOf(ValidationError);
  expect(everythingOf(failure) + inspect(exchanges, { depth: 10 })).not.toContain('hunter22');
  expect(inspect(exchanges, { depth: 10 })).toContain('files.example');
});

test('a refused connection is an error with the reason', async () => {
  const url = await serve(() => undefined);
  closeServed();
  const failure = await failureOf(createClient({ credentials, baseUrl: url, retry: 'off' }).listPolicies());
  expect(failure.message).toMatch(/^get policyList failed at http:.*: no response \(connect ECONNREFUSED/);
});

test('a redirect is not followed, because it would send the secret to another server', async () => {
  const seen: string[] = [];
  const other = await serve((request, response) => response.end(String(seen.push(String(request.url)))));
  const url = await serve((_request, response) => response.writeHead(307, { location: other }).end());
  expect(await failureOf(createClient({ credentials, baseUrl: url, retry: 'off' }).listPolicies())).toBeInstanceOf(TransportError);
  expect(seen).toEqual([]);
});

test('a response that never ends is a TimeoutError', async () => {
  const url = await serve((_request, response) => response.write('{'));
  const failure = await failureOf(createClient({ credentials, baseUrl: url, timeout: 50 }).listPolicies());
  expect(failure).toBeInstanceOf(TimeoutError);
  expect(failure.message).toContain('no response within 0.05 s');
});

test.each([
  ['baseUrl', { credentials, baseUrl: 'localhost:4310' }, "baseUrl 'localhost:4310' is not an http or https URL."],
  ['the secret', { credentials: { partnerUserID: 'a', partnerUserSecret: '' } }, 'credentials.partnerUserSecret is missing'],
])('createClient refuses an invalid option: %s', (_what, options, message) => {
  expect(() => createClient(options)).toThrow(message);
});

test('a base URL and a whole endpoint URL are equivalent', () => {
  const endpoint = 'http://127.0.0.1:4310/Integration-Server/ExpensifyIntegrations';
  for (const baseUrl of ['http://127.0.0.1:4310', 'http://127.0.0.1:4310/', endpoint])
    expect(createClient({ credentials, baseUrl }).url).toBe(endpoint);
  expect(createClient({ credentials }).url).toBe('https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations');
});

test.each(['url', 'endpoint', 'baseURL'])('an unknown option %s is refused, because the requests would go to the real service', (name) => {
  const options = { credentials: { partnerUserID: 'aa_x', partnerUserSecret: 'x' }, [name]: 'http://127.0.0.1:4310' };
  expect(() => createClient(options)).toThrow(`Unknown option '${name}'. Options: baseUrl, credentials,`);
});
