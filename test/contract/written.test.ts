import { beforeAll, expect, test } from 'vitest';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { interactionOf } from '../../src/console/interaction-of-exchange.js';
import { loadContracts } from '../../src/contract/load.js';
import { recordInteraction } from '../../src/contract/record/record.js';
import { verifyInteraction } from '../../src/contract/verify.js';
import { writeInteraction } from '../../src/contract/write.js';
import type { Emulator } from '../../src/index.js';
import { brokenRules } from '../support/contract-rules.js';
import { folderWith } from '../support/contracts-folder.js';
import { createTestEmulator, sendJob, updateEmployees } from '../support/emulator.js';

// Every written interaction is a file that works in contracts/.

const LIST = { type: 'get', inputSettings: { type: 'policyList' } };
const provider = emulatorProvider('in-process');

/** Reads a written file like the suite, with the names of the shipped contracts. */
async function readBack(yaml: string) {
  const folder = await folderWith({ 'job/written.yaml': yaml, 'shared.yaml': 'title: Names\nvalues: { new: 5 }' });
  const [loaded, ...others] = await loadContracts(folder);
  expect(others).toEqual([]);
  if (loaded === undefined) throw new Error('nothing was read');
  return loaded.interaction;
}

async function expectToDropIn(yaml: string) {
  const interaction = await readBack(yaml);
  expect(brokenRules(interaction)).toEqual([]);
  expect(await verifyInteraction(interaction, provider)).toMatchObject({ status: 'passed', problems: [] });
  return interaction;
}

const recorded = async (job: Readonly<Record<string, unknown>>, id = 'a-recording') => {
  const session = await provider.open({});
  if ('cannot' in session) throw new Error(session.cannot);
  return recordInteraction(session, { id, job, fields: {}, allowsWrites: true, source: 'recorded from a test on 2026-01-31' });
};

test('the suite verifies the contract that contract record writes for a failed job', async () => {
  const interaction = await expectToDropIn(
    await recorded({ type: 'get', inputSettings: { type: 'policy', policyIDList: ['{{policyID}}'] } }),
  );
  expect(interaction).toMatchObject({ exercises: ['get policy/missing-fields'], evidence: 'recorded' });
});

test.each([
  ['a success', LIST, 'get policyList/listed'],
  [
    'a dry run',
    { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } },
    'update employees/missing-data',
  ],
  ['no inputSettings', { type: 'get' }, 'wire/malformed-type'],
])('the contract that contract record writes for %s exercises an answer of the protocol', async (_what, job, answer) => {
  const interaction = await readBack(await recorded(job));
  expect(brokenRules(interaction)).toEqual([]);
  expect(interaction.exercises).toEqual([answer]);
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createTestEmulator();
});

/** The interaction of the newest exchange. */
function newest(): string {
  const [entry] = emulator.journal.entries().slice(-1);
  if (entry === undefined) throw new Error('nothing was journalled');
  return interactionOf(entry);
}

test.each<[what: string, send: () => Promise<unknown>, parts: object]>([
  ['a list', () => sendJob(emulator, LIST), { exercises: ['get policyList/listed'] }],
  ['an error', () => sendJob(emulator, { type: 'nonsense' }), { exercises: ['wire/unknown-type'] }],
  [
    'a wrong secret',
    () => sendJob(emulator, { ...LIST, credentials: { ...emulator.credentials, partnerUserSecret: 'x' } }),
    { when: { credentials: 'wrong' } },
  ],
  ['no credentials', () => sendJob(emulator, { ...LIST, credentials: undefined }), { when: { credentials: 'none' } }],
  ['a refused feed', () => updateEmployees(emulator, 'text'), { exercises: ['update employees/missing-data'] }],
  [
    'a page of a fault',
    async () => {
      emulator.faults.once('http-503');
      await emulator.fetch(emulator.endpoint, {
        method: 'POST',
        body: new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...LIST }) }),
      });
    },
    { exercises: ['wire#http-200'], then: { status: 503, contentType: 'text/html' } },
  ],
  [
    'an error of a fault',
    async () => {
      emulator.faults.once('malformed-date');
      await sendJob(emulator, LIST);
    },
    { exercises: ['wire#http-200'] },
  ],
  [
    'a job in the query',
    () =>
      emulator.fetch(
        `${emulator.endpoint}?${new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...LIST }) })}`,
      ),
    { when: { method: 'GET', encoding: 'query' } },
  ],
])('the suite verifies the contract that the console writes for %s', async (_what, send, parts) => {
  await send();
  expect(await expectToDropIn(newest())).toMatchObject(parts);
});

test('the contract that the console writes contains no credentials, and an exchange that was cut is refused', async () => {
  await sendJob(emulator, LIST);
  expect(newest()).not.toContain(emulator.credentials.partnerUserID);
  await updateEmployees(emulator, 'x'.repeat(20_000));
  expect(newest).toThrow('The journal kept only the start of this exchange');
});

test('a recorded text that looks like a name stays unchanged', async () => {
  const then = { body: { text: 'a <new> \\<new> and <any> value' } };
  const parts = { exercises: ['wire#http-200'], evidence: 'assumed' as const, source: 'a test' };
  const interaction = await readBack(writeInteraction('A title', { id: 'an-id', description: 'A description', ...parts, when: {}, then }));
  expect(interaction.then).toMatchObject(then);
});

test('an invalid interaction is not written', () => {
  const wrong = {
    id: 'Not kebab',
    description: 'd',
    exercises: ['wire#http-200'],
    evidence: 'assumed' as const,
    source: 's',
    when: {},
    then: {},
  };
  expect(() => writeInteraction('A title', wrong)).toThrow('id');
});
