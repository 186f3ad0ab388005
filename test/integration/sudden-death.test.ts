import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/runtime/random.js';
import { sendJob } from '../support/emulator.js';
import { MAIN, newcomer } from '../support/people.js';
import { cleanUpPrograms, type Program, type Ready, startProgram, temporaryFolder } from '../support/program.js';
import { until } from '../support/until.js';

cleanUpPrograms();

const UPDATE = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
const KILLS = 10;

const send = (ready: Ready, job: object, fields?: Record<string, unknown>) =>
  sendJob({ ...ready, fetch } as unknown as Parameters<typeof sendJob>[0], job, fields);

/** Updates one person after the other, and kills the program after this many confirmed updates, during the next one. */
async function updateUntilKilled(program: Program, ready: Ready, run: number, confirmations: number): Promise<void> {
  for (let updated = 0; ; updated++) {
    const number = `${run}-${updated}`;
    const update = send(ready, UPDATE, { data: [newcomer({ employeeEmail: `p${number}@acme.example`, employeeID: `P${number}` })] });
    if (updated < confirmations) {
      await update;
    } else {
      program.child.kill('SIGKILL');
      await update.catch(() => undefined);
      return;
    }
  }
}

test('after a kill at any moment of a stream of updates, the state file is complete and can be restored', async () => {
  const state = join(temporaryFolder(), 'state.json');
  const random = createRandom(4310);
  let saved = 0;
  for (let run = 0; run < KILLS; run++) {
    // In a large world, a write takes long enough to be interrupted. From the second run on, the file contains the world.
    const program = startProgram(['--state', state, '--rate-limit', 'off', ...(run === 0 ? ['--seed', 'faker:1:1500'] : [])]);
    const ready = await program.ready();
    if (run === 0) await until(() => existsSync(state)).toBe(true);
    const members = (await readMembers(ready)).filter((email) => /^p\d+-\d+@/.test(email)).length;
    expect(members).toBe(saved);
    // A save begins 200 ms after a change. These counts end before, during and after it, and dozens of saves are interrupted in total.
    await updateUntilKilled(program, ready, run, random.integer(5, 150));
    expect(await program.ended()).toMatchObject({ code: 'SIGKILL', stderr: '' });
    saved = JSON.stringify(JSON.parse(readFileSync(state, 'utf8'))).match(SAVED)?.length ?? 0;
  }
  expect(saved).toBeGreaterThan(0);
  expect((await readMembers(await startProgram(['--state', state]).ready())).filter((email) => /^p\d+-\d+@/.test(email))).toHaveLength(
    saved,
  );
  // Starts twelve programs, one after the other.
}, 120_000);

/** Each saved person has exactly one account, with their employee id. */
const SAVED = /"employeeID":"P\d+-\d+"/g;

async function readMembers(ready: Ready): Promise<string[]> {
  const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['employees'] } };
  const answer = await send(ready, job);
  return answer.policyInfo[MAIN].employees.map(({ email }: { email: string }) => email);
}
