import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const GOALS = { warm: 50, loop: 5000, growth: 1.5 };

/** A flow of 25 cards, read and run; a For Each over a helper of ten cards; the memory of long lists in Map and For Each. */
export async function flows(quick) {
  const count = quick ? 2000 : 10_000;
  const script = join(import.meta.dirname, 'flows-run.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, String(count)]);
  const { warm, few, many, alive } = JSON.parse(stdout);
  const row = (what, ratio, goal, detail) => ({ what, ratio, goal: `at most ${goal}`, isMet: ratio <= goal, detail });
  return [
    row('flow of 25 cards, read and run warm, against 50 ms', warm / GOALS.warm, 1, `${warm.toFixed(1)} ms`),
    row(`For Each of ${count} over ten cards, against 5 s`, many.ms / GOALS.loop, 1, `${(many.ms / 1000).toFixed(2)} s`),
    row(
      'memory after it, many items against few',
      many.heap / few.heap,
      GOALS.growth,
      `${Math.round(few.heap / 1e6)} MB after ${count / 10}, ${Math.round(many.heap / 1e6)} MB after ${count}`,
    ),
    row(
      `memory while ${10 * count} items go through Map and For Each, against ${count}`,
      alive.many / alive.few,
      GOALS.growth,
      `${Math.round(alive.few / 1e6)} MB, ${Math.round(alive.many / 1e6)} MB`,
    ),
  ];
}
