import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { lastAdvisories, MAIN, MIA, SECOND } from '../../support/people.js';

const DONE = { responseCode: 200 };

/** `update policy` with these sections. */
const update = (emulator: Emulator, sections: object, settings: object = { policyID: MAIN }): Promise<Answer> =>
  sendJob(emulator, { type: 'update', inputSettings: { type: 'policy', ...settings }, ...sections });

/** A policy in the snapshot, including data that get policy does not return. */
function policy(emulator: Emulator, id: string = MAIN): Answer {
  const policies: readonly Answer[] = emulator.snapshot().companies[0]?.policies ?? [];
  return policies.find((one) => one.id === id) ?? {};
}

test('required levels are stored', async () => {
  await using emulator = await createTestEmulator();
  const data = [
    { name: 'Team', setRequired: true, tags: [{ name: 'A' }] },
    { name: 'Site', tags: [{ name: 'B' }] },
  ];
  expect(await update(emulator, { tags: { data } })).toEqual(DONE);
  expect(policy(emulator).tags).toEqual([
    { name: 'Team', required: true, tags: [{ name: 'A', enabled: true, glCode: '' }] },
    { name: 'Site', tags: [{ name: 'B', enabled: true, glCode: '' }] },
  ]);
});

test('disabled values and external ids of a report field are stored, if there are any', async () => {
  await using emulator = await createTestEmulator();
  const field = (name: string, values: unknown[]) => ({ name, type: 'dropdown', values });
  const data = [
    field('Both', [
      { name: 'North', externalID: '1' },
      { value: 'South', enabled: false },
    ]),
    field('Plain', [{ name: 'North' }]),
    field('Texts', ['North']),
  ];
  expect(await update(emulator, { reportFields: { action: 'replace', data } })).toEqual(DONE);
  expect(policy(emulator).reportFields.slice(1)).toEqual([
    {
      name: 'Both',
      type: 'dropdown',
      values: ['North', 'South'],
      disabledOptions: [false, true],
      externalIDs: ['1', ''],
      defaultValue: '',
    },
    { name: 'Plain', type: 'dropdown', values: ['North'], defaultValue: '' },
    { name: 'Texts', type: 'dropdown', values: ['North'], defaultValue: '' },
  ]);
});

test('a replaced dropdown loses its disabled values', async () => {
  await using emulator = await createTestEmulator();
  const values = [{ name: 'North', enabled: false }];
  await update(emulator, { reportFields: { action: 'merge', data: [{ name: 'Site', type: 'dropdown', values }] } });
  await update(emulator, { reportFields: { action: 'merge', data: [{ name: 'Site', type: 'text' }] } });
  expect(policy(emulator).reportFields.at(-1)).toEqual({ name: 'Site', type: 'text', values: [], defaultValue: '' });
});

const approver = (tag: string) => ({ policyID: MAIN, tag, approver: MIA });

test('approvers are removed with their tags, and those of other policies stay', async () => {
  await using emulator = await createTestEmulator();
  const approvers = [
    { name: 'Sales', approver: MIA },
    { name: 'Engineering', approver: MIA },
  ];
  await sendJob(emulator, { type: 'update', inputSettings: { type: 'tagApprovers', policyID: MAIN }, tagApprovers: approvers });
  await update(emulator, { tags: { action: 'merge', data: [{ tags: [{ name: 'Sales', enabled: false }] }] } });
  expect(emulator.snapshot().companies[0]?.tagApprovers).toEqual([approver('Sales')]);
  await update(emulator, { categories: { action: 'replace', data: [] } });
  await update(emulator, { tags: { data: [] } }, { policyID: SECOND });
  expect(emulator.snapshot().companies[0]?.tagApprovers).toEqual([approver('Sales')]);
  const level = (name: string) => ({ name, tags: [{ name: 'Sales' }] });
  await update(emulator, { tags: { data: [level('A'), level('B')] } });
  expect(emulator.snapshot().companies[0]?.tagApprovers).toEqual([]);
});

test('the journal shows what changed, and only the beginning of a long list', async () => {
  await using emulator = await createTestEmulator();
  const data = Array.from({ length: 5000 }, (_, index) => ({ name: `C${index}`, enabled: true }));
  await update(emulator, { categories: { action: 'replace', data } });
  const [change] = emulator.journal.entries().at(-1)?.changes ?? [];
  expect(change).toMatchObject({ collection: 'policies', key: MAIN });
  const { categories } = (change?.after ?? {}) as Answer;
  expect(categories).toHaveLength(101);
  expect(categories.at(-1)).toBe('… and 4900 more');
});

test('an update to the same values changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  expect(await update(emulator, {})).toEqual(DONE);
  expect(await update(emulator, { tags: { action: 'merge', data: [] }, categories: { action: 'merge', data: [] } })).toEqual(DONE);
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.journal.entries().at(-1)?.changes ?? []).toEqual([]);
});

test('if one section is invalid, the others are not written', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const categories = { action: 'replace', data: [] };
  expect(await update(emulator, { categories, reportFields: { action: 'merge', data: [{}] } })).toMatchObject({ responseCode: 410 });
  expect(await update(emulator, { categories, tags: { data: [{ tags: [] }, { tags: [] }] } })).toMatchObject({ responseCode: 410 });
  expect(emulator.snapshot()).toEqual(before);
});

test('names of Object.prototype are ordinary names', async () => {
  await using emulator = await createTestEmulator();
  const names = ['__proto__', 'constructor', 'toString'];
  await update(emulator, {
    categories: { action: 'replace', data: names.map((name) => ({ name, enabled: true })) },
    tags: { data: [{ tags: names.map((name) => ({ name })) }] },
  });
  expect(policy(emulator).categories.map(({ name }: Answer) => name)).toEqual(names);
  expect(policy(emulator).tags[0].tags.map(({ name }: Answer) => name)).toEqual(names);
});

test.each([
  [
    'inputSettings',
    { inputSettings: { type: 'policy', policyID: MAIN, tags: {} } },
    'inputSettings.tags (it belongs at the top level of the job)',
  ],
  [
    'the top level',
    { policyIDList: [MAIN], inputSettings: { type: 'policy', policyID: MAIN } },
    'policyIDList (it belongs in inputSettings)',
  ],
])('a key that does not belong in %s is named with its correct place', async (_where, job, named) => {
  await using emulator = await createTestEmulator();
  expect(await sendJob(emulator, { type: 'update', ...job })).toEqual(DONE);
  expect(lastAdvisories(emulator)).toEqual(['unknown-key']);
  expect(emulator.advisories()[0]?.message).toBe(`Ignored an unknown key: ${named}.`);
});
