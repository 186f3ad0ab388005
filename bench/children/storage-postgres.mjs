// The time of one changed record with a state in PostgreSQL, without HTTP, in µs, and its round trips. Prints JSON. The arguments are the
// URL of an empty database and the number of rounds.
import pg from 'pg';
import { createEmulator } from '../../dist/index.js';
import { HEADERS, PATH, policyListBody, updateBody } from '../support/requests.mjs';

const [stateFile, rounds] = process.argv.slice(2);
const emulators = {
  memory: await createEmulator({ listen: false, rateLimit: 'off' }),
  postgres: await createEmulator({ listen: false, rateLimit: 'off', stateFile }),
};
const BODIES = { update: [updateBody(1, { cost: 'CC-10' }), updateBody(1, { cost: 'CC-11' })], read: [policyListBody()] };

const send = async (kind, body) => {
  const request = { method: 'POST', url: PATH, headers: HEADERS, body: new TextEncoder().encode(body) };
  const { status } = await emulators[kind].handle(request);
  if (status !== 200) throw new Error(`The emulator responded with ${status}.`);
};
const inTurn = async (kind, what, times) => {
  const startedAt = performance.now();
  for (let index = 0; index < times; index++) await send(kind, BODIES[what][index % BODIES[what].length]);
  return ((performance.now() - startedAt) * 1000) / times;
};

/** Each call of the driver is a round trip: several statements are sent together. */
let trips = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (...args) {
  trips++;
  return query.apply(this, args);
};
const tripsOf = async (what) => {
  const before = trips;
  await inTurn('postgres', what, 100);
  return (trips - before) / 100;
};

const samples = { memory: [], postgres: [] };
for (let round = -5; round < Number(rounds); round++) {
  const measured = { memory: await inTurn('memory', 'update', 50), postgres: await inTurn('postgres', 'update', 50) };
  // The first rounds are a warm-up.
  if (round >= 0) for (const [kind, value] of Object.entries(measured)) samples[kind].push(value);
}
console.log(JSON.stringify({ ...samples, trips: { update: await tripsOf('update'), read: await tripsOf('read') } }));
for (const emulator of Object.values(emulators)) await emulator.close();
