// `npm run soak -- --minutes 10`: a load test with armed faults and an open console, in separate processes. Exits 1 if a
// journal entry is missing, a response is invalid, or memory or handles have grown. Time and connections are limited.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const minutes = Number(process.argv[process.argv.indexOf('--minutes') + 1]) || 10;
const CLIENTS = 8;
const main = join(import.meta.dirname, '../dist/cli/main.js');

const emulator = spawn(process.execPath, [main, 'start', '--port', '0', '--console-port', '0', '--rate-limit', 'off', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = await new Promise((resolve) => createInterface({ input: emulator.stdout }).once('line', (text) => resolve([text])));
const { endpoint, consoleUrl, credentials } = JSON.parse(line);
const console_ = (path, init) => fetch(`${consoleUrl}/_emulator/${path}`, { headers: { 'content-type': 'application/json' }, ...init });
const arm = (fault) => console_('faults', { method: 'POST', body: JSON.stringify(fault) });

await arm({ preset: 'jitter', job: 'get policy' });
await arm({ preset: 'rate-limited', job: 'get policyList', nth: 7 });
await arm({ preset: 'truncated-json', job: 'update employees', nth: 11 });

/** The open console. It follows the events like the page and keeps the highest id. */
let told = 0;
const watching = new AbortController();
const page = fetch(`${consoleUrl}/_emulator/events`, { signal: watching.signal })
  .then(async ({ body }) => {
    const decoder = new TextDecoder();
    for await (const chunk of body) for (const [, id] of decoder.decode(chunk).matchAll(/"id":(\d+)/g)) told = Math.max(told, Number(id));
  })
  .catch(() => {});

/** If there is a browser, the page itself is open too. */
const chromium = ['/usr/bin/chromium', process.env.CHROMIUM].find((path) => path !== undefined && existsSync(path));
const browser = chromium && (await (await import('playwright-core')).chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] }));
const open = await browser?.newPage();
const complaints = [];
open?.on('pageerror', (error) => complaints.push(error.message));
await open?.goto(consoleUrl);

const jobs = [
  { type: 'get', inputSettings: { type: 'policyList' } },
  { type: 'get', inputSettings: { type: 'policy', policyIDList: ['A1B2C3D4E5F60001'], fields: ['employees'] } },
  { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } },
];
let sent = 0;
let broken = 0;
async function client(number, until) {
  for (let turn = 0; performance.now() < until; turn++) {
    const job = jobs[turn % jobs.length];
    const form = new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials, ...job }) });
    const employee = {
      employeeEmail: `s${number}.${turn % 50}@acme.example`,
      employeeID: `S${number}.${turn % 50}`,
      policyID: 'A1B2C3D4E5F60001',
      managerEmail: 'owner@acme.example',
    };
    if (job.type === 'update') form.set('data', JSON.stringify([{ ...employee, ...(turn % 2 === 0 && { isTerminated: true }) }]));
    const response = await fetch(endpoint, { method: 'POST', body: form });
    await response.text();
    sent++;
    if (response.status !== 200 && response.status !== 429) broken++;
  }
}

const facts = async () => {
  const metrics = await (await console_('metrics')).text();
  const value = (name) => Number(new RegExp(`^expensify_emulator_${name} (\\S+)`, 'm').exec(metrics)?.[1]);
  return { total: value('request_duration_seconds_count'), memory: value('resident_memory_bytes') };
};

const start = performance.now();
const until = start + minutes * 60_000;
const samples = [];
const sampling = (async () => {
  while (performance.now() < until) {
    await sleep(Math.min(5000, minutes * 6000));
    samples.push((await facts()).memory);
  }
})();
await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number, until)));
await sampling;
await sleep(2000);

const { total } = await facts();
const { exchanges } = await (await console_('exchanges?limit=1000')).json();
const ids = exchanges.map(({ id }) => id);
const isWhole = ids.every((id, index) => id === total - ids.length + 1 + index);
const newest = await open?.locator('.row').first().textContent();
await browser?.close();
watching.abort();
await page;
const third = Math.floor(samples.length / 3);
const mean = (some) => some.reduce((sum, one) => sum + one, 0) / Math.max(1, some.length);
// The first third fills the journal and warms the machine code.
const growth = mean(samples.slice(-third)) / mean(samples.slice(third, 2 * third));
emulator.kill('SIGTERM');
const code = await new Promise((resolve) => emulator.once('exit', resolve));

const checks = [
  [`every one of ${sent} requests is counted`, total === sent],
  [`the newest ${ids.length} exchanges are in the journal, without a gap`, ids.length === Math.min(1000, sent) && isWhole],
  ['the open console got the newest exchange', told === total],
  ['every response was complete', broken === 0],
  ...(browser
    ? [[`the open page shows the newest exchange and logs no errors`, newest.includes(`#${total} `) && complaints.length === 0]]
    : []),
  [`memory is stable: ${growth.toFixed(2)} times, at ${Math.round(mean(samples.slice(-third)) / 1e6)} MB`, growth < 1.15],
  ['the emulator stopped when asked', code === 0],
];
for (const [what, isMet] of checks) console.log(`${isMet ? '✓' : '✗'} ${what}`);
console.log(`${Math.round(sent / (minutes * 60))} requests/s for ${minutes} minutes`);
process.exit(checks.every(([, isMet]) => isMet) ? 0 : 1);
