import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { loadContracts } from '../../src/contract/index.js';
import type { Session } from '../../src/contract/provider.js';
import { diffTargets } from '../../src/contract/record/diff.js';
import { recordInteraction } from '../../src/contract/record/record.js';
import { sanitise } from '../../src/contract/record/sanitise.js';
import { compareShapes, shapeOf } from '../../src/contract/record/shape.js';
import { writtenFile } from '../../src/contract/written.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';

/** The emulator, used like a live service. */
function sessionOf(emulator: Emulator): Session {
  const { credentials } = emulator;
  const pairs = { default: credentials, manager: credentials };
  return { fetch: emulator.fetch, endpoint: emulator.endpoint, pairs, variables: { policyID: 'A1B2C3D4E5F60001' }, close: async () => {} };
}
const OPTIONS = { id: 'recorded-policies', fields: {}, allowsWrites: false, source: 'recorded from test on 2026-01-31' };
const LIST = { type: 'get', inputSettings: { type: 'policyList' } };
const POLICY = { type: 'get', inputSettings: { type: 'policy', policyIDList: ['{{policyID}}'], fields: ['employees'] } };

test('people, policies, names and numbers are replaced consistently; shape, order and words of the API stay', () => {
  const answer = {
    owner: 'Ann.Boss@corp.example',
    ownerAccountID: 12345678,
    role: 'admin',
    limit: 50,
    isOn: true,
    A1B2C3D4E5F60001: { id: 'A1B2C3D4E5F60001', name: 'Secret Project', created: '2024-10-24 17:46:03', tax: '{"name":"Ann"}' },
    people: ['ann.boss@corp.example', 'bob@corp.example'],
    message: 'Invalid manager of ann.boss@corp.example',
    none: null,
    empty: '',
  };
  expect(sanitise(answer)).toEqual({
    owner: 'person-1@example.com',
    ownerAccountID: 10001,
    role: 'admin',
    limit: 50,
    isOn: true,
    F000000000000001: { id: 'F000000000000001', name: 'Text 1', created: '2026-01-31 09:00:00', tax: '{"name":"Text 2"}' },
    people: ['person-1@example.com', 'person-2@example.com'],
    message: 'Text 3',
    none: null,
    empty: '',
  });
});

test('a recording is a valid contract without personal data and credentials, and its template variables stay', async () => {
  const emulator = await createTestEmulator();
  const yaml = await recordInteraction(sessionOf(emulator), { ...OPTIONS, job: { ...POLICY, credentials: emulator.credentials } });
  const { interactions } = writtenFile.parse(parse(yaml));
  expect(interactions?.[0]).toMatchObject({ id: 'recorded-policies', evidence: 'recorded', when: { job: POLICY } });
  expect(yaml).not.toMatch(/acme|A1B2C3D4|partnerUser/);
  expect(yaml).toContain('person-1@example.com');
});

test('a job that writes is sent as a dry run if allowed, and otherwise not sent', async () => {
  const emulator = await createTestEmulator();
  const job = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  const employee = {
    employeeEmail: 'real@corp.example',
    employeeID: '1',
    policyID: 'A1B2C3D4E5F60001',
    managerEmail: 'owner@acme.example',
  };
  const options = { ...OPTIONS, job, fields: { data: [employee] } };
  await expect(recordInteraction(sessionOf(emulator), options)).rejects.toThrow('--allow-writes');
  expect(emulator.journal.entries()).toEqual([]);
  const yaml = await recordInteraction(sessionOf(emulator), { ...options, allowsWrites: true });
  expect(emulator.journal.entries()[0]?.answer).toBe('update employees/dry-run');
  expect(yaml).not.toContain('real@corp.example');
  const create = { ...OPTIONS, job: { type: 'create', inputSettings: { type: 'policy' } }, allowsWrites: true };
  await expect(recordInteraction(sessionOf(emulator), create)).rejects.toThrow('not sent');
});

test('a response that contains the credentials is not written', async () => {
  const emulator = await createTestEmulator();
  emulator.faults.once({ body: JSON.stringify({ type: emulator.credentials.partnerUserID, responseCode: 200 }) });
  await expect(recordInteraction(sessionOf(emulator), { ...OPTIONS, job: LIST })).rejects.toThrow('nothing was written');
});

test('a response that is not JSON is refused', async () => {
  const emulator = await createTestEmulator();
  emulator.faults.once({ body: '<html>' });
  await expect(recordInteraction(sessionOf(emulator), { ...OPTIONS, job: LIST })).rejects.toThrow('not JSON');
});

test.each([
  ['an extra key', { a: 1, b: 'x' }, { a: 1 }, ['.b: the live service has it (string), the emulator does not']],
  ['a missing key', { a: 1 }, { a: 1, b: 'x' }, ['.b: the emulator has it, the live service does not']],
  ['another type', { a: [1] }, { a: ['1'] }, ['.a[]: number there, string here']],
  ['other values', { a: 1 }, { a: 2 }, []],
  ['other keys of a map', { A1B2C3D4E5F60001: { x: 1 } }, { F1B2C3D4E5F60009: { x: 2 } }, []],
  ['an empty list', { a: [] }, { a: [{ b: 1 }] }, []],
  ['an empty map', { m: {} }, { m: { A1B2C3D4E5F60001: { x: 2 } } }, []],
])('shapes with %s', (_what, there, here, differences) => {
  expect(compareShapes(shapeOf(there), shapeOf(here))).toEqual(differences);
});

const emulator = emulatorProvider('in-process');

test('the emulator does not differ from itself', async () => {
  const loaded = await loadContracts();
  const { compared, notCompared } = await diffTargets(loaded, emulator, emulator);
  expect(compared.length + notCompared.length).toBe(loaded.length);
  expect(compared.length).toBeGreaterThan(20);
  expect(compared.filter(({ differences }) => differences.length > 0)).toEqual([]);
});

test('a service with other responses is reported as different, without its values', async () => {
  const live = {
    ...emulator,
    open: async () => {
      const other = await createTestEmulator();
      other.faults.add({ body: JSON.stringify({ policyList: [{ secretName: 'Zebedee' }], responseCode: 200 }) });
      return { ...sessionOf(other), variables: { ...sessionOf(other).variables, mainPolicyID: 'A1B2C3D4E5F60001' } };
    },
  };
  const { compared } = await diffTargets(await loadContracts(), live, emulator);
  const list = compared.find(({ id }) => id === 'list-recorded-keys');
  expect(list?.differences).toContain('.policyList[].secretName: the live service has it (string), the emulator does not');
  expect(JSON.stringify(compared)).not.toContain('Zebedee');
});

test('interactions that are not compared are counted with the reason', async () => {
  const loaded = (await loadContracts()).filter(({ interaction }) =>
    ['rate-five-pass', 'no-credentials', 'data-missing'].includes(interaction.id),
  );
  const { notCompared } = await diffTargets(loaded, emulator, emulator);
  expect([...notCompared].sort()).toEqual(['needs a state that only the emulator has', 'sends missing or wrong credentials', 'writes']);
});
