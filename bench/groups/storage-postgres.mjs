import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { rate } from '../support/load.mjs';
import { noPostgres, startPostgres } from '../support/postgres.mjs';
import { outputOf } from '../support/processes.mjs';
import { policyListBody } from '../support/requests.mjs';
import { notMeasured, row } from '../support/rows.mjs';
import { startProgram } from '../support/servers.mjs';
import { median } from '../support/statistics.mjs';

const TRIPS = { id: 'storage-postgres', what: 'one changed record with a state in PostgreSQL, in round trips', unit: 'trips', atMost: 2.2 };
const PROCESSES = [2, 3].map((count) => ({
  id: `storage-processes-${count}`,
  what: `get policyList through ${count} processes with one database, each for its own company, against one process`,
  unit: '×',
  atLeast: 0.8,
  count,
}));

/** What a state in PostgreSQL costs, which waits for the disk as in production. */
export async function storagePostgres({ folder, quick }) {
  if (noPostgres !== undefined) return [TRIPS, ...PROCESSES].map((facts) => notMeasured({ ...facts, why: noPostgres }));
  const postgres = await startPostgres({ isDurable: true });
  try {
    return [await oneRecord(postgres, quick), ...(await severalProcesses(postgres, folder, quick))];
  } finally {
    await postgres.remove();
  }
}

async function oneRecord(postgres, quick) {
  const child = join(import.meta.dirname, '../children/storage-postgres.mjs');
  const { memory, postgres: kept, trips } = await outputOf(child, [await postgres.createDatabase(), quick ? '10' : '60']);
  const detail = `${median(kept).toFixed(0)} µs against ${median(memory).toFixed(0)} in memory; a read takes ${trips.read.toFixed(2)}`;
  return row({ ...TRIPS, value: trips.update, detail });
}

/** Programs, database and load share the cores, so that more processes are not faster on a small machine. */
async function severalProcesses(postgres, folder, quick) {
  const state = await postgres.createDatabase();
  const programs = [];
  for (let count = 0; count < 3; count++) programs.push(await startProgram(['--state', state, '--rate-limit', 'off', '--log', 'none']));
  const bodies = await Promise.all(programs.map(({ consoleUrl }, index) => bodyOfCompany(consoleUrl, `Company ${index}`)));
  // Each load generator writes its script into a folder of its own.
  const folders = programs.map((_, index) => join(folder, `load-${index}`));
  for (const own of folders) mkdirSync(own);
  const together = async (count, seconds) => {
    const rates = programs.slice(0, count).map(({ url }, index) => rate(url, [bodies[index]], seconds, folders[index]));
    return (await Promise.all(rates)).reduce((sum, each) => sum + each, 0);
  };
  const rates = { 1: [], 2: [], 3: [] };
  for (let round = -1; round < (quick ? 2 : 5); round++)
    for (const count of [1, 2, 3]) {
      const measured = await together(count, quick ? 1 : 2);
      if (round >= 0) rates[count].push(measured);
    }
  for (const { stop } of programs) await stop();
  return PROCESSES.map(({ count, ...facts }) => {
    const samples = rates[count].map((value, round) => value / rates[1][round]);
    const cores = availableParallelism();
    const detail = `${median(rates[count]).toFixed(0)} against ${median(rates[1]).toFixed(0)} requests/s; ${cores} cores for all, load and database included`;
    return row({ ...facts, samples, detail });
  });
}

async function bodyOfCompany(consoleUrl, name) {
  const response = await fetch(`${consoleUrl}/_emulator/companies`, { method: 'POST', body: JSON.stringify({ name }) });
  return policyListBody((await response.json()).credentials);
}
