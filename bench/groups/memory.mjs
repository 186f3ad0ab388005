import { send } from '../support/load.mjs';
import { policyListBody } from '../support/requests.mjs';
import { row } from '../support/rows.mjs';
import { startServer } from '../support/servers.mjs';

/** Memory after ten times the requests, to show that all stored data is bounded. */
export async function memory({ quick }) {
  const [few, many] = quick ? [10_000, 50_000] : [100_000, 1_000_000];
  const server = await startServer('emulator');
  await send(server.url, [policyListBody()], few);
  const early = await server.memory();
  await send(server.url, [policyListBody()], many - few);
  const late = await server.memory();
  await server.stop();
  const written = (bytes, requests) => `${Math.round(bytes / 1e6)} MB after ${requests.toLocaleString('en-US')}`;
  return {
    rows: [
      row({
        id: 'memory-growth',
        what: 'memory, many requests against few',
        value: late / early,
        unit: '×',
        atMost: 1.5,
        detail: `${written(early, few)}, ${written(late, many)}`,
      }),
    ],
  };
}
