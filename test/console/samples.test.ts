import request from 'supertest';
import { expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { listSamples } from '../../src/console/samples.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { runnableJobs } from '../../src/jobs/runnable-jobs.js';
import { answerId } from '../../src/protocol/define-job.js';

/** Needs a quirk of the seed, so no request to the demo seed leads to it. */
const BY_QUIRK = ['create report/not-authorized-as-user'];

test('every sample has a name of its own', () => {
  const names = listSamples().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every documented error of a job has a sample', () => {
  const documented = definedJobs.flatMap((job) =>
    Object.entries(job.answers).flatMap(([name, { evidence, responseCode }]) =>
      evidence === 'documented' && responseCode >= 400 ? [answerId(job, name)] : [],
    ),
  );
  const shown = listSamples().map(({ answer }) => answer);
  expect(documented.filter((answer) => !shown.includes(answer) && !BY_QUIRK.includes(answer))).toEqual([]);
});

/** What the console says, and the answers that the requests led to. */
async function send(emulator: Emulator, name: string): Promise<{ status: number; answers: (string | undefined)[]; detail?: string }> {
  const { status, body } = await request(createConsoleApp(emulator, emulator.endpoint)).post(`/_emulator/samples/${name}`);
  const ids: readonly number[] = body.exchanges ?? [];
  return { status, answers: ids.map((id) => emulator.journal.entry(id)?.answer), detail: body.detail };
}

/** The fault itself responds, so the journal names no answer of the job. */
const byFault = (name: string): boolean => runnableJobs.some(({ samples }) => samples[name]?.fault !== undefined);

test.each(
  listSamples()
    .filter(({ name }) => !byFault(name))
    .map(({ name, answer }) => [name, answer] as const),
)('%s leads to %s', async (name, answer) => {
  await using emulator = await createEmulator({ listen: false });
  const { status, answers } = await send(emulator, name);
  expect({ status, last: answers.at(-1) }).toEqual({ status: 200, last: answer });
});

test('rate-limited gets 429 once, and leaves no fault behind', async () => {
  await using emulator = await createEmulator({ listen: false });
  await send(emulator, 'rate-limited');
  expect(emulator.journal.summaries()).toMatchObject([{ code: 429, fault: 'rate-limited' }]);
  expect(emulator.faults.list()).toEqual([]);
});

test('terminate adds the employee first, but only if there is nobody to remove', async () => {
  await using emulator = await createEmulator({ listen: false });
  expect((await send(emulator, 'terminate')).answers).toEqual(['update employees/updated', 'update employees/terminated']);
  await send(emulator, 'hire');
  expect((await send(emulator, 'terminate')).answers).toEqual(['update employees/terminated']);
});

test.each(['faker:42:30'])('with the seed %s, hire and terminate work and dry-run changes nothing', async (seed) => {
  await using emulator = await createEmulator({ listen: false, seed });
  expect(await send(emulator, 'hire')).toMatchObject({ answers: ['update employees/updated'] });
  expect(await send(emulator, 'dry-run')).toMatchObject({ answers: ['update employees/dry-run'] });
  expect(JSON.stringify(emulator.snapshot())).not.toContain('dry.run@');
  expect(await send(emulator, 'terminate')).toMatchObject({ answers: ['update employees/terminated'] });
});

test('a sample that the seed has nothing for says what is missing', async () => {
  const seed = {
    companies: [{ name: 'Tiny', domains: ['tiny.example'], domainAdmins: ['boss@tiny.example'], policies: [{ name: 'Only' }] }],
  };
  await using emulator = await createEmulator({ listen: false, seed });
  expect(await send(emulator, 'not-domain-admin')).toMatchObject({
    status: 409,
    detail: 'This sample needs credentials of an account that is not a domain admin. Add some to the seed.',
  });
});

test('an unknown sample is not found, and a likely name is suggested', async () => {
  await using emulator = await createEmulator({ listen: false });
  expect(await send(emulator, 'terminat')).toMatchObject({ status: 404, detail: expect.stringContaining("Did you mean 'terminate'?") });
});
