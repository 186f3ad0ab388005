import { expect, test } from 'vitest';
import { createEmulator } from '../../../src/index.js';
import { sendJob, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';

// Policies with thousands of members, which are read in slices.

const POLICIES = ['A1B2C3D4E5F60001', 'A1B2C3D4E5F60002'];
const FIELDS = ['categories', 'reportFields', 'tags', 'tax', 'employees'];
const start = (employees: number) => createEmulator({ listen: false, rateLimit: 'off', seed: `faker:5:${employees}` });
const read = (policyIDList: readonly string[]) => ({ type: 'get', inputSettings: { type: 'policy', policyIDList, fields: FIELDS } });

test('a large policy has the members and sections that a small one has', async () => {
  await using large = await start(2500);
  const { policyInfo, responseCode } = await sendJob(large, read(POLICIES));
  expect(responseCode).toBe(200);
  expect(Object.keys(policyInfo)).toEqual(POLICIES);
  const members = large.snapshot().companies[0]?.policies.map((policy) => policy.members) ?? [];
  for (const [index, policyID] of POLICIES.entries()) {
    expect(Object.keys(policyInfo[policyID])).toEqual(FIELDS);
    const shown = (list: readonly { email: string; submitsTo?: string | undefined }[]) =>
      list.map(({ email, submitsTo }) => [email, submitsTo]);
    expect(shown(policyInfo[policyID].employees)).toEqual(shown(members[index] ?? []));
  }
});

test('a policy that changes while it is read is returned as it was at the beginning', async () => {
  await using emulator = await start(12_000);
  const before = await sendJob(emulator, read(POLICIES));
  const reading = sendJob(emulator, read(POLICIES));
  const email = before.policyInfo[POLICIES[0] ?? ''].employees[5000].email;
  // The answer of a small change arrives before that of a large policy.
  const order: string[] = [];
  const changing = updateEmployees(emulator, [newcomer({ employeeEmail: email, employeeID: 'changed' })]).then(() => order.push('changed'));
  expect((await reading.finally(() => order.push('read'))).policyInfo).toEqual(before.policyInfo);
  await changing;
  expect(order).toEqual(['changed', 'read']);
  expect((await sendJob(emulator, read(POLICIES))).policyInfo).not.toEqual(before.policyInfo);
});
