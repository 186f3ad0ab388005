import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { median } from './jobs.mjs';

const BARE = "require('node:http').createServer((q, r) => r.end()).listen(0, () => console.log('ready'))";

/** From spawn to the first line on stdout, against a script that only listens. */
export async function startup(quick) {
  const main = join(import.meta.dirname, '../dist/cli/main.js');
  const times = { emulator: [], bare: [] };
  for (let turn = 0; turn < (quick ? 4 : 12); turn++) {
    times.bare.push(await timeToReady(['-e', BARE]));
    times.emulator.push(await timeToReady([main, '--port', '0', '--console-port', '0', '--json']));
  }
  const [emulator, bare] = [median(times.emulator.slice(1)), median(times.bare.slice(1))];
  const ratio = emulator / bare;
  return [
    {
      what: 'start to ready, against a bare node:http script',
      ratio,
      goal: 'at most 3',
      isMet: ratio <= 3,
      detail: `${Math.round(emulator)} against ${Math.round(bare)} ms`,
    },
  ];
}

function timeToReady(args) {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => {
      resolve(performance.now() - startedAt);
      child.kill('SIGKILL');
    });
  });
}
