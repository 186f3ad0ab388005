import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../src/runtime/random.js';
import type { Operation } from './history.js';
import type { TestPostgres } from './postgres.js';
import { ask, type Credentials, read, type SharedEmulator, send, startShared, until, write } from './shared-emulators.js';

const PROCESSES = 4;
const CLIENTS = 16;
const REGISTERS = 6;
/** The value of a person who does not exist. */
export const NOBODY = '';
const FAULT_TIMES = 3;

export interface History {
  readonly operations: readonly Operation[];
  /** By fault: how often its response was seen. */
  readonly fired: ReadonlyMap<number, number>;
  readonly faultTimes: number;
  /** The number of operations whose response was as expected. */
  readonly confirmed: number;
  readonly troubles: Readonly<Record<Trouble, number>>;
}

type Trouble = 'killed' | 'paused' | 'cut' | 'crashed';
const TROUBLES: readonly Trouble[] = ['cut', 'killed', 'paused', 'cut', 'crashed', 'killed', 'cut', 'paused', 'killed', 'cut'];

/**
 * Sixteen clients write, read, make dry runs, reset and arm faults through four processes, while processes are killed, paused and started
 * again, connections are cut and the database crashes. What is done and what goes wrong follows from the seed and the number of operations.
 */
export async function makeHistory(postgres: TestPostgres, count: number, seed: number): Promise<History> {
  const state = await postgres.createDatabase();
  const emulators = await Promise.all(Array.from({ length: PROCESSES }, () => startShared(state)));
  const [first] = emulators;
  if (first === undefined) throw new Error('no process');
  const run = new Run(emulators, first.credentials, count, createRandom(seed));
  const trouble = makeTrouble(run, postgres, state, createRandom(seed + 1));
  await Promise.all(Array.from({ length: CLIENTS }, () => run.client()));
  run.isOver = true;
  await trouble;
  for (const emulator of emulators) {
    await until('each process responds at the end', async () => (await read(emulator, first.credentials)) !== undefined);
    await run.read(emulator);
  }
  return run;
}

/** A client that gets no response tries again a little later, as clients do. */
const PAUSE_MS = 100;

class Run implements History {
  readonly operations: Operation[] = [];
  readonly fired = new Map<number, number>();
  readonly faultTimes = FAULT_TIMES;
  readonly troubles = { killed: 0, paused: 0, cut: 0, crashed: 0 };
  confirmed = 0;
  begun = 0;
  isOver = false;
  #value = 0;
  #nextCode = 10_000;

  constructor(
    readonly emulators: SharedEmulator[],
    readonly credentials: Credentials,
    readonly count: number,
    readonly random: Random,
  ) {}

  async client(): Promise<void> {
    while (this.begun++ < this.count) {
      const emulator = this.emulators[this.random.integer(0, PROCESSES - 1)];
      if (emulator !== undefined && (await this.#operate(emulator, this.random.next()))) this.confirmed++;
      else await sleep(PAUSE_MS);
    }
  }

  /** Resolves with true if the response was as expected. */
  async #operate(emulator: SharedEmulator, chance: number): Promise<boolean> {
    if (chance < 0.45) return this.#write(emulator);
    if (chance < 0.85) return this.read(emulator);
    if (chance < 0.95) return this.#dryRun(emulator);
    if (chance < 0.99) return this.#armFault(emulator);
    return this.#reset(emulator);
  }

  async #write(emulator: SharedEmulator): Promise<boolean> {
    const register = this.#register();
    const value = `v${++this.#value}`;
    const start = performance.now();
    const { status, json } = await write(emulator, this.credentials, register, value);
    if (this.#isFault(json.responseCode)) return true;
    const isConfirmed = status === 200 && json.responseCode === 200;
    this.#note('write', register, value, start, isConfirmed);
    return isConfirmed;
  }

  /** A value that a dry run has written must never be read. */
  async #dryRun(emulator: SharedEmulator): Promise<boolean> {
    const { json } = await write(emulator, this.credentials, this.#register(), `dry${++this.#value}`, undefined, true);
    return this.#isFault(json.responseCode) || json.responseCode === 200;
  }

  async read(emulator: SharedEmulator): Promise<boolean> {
    const start = performance.now();
    const policyID = emulator.policies[0]?.id ?? '';
    const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [policyID], fields: ['employees'] } };
    const { json } = await send(emulator, this.credentials, job);
    if (this.#isFault(json.responseCode)) return true;
    if (json.responseCode !== 200) return false;
    const members: { email: string; customField1?: string }[] = json.policyInfo[policyID].employees;
    for (let register = 0; register < REGISTERS; register++) {
      const found = members.find(({ email }) => email === `r${register}@acme.example`);
      this.#note('read', `r${register}`, found?.customField1 ?? NOBODY, start, true);
    }
    return true;
  }

  async #armFault({ consoleUrl }: SharedEmulator): Promise<boolean> {
    const responseCode = ++this.#nextCode;
    this.fired.set(responseCode, 0);
    const body = JSON.stringify({ responseCode, times: FAULT_TIMES });
    return (await ask(`${consoleUrl}/_emulator/faults`, { method: 'POST', body })).status === 201;
  }

  /** A reset is a write to all registers: nobody is there afterwards. */
  async #reset({ consoleUrl }: SharedEmulator): Promise<boolean> {
    const start = performance.now();
    const { status } = await ask(`${consoleUrl}/_emulator/reset`, { method: 'POST' });
    for (let register = 0; register < REGISTERS; register++) this.#note('write', `r${register}`, NOBODY, start, status === 204);
    return status === 204;
  }

  #note(kind: Operation['kind'], register: string, value: string, start: number, isConfirmed: boolean): void {
    this.operations.push({ kind, register, value, start, end: isConfirmed ? performance.now() : Number.POSITIVE_INFINITY });
  }

  #isFault(code: number): boolean {
    const fired = this.fired.get(code);
    if (fired === undefined) return false;
    this.fired.set(code, fired + 1);
    return true;
  }

  #register(): string {
    return `r${this.random.integer(0, REGISTERS - 1)}`;
  }
}

/** Something goes wrong after so many operations, at most. */
const MOST_BETWEEN = 40;
/** A pause is short, or longer than the database keeps the locks of a silent process. */
const SHORT_MS = 500;
const LONG_MS = 6500;

/** Kills, pauses and starts processes, cuts connections and ends the database, until the run is over. */
async function makeTrouble(run: Run, postgres: TestPostgres, state: string, random: Random): Promise<void> {
  for (let count = 0, next = 10; !run.isOver; count++, next = run.begun + random.integer(1, MOST_BETWEEN)) {
    while (run.begun < next && !run.isOver) await sleep(10);
    if (run.isOver) return;
    const index = random.integer(0, PROCESSES - 1);
    const kind = TROUBLES[count % TROUBLES.length] ?? 'cut';
    run.troubles[kind]++;
    const child = run.emulators[index]?.program.child;
    if (kind === 'killed') {
      child?.kill('SIGKILL');
      run.emulators[index] = await startShared(state);
    } else if (kind === 'paused') {
      child?.kill('SIGSTOP');
      await sleep(run.troubles.paused % 2 === 1 ? SHORT_MS : LONG_MS);
      child?.kill('SIGCONT');
    } else if (kind === 'cut') {
      await postgres.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'expensify-emulator' AND random() < 0.5`,
      );
    } else {
      await postgres.stop();
      await postgres.start();
    }
  }
}
