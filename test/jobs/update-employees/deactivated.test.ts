import { expect, test } from 'vitest';
import { signIn } from '../../../src/emulator/sign-in.js';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator, readEmployees, updateEmployees } from '../../support/emulator.js';
import { ED, MAIN, newcomer } from '../../support/people.js';

async function deactivated(): Promise<Emulator> {
  const emulator = await createTestEmulator({ scim: true });
  const { url = '', token = '' } = emulator.scim ?? {};
  const id = [...(emulator.world.companies.get('acme')?.accounts.values() ?? [])].find(({ email }) => email === ED)?.accountID;
  const response = await emulator.fetch(`${url}/Users/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    }),
  });
  expect(response.status).toBe(200);
  return emulator;
}

const record = newcomer({ employeeEmail: ED, employeeID: 'E111', firstName: 'Edward' });

test("updates a deactivated person, with an advisory that they still can't sign in", async () => {
  await using emulator = await deactivated();
  expect(await updateEmployees(emulator, [record])).toMatchObject({ responseCode: 200 });
  expect(emulator.advisories()).toContainEqual(
    expect.objectContaining({ code: 'deactivated-employee', message: expect.stringContaining(`${ED} was deactivated`) }),
  );
  expect(() => emulator.directory.signIn(ED)).toThrow('deactivated');
});

test('terminating a deactivated person gives no advisory', async () => {
  await using emulator = await deactivated();
  expect(await updateEmployees(emulator, [{ ...record, isTerminated: true }])).toMatchObject({ responseCode: 200 });
  expect(emulator.advisories().map(({ code }) => code)).not.toContain('deactivated-employee');
  expect((await readEmployees(emulator, MAIN)).map(({ email }) => email)).not.toContain(ED);
});

test('the 21st session of a person ends the oldest one', async () => {
  await using emulator = await createTestEmulator();
  const sessions = Array.from({ length: 21 }, () => signIn(emulator.world, emulator.clock, 'sue.seller@acme.example'));
  const rows = [...(emulator.world.companies.get('acme')?.sessions.list('accountID', sessions[0]?.accountID ?? 0) ?? [])];
  expect(rows).toHaveLength(20);
  expect(rows).not.toContainEqual(sessions[0]);
});
