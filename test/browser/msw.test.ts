import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect } from 'vitest';
import { closeServer, listen } from '../../src/server/listen.js';
import { launchBrowser, test } from '../support/browser.js';
import { ROOT } from '../support/root.js';

// How a web application can be tested without a server: with the emulator and msw's worker in the page.
const PAGE = `
import { setupWorker } from 'msw/browser';
import { createEmulator } from '${join(ROOT, 'dist/doors/browser/index.js')}';
import { handlers } from '${join(ROOT, 'dist/doors/msw/index.js')}';
const emulator = await createEmulator({ clock: '2026-01-31T09:00:00Z' });
const worker = setupWorker(...handlers(emulator));
await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
const ENDPOINT = 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations';
window.send = async (job, fields = {}) => {
  const requestJobDescription = JSON.stringify({ credentials: emulator.credentials, ...job });
  const response = await fetch(ENDPOINT, { method: 'POST', body: new URLSearchParams({ requestJobDescription, ...fields }) });
  return response.json();
};
window.emulator = emulator;
document.title = 'ready';
`;

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let server: Server;
let url: string;
let browser: Browser;

beforeAll(async () => {
  writeFileSync(join(folder, 'entry.js'), PAGE);
  const resolve = { modules: [join(ROOT, 'node_modules')] };
  const bundle = await rolldown({ input: join(folder, 'entry.js'), platform: 'browser', resolve });
  await bundle.write({ file: join(folder, 'page.js'), codeSplitting: false });
  await bundle.close();
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="page.js"></script>');
  const files: Readonly<Record<string, readonly [path: string, type: string]>> = {
    '/': [join(folder, 'index.html'), 'text/html'],
    '/page.js': [join(folder, 'page.js'), 'text/javascript'],
    '/mockServiceWorker.js': [join(ROOT, 'node_modules/msw/lib/mockServiceWorker.js'), 'text/javascript'],
  };
  server = createServer((request, response) => {
    const [path, type] = files[request.url ?? ''] ?? [];
    if (path === undefined) response.writeHead(404).end();
    else createReadStream(path).pipe(response.writeHead(200, { 'content-type': type }));
  });
  url = await listen(server, 0, '127.0.0.1', '--port');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await closeServer(server);
  rmSync(folder, { recursive: true, force: true });
});

test('in a page, the emulator responds to requests to the real address, including writes and emails', async () => {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction("document.title === 'ready'");
  const listed = await page.evaluate("send({ type: 'get', inputSettings: { type: 'policyList' } })");
  expect(listed).toMatchObject({ responseCode: 200, policyList: [{}, {}, {}] });
  const nina = JSON.stringify([
    { employeeEmail: 'nina@acme.example', employeeID: '7', policyID: 'A1B2C3D4E5F60001', managerEmail: 'owner@acme.example' },
  ]);
  const job = `{ type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } }`;
  expect(await page.evaluate(`send(${job}, { data: ${JSON.stringify(nina)} })`)).toMatchObject({ updatedEmployeesCount: 1 });
  expect(await page.evaluate('emulator.journal.entries().map((entry) => entry.job)')).toEqual(['get policyList', 'update employees']);
  expect(await page.evaluate('emulator.outbox.list().length')).toBe(1);
  await page.close();
});

test('a feed by URL is refused in a page with the reason', async () => {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction("document.title === 'ready'");
  const job = `{ type: 'update', dataSource: 'download', inputSettings: { type: 'employees', entity: 'generic' }, credentials: { ...emulator.credentials, feedUrl: 'https://feeds.example/a.json' } }`;
  expect(JSON.stringify(await page.evaluate(`send(${job})`))).toContain('cannot download feeds');
  await page.close();
});
