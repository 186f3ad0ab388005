import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { environmentName, OPTION_NAMES } from '../../src/cli/options.js';
import { noPostgres, startPostgres, type TestPostgres } from '../support/postgres.js';
import { cleanUpPrograms } from '../support/program.js';
import { ROOT } from '../support/root.js';
import { ask, read, type SharedEmulator, startShared, until, write } from '../support/shared-emulators.js';
import { freePort, missing, startNginx, type Tunnel } from '../support/tunnels.js';

cleanUpPrograms();

const FOLDER = join(ROOT, 'examples/shared-state');
const readExample = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const NAMES = ['emulator-1', 'emulator-2', 'emulator-3'];
const OPTIONS = OPTION_NAMES.map(environmentName);

describe('the Compose file', () => {
  const { services, volumes } = parse(readExample('compose.yaml'), { merge: true });
  const main = parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')).services['expensify-emulator'];

  test('has three equal emulators, whose variables are options of the program', () => {
    expect(Object.keys(services)).toEqual([...NAMES, 'nginx', 'postgres']);
    const [first, ...others] = NAMES.map((name) => services[name]);
    for (const other of others) expect(other).toEqual(first);
    expect(OPTIONS).toEqual(expect.arrayContaining(Object.keys(first.environment)));
  });

  test('gives all of them the database that it starts, and keeps its data', () => {
    const state = new URL(services['emulator-1'].environment.EXPENSIFY_EMULATOR_STATE.replace(/\$\{\w+:\?\}/, 'x'));
    const { POSTGRES_USER, POSTGRES_DB } = services.postgres.environment;
    expect([state.hostname, state.username, state.pathname]).toEqual(['postgres', POSTGRES_USER, `/${POSTGRES_DB}`]);
    expect(services.postgres.volumes[0].split(':')[0]).toBe(Object.keys(volumes)[0]);
  });

  test('has no password of its own', () => {
    const passwords = readExample('compose.yaml').match(/(?:PASSWORD|TOKEN): .*/g) ?? [];
    expect(passwords).toHaveLength(2);
    for (const line of passwords) expect(line).toMatch(/^(\w+): \$\{\w*\1:\?\}$/);
  });

  test('publishes nginx on this machine only, and asks the same health check as the image', () => {
    expect(services.nginx.ports).toEqual(['127.0.0.1:4310:4310', '127.0.0.1:4311:4311']);
    for (const name of NAMES) expect(services[name]).not.toHaveProperty('ports');
    expect(services['emulator-1'].healthcheck).toEqual(main.healthcheck);
    expect(services['emulator-1'].stop_grace_period).toBe(main.stop_grace_period);
  });
});

describe('the manifests for Kubernetes', () => {
  const documents = parseAllDocuments(readExample('kubernetes.yaml'));
  const [deployment, service, budget] = documents.map((document) => document.toJS());

  test('are three objects without a problem, for the same pods', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    expect([deployment, service, budget].map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'PodDisruptionBudget']);
    const { labels } = deployment.spec.template.metadata;
    for (const selector of [deployment.spec.selector.matchLabels, service.spec.selector, budget.spec.selector.matchLabels])
      expect(selector).toEqual(labels);
    expect(budget.spec.minAvailable).toBeLessThan(deployment.spec.replicas);
  });

  test('take the URL of the database from a secret, and let open requests end', () => {
    const { containers, terminationGracePeriodSeconds } = deployment.spec.template.spec;
    const [{ env, lifecycle, readinessProbe }] = containers;
    expect(env).toEqual([{ name: 'EXPENSIFY_EMULATOR_STATE', valueFrom: { secretKeyRef: { name: 'expensify-emulator', key: 'state' } } }]);
    expect(terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(lifecycle.preStop.exec.command[1]) + 10);
    expect(readinessProbe.exec.command).toEqual(['node', 'dist/cli/main.js', 'healthcheck']);
  });
});

describe.skipIf(noPostgres !== undefined || missing.nginx)('three emulators behind nginx.conf', () => {
  const TOKEN = 'a-token-for-this-test';
  let postgres: TestPostgres;
  let emulators: SharedEmulator[] = [];
  let nginx: Tunnel | undefined;
  let console_ = '';
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  beforeEach(async () => {
    const state = await postgres.createDatabase();
    emulators = await Promise.all(NAMES.map(() => startShared(state, ['--console-token', TOKEN])));
    const [port, consolePort] = [await freePort(), await freePort()];
    nginx = await startNginx(httpBlock(port, consolePort), `http://127.0.0.1:${port}`);
    console_ = `http://127.0.0.1:${consolePort}`;
  });
  afterEach(() => nginx?.close());
  afterAll(() => postgres?.remove());

  /** The `http` block of the example with the addresses of this test. */
  function httpBlock(port: number, consolePort: number): string {
    const text = readExample('nginx.conf');
    const block = text.slice(text.indexOf('http {') + 6, text.lastIndexOf('}'));
    const own = block.replace(/^\s*(?:access_log|client_max_body_size) .*;$/gm, '');
    const listening = own.replace('listen 4310;', `listen 127.0.0.1:${port};`).replace('listen 4311;', `listen 127.0.0.1:${consolePort};`);
    return NAMES.reduce((done, name, index) => {
      const { url = '', consoleUrl = '' } = emulators[index] ?? {};
      return done.replace(`${name}:4310`, new URL(url).host).replace(`${name}:4311`, new URL(consoleUrl).host);
    }, listening);
  }

  /** Where a client sends its requests. */
  function balanced(): Pick<SharedEmulator, 'endpoint' | 'credentials'> {
    const [first] = emulators;
    if (first === undefined || nginx === undefined) throw new Error('nothing was started');
    return { credentials: first.credentials, endpoint: nginx.url + new URL(first.endpoint).pathname };
  }

  test('behave as one: what is written through nginx is read through it, and all of them take part', async () => {
    const { credentials, ...behind } = balanced();
    for (let count = 0; count < 12; count++) {
      expect((await write(behind, credentials, 'someone', `value ${count}`)).json.responseCode).toBe(200);
      expect((await read(behind, credentials))?.get('someone')).toBe(`value ${count}`);
    }
    const { json } = await ask(`${console_}/_emulator/journal`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(new Set(json.entries.map(({ process }: { process: string }) => process)).size).toBe(3);
    expect((await ask(`${console_}/_emulator/journal`)).status).toBe(401);
  });

  test('lose no confirmed update when one of them ends by SIGTERM, and go on', async () => {
    const { credentials, ...behind } = balanced();
    let isEnding = true;
    const codes: unknown[] = [];
    /** What each client may read: the last value that was confirmed, or one after it without a confirmation. */
    const possible = new Map<string, string[]>();
    const client = async (name: string): Promise<void> => {
      for (let count = 0; isEnding || count < 5; count++) {
        const value = `value ${count}`;
        const { status, json } = await write(behind, credentials, name, value);
        codes.push(json.responseCode ?? status);
        possible.set(name, json.responseCode === 200 ? [value] : [...(possible.get(name) ?? []), value]);
      }
    };
    const clients = ['a', 'b', 'c', 'd'].map(client);
    await until('requests are under way', async () => codes.length > 8);
    const [, second] = emulators;
    second?.program.child.kill('SIGTERM');
    expect((await second?.program.ended())?.code).toBe(0);
    isEnding = false;
    await Promise.all(clients);
    // nginx does not send a request again that may have reached the process as it closed its port.
    expect(codes.filter((code) => code !== 200 && code !== 502)).toEqual([]);
    for (let count = 0; count < 9; count++) expect((await write(behind, credentials, 'after', `${count}`)).json.responseCode).toBe(200);
    const found = await read(behind, credentials);
    expect([...possible].filter(([name, values]) => !values.includes(found?.get(name) ?? ''))).toEqual([]);
  });
});
