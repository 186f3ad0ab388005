import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, createTestEmulator, readEmployees, sendJob } from '../../support/emulator.js';
import { at, OWNER } from '../../support/people.js';

type Emulator = Parameters<typeof sendJob>[0];
const create = (emulator: Emulator, settings: object): Promise<Answer> =>
  sendJob(emulator, { type: 'create', inputSettings: { type: 'policy', ...settings } });
const list = (emulator: Emulator): Promise<Answer> => sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });

test('get policy returns a new policy, with the account as its only member', async () => {
  await using emulator = await createTestEmulator();
  const { policyID } = await create(emulator, { policyName: 'New Workspace' });
  expect(await readEmployees(emulator, policyID)).toEqual([{ role: 'admin', email: OWNER, submitsTo: OWNER }]);
  const fields = ['categories', 'reportFields', 'tags', 'tax'];
  const { policyInfo } = await sendJob(emulator, { type: 'get', inputSettings: { type: 'policy', policyIDList: [policyID], fields } });
  expect(policyInfo[policyID]).toEqual({ categories: [], reportFields: [], tags: [], tax: {} });
});

test('an employee can be added to a new policy', async () => {
  await using emulator = await createTestEmulator();
  const { policyID } = await create(emulator, { policyName: 'New Workspace' });
  const employee = { employeeEmail: at('new'), managerEmail: OWNER, employeeID: 'E500', policyID };
  const job = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  expect(await sendJob(emulator, job, { data: [employee] })).toMatchObject({ updatedEmployeesCount: 1, responseCode: 200 });
  expect(await readEmployees(emulator, policyID)).toHaveLength(2);
});

test('a policy survives a snapshot, and its id is not used again', async () => {
  await using emulator = await createTestEmulator();
  const { policyID } = await create(emulator, { policyName: 'New Workspace', plan: 'corporate' });
  const { companies } = emulator.snapshot();
  await using other = await createTestEmulator({ seed: { companies } as never });
  const second = await create(other, { policyName: 'Another' });
  expect(second.policyID).not.toBe(policyID);
  expect((await list(other)).policyList.map(({ name }: Answer) => name).slice(-2)).toEqual(['New Workspace', 'Another']);
});

test('a refused policy changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  for (const settings of [{}, { policyName: '' }, { policyName: null }, { policyName: 'x', plan: 'Team' }, { policyName: ['x'] }]) {
    expect((await create(emulator, settings)).responseCode).not.toBe(200);
  }
  expect(emulator.snapshot()).toEqual(before);
});

test('names with any characters are returned unchanged', async () => {
  await using emulator = await createTestEmulator();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), async (policyName) => {
      const answer = await create(emulator, { policyName });
      expect(answer).toEqual({ policyID: expect.stringMatching(/^[0-9A-F]{16}$/), policyName, responseCode: 200 });
    }),
    { numRuns: 100, seed: 5 },
  );
});
