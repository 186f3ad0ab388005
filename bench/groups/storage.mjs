import { join } from 'node:path';
import { outputOf } from '../support/processes.mjs';
import { row } from '../support/rows.mjs';
import { median } from '../support/statistics.mjs';
import { storagePostgres } from './storage-postgres.mjs';

/** What it costs to keep the state, without HTTP, measured in turns with an emulator that keeps nothing. */
export async function storage({ folder, quick }) {
  const samples = await outputOf(join(import.meta.dirname, '../children/storage.mjs'), [quick ? '8' : '40', folder]);
  const micro = (kind) => median(samples[kind]);
  const ratios = samples.file.map((value, round) => value / samples.memory[round]);
  return {
    rows: [
      row({
        id: 'storage-file',
        what: 'one changed record with --state, against an emulator that keeps nothing',
        samples: ratios,
        unit: '×',
        atMost: 1.25,
        detail: `${micro('file').toFixed(0)} against ${micro('memory').toFixed(0)} µs`,
      }),
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
