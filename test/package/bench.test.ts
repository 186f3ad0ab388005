import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import '../support/built.js';
import { ROOT } from '../support/root.js';

const bench = (...args: string[]) => spawnSync(process.execPath, [join(ROOT, 'bench/main.mjs'), ...args], { encoding: 'utf8' });

test('the benchmark names the group that was probably meant, and measures nothing', () => {
  const { status, stdout, stderr } = bench('thruput');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain("Unknown group 'thruput'. Did you mean 'throughput'?");
});

test('the help of the benchmark lists its groups and options', () => {
  const { status, stdout } = bench('--help');
  expect(status).toBe(0);
  for (const text of ['throughput', 'in-process', 'startup', 'members', 'package', '--quick', '--no-keep']) expect(stdout).toContain(text);
});

test('an unknown option of the benchmark is refused', () => {
  const { status, stderr } = bench('--quik');
  expect(status).toBe(2);
  expect(stderr).toContain("Unknown option '--quik'. Did you mean '--quick'?");
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('no program that the benchmark started outlives it after %s', async (signal) => {
  const processes = pathToFileURL(join(ROOT, 'bench/support/processes.mjs')).href;
  const script = `
    import { start } from ${JSON.stringify(processes)};
    start('server', process.execPath, ['-e', 'setInterval(() => {}, 1000); console.error("started")']);
  `;
  const program = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(program.stderr, 'data');
  program.kill(signal);
  // The child shares the pipe, so the pipe closes when both are gone.
  const [code] = await once(program, 'close');
  expect(code).toBe(130);
});
