import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, installPacked, manifest } from '../support/packed.js';
import { cleanUpPrograms, runProgram } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

let project: Consumer;
let consumer: string;
let installed: string;
let files: string[];

beforeAll(() => {
  project = installPacked();
  consumer = project.folder;
  installed = project.installed;
  files = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(installed.length + 1)
        .split(sep)
        .join('/'),
    );
});
afterAll(() => project.remove());

/** Runs a module in the project and returns what it prints. */
function runModule(source: string): string {
  writeFileSync(join(consumer, 'main.js'), source);
  return execFileSync(process.execPath, ['main.js'], { cwd: consumer, encoding: 'utf8' });
}

test('the tarball contains the built program, contracts, schemas and documents, and nothing else', () => {
  const expected =
    /^(dist\/[a-z0-9/-]+\.(js|js\.map|d\.ts)|dist\/chunks\/[a-z0-9_-]+\.js(\.map)?|dist\/types\/zod\/[a-zA-Z0-9/-]+\.d\.ts|dist\/THIRD-PARTY-LICENSES\.txt|dist\/console\/web\/(app\.css|index\.html)|contracts\/([a-z0-9-]+\/)?[a-z0-9-]+\.yaml|schemas\/[a-z0-9.-]+\.schema\.json|docs\/(guide|reference|reference\/jobs|internals|internals\/[a-z]+)\/[a-z0-9-]+\.md|docs\/reference\/benchmarks-[a-z]+\.svg|docs\/(internals\/discoveries\/)?README\.md|examples\/[a-z-]+\/[A-Za-z.-]+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
  expect(files.filter((file) => !expected.test(file))).toEqual([]);
});

test.each([
  'dist/console/web/app.js',
  'dist/console/web/app.css',
  'dist/console/web/index.html',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/cli/main.js',
  'dist/cli/main.js.map',
  'dist/THIRD-PARTY-LICENSES.txt',
  'schemas/seed.schema.json',
  'schemas/contract.schema.json',
  'README.md',
  'docs/README.md',
  'docs/guide/get-started.md',
  'docs/reference/commands.md',
  'docs/reference/benchmarks-feeds.svg',
  'examples/okta-flow/cases.yaml',
  'examples/provisioning/people.csv',
  'LICENSE',
  'CHANGELOG.md',
])('%s is in the tarball', (file) => {
  expect(files).toContain(file);
});

test('every relative link of a page in the tarball leads to a file in the tarball', () => {
  const broken = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const text = readFileSync(join(installed, file), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(([, path = '']) => path);
      return links.filter((path) => !existsSync(join(installed, dirname(file), path))).map((path) => `${file}: ${path}`);
    });
  expect(broken).toEqual([]);
});

test('every contract is in the tarball', () => {
  const contracts = readdirSync(join(ROOT, 'contracts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `contracts/${name}`);
  expect(contracts.length).toBeGreaterThan(0);
  expect(files).toEqual(expect.arrayContaining(contracts));
});

test('every built file has a source file', () => {
  const orphans = files
    .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file) && !/^dist\/(chunks\/|types\/|console\/web\/app\.js$)/.test(file))
    .filter((file) => !existsSync(join(ROOT, file.replace(/^dist\//, 'src/').replace(/(\.d\.ts|\.js)$/, '.ts'))));
  expect(orphans).toEqual([]);
});

test('an installed package starts without a port and lists its policies', () => {
  const printed = runModule(`
    import { createEmulator } from 'expensify-emulator';
    const emulator = await createEmulator({ listen: false });
    const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } };
    const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
    const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body });
    console.log((await response.json()).policyList.length);
    await emulator.close();
  `);
  expect(printed).toBe('3\n');
});

test('an installed package serves over HTTP, including the console', () => {
  const printed = runModule(`
    import { createEmulator } from 'expensify-emulator';
    const emulator = await createEmulator();
    console.log((await fetch(emulator.endpoint)).status, await (await fetch(emulator.consoleUrl + '/_emulator/health')).text());
    console.log((await fetch(emulator.consoleUrl)).status, (await fetch(emulator.consoleUrl + '/assets/app.js')).status);
    await emulator.close();
    process.exit();
  `);
  expect(printed).toBe('200 {"status":"ok"}\n200 200\n');
});

test('each published subpath can be imported', () => {
  const printed = runModule(`
    import { readFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    import { expressHandler } from 'expensify-emulator/express';
    import { loadContracts } from 'expensify-emulator/contract';
    import { createClient } from 'expensify-emulator/client';
    import { plan } from 'expensify-emulator/provision';
    import { runFlow } from 'expensify-emulator/flows';
    import manifest from 'expensify-emulator/package.json' with { type: 'json' };
    const schema = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('expensify-emulator/schemas/seed.schema.json')), 'utf8'));
    const contracts = await loadContracts();
    console.log(typeof expressHandler, typeof createClient, typeof plan, typeof runFlow, contracts.length > 0, manifest.version, typeof schema.properties.companies);
  `);
  expect(printed).toBe(`function function function function true ${manifest.version} object\n`);
});

test('an entry exports what its source exports, and nothing else', async () => {
  const sources = {
    '': await import('../../src/index.js'),
    '/express': await import('../../src/doors/express/index.js'),
    '/browser': await import('../../src/doors/browser/index.js'),
    '/client': await import('../../src/client/index.js'),
    '/provision': await import('../../src/provision/index.js'),
    '/flows': await import('../../src/flows/index.js'),
    '/freemarker': await import('../../src/emulator/templates/index.js'),
    '/contract': await import('../../src/contract/index.js'),
  };
  const printed = runModule(`
    const names = ${JSON.stringify(Object.keys(sources))};
    const entries = await Promise.all(names.map(async (name) => [name, Object.keys(await import('expensify-emulator' + name)).sort()]));
    console.log(JSON.stringify(Object.fromEntries(entries)));
  `);
  expect(JSON.parse(printed)).toEqual(
    Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, Object.keys(source).sort()])),
  );
});

test('a class is the same in every entry', () => {
  const printed = runModule(`
    import { UserError } from 'expensify-emulator';
    import { readSource } from 'expensify-emulator/provision';
    try { await readSource('nowhere.csv') } catch (error) { console.log(error instanceof UserError); }
  `);
  expect(printed).toBe('true\n');
});

test('a built file imports only Node and packages that are installed with it', () => {
  const installedWith = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const imported = files
    .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file) && !file.startsWith('dist/console/web/'))
    .flatMap((file) => [
      ...readFileSync(join(installed, file), 'utf8').matchAll(/^(?:import|export)\b(?:[^'"\n]* from)? ["']([^'"\n.][^'"\n]*)["'];$/gm),
    ])
    .map(([, name = '']) => name);
  expect(imported).toContain('express');
  expect(imported.filter((name) => !isBuiltin(name) && !installedWith.includes(name))).toEqual([]);
});

test('the licence of every package in a built file is in the tarball', () => {
  const licences = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const sources = files.filter((file) => /^dist\/.*\.js$/.test(file)).flatMap((file) => sourcesIn(join(installed, file)));
  const names = new Set(sources.flatMap((source) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
  expect([...names]).toEqual(expect.arrayContaining(['zod', 'commander', 'yaml']));
  expect([...names, 'preact'].filter((name) => !licences.includes(`\n${name} `))).toEqual([]);
});

test('unpublished paths cannot be imported', () => {
  const printed = runModule(`
    await import('expensify-emulator/dist/handle.js').catch(({ code }) => console.log(code));
  `);
  expect(printed).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
});

test('the installed program starts, responds, and finds its contracts and version', async () => {
  const main = join(installed, manifest.bin['expensify-emulator']);
  const ready = await runProgram(['--port', '0', '--console-port', '0', '--json'], { main }).ready();
  expect((await fetch(ready.endpoint)).status).toBe(200);
  expect(await runProgram(['--version'], { main }).ended()).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  expect(await runProgram(['contract', 'verify', '--filter', 'form-urlencoded'], { main }).ended()).toMatchObject({ code: 0 });
});

test('a TypeScript program compiles against the package', () => {
  writeFileSync(join(consumer, 'main.ts'), CONSUMER);
  const config = {
    compilerOptions: {
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      target: 'ES2023',
      lib: ['ES2024', 'ESNext.Disposable'],
      module: 'NodeNext',
      types: ['node'],
    },
    files: ['main.ts'],
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(config));
  expect(compile()).toBe('');
});

const CONSUMER = `
import { createServer } from 'node:http';
import { createEmulator, type Emulator, type JournalEntry, type Seed, SeedError, type Snapshot } from 'expensify-emulator';
import { expressHandler } from 'expensify-emulator/express';
import { loadContracts, type Interaction } from 'expensify-emulator/contract';
import { createClient, ExpensifyError } from 'expensify-emulator/client';
import { apply, plan, type Receipt } from 'expensify-emulator/provision';
import { buildFlow, type FlowResult, runFlow } from 'expensify-emulator/flows';

const seed: Seed = { companies: [{ name: 'Tiny', domains: ['tiny.example'], domainAdmins: ['boss@tiny.example'], policies: [{ name: 'Only' }] }] };
await using emulator: Emulator = await createEmulator({ listen: false, seed, rateLimit: 'enforce', clock: '2026-01-31T09:00:00Z' });
// @ts-expect-error: no such mode
void createEmulator({ rateLimit: 'sometimes' });
// @ts-expect-error: no such option
void createEmulator({ prot: 1 });
// @ts-expect-error: no such preset
emulator.faults.once('http-599');
emulator.faults.once('http-503');
emulator.faults.add({ preset: 'slow', times: 2, latencyMs: { min: 1, max: 2 } });
const id: string = emulator.credentials.partnerUserID;
const entries: readonly JournalEntry[] = emulator.journal.entries();
const snapshot: Snapshot = emulator.snapshot();
emulator.restore(snapshot);
const handler = expressHandler(emulator);
createServer((request, response) => handler(request, response, () => response.end()));
const interactions: Interaction[] = (await loadContracts()).map(({ interaction }) => interaction);
const client = createClient({ credentials: emulator.credentials, fetch: emulator.fetch });
const [policy] = await client.listPolicies();
const role: 'admin' | 'user' | 'auditor' | (string & {}) | undefined = policy?.role;
const sections = await client.getPolicies(['A'], { fields: ['employees'] });
const emails: string[] = (sections.A?.employees ?? []).map(({ email }) => email);
// @ts-expect-error: this section was not requested
void sections.A?.categories;
// @ts-expect-error: no manager, and not terminated
void client.updateEmployees([{ employeeEmail: 'a@x.com', employeeID: '1', policyID: 'A' }]);
const receipt: Receipt = await apply(await plan([{ employeeEmail: 'a@x.com' }], client), client);
console.log(role, emails, receipt.state, ExpensifyError.name);
const flow = buildFlow('Greet', (cards) => {
  const start = cards.helperFlow({ Name: 'string' });
  cards.returns({ Greeting: cards.compose('Hello {{Name}}', { Name: start.out('Name') }) });
});
const result: FlowResult = await runFlow(flow, { input: { Name: 'Ada' }, target: emulator });
const [card] = result.cards;
console.log(result.status, card?.title, card?.inputs, card?.ms);
console.log(id, entries.length, interactions.length, new SeedError('x').message);
`;

/** The compiler's output, or "" if there are no errors. */
function compile(): string {
  try {
    return execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', consumer], { encoding: 'utf8' });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

/** What is in a built file, which has the path of each module as a comment: `client/pacer.js`, `node_modules/yaml/dist/index.js`. */
function sourcesIn(file: string): string[] {
  const paths = [...readFileSync(file, 'utf8').matchAll(/^\/\/ ((?:src|node_modules)\/.+)$/gm)].map(([, path = '']) => path);
  return paths.map((path) => path.replace(/^src\/(.*)\.ts$/, '$1.js'));
}

test('a built file names the modules that it contains', () => {
  expect(sourcesIn(join(installed, 'dist/cli/main.js'))).toEqual(['cli/output.js', 'cli/main.js']);
});

/** A bundled subpath, without zod. `bytes` is the size that a program loads at import, without modules that are loaded on first use. */
async function bundleOf(subpath: string): Promise<{ bytes: number; modules: string[] }> {
  const bundle = await rolldown({
    input: join(installed, 'dist', subpath, 'index.js'),
    external: [/^node:/, /[\\/]chunks[\\/]zod\.js$/],
    platform: 'node',
  });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  const chunks = output.filter((part) => part.type === 'chunk');
  // Names that begin with NUL are the bundler's own modules.
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds.filter((id) => !id.startsWith('\0'))).flatMap(sourcesIn);
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // The Set grows during the loop.
  for (const name of loaded) for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) loaded.add(imported);
  const bytes = chunks.filter(({ fileName }) => loaded.has(fileName)).reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
  return { bytes, modules };
}

const CLIENT_ROOMS = /^(client|protocol|runtime|util|jobs\/[a-z-]+\/(definition|answers|rules|sections|on-finish|employee-record)\.js$)/;
const PROVISION_ROOMS = new RegExp(`^provision/|${CLIENT_ROOMS.source}`);
const FLOW_ROOMS = /^(flows|protocol|runtime|util)\//;

test('the client is small and imports nothing from the emulator', async () => {
  const { bytes, modules } = await bundleOf('client');
  expect(modules.filter((module) => !CLIENT_ROOMS.test(module) && !/node_modules.fastest-levenshtein/.test(module))).toEqual([]);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(60_000);
});

test('provisioning imports nothing from the emulator', async () => {
  const { modules } = await bundleOf('provision');
  expect(
    modules.filter((module) => !PROVISION_ROOMS.test(module) && !/node_modules.(fastest-levenshtein|csv-parse|yaml)/.test(module)),
  ).toEqual([]);
});

test('flows import nothing from the emulator', async () => {
  const { modules } = await bundleOf('flows');
  expect(
    modules.filter((module) => !FLOW_ROOMS.test(module) && !/node_modules.(fastest-levenshtein|csv-parse|yaml|dayjs)/.test(module)),
  ).toEqual([]);
});
