import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { lastAdvisories, MAIN, SECOND } from '../../support/people.js';
import { turnsDuring } from '../../support/turns.js';

const update = (
  emulator: Emulator,
  sections: object,
  fields: Record<string, unknown> = {},
  settings: object = { policyID: MAIN },
): Promise<Answer> => sendJob(emulator, { type: 'update', inputSettings: { type: 'policy', ...settings }, ...sections }, fields);

const byFile = (dependency: boolean) => ({
  tags: { source: 'file', config: { dependency, glCodes: true, header: true, setRequired: false, fileType: 'csv' } },
});

const row = (index: number): string => `State ${index % 50},${index % 50},City ${index},${index}`;
const csv = `State,State GL,City,City GL\n${Array.from({ length: 100_000 }, (_, index) => row(index)).join('\n')}`;

test.each([
  [false, [50, 100_000]],
  [true, [100_000]],
])('a file of 100,000 rows is read with pauses (dependent: %j)', async (dependency, counts) => {
  await using emulator = await createTestEmulator();
  const { turns, result } = await turnsDuring(() => update(emulator, byFile(dependency), { file: csv }));
  expect(result).toEqual({ responseCode: 200 });
  expect(turns).toBeGreaterThan(100);
  const { tags } = (emulator.snapshot().companies[0]?.policies[0] ?? {}) as Answer;
  const levels: Answer[] = Array.isArray(tags) ? tags : [tags];
  expect(levels.map((level) => level.tags.length)).toEqual(counts);
});

const many = (length: number): object[] => Array.from({ length }, (_, index) => ({ name: `N${index}`, enabled: true }));

test.each<readonly [string, object]>([
  ['categories', { categories: { action: 'merge', data: many(20_000) } }],
  ['flat tags', { tags: { action: 'merge', data: many(20_000) } }],
  ['tags of a level', { tags: { action: 'merge', data: [{ tags: many(20_000) }] } }],
  ['report fields', { reportFields: { action: 'merge', data: many(20_000).map((field) => ({ ...field, type: 'text' })) } }],
])('20,000 %s are merged twice with pauses', async (_what, sections) => {
  await using emulator = await createTestEmulator();
  await update(emulator, sections);
  const { turns, result } = await turnsDuring(() => update(emulator, sections));
  expect(result).toEqual({ responseCode: 200 });
  expect(turns).toBeGreaterThan(20);
});

test('more than 100 levels, or lists beyond any policy, are refused and change nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const levels = Array.from({ length: 1000 }, (_, index) => ({ name: `L${index}`, tags: [] }));
  expect(await update(emulator, { tags: { data: levels } })).toEqual({ responseMessage: "'tags' object malformed", responseCode: 410 });
  expect(await update(emulator, { categories: { action: 'merge', data: Array(250_001).fill(0) } })).toMatchObject({ responseCode: 410 });
  expect(emulator.snapshot()).toEqual(before);
});

test('a tree of tags with a thousand levels is refused', async () => {
  await using emulator = await createTestEmulator();
  const deep = (depth: number): string => `${'{"name":"A","tags":['.repeat(depth)}${']}'.repeat(depth)}`;
  const job = (depth: number): string => {
    const { partnerUserID, partnerUserSecret } = emulator.credentials;
    const pair = JSON.stringify({ partnerUserID, partnerUserSecret });
    return `{"type":"update","credentials":${pair},"inputSettings":{"type":"policy","policyID":"${MAIN}"},"tags":{"data":[${deep(depth)}]}}`;
  };
  const send = async (depth: number): Promise<unknown> => {
    const body = new URLSearchParams({ requestJobDescription: job(depth) });
    return (await emulator.fetch(emulator.endpoint, { method: 'POST', body })).json();
  };
  expect(await send(50)).toEqual({ responseMessage: "'tags' object malformed", responseCode: 410 });
  // JSON with this many levels is not parsed.
  expect(await send(1000)).toMatchObject({ responseCode: 410 });
  expect(lastAdvisories(emulator)).toContain('unreadable-json');
});

test('more than a million entries over all policies are refused', async () => {
  const policyIDs = Array.from({ length: 200 }, (_, index) => `A${String(index).padStart(15, '0')}`);
  const policies = policyIDs.map((id) => ({
    id,
    name: id,
    owner: 'own@x.example',
    members: [{ email: 'own@x.example', role: 'admin' as const }],
  }));
  const seed = { companies: [{ name: 'Many', domains: ['x.example'], domainAdmins: ['own@x.example'], policies }] };
  await using emulator = await createTestEmulator({ seed });
  const before = emulator.snapshot();
  const sections = { categories: { action: 'replace', data: many(5001) } };
  expect(await update(emulator, sections, {}, { policyIDList: policyIDs })).toEqual({
    responseMessage: "'policyIDList' parameter is missing or malformed",
    responseCode: 410,
  });
  expect(emulator.snapshot()).toEqual(before);
  expect(await update(emulator, sections, {}, { policyIDList: policyIDs.slice(0, 100) })).toEqual({ responseCode: 200 });
});

test('updates of one company at the same time are applied one after the other, and none is lost', async () => {
  await using emulator = await createTestEmulator();
  const answers = await Promise.all([
    update(emulator, { categories: { action: 'merge', data: many(20_000) } }),
    update(emulator, { categories: { action: 'merge', data: [{ name: 'Last', enabled: true }] } }),
    update(emulator, { categories: { action: 'merge', data: [{ name: 'Other', enabled: true }] } }, {}, { policyID: SECOND }),
  ]);
  expect(answers).toEqual([{ responseCode: 200 }, { responseCode: 200 }, { responseCode: 200 }]);
  const [main] = (emulator.snapshot().companies[0]?.policies ?? []) as unknown as Answer[];
  expect(main?.categories).toHaveLength(4 + 20_000 + 1);
});
