import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { output, printed, start } from '../support/processes.mjs';
import { row } from '../support/rows.mjs';
import { MAIN } from '../support/servers.mjs';
import { median } from '../support/statistics.mjs';

const BARE = "require('node:http').createServer((q, r) => r.end()).listen(0, () => console.log('ready'))";
/** What `import 'zod'` takes on the machine for which the goals of imports are written. */
const ZOD_MS = 55;
const ENTRIES = [
  { id: 'import-index', name: 'expensify-emulator', file: 'dist/index.js', atMost: 60 },
  { id: 'import-client', name: 'expensify-emulator/client', file: 'dist/client/index.js', atMost: 40 },
  { id: 'import-flows', name: 'expensify-emulator/flows', file: 'dist/flows/index.js', atMost: 80 },
];

/** From spawn to the first line on stdout, against a script that only listens; and what the imports take. */
export async function startup({ quick }) {
  const turns = quick ? 5 : 15;
  const times = { emulator: [], bare: [] };
  for (let turn = -1; turn < turns; turn++) {
    const bare = await timeToReady(['-e', BARE]);
    const emulator = await timeToReady([MAIN, '--port', '0', '--console-port', '0', '--json']);
    if (turn < 0) continue;
    times.bare.push(bare);
    times.emulator.push(emulator);
  }
  const ratio = row({
    id: 'start',
    what: 'start to ready, against a script that only listens',
    samples: times.emulator.map((ms, turn) => ms / times.bare[turn]),
    unit: '×',
    atMost: 2,
    detail: `${Math.round(median(times.emulator))} against ${Math.round(median(times.bare))} ms`,
  });
  return { rows: [ratio, ...(await imports(turns))] };
}

async function imports(turns) {
  const zod = import.meta.resolve('zod');
  const urls = { zod, ...Object.fromEntries(ENTRIES.map(({ id, file }) => [id, urlOf(file)])) };
  const times = Object.fromEntries(Object.keys(urls).map((id) => [id, []]));
  for (let turn = -1; turn < turns; turn++) {
    for (const [id, url] of Object.entries(urls)) {
      const ms = await timeOfImport(url);
      if (turn >= 0) times[id].push(ms);
    }
  }
  return ENTRIES.map(({ id, name, atMost }) =>
    row({
      id,
      what: `import '${name}', if import 'zod' takes ${ZOD_MS} ms`,
      samples: times[id].map((ms, turn) => (ms / times.zod[turn]) * ZOD_MS),
      unit: 'ms',
      atMost,
      detail: `${median(times[id]).toFixed(0)} ms here, and zod ${median(times.zod).toFixed(0)} ms`,
    }),
  );
}

const urlOf = (file) => pathToFileURL(join(import.meta.dirname, '../..', file)).href;

async function timeOfImport(url) {
  const script = `const s = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - s)`;
  return Number(await output('anywhere', process.execPath, ['--input-type=module', '-e', script]));
}

async function timeToReady(args) {
  const startedAt = performance.now();
  const program = start('anywhere', process.execPath, args);
  await printed(program, /\n/);
  const ms = performance.now() - startedAt;
  await program.stop();
  return ms;
}
