import { join } from 'node:path';
import { rate } from '../support/load.mjs';
import { outputOf } from '../support/processes.mjs';
import { updateBodies } from '../support/requests.mjs';
import { row } from '../support/rows.mjs';
import { startProgram } from '../support/servers.mjs';
import { median } from '../support/statistics.mjs';
import { storagePostgres } from './storage-postgres.mjs';

/** What it costs to keep the state, measured in turns with an emulator that keeps nothing. */
export async function storage({ folder, quick }) {
  const samples = await outputOf(join(import.meta.dirname, '../children/storage.mjs'), [quick ? '8' : '40', folder]);
  const micro = (kind) => median(samples[kind]);
  const ratios = samples.file.map((value, round) => value / samples.memory[round]);
  return {
    rows: [
      row({
        id: 'storage-file',
        what: 'one changed record with --state, without HTTP, against an emulator that keeps nothing',
        samples: ratios,
        unit: '×',
        atMost: 1.25,
        detail: `${micro('file').toFixed(0)} against ${micro('memory').toFixed(0)} µs`,
      }),
      await overHTTP({ folder, quick }),
      row({
        id: 'storage-disk',
        what: 'one changed record with --state --durability disk, 16 clients',
        samples: samples.disk,
        unit: 'µs',
        atMost: 1000,
        detail: `${micro('disk').toFixed(0)} µs a record; the changes of all clients wait for the disk together`,
      }),
      ...(await storagePostgres({ folder, quick })),
    ],
  };
}

/** The time of a request that changes one record, as a client that sends many of them sees it. */
async function overHTTP({ folder, quick }) {
  const options = { memory: [], file: ['--state', join(folder, 'storage-http.json')] };
  const programs = {};
  for (const [kind, own] of Object.entries(options)) programs[kind] = await startProgram([...own, '--rate-limit', 'off', '--log', 'none']);
  const rates = { memory: [], file: [] };
  for (let turn = -1; turn < (quick ? 3 : 7); turn++)
    for (const [kind, { url }] of Object.entries(programs)) {
      const measured = await rate(url, updateBodies(), turn === -1 ? (quick ? 2 : 8) : 1, folder);
      if (turn >= 0) rates[kind].push(measured);
    }
  for (const { stop } of Object.values(programs)) await stop();
  return row({
    id: 'storage-file-http',
    what: 'the same over HTTP: time of a request with --state, against one without',
    samples: rates.file.map((value, turn) => rates.memory[turn] / value),
    unit: '×',
    atMost: 1.25,
    detail: `${median(rates.file).toFixed(0)} against ${median(rates.memory).toFixed(0)} requests/s`,
  });
}
