// Runs the flows of the benchmark in a separate process to measure their memory. Prints ms and bytes.
import { readFileSync } from 'node:fs';
import { buildFlow, item, runFlow } from '../../dist/flows/index.js';
import { createEmulator } from '../../dist/index.js';

const count = Number(process.argv[2]);
const example = (name) => new URL(`../../examples/okta-flow/${name}`, import.meta.url);

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** Reads, checks and runs the file like the command line. */
async function warmRun() {
  const emulator = await createEmulator({ listen: false, rateLimit: 'off' });
  const users = JSON.parse(readFileSync(example('users.json'), 'utf8'));
  const set = {
    'Settings.partnerUserID': emulator.credentials.partnerUserID,
    'Settings.partnerUserSecret': emulator.credentials.partnerUserSecret,
    'Settings.Sales policy': 'A1B2C3D4E5F60001',
  };
  const run = async () => {
    const { status, steps } = await runFlow(example('provision.flow').pathname, {
      target: emulator,
      users,
      set,
      input: { 'User ID': '00uNina' },
    });
    if (status !== 'finished' || steps < 25) throw new Error('The flow did not finish with the expected number of steps.');
  };
  for (let warm = 0; warm < 5; warm++) await run();
  const times = [];
  for (let index = 0; index < 21; index++) times.push(await timed(run));
  await emulator.close();
  return median(times);
}

/** Ten cards for each item. */
const helper = buildFlow('Ten cards', (cards) => {
  const start = cards.helperFlow({ Person: 'object', Greeting: 'string' });
  const name = cards.get(start.out('Person'), 'name');
  const email = cards.get(start.out('Person'), 'email');
  const text = cards.compose('{{greeting}} {{name}}', { greeting: start.out('Greeting'), name });
  const lower = cards.card('string.toLowerCase', 'Lower', { string: email }, { output: 'string' }).out();
  const employee = cards.construct({ employeeEmail: lower, firstName: name });
  const json = cards.stringify(employee);
  const back = cards.parse(json);
  cards.returnErrorIf({ left: cards.get(back, 'employeeEmail'), operator: 'is empty' }, { message: 'nobody' });
  cards.assign({ text });
});
const loop = buildFlow('Loop', (cards) => {
  const start = cards.helperFlow({ People: 'object[]' });
  cards.forEach(start.out('People'), helper, { Person: item('', 'object'), Greeting: 'Hello' }, { ignoreErrors: false });
});

async function forEach(items) {
  const People = Array.from({ length: items }, (_, index) => ({ name: `Person ${index}`, email: `P${index}@ACME.example` }));
  const ms = await timed(async () => {
    const { status, steps } = await runFlow(loop, { flow: 'Loop', input: { People } });
    if (status !== 'finished' || steps < items * 10) throw new Error('The loop did not finish with the expected number of steps.');
  });
  globalThis.gc?.();
  return { ms, heap: process.memoryUsage().heapUsed };
}

/** Two cards for each item and a small result, so any growth with the number of items comes from the run itself. */
const echo = buildFlow('Echo', (cards) => {
  const start = cards.helperFlow({ Value: 'number' });
  cards.returns({ Value: start.out('Value') });
});
const loops = buildFlow('Loops', (cards) => {
  const start = cards.helperFlow({ Values: 'number[]' });
  const mapped = cards.map(start.out('Values'), echo, { Value: item('', 'number') });
  cards.forEach(mapped, echo, { Value: item('', 'number') }, { ignoreErrors: false });
});

/** The maximum live memory in bytes while this many items go through Map and For Each. */
async function aliveDuring(items) {
  const Values = Array.from({ length: items }, (_, index) => index);
  let most = 0;
  const look = () => {
    globalThis.gc?.();
    most = Math.max(most, process.memoryUsage().heapUsed);
  };
  const timer = setInterval(look, 500);
  const { status, steps } = await runFlow(loops, { flow: 'Loops', input: { Values }, limits: { milliseconds: 600_000 } });
  look();
  clearInterval(timer);
  if (status !== 'finished' || steps < items * 4) throw new Error('The loops did not finish with the expected number of steps.');
  return most;
}

const warm = await warmRun();
await forEach(count / 10);
const few = await forEach(count / 10);
const many = await forEach(count);
await aliveDuring(count);
const alive = { few: await aliveDuring(count), many: await aliveDuring(10 * count) };
console.log(JSON.stringify({ warm, few, many, alive }));
