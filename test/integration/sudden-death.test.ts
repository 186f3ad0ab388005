import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/runtime/random.js';
import { sendJob } from '../support/emulator.js';
import { MAIN, newcomer } from '../support/people.js';
import { cleanUpPrograms, type Program, type Ready, startProgram, temporaryFolder } from '../support/program.js';

cleanUpPrograms();

const UPDATE = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
const KILLS = 6;

const send = (ready: Ready, job: object, fields?: Record<string, unknown>) =>
  sendJob({ ...ready, fetch } as unknown as Parameters<typeof sendJob>[0], job, fields);

/** Updates one person after the other, and kills the program during the update after the last confirmed one. Returns who was confirmed. */
async function updateUntilKilled(program: Program, ready: Ready, run: number, confirmations: number): Promise<string[]> {
  const confirmed: string[] = [];
  for (let updated = 0; ; updated++) {
    const number = `${run}-${updated}`;
    const employeeEmail = `p${number}@acme.example`;
    const update = send(ready, UPDATE, { data: [newcomer({ employeeEmail, employeeID: `P${number}` })] });
    if (updated < confirmations) {
      await update;
      confirmed.push(employeeEmail);
    } else {
      program.child.kill('SIGKILL');
      await update.catch(() => undefined);
      return confirmed;
    }
  }
}

test.each(['system', 'disk'])(
  'after a kill at any moment of a stream of updates, no confirmed one is missing (durability: %s)',
  async (durability) => {
    const state = join(temporaryFolder(), 'state.json');
    const random = createRandom(4310);
    const confirmed: string[] = [];
    for (let run = 0; run < KILLS; run++) {
      // Putting a large world together takes long enough to be interrupted, which begins with the second run.
      const seed = run === 0 ? ['--seed', 'faker:1:1500'] : [];
      const program = startProgram(['--state', state, '--durability', durability, '--rate-limit', 'off', ...seed]);
      const ready = await program.ready();
      expect(await readMembers(ready)).toEqual(expect.arrayContaining(confirmed));
      confirmed.push(...(await updateUntilKilled(program, ready, run, random.integer(1, 60))));
      expect(await program.ended()).toMatchObject({ code: 'SIGKILL', stderr: '' });
    }
    const members = (await readMembers(await startProgram(['--state', state]).ready())).filter((email) => /^p\d+-\d+@/.test(email));
    expect(members).toEqual(expect.arrayContaining(confirmed));
    // Each run was killed during one more update, which may have been made.
    expect(members.length).toBeLessThanOrEqual(confirmed.length + KILLS);
    // Starts a dozen programs, one after the other.
  },
  120_000,
);

async function readMembers(ready: Ready): Promise<string[]> {
  const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['employees'] } };
  const answer = await send(ready, job);
  return answer.policyInfo[MAIN].employees.map(({ email }: { email: string }) => email);
}
