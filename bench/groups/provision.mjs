import { join } from 'node:path';
import { outputOf } from '../support/processes.mjs';
import { credentials } from '../support/requests.mjs';
import { row } from '../support/rows.mjs';
import { startServer } from '../support/servers.mjs';

/** A plan for ten thousand people, and applying it without pacing. */
export async function provisioning({ folder, quick }) {
  const count = quick ? 2000 : 10_000;
  const server = await startServer('emulator', { side: 'anywhere' });
  const script = join(import.meta.dirname, '../children/provision-run.mjs');
  const { plan, apply, peak } = await outputOf(script, [server.url, folder, String(count)], { env: { ...process.env, ...credentials } });
  await server.stop();
  const people = count.toLocaleString('en-US');
  return {
    rows: [
      row({ id: 'plan', what: `plan of ${people} people`, value: plan, unit: 'ms', atMost: 2000, detail: 'the slower of two' }),
      row({
        id: 'plan-memory',
        what: 'its memory',
        value: peak / 1e6,
        unit: 'MB',
        atMost: 300,
        detail: 'at the peak of two plans and two applies',
      }),
      row({
        id: 'apply',
        what: `apply of ${people} changes`,
        value: apply,
        unit: 'ms',
        atMost: 10_000,
        detail: 'dry run included, the slower of two',
      }),
    ],
  };
}
