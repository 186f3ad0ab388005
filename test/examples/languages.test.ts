import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

/** Whether a command is on this machine and content; what is not tried is said. */
function has(name: string, command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    console.log(`The example for ${name} is not run: ${[command, ...args].join(' ')} fails here.`);
    return false;
  }
}

const EXAMPLES = [
  {
    name: 'curl',
    can: has('curl', 'curl', '--version'),
    cwd: '.',
    command: ['sh', 'examples/curl/hire.sh'],
    says: 'policies listed\nhire rehearsed\nhired\n',
  },
  {
    name: 'Python',
    can: has('Python', 'python3', '-c', 'import requests'),
    cwd: '.',
    command: ['python3', 'examples/python/hire.py'],
    says: '3 policies\nrehearsed: 1 updated\nhired: 1 updated\n',
  },
  {
    name: 'Go',
    can: has('Go', 'go', 'version'),
    cwd: 'examples/go',
    command: ['go', 'run', '.'],
    says: '3 policies\nrehearsed: 1 updated\nhired: 1 updated\n',
  },
  // One folder of the exported collection; test/foreign runs the whole of it.
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
    `the example in ${name} hires somebody`,
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
