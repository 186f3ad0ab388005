import { HEADERS, PATH, updateBody } from '../support/requests.mjs';
import { row } from '../support/rows.mjs';
import { startServer } from '../support/servers.mjs';
import { median } from '../support/statistics.mjs';

const SIZES = [1000, 10_000, 100_000, 250_000];
/** Each size applies at least as many records before it is measured, so that all run with warm code. */
const WARM_RECORDS = 100_000;

/** Time per record of feeds of four sizes: if it does not grow, nothing in the job is quadratic. */
export async function feeds({ quick }) {
  const sizes = quick ? SIZES.slice(0, 2) : SIZES;
  const rounds = quick ? 2 : 3;
  const servers = [];
  for (const size of sizes) {
    // The form of the largest feed has more bytes than the default limit.
    const server = await startServer('roomyEmulator', { side: 'anywhere' });
    const body = updateBody(size);
    for (let sent = 0; sent < WARM_RECORDS; sent += size) await timePerRecord(server.url, body, size);
    servers.push({ ...server, size, body, times: [] });
  }
  // In turns, so that a slower moment of the machine affects all sizes.
  for (let round = 0; round < rounds; round++) {
    for (const { url, body, size, times } of servers) {
      const runs = Math.max(1, Math.min(9, WARM_RECORDS / size));
      const samples = [];
      for (let run = 0; run < runs; run++) samples.push(await timePerRecord(url, body, size));
      times.push(median(samples));
    }
  }
  for (const { stop } of servers) await stop();
  const perRecord = servers.map(({ times }) => Math.min(...times));
  const value = Math.max(...perRecord) / Math.min(...perRecord);
  const detail = perRecord.map((micro, index) => `${sizes[index].toLocaleString('en-US')}: ${micro.toFixed(1)} µs`).join(', ');
  const what = `feeds of 1,000 to ${sizes.at(-1).toLocaleString('en-US')} records, time per record, slowest size against fastest`;
  return {
    rows: [row({ id: 'feeds', what, value, unit: '×', atMost: 1.3, detail })],
    curves: { feeds: perRecord.map((micro, index) => [sizes[index], micro]) },
  };
}

async function timePerRecord(url, body, size) {
  const startedAt = performance.now();
  const response = await fetch(url + PATH, { method: 'POST', headers: HEADERS, body });
  const { updatedEmployeesCount } = await response.json();
  if (updatedEmployeesCount !== size) throw new Error(`${updatedEmployeesCount} of ${size} records were applied`);
  return ((performance.now() - startedAt) * 1000) / size;
}
