// The time of one changed record by storage, without HTTP, in µs. Prints samples as JSON. The arguments are the number of rounds and a folder.
import { join } from 'node:path';
import { createEmulator } from '../../dist/index.js';
import { HEADERS, PATH, updateBody } from '../support/requests.mjs';

const [rounds, folder] = process.argv.slice(2);
const KINDS = {
  memory: {},
  file: { stateFile: join(folder, 'storage-file.json') },
  disk: { stateFile: join(folder, 'storage-disk.json'), durability: 'disk' },
};
const bodies = ['CC-10', 'CC-11'].map((cost) => new TextEncoder().encode(updateBody(1, { cost })));
const emulators = {};
for (const [kind, options] of Object.entries(KINDS))
  emulators[kind] = await createEmulator({ listen: false, rateLimit: 'off', ...options });
const samples = { memory: [], file: [], disk: [] };

const update = async (kind, index) => {
  const { status } = await emulators[kind].handle({ method: 'POST', url: PATH, headers: HEADERS, body: bodies[index % 2] });
  if (status !== 200) throw new Error(`The emulator responded with ${status}.`);
};
const measure = async (kind, work, times) => {
  const startedAt = performance.now();
  await work();
  samples[kind].push(((performance.now() - startedAt) * 1000) / times);
};
const inTurn = async (kind, times) => {
  for (let index = 0; index < times; index++) await update(kind, index);
};
/** Sixteen clients, whose changes wait for the disk together. */
const together = async (times) => {
  for (let index = 0; index < times; index += 16) await Promise.all(Array.from({ length: 16 }, (_, client) => update('disk', client)));
};

/** The young generation is collected every 300 changes or so. In short rounds of equal length, one kind would pay for the garbage of both. */
const ROUND = 1000;

for (let round = -4; round < Number(rounds); round++) {
  for (const kind of ['memory', 'file']) await measure(kind, () => inTurn(kind, ROUND), ROUND);
  for (let burst = 0; burst < 2; burst++) await measure('disk', () => together(64), 64);
  // The first rounds are a warm-up.
  if (round === -1) for (const list of Object.values(samples)) list.length = 0;
}
for (const emulator of Object.values(emulators)) await emulator.close();
console.log(JSON.stringify(samples));
