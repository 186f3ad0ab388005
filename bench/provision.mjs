import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { credentials, startServer } from './jobs.mjs';

const GOALS = { plan: 2000, apply: 10_000, peak: 300e6 };

/** A plan for ten thousand people, and applying it without pacing, compared with acceptable times. */
export async function provisioning(quick) {
  const count = quick ? 2000 : 10_000;
  const { url, stop } = await startServer('emulator');
  const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-bench-'));
  const script = join(import.meta.dirname, 'provision-run.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, folder, String(count)], {
    env: { ...process.env, ...credentials },
  });
  stop();
  const { plan, apply, peak } = JSON.parse(stdout);
  const row = (what, value, goal, detail) => ({ what, ratio: value / goal, goal: 'at most 1', isMet: value <= goal, detail });
  return [
    row(`plan of ${count} people, against 2 s`, plan, GOALS.plan, `${(plan / 1000).toFixed(2)} s`),
    row(`its memory, against 300 MB`, peak, GOALS.peak, `${Math.round(peak / 1e6)} MB at the peak of two plans and two applies`),
    row(`apply of ${count} changes, dry run included, against 10 s`, apply, GOALS.apply, `${(apply / 1000).toFixed(2)} s`),
  ];
}
