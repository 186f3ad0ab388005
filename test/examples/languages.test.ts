import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

/** Whether a command works on this machine; otherwise prints which example is not run. */
function has(name: string, command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    console.log(`Skipped the ${name} example: ${[command, ...args].join(' ')} fails on this machine.`);
    return false;
  }
}

const EXAMPLES = [
  {
    name: 'curl',
    can: has('curl', 'curl', '--version'),
    cwd: '.',
    command: ['sh', 'examples/curl/hire.sh'],
    says: 'policies listed\ndry run\nemployee added\n',
  },
  {
    name: 'Python',
    can: has('Python', 'python3', '-c', 'import requests'),
    cwd: '.',
    command: ['python3', 'examples/python/hire.py'],
    says: '3 policies\ndry run: 1 updated\nemployee added: 1 updated\n',
  },
  {
    name: 'Go',
    can: has('Go', 'go', 'version'),
    cwd: 'examples/go',
    command: ['go', 'run', '.'],
    says: '3 policies\ndry run: 1 updated\nemployee added: 1 updated\n',
  },
  // One folder of the exported collection; test/foreign runs all of it.
  {
    name: 'Postman',
    can: true,
    cwd: '.',
    command: ['sh', 'examples/postman/run.sh', 'get-policy-list'],
    says: /failed[\s\S]*assertions │ +[1-9]\d+ │ +0 │/,
  },
] as const;

for (const { name, can, cwd, command, says } of EXAMPLES) {
  test.skipIf(!can)(
    `the ${name} example runs to its end`,
    async () => {
      const env = { OUT: temporaryFolder(), NO_UPDATE_NOTIFIER: '1' };
      const { code, stdout, stderr } = await runProgram(['exec', '--rate-limit', 'off', '--', ...command], {
        cwd: join(ROOT, cwd),
        env,
      }).ended();
      expect(code, stdout + stderr).toBe(0);
      if (typeof says === 'string') expect(stdout).toBe(says);
      else expect(stdout).toMatch(says);
    },
    180_000,
  );
}
