import { join } from 'node:path';
import { outputOf } from '../support/processes.mjs';
import { row } from '../support/rows.mjs';
import { median } from '../support/statistics.mjs';

/** The emulator without HTTP, as tests use it. */
export async function inProcess({ quick }) {
  const samples = await outputOf(join(import.meta.dirname, '../children/in-process.mjs'), [quick ? '20' : '100']);
  const micro = (name) => median(samples[name]);
  const over = (name, other) => samples[name].map((value, round) => value / samples[other][round]);
  const parsing = (name) =>
    `${(micro(name) / micro(`${name}Parsed`)).toFixed(1)} times URLSearchParams and JSON.parse of it (${micro(`${name}Parsed`).toFixed(1)} µs)`;
  return {
    rows: [
      row({ id: 'handle-list', what: 'handle, get policyList', samples: samples.list, unit: 'µs', atMost: 8, detail: parsing('list') }),
      row({
        id: 'handle-update',
        what: 'handle, one changed record',
        samples: samples.update,
        unit: 'µs',
        atMost: 25,
        detail: parsing('update'),
      }),
      row({
        id: 'fetch-list',
        what: 'emulator.fetch, get policyList, against a handler that makes a Request and returns a constant',
        samples: over('fetch', 'constant'),
        unit: '×',
        atMost: 2,
        detail: `${micro('fetch').toFixed(0)} against ${micro('constant').toFixed(0)} µs; ${micro('reading').toFixed(0)} µs if it reads the body`,
      }),
      row({
        id: 'create',
        what: 'createEmulator and close without a port, warm',
        samples: samples.create.map((value) => value / 1000),
        unit: 'ms',
        atMost: 0.3,
        detail: 'the demo world',
      }),
      row({
        id: 'thousand-tests',
        what: '1,000 times reset, three requests by fetch, a look at the journal',
        samples: samples.tests,
        unit: 'ms',
        atMost: 200,
        detail: 'policyList, one record, policyList',
      }),
    ],
  };
}
