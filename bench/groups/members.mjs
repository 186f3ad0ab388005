import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { exchange, OWNER, POLICY, policyBody, updateBody } from '../support/requests.mjs';
import { notMeasured, row } from '../support/rows.mjs';
import { residentSize, startProgram } from '../support/servers.mjs';
import { median } from '../support/statistics.mjs';

const SIZES = [1000, 25_000, 50_000, 100_000];
const MB = 1e6;

/** The program with worlds of up to 100,000 members of one policy, and with the demo world. */
export async function members({ folder, quick }) {
  const turns = quick ? 2 : 4;
  const worlds = [];
  for (const size of SIZES) worlds.push({ size, ...(await startTimes(size, turns, folder)) });
  const large = await largeWorld(worlds.at(-1).seedFile, folder, quick);
  const idle = await idleSize();
  const points = (read) => worlds.map((world) => [world.size, read(world)]);
  return {
    rows: [...largeRows(worlds.at(-1), large), ...memoryRows(idle, worlds.at(-1), large)],
    curves: {
      'members-start': points(({ samples }) => median(samples)),
      ...(idle === undefined ? {} : { 'members-memory': points(({ resident }) => resident / MB) }),
    },
  };
}

function largeRows({ samples }, { updates, reads, saves, blocks }) {
  const what = (text) => `100,000 members: ${text}`;
  const each = (list) => list.map((ms) => ms.toFixed(0)).join(', ');
  return [
    row({
      id: 'large-start',
      what: what('start to ready, from a seed file'),
      samples,
      unit: 'ms',
      atMost: 1000,
      detail: `${each(samples)} ms`,
    }),
    row({
      id: 'large-update',
      what: what('one changed record, over HTTP'),
      samples: updates,
      unit: 'ms',
      atMost: 1,
      detail: 'median of 200 in a row, after a warm-up of 100',
    }),
    row({
      id: 'large-get',
      what: what('get policy with all members, over HTTP'),
      samples: reads,
      unit: 'ms',
      atMost: 150,
      detail: `${each(reads)} ms`,
    }),
    row({
      id: 'large-save',
      what: what('longest block of the event loop while the whole state is written'),
      samples: saves,
      unit: 'ms',
      atMost: 20,
      detail: `${saves.length} times: ${each(saves)} ms`,
    }),
    row({
      id: 'large-block',
      what: what('longest block of the event loop'),
      samples: blocks,
      unit: 'ms',
      atMost: 50,
      detail: `over an update, the writing of the whole state and a get policy, ${blocks.length} times: ${each(blocks)} ms`,
    }),
  ];
}

function memoryRows(idle, { resident }, { afterSaves }) {
  const facts = [
    { id: 'memory-idle', what: 'resident memory, idle, the demo world', unit: 'MB', atMost: 60 },
    { id: 'memory-large', what: 'resident memory with 100,000 members, after start, requests and saves', unit: 'MB', atMost: 400 },
  ];
  if (idle === undefined) return facts.map((fact) => notMeasured({ ...fact, why: 'this system has no /proc' }));
  return [
    row({ ...facts[0], value: idle / MB, detail: 'the program, one second after it is ready' }),
    row({ ...facts[1], value: afterSaves / MB, detail: `${(resident / MB).toFixed(0)} MB one second after start` }),
  ];
}

async function startTimes(size, turns, folder) {
  const seedFile = join(folder, `members-${size}.json`);
  writeFileSync(seedFile, JSON.stringify(seedOf(size)));
  const samples = [];
  const sizes = [];
  for (let turn = 0; turn < turns; turn++) {
    const program = await startProgram(['--seed', seedFile]);
    samples.push(program.ms);
    await setTimeout(1000);
    sizes.push(residentSize(program.pid));
    await program.stop();
  }
  return { seedFile, samples, resident: median(sizes) };
}

async function idleSize() {
  const program = await startProgram([]);
  await setTimeout(1000);
  const size = residentSize(program.pid);
  await program.stop();
  return size;
}

/** Updates, reads and saves in the largest world, which keeps its state in a file. */
async function largeWorld(seedFile, folder, quick) {
  const states = join(folder, 'state');
  mkdirSync(states, { recursive: true });
  const args = ['--state', join(states, 'state.json'), '--rate-limit', 'off'];
  let program = await startProgram(['--seed', seedFile, ...args], { isMonitored: true });
  const { credentials } = program;
  const update = (cost) => updateBody(1, { prefix: 'member', cost, as: credentials });
  const read = policyBody(credentials);
  const updates = [];
  for (let index = 0; index < 300; index++) updates.push(await timeOf(() => exchange(program.url, update(`CC-${index % 2}`)), 20));
  const reads = [];
  for (let run = 0; run < (quick ? 3 : 8); run++) reads.push(await timeOf(() => exchange(program.url, read), 1_000_000));
  const saves = [];
  const blocks = [];
  for (let round = 0; round < (quick ? 4 : 8); round++) {
    // The program is killed, and the next one writes the whole state while it is ready for requests.
    await program.stop();
    program = await startProgram(args, { isMonitored: true });
    await program.longestBlock();
    const change = () => timeOf(() => exchange(program.url, update(`CC-${10 + round}`)), 20);
    // In every other round, the state is written while nothing else happens.
    const isWrittenApart = round % 2 === 1;
    if (!isWrittenApart) await change();
    await untilQuiet(states);
    const writing = await program.longestBlock();
    if (isWrittenApart) {
      saves.push(writing);
      await change();
    }
    await timeOf(() => exchange(program.url, read), 1_000_000);
    blocks.push(Math.max(writing, await program.longestBlock()));
  }
  const afterSaves = residentSize(program.pid);
  await program.stop();
  return { updates: updates.slice(100), reads: reads.slice(1), saves, blocks: blocks.slice(1), afterSaves };
}

async function timeOf(run, least) {
  const startedAt = performance.now();
  const bytes = await run();
  const ms = performance.now() - startedAt;
  const end = bytes.toString('utf8', Math.max(0, bytes.length - 300));
  if (!/"responseCode":\s*200/.test(end) || bytes.length < least) throw new Error(`Unexpected response: …${end}`);
  return ms;
}

/** When a file of the state was last written. The lock is renewed all the time and says nothing. */
function lastWrite(states) {
  const files = readdirSync(states).filter((name) => !name.endsWith('.lock'));
  return Math.max(0, ...files.map((name) => statSync(join(states, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** Until nothing has been written for a while. */
async function untilQuiet(states) {
  for (let last = -1; last !== lastWrite(states); await setTimeout(700)) last = lastWrite(states);
}

/** One company, of which everyone is a member of one policy and reports to someone in a tree ten wide. */
function seedOf(size) {
  const email = (index) => (index < 0 ? OWNER : `member${index}@acme.example`);
  const people = Array.from({ length: size }, (_, index) => index);
  const accounts = people.map((index) => ({
    email: email(index),
    firstName: 'Pat',
    lastName: `Person ${index}`,
    employeeID: `member${index}`,
    primaryPolicyID: POLICY,
  }));
  const members = people.map((index) => ({
    email: email(index),
    submitsTo: email(Math.floor(index / 10) - 1),
    employeeID: `member${index}`,
    customField2: 'CC-10',
  }));
  const policies = [{ id: POLICY, name: 'Main', owner: OWNER, members: [{ email: OWNER, role: 'admin' }, ...members] }];
  return {
    companies: [{ name: 'Acme', domains: ['acme.example'], domainAdmins: [OWNER], accounts: [{ email: OWNER }, ...accounts], policies }],
  };
}
