// Takes docs/console.png, the picture in README: npm run picture
// It needs Debian's Chromium (apt-get install chromium-headless-shell), or the one that CHROMIUM names.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createEmulator } from 'expensify-emulator';
import { createClient } from 'expensify-emulator/client';
import { chromium } from 'playwright-core';

const PICTURE = join(import.meta.dirname, '../../docs/console.png');
/** GitHub and npm load it with README. */
const MAX_BYTES = 150_000;
const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** The first minutes with the emulator: lists, a dry run, a skipped record, a fault, a request without credentials, a new member. */
async function sendTraffic({ url, endpoint, credentials, clock, faults }) {
  const client = createClient({ credentials, baseUrl: url, rateLimit: 'off', retry: 'off' });
  const steps = [
    () => client.listPolicies(),
    () => client.getPolicies([policyID], { fields: ['employees', 'categories'] }),
    () => client.updateEmployees([{ ...nina, managerEmail: 'mia.manager@acme.example' }], { dryRun: true }),
    () => client.updateEmployees([{ ...nina, managerEmail: 'max.manager@acme ' }]),
    () => {
      faults.once('rate-limited');
      return client.listPolicies().catch(() => {});
    },
    () => fetch(endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription: '{"type":"get"}' }) }),
    () => client.updateEmployees([{ ...nina, managerEmail: 'max.manager@acme.example' }]),
  ];
  for (const step of steps) {
    await step();
    clock.advance('PT7S');
  }
}

const emulator = await createEmulator({ rateLimit: 'off', clock: '2026-01-31T09:00:00Z' });
const policyID = emulator.policies[0].id;
const nina = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID, firstName: 'Nina', lastName: 'Newcomer' };
await sendTraffic(emulator);

const browser = await chromium.launch({
  executablePath: BROWSERS.find((path) => path !== undefined && existsSync(path)),
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 565 }, colorScheme: 'light' });
await page.goto(`${emulator.consoleUrl}/#/requests/${emulator.journal.entries().at(-1).id}`);
await page.getByText('nina@acme.example').first().waitFor();
// What came of the requests is loaded after the list.
await page.getByText('added 1 · ').waitFor();
await page.screenshot({ path: PICTURE });
await browser.close();
await emulator.close();

const { size } = statSync(PICTURE);
console.log(`Wrote docs/console.png, ${size} bytes.`);
if (size > MAX_BYTES) {
  console.error(`It is larger than ${MAX_BYTES} bytes: make the viewport smaller.`);
  process.exitCode = 1;
}
