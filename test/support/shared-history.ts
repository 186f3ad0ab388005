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
  /** The number of confirmed operations. */
  readonly confirmed: number;
}

/**
 * Sixteen clients write, read, make dry runs, reset and arm faults through four processes, while processes are killed, paused and started
 * again, and connections are cut.
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

class Run implements History {
  readonly operations: Operation[] = [];
  readonly fired = new Map<number, number>();
  readonly faultTimes = FAULT_TIMES;
  confirmed = 0;
  isOver = false;
  #left: number;
  #value = 0;
  #nextCode = 10_000;

  constructor(
    readonly emulators: SharedEmulator[],
    readonly credentials: Credentials,
    count: number,
    readonly random: Random,
  ) {
    this.#left = count;
  }

  async client(): Promise<void> {
    while (this.#left-- > 0) {
      const emulator = this.emulators[this.random.integer(0, PROCESSES - 1)];
      if (emulator !== undefined) await this.#operate(emulator, this.random.next());
    }
  }

  async #operate(emulator: SharedEmulator, chance: number): Promise<void> {
    if (chance < 0.45) return this.#write(emulator);
    if (chance < 0.85) return this.read(emulator);
    if (chance < 0.95) return this.#dryRun(emulator);
    if (chance < 0.99) return this.#armFault(emulator);
    return this.#reset(emulator);
  }

  async #write(emulator: SharedEmulator): Promise<void> {
    const register = this.#register();
    const value = `v${++this.#value}`;
    const start = performance.now();
    const { status, json } = await write(emulator, this.credentials, register, value);
    if (this.#isFault(json.responseCode)) return;
    const isConfirmed = status === 200 && json.responseCode === 200;
    this.#note('write', register, value, start, isConfirmed);
  }

  /** A value that a dry run has written must never be read. */
  async #dryRun(emulator: SharedEmulator): Promise<void> {
    const { json } = await write(emulator, this.credentials, this.#register(), `dry${++this.#value}`, undefined, true);
    this.#isFault(json.responseCode);
  }

  async read(emulator: SharedEmulator): Promise<void> {
    const start = performance.now();
    const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [emulator.policies[0]?.id], fields: ['employees'] } };
    const { json } = await send(emulator, this.credentials, job);
    if (this.#isFault(json.responseCode) || json.responseCode !== 200) return;
    const members: { email: string; customField1?: string }[] = json.policyInfo[emulator.policies[0]?.id ?? ''].employees;
    for (let register = 0; register < REGISTERS; register++) {
      const found = members.find(({ email }) => email === `r${register}@acme.example`);
      this.#note('read', `r${register}`, found?.customField1 ?? NOBODY, start, true);
    }
  }

  async #armFault({ consoleUrl }: SharedEmulator): Promise<void> {
    const responseCode = ++this.#nextCode;
    this.fired.set(responseCode, 0);
    await ask(`${consoleUrl}/_emulator/faults`, { method: 'POST', body: JSON.stringify({ responseCode, times: FAULT_TIMES }) });
  }

  /** A reset is a write to all registers. Each has a value of its own, so it is written as one that is nobody's. */
  async #reset({ consoleUrl }: SharedEmulator): Promise<void> {
    const start = performance.now();
    const { status } = await ask(`${consoleUrl}/_emulator/reset`, { method: 'POST' });
    for (let register = 0; register < REGISTERS; register++) this.#note('write', `r${register}`, NOBODY, start, status === 204);
  }

  #note(kind: Operation['kind'], register: string, value: string, start: number, isConfirmed: boolean): void {
    if (isConfirmed) this.confirmed++;
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

/** Kills, pauses and starts processes and cuts connections, until the run is over. */
async function makeTrouble(run: Run, postgres: TestPostgres, state: string, random: Random): Promise<void> {
  while (!run.isOver) {
    await sleep(random.integer(300, 1500));
    const index = random.integer(0, PROCESSES - 1);
    const { child } = run.emulators[index]?.program ?? {};
    if (child === undefined) continue;
    const chance = random.next();
    if (chance < 0.35) {
      child.kill('SIGKILL');
      run.emulators[index] = await startShared(state);
    } else if (chance < 0.6) {
      child.kill('SIGSTOP');
      await sleep(random.integer(100, 7000));
      child.kill('SIGCONT');
    } else {
      await postgres.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'expensify-emulator' AND random() < 0.5`,
      );
    }
  }
}
