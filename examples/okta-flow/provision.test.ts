// Tests an exported Okta Workflows flow without Okta or Expensify: `npx vitest`.
//
// provision.flow has the format of Okta's exports. It is a helper flow that reads a user, looks up the policy of their cost centre,
// sends one request to Expensify, and fails for errors that come with HTTP 200. Replace it, users.json and the settings with your own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from 'expensify-emulator';
import { type FlowResult, lintFlow, runFlow } from 'expensify-emulator/flows';
import { afterEach, beforeEach, expect, test } from 'vitest';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const users = JSON.parse(readFileSync(here('users.json'), 'utf8'));

let emulator: Emulator;
beforeEach(async () => {
  emulator = await createEmulator({ listen: false, clock: '2026-01-31T09:00:00Z', rateLimit: 'enforce' });
});
afterEach(() => emulator.close());

/** Runs the flow for one user. The export contains placeholders; `set` replaces them. */
function provision(user: string, set: Record<string, unknown> = {}): Promise<FlowResult> {
  return runFlow(here('provision.flow'), {
    target: emulator,
    users,
    input: { 'User ID': user },
    set: {
      'Settings.partnerUserID': emulator.credentials.partnerUserID,
      'Settings.partnerUserSecret': emulator.credentials.partnerUserSecret,
      'Settings.Sales policy': 'A1B2C3D4E5F60001',
      ...set,
    },
  });
}

/** A member of the policy, or undefined. */
async function member(email: string): Promise<Record<string, unknown> | undefined> {
  const inputSettings = { type: 'policy', policyIDList: ['A1B2C3D4E5F60001'], fields: ['employees'] };
  const requestJobDescription = JSON.stringify({ type: 'get', credentials: emulator.credentials, inputSettings });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription }) });
  const { policyInfo } = (await response.json()) as { policyInfo: Record<string, { employees: Record<string, unknown>[] }> };
  return policyInfo.A1B2C3D4E5F60001?.employees.find((employee) => employee.email === email);
}

test('a new employee joins the policy of their cost centre', async () => {
  const { status, output } = await provision('00uNina');
  expect({ status, output }).toEqual({ status: 'finished', output: { 'Response code': 200, 'Policy ID': 'A1B2C3D4E5F60001' } });
  expect(await member('nina.newcomer@acme.example')).toMatchObject({ submitsTo: 'mia.manager@acme.example', employeeID: 'E200' });
});

test('an existing member is updated', async () => {
  expect(await member('ed.engineer@acme.example')).toMatchObject({ submitsTo: 'max.manager@acme.example' });
  expect((await provision('00uEd')).status).toBe('finished');
  expect(await member('ed.engineer@acme.example')).toMatchObject({ submitsTo: 'mia.manager@acme.example' });
});

test('a dry run gets the same response and changes nothing', async () => {
  const result = await provision('00uNina', { 'Settings.Dry run': true });
  expect(result.status).toBe('finished');
  expect(JSON.parse(result.requests[0]?.response?.body ?? '')).toMatchObject({ 'dry-run': true, updatedEmployeesCount: 1 });
  expect(await member('nina.newcomer@acme.example')).toBeUndefined();
});

test("a policy that is unknown to Expensify fails with Expensify's reason", async () => {
  const { error } = await provision('00uNina', { 'Settings.Sales policy': 'FFFFFFFFFFFFFFFF' });
  expect(error).toMatchObject({ card: { title: 'Employee skipped' }, message: expect.stringContaining('FFFFFFFFFFFFFFFF') });
});

test('a cost centre without a policy fails before anything is sent', async () => {
  const { error, requests } = await provision('00uLost');
  expect(error).toMatchObject({ card: { title: 'No policy' }, message: 'There is no policy for the cost centre Atlantis' });
  expect(requests).toEqual([]);
});

test("a wrong secret fails with Expensify's message, although the HTTP status is 200", async () => {
  const { error, requests } = await provision('00uNina', { 'Settings.partnerUserSecret': 'not-the-secret' });
  expect(requests[0]?.response?.status).toBe(200);
  expect(error).toMatchObject({ code: 404, message: 'Authentication error', card: { title: 'Expensify refused' } });
});

test('the sixth call within ten seconds is refused', async () => {
  for (let call = 1; call <= 5; call++) expect((await provision('00uEd')).status).toBe('finished');
  expect((await provision('00uEd')).error).toMatchObject({ code: 429, card: { title: 'Update employees' } });
});

test('a terminated employee leaves the policy', async () => {
  expect((await provision('00uEd', { 'Settings.Terminated': true })).status).toBe('finished');
  expect(await member('ed.engineer@acme.example')).toBeUndefined();
});

test('lints find no defects in the flow', () => {
  expect(lintFlow(here('provision.flow')).map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
});
