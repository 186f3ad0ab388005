import { expect, test } from 'vitest';
import { HISTORY_BOUNDS } from '../../../src/emulator/world/change-history.js';
import { type Company, companyOf, revert } from '../../../src/emulator/world/company.js';
import { imageBefore, joined } from '../../../src/emulator/world/past.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import type { Emulator } from '../../../src/index.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { MAIN } from '../../support/people.js';
import { POLICY_LIST } from '../../support/raw-http.js';
import { setActiveOverScim } from '../../support/scim-requests.js';

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };
const ED = 'ed.engineer@acme.example';

function acmeOf({ world }: Emulator): Company {
  const company = world.companies.get('acme');
  if (company === undefined) throw new Error('no company');
  return company;
}

/** The document without the order of rows, which returning to an earlier state may change. */
function contentOf(company: Company): unknown {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(sorted(item))).sort();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, its]) => [key, sorted(its)]));
  };
  return sorted(saveCompany(company));
}

function changesSince({ history }: Emulator, step: number) {
  return joined(history.stepsOf('acme').flatMap(({ step: number, changes }) => (number > step ? [changes] : [])));
}

test('each request that changed a company is a step with its number in the journal', async () => {
  const emulator = await createTestEmulator({ scim: true });
  await sendJob(emulator, POLICY_LIST);
  await updateEmployees(emulator, [NINA]);
  await updateEmployees(emulator, [NINA]);
  await updateEmployees(emulator, [{ ...NINA, role: 'auditor' }], { 'dry-run': true });
  await setActiveOverScim(emulator, ED, false);
  emulator.directory.signIn('owner@acme.example');
  const steps = emulator.history.stepsOf('acme');
  expect(steps.map(({ step, cause }) => [step, cause?.request])).toEqual([
    [1, 2],
    [2, 5],
    [3, undefined],
  ]);
});

test('every state on the way can be seen and returned to', async () => {
  const emulator = await createTestEmulator({ scim: true });
  const states = [contentOf(acmeOf(emulator))];
  const actions = [
    () => updateEmployees(emulator, [NINA]),
    () => updateEmployees(emulator, [{ ...NINA, role: 'auditor' }]),
    () => setActiveOverScim(emulator, ED, false),
    () => updateEmployees(emulator, [{ ...NINA, isTerminated: true }]),
    () => updateEmployees(emulator, [{ ...NINA, employeeEmail: 'nora@acme.example', employeeID: 'E200' }]),
    () => setActiveOverScim(emulator, ED, true),
  ];
  for (const act of actions) {
    await act();
    states.push(contentOf(acmeOf(emulator)));
  }
  expect(emulator.history.stepsOf('acme').map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
  for (const [step, state] of states.entries()) {
    const past = imageBefore(acmeOf(emulator).image(), changesSince(emulator, step));
    expect(contentOf(atOnce(companyOf(past))), `seen at step ${step}`).toEqual(state);
  }
  for (const step of [4, 0, 6, 2]) {
    emulator.world.commit(revert(acmeOf(emulator), changesSince(emulator, step)));
    expect(contentOf(acmeOf(emulator)), `returned to step ${step}`).toEqual(states[step]);
  }
});

test('a company that is replaced has no history', async () => {
  const emulator = await createTestEmulator();
  await updateEmployees(emulator, [NINA]);
  emulator.restore(emulator.snapshot());
  expect(emulator.history.stepsOf('acme')).toEqual([]);
  await updateEmployees(emulator, [{ ...NINA, role: 'auditor' }]);
  expect(emulator.history.stepsOf('acme')).toMatchObject([{ step: 1 }]);
  emulator.reset();
  expect(emulator.history.stepsOf('acme')).toEqual([]);
});

/** Commits as many files in each of some transactions. */
function addFiles(emulator: Emulator, times: number, files = 1): void {
  const company = acmeOf(emulator);
  const [{ accountID } = { accountID: 0 }] = company.accounts.values();
  const facts = { fileSystem: 'integrationServer', contentType: 'text/csv', created: '', expires: '', content: new Uint8Array() } as const;
  for (let time = 0; time < times; time++) {
    const transaction = company.begin();
    for (let file = 0; file < files; file++) transaction.files.put({ ...facts, accountID, name: `${company.files.size}-${file}.csv` });
    emulator.world.commit(transaction);
  }
}

test('the oldest steps are forgotten when there are too many, and the history says so', async () => {
  const emulator = await createTestEmulator();
  addFiles(emulator, HISTORY_BOUNDS.steps);
  expect(emulator.history.isCut('acme')).toBe(false);
  addFiles(emulator, 5);
  const steps = emulator.history.stepsOf('acme');
  expect([steps.length, steps[0]?.step, emulator.history.isCut('acme')]).toEqual([HISTORY_BOUNDS.steps, 6, true]);
  emulator.reset();
  expect(emulator.history.isCut('acme')).toBe(false);
});

test('large rows that were replaced count against the history', async () => {
  const emulator = await createTestEmulator();
  const company = acmeOf(emulator);
  const half = HISTORY_BOUNDS.bytes / 2;
  for (let count = 0; count < 4; count++) {
    const transaction = company.begin();
    const [account] = company.accounts.values();
    if (account === undefined) throw new Error('no account');
    transaction.accounts.put({ ...account, firstName: `${count}`.padEnd(half, 'x') });
    emulator.world.commit(transaction);
  }
  // The rows that steps 2 to 4 replaced are too large together.
  expect(emulator.history.stepsOf('acme').map(({ step }) => step)).toEqual([4]);
});

test('a change of more rows than the history keeps ends it, and it begins anew', async () => {
  const emulator = await createTestEmulator();
  addFiles(emulator, 1);
  addFiles(emulator, 1, HISTORY_BOUNDS.changes + 1);
  expect(emulator.history.stepsOf('acme')).toEqual([]);
  expect(emulator.history.isCut('acme')).toBe(true);
  addFiles(emulator, 1);
  expect(emulator.history.stepsOf('acme')).toHaveLength(1);
});
