import { expect, test } from 'vitest';
import { createRandom } from '../../src/runtime/random.js';
import { BodyBudget, type BodyShare } from '../../src/server/body-budget.js';

const KIB = 1024;
const MIB = 1024 * KIB;
const CHUNK = 64 * KIB;

/** A timer that only fires when a test says so. */
function manualClock() {
  const tasks = new Set<() => void>();
  const every = (_ms: number, task: () => void) => {
    tasks.add(task);
    return () => void tasks.delete(task);
  };
  let at = 0;
  const pass = (ms = 1000): void => {
    at += ms;
    for (const task of [...tasks]) task();
  };
  return { clock: { every, stopwatch: () => at }, pass };
}

/** A client that sends as fast as allowed, with the state of its body. */
class Sender {
  sent = 0;
  isStopped = false;
  isGivenUp = false;
  readonly share: BodyShare;

  constructor(
    readonly budget: BodyBudget,
    readonly size = 32 * MIB,
  ) {
    this.share = budget.open(size, {
      goOn: () => {
        this.isStopped = false;
      },
      giveUp: () => {
        this.isGivenUp = true;
        this.share.release();
      },
    });
  }

  get isWhole(): boolean {
    return this.sent >= this.size;
  }

  send(bytes = CHUNK): void {
    const chunk = Math.min(bytes, this.size - this.sent);
    this.sent += chunk;
    this.isStopped = !this.share.took(chunk, this.isWhole);
    if (this.isWhole) this.share.complete();
  }

  /** Sends at most `bytes`, until the body is complete or stopped. */
  sendMuch(bytes: number): this {
    const end = this.sent + bytes;
    while (!this.isWhole && !this.isStopped && this.sent < end) this.send();
    return this;
  }
}

test('16 bodies of 32 MiB never use more than the budget plus one body, and all are read completely', () => {
  const budget = new BodyBudget({ bytes: 64 * MIB });
  const random = createRandom(7);
  const senders = Array.from({ length: 16 }, () => new Sender(budget, 32 * MIB));
  const done: Sender[] = [];
  let most = 0;
  let steps = 0;
  while (done.length < senders.length) {
    const ready = senders.filter((sender) => !sender.isStopped && !sender.isWhole);
    expect(ready.length).toBeGreaterThan(0);
    const sender = ready[random.integer(0, ready.length - 1)] as Sender;
    sender.send();
    most = Math.max(most, budget.held);
    if (sender.isWhole) {
      done.push(sender);
      sender.share.release();
    }
    steps++;
  }
  expect(most).toBeLessThanOrEqual(96 * MIB + senders.length * CHUNK);
  expect(budget.held).toBe(0);
  expect(steps).toBe((16 * 32 * MIB) / CHUNK);
});

test('forty slow senders that use all they may leave room for a feed of 100 KB, which never waits', () => {
  const budget = new BodyBudget({ bytes: 64 * MIB });
  for (let count = 0; count < 40; count++) new Sender(budget, 32 * MIB).sendMuch(31 * MIB);
  expect(new Sender(budget, 100_000).sendMuch(100_000)).toMatchObject({ isWhole: true, isStopped: false });
});

test('a request of 16 KiB never waits, even if there is no room at all', () => {
  const budget = new BodyBudget({ bytes: 1 });
  new Sender(budget).sendMuch(MIB);
  const small = new Sender(budget, 20 * KIB);
  small.send(8 * KIB);
  small.send(8 * KIB);
  expect(small.isStopped).toBe(false);
});

test('a body whose last bytes have arrived does not wait', () => {
  const budget = new BodyBudget({ bytes: 1 });
  new Sender(budget).sendMuch(MIB);
  const whole = new Sender(budget, CHUNK);
  whole.send();
  expect(whole).toMatchObject({ isWhole: true, isStopped: false });
});

test('the waiting body with the fewest missing bytes continues first, and among equals the oldest', () => {
  const budget = new BodyBudget({ bytes: CHUNK });
  const senders = [8, 4, 4, 2].map((size) => new Sender(budget, size * MIB).sendMuch(128 * KIB));
  const stopped = () => senders.map(({ isStopped }) => isStopped);
  expect(stopped()).toEqual([false, true, true, true]);
  senders[0]?.share.release();
  expect(stopped()).toEqual([false, true, true, false]);
  senders[3]?.share.release();
  expect(stopped()).toEqual([false, false, true, false]);
});

test('a body whose client left while waiting is not resumed', () => {
  const budget = new BodyBudget({ bytes: CHUNK });
  const [first, second, third] = Array.from({ length: 3 }, () => new Sender(budget, MIB).sendMuch(128 * KIB));
  second?.share.release();
  first?.share.release();
  expect(third?.isStopped).toBe(false);
  expect(second?.isStopped).toBe(true);
});

test('a leader that makes no progress loses its place to the next body', () => {
  const { clock, pass } = manualClock();
  const budget = new BodyBudget({ bytes: 4 * MIB, ...clock });
  const slow = Array.from({ length: 40 }, () => new Sender(budget, 32 * MIB).sendMuch(31 * MIB));
  const honest = new Sender(budget, 32 * MIB).sendMuch(32 * MIB);
  let spans = 0;
  while (!honest.isWhole && spans < 100) {
    pass();
    honest.sendMuch(32 * MIB);
    spans++;
  }
  // At most one time span, a second, for each body before it.
  expect(spans).toBeLessThanOrEqual(40);
  expect(slow.filter(({ isGivenUp }) => isGivenUp).length).toBeLessThanOrEqual(40);
});

test('a slow sender is not stopped while no other body waits', () => {
  const { clock, pass } = manualClock();
  const budget = new BodyBudget({ bytes: CHUNK, ...clock });
  const slow = new Sender(budget, MIB).sendMuch(512 * KIB);
  for (let span = 0; span < 10; span++) pass();
  expect(slow.isGivenUp).toBe(false);
});

test('a body that makes progress is not stopped, and neither is one being processed', () => {
  const { clock, pass } = manualClock();
  const budget = new BodyBudget({ bytes: CHUNK, ...clock });
  const [busy, waiting] = Array.from({ length: 2 }, () => new Sender(budget, MIB).sendMuch(128 * KIB));
  while (busy?.isWhole === false) {
    busy.send();
    pass();
  }
  for (let span = 0; span < 10; span++) pass();
  expect(busy?.isGivenUp).toBe(false);
  expect(waiting?.isStopped).toBe(true);
});

test('a time span in which the process was too busy to read counts against no client', () => {
  const { clock, pass } = manualClock();
  const budget = new BodyBudget({ bytes: CHUNK, ...clock });
  const [leader] = Array.from({ length: 2 }, () => new Sender(budget, MIB).sendMuch(128 * KIB));
  pass(5000);
  expect(leader?.isGivenUp).toBe(false);
  pass();
  expect(leader?.isGivenUp).toBe(true);
});
