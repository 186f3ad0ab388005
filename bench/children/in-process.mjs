// The times of the emulator without HTTP, in µs or ms. Prints samples as JSON. The argument is the number of rounds.
import { createEmulator } from '../../dist/index.js';
import { credentials, HEADERS, PATH, policyListBody, updateBodies } from '../support/requests.mjs';

const rounds = Number(process.argv[2]);
const emulator = await createEmulator({ listen: false });
const bytes = (body) => new TextEncoder().encode(body);
const list = policyListBody();
const listBytes = bytes(list);
const updates = updateBodies();
const updateBytes = updates.map(bytes);
const answer = await (await emulator.fetch(emulator.endpoint, { method: 'POST', body: list, headers: HEADERS })).text();

const handle = async (body) => {
  const { status } = await emulator.handle({ method: 'POST', url: PATH, headers: HEADERS, body });
  if (status !== 200) throw new Error(`The emulator responded with ${status}.`);
};
const parse = (body) => {
  const form = new URLSearchParams(body);
  JSON.parse(form.get('requestJobDescription'));
  if (form.has('data')) JSON.parse(form.get('data'));
};
const call = async (fetch) => {
  const response = await fetch(emulator.endpoint, { method: 'POST', headers: HEADERS, body: list });
  if ((await response.text()).length !== answer.length) throw new Error('The response differs.');
};
const headers = { 'content-type': 'application/json' };
/** What any handler of requests does, and nothing else. */
const constant = async (input, init) => {
  void new Request(input, init);
  return new Response(answer, { headers });
};
const reading = async (input, init) => {
  await new Request(input, init).arrayBuffer();
  return new Response(answer, { headers });
};

const works = {
  list: () => handle(listBytes),
  listParsed: () => parse(list),
  update: (index) => handle(updateBytes[index % updateBytes.length]),
  updateParsed: (index) => parse(updates[index % updates.length]),
  fetch: () => call(emulator.fetch),
  constant: () => call(constant),
  reading: () => call(reading),
  create: async () => (await createEmulator({ listen: false })).close(),
};
const samples = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
/** Each batch takes a few ms, so that few of them are interrupted. */
const BATCHES = { create: 20 };
for (let round = -5; round < rounds; round++) {
  for (const [name, work] of Object.entries(works)) {
    const times = BATCHES[name] ?? 200;
    const startedAt = performance.now();
    for (let index = 0; index < times; index++) await work(index);
    const micro = ((performance.now() - startedAt) * 1000) / times;
    // The first rounds are a warm-up.
    if (round >= 0) samples[name].push(micro);
  }
}
samples.tests = [];
for (let run = -1; run < Math.max(3, rounds / 10); run++) {
  const ms = await thousandTests();
  if (run >= 0) samples.tests.push(ms);
}
await emulator.close();
console.log(JSON.stringify(samples));

/** What the tests of a project do: each starts from the seed, sends three requests and looks at the journal. */
async function thousandTests() {
  const job = { method: 'POST', headers: HEADERS };
  const startedAt = performance.now();
  for (let test = 0; test < 1000; test++) {
    emulator.reset();
    for (const body of [list, updates[0], list]) await (await emulator.fetch(emulator.endpoint, { ...job, body })).text();
    if (emulator.journal.entries().length !== 3) throw new Error('The journal has the wrong number of entries.');
  }
  if (emulator.credentials.partnerUserID !== credentials.partnerUserID) throw new Error('The world is another one.');
  return performance.now() - startedAt;
}
