import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { type ExportedInteraction, recordExchanges } from '../../src/contract/export/exchanges.js';
import { type ExportFormat, exportContracts } from '../../src/contract/export/export.js';
import { loadContracts } from '../../src/contract/load.js';
import { createEmulator } from '../../src/index.js';
import { foreignTool, TOOLS } from '../support/foreign-tools.js';
import { ROOT } from '../support/root.js';

/** Every export is tested with the original tool that it is made for. */

const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
const children = new Set<ChildProcess>();
let exchanges: ExportedInteraction[];
beforeAll(async () => {
  exchanges = await recordExchanges(await loadContracts(), emulatorProvider('in-process'));
  for (const format of ['wiremock', 'openapi', 'pact', 'postman'] as const satisfies ExportFormat[])
    for (const { name, text } of exportContracts(format, { exchanges, version: '1.2.3' })) writeFileSync(join(folder, name), text);
});
afterEach(async () => {
  await Promise.all([...children].map((child) => new Promise((resolve) => child.once('close', resolve) && child.kill('SIGKILL'))));
  children.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPENAPI = ['expensify.openapi.json', 'expensify.openapi-text.json'];
const SLOW = 180_000;

interface Ended {
  readonly code: unknown;
  readonly output: string;
}

function run(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder, maxBuffer: 1e8, timeout: SLOW }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), output: stdout + stderr }),
    );
  });
}

/** Starts a server and resolves with the first group of `pattern` in its output. */
function start(program: string, args: readonly string[], pattern: RegExp): Promise<string> {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  return new Promise((resolve, reject) => {
    let said = '';
    const look = (chunk: Buffer): void => {
      said += chunk;
      const found = pattern.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', () => reject(new Error(`${program} ended: ${said}`)));
    child.once('error', reject);
  });
}

const post = (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) });

/** Eight at a time. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 8) await Promise.all(items.slice(at, at + 8).map(work));
}

const PATH = '/Integration-Server/ExpensifyIntegrations';

/** Requests that are similar to a recorded one but were not recorded. */
function neighbours({ sent }: ExportedInteraction): Record<string, string>[] {
  let job: any;
  try {
    job = JSON.parse(sent.requestJobDescription ?? '');
  } catch {
    return [];
  }
  if (typeof job !== 'object' || job === null || Array.isArray(job)) return [];
  const variants: [any, Record<string, string>][] = [
    [{ ...job, 'some-key': true }, {}],
    [{ ...job, credentials: { ...job.credentials, partnerUserSecret: 'somebody-else' } }, {}],
    [job, { data: '[{"employeeEmail":"not.recorded@acme.example"}]' }],
  ];
  for (const key of Object.keys(job.inputSettings ?? {})) {
    const { [key]: _, ...inputSettings } = job.inputSettings;
    variants.push([{ ...job, inputSettings }, {}]);
    variants.push([{ ...job, inputSettings: { ...job.inputSettings, 'another-key': 1 } }, {}]);
  }
  return variants.map(([changed, fields]) => ({ ...sent, ...fields, requestJobDescription: JSON.stringify(changed) }));
}

/** The same text for forms that only differ in the order of keys. */
const canonical = (fields: Readonly<Record<string, string>>): string => JSON.stringify(sorted(fields));
function sorted(value: any): any {
  if (typeof value === 'string') {
    try {
      return sorted(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

test(
  'WireMock replays every recorded interaction, and returns 404 for requests that were not recorded',
  async (context) => {
    const jar = foreignTool('wiremock', context);
    const port = await start('java', ['-jar', jar, '--port', '0', '--root-dir', folder, '--no-request-journal'], /port:\s+(\d+)/);
    const url = `http://127.0.0.1:${port}`;
    const mappings = readFileSync(join(folder, 'expensify.wiremock.json'), 'utf8');
    expect((await fetch(`${url}/__admin/mappings/import`, { method: 'POST', body: mappings })).status).toBe(200);
    await inParallel(exchanges, async ({ id, sent, response }) => {
      const answer = await post(url + PATH, sent);
      expect({ id, status: answer.status, body: await answer.text() }).toEqual({ id, status: response.status, body: response.body });
    });
    const recorded = new Set(exchanges.map(({ sent }) => canonical(sent)));
    const strangers = exchanges.flatMap(neighbours).filter((fields) => !recorded.has(canonical(fields)));
    expect(strangers.length).toBeGreaterThan(1000);
    const answered: string[] = [];
    // WireMock compares each request with every mapping, which is slow, so only a sample is sent.
    const some = strangers.filter((_, index) => index % 31 === 0);
    await inParallel(some, async (fields) => {
      const text = await (await post(url + PATH, fields)).text();
      if (!text.startsWith('No recorded interaction')) answered.push(JSON.stringify(fields));
    });
    expect(answered).toEqual([]);
    const [first] = exchanges;
    expect((await post(`${url}${PATH}?data=[]`, first?.sent ?? {})).status).toBe(404);
  },
  2 * SLOW,
);

// Needs no foreign tool but takes longer than all other tests, so it only runs if the tools are installed.
test.skipIf(!existsSync(TOOLS))(
  'newman passes every request of the Postman collection',
  async () => {
    await using emulator = await createEmulator({ rateLimit: 'off' });
    const values = {
      endpoint: emulator.endpoint,
      consoleUrl: emulator.consoleUrl,
      ...emulator.credentials,
    };
    const { code, output } = await run(process.execPath, [
      join(ROOT, 'node_modules/newman/bin/newman.js'),
      ...['run', 'expensify.postman_collection.json', '--reporters', 'cli', '--reporter-cli-no-success-assertions'],
      ...Object.entries(values).flatMap(([key, value]) => ['--env-var', `${key}=${value}`]),
    ]);
    expect({ code, output: code === 0 ? '' : output.slice(-4000) }).toEqual({ code: 0, output: '' });
    expect(output).toMatch(/failed[\s\S]*assertions │ +([6-9]\d\d|\d{4,}) │ +0 │/);
  },
  SLOW,
);

test.for(OPENAPI)('Redocly finds no errors in %s with its recommended rules', { timeout: SLOW }, async (file, context) => {
  const { code, output } = await run(foreignTool('redocly', context), ['lint', '--extends=recommended', file]);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Your API description is valid') });
});

test.for(OPENAPI)('Spectral finds no problems in %s with its OpenAPI rules', { timeout: SLOW }, async (file, context) => {
  const spectral = foreignTool('spectral', context);
  writeFileSync(join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');
  const { code, output } = await run(spectral, ['lint', '--fail-severity=warn', file]);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('No results with a severity of') });
});

test(
  'Prism accepts the example request of each job, and returns the requested example response',
  async (context) => {
    const prism = foreignTool('prism', context);
    const document = JSON.parse(readFileSync(join(folder, 'expensify.openapi-text.json'), 'utf8'));
    const { requestBody, responses } = document.paths[PATH].post;
    const url = await start(prism, ['mock', '-p', '0', '-h', '127.0.0.1', 'expensify.openapi-text.json'], /listening on (http:\S+)/);
    for (const [key, { value }] of Object.entries<any>(requestBody.content['application/x-www-form-urlencoded'].examples)) {
      const [type, shown] = Object.entries<any>(responses[200].content).find(([, { examples = {} }]) => Object.hasOwn(examples, key)) ?? [];
      if (type === undefined) throw new Error(`No response has the example ${key}.`);
      const answer = await post(url + PATH, value, { prefer: `example=${key}`, accept: type });
      expect(answer.status).toBe(200);
      const text = await answer.text();
      expect(type === 'application/json' ? JSON.parse(text) : text).toEqual(shown.examples[key].value);
      expect((await fetch(`${url}${PATH}?${new URLSearchParams(value)}`)).status).toBe(200);
    }
  },
  SLOW,
);

test(
  "Pact's verifier passes the emulator, and fails one with other responses",
  async (context) => {
    const library = foreignTool('pact', context);
    await using emulator = await createEmulator();
    const pact = join(folder, 'expensify-client-expensify-integration-server.json');
    const verify = (states: string) =>
      run(process.execPath, [join(ROOT, 'test/foreign/verify-pact.mjs'), library, pact, emulator.url, states]);
    const good = await verify(`${emulator.consoleUrl}/_emulator/reset`);
    expect({ code: good.code, output: good.code === 0 ? '' : good.output.slice(-2000) }).toEqual({ code: 0, output: '' });
    // Another company, where the demo credentials are unknown.
    await emulator.seed('faker:7:30');
    expect((await verify(`${emulator.consoleUrl}/_emulator/reset`)).code).toBe(1);
  },
  SLOW,
);

test(
  'schemathesis finds no response of the emulator that the document does not describe, in all of its checks but one',
  async (context) => {
    const schemathesis = foreignTool('schemathesis', context);
    await using emulator = await createEmulator({ rateLimit: 'off' });
    const { code, output } = await run(schemathesis, [
      ...['run', join(folder, 'expensify.openapi-text.json'), '--url', emulator.url],
      ...['--max-examples', '50', '--seed', '1', '--generation-database', 'none'],
      // The service returns HTTP 200 whatever is sent, so an emulator can't pass this check.
      ...['--exclude-checks', 'negative_data_rejection'],
    ]);
    expect({ code, output: code === 0 ? '' : output.slice(-4000) }).toEqual({ code: 0, output: '' });
  },
  SLOW,
);
