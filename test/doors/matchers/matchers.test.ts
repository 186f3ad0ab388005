import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { test } from '../../../src/doors/vitest/index.js';
import { createEmulator, type Emulator } from '../../../src/index.js';
import { updateEmployees } from '../../support/emulator.js';

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E7', policyID: 'A1B2C3D4E5F60001', managerEmail: 'owner@acme.example' };

/** The message of a failing assertion, without colours. */
async function messageOf(assertion: () => void | Promise<void>): Promise<string> {
  try {
    await assertion();
  } catch (error) {
    return (error as Error).message.replaceAll(/\u001b\[\d+m/g, '');
  }
  throw new Error('It did not fail.');
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({ clock: '2026-01-31T09:00:00Z' });
  await updateEmployees(emulator, [NINA], { onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }] });
});
afterAll(() => emulator.close());

describe('an emulator in this process', () => {
  test('toHaveReceivedJob checks name, code, job, feed and number of exchanges', () => {
    expect(emulator).toHaveReceivedJob('update employees');
    expect(emulator).toHaveReceivedJob('update employees', { code: 200, employees: [{ employeeID: 'E7' }], times: 1 });
    expect(emulator).toHaveReceivedJob('update employees', { job: { inputSettings: { entity: 'generic' } } });
    expect(emulator).toHaveReceivedJob('update employees', { employees: [{ employeeEmail: expect.stringMatching(/^nina@/) }] });
    expect(emulator).not.toHaveReceivedJob('get policyList');
    expect(emulator).toHaveReceivedJob('get policyList', { times: 0 });
  });

  test('toHaveReceivedJob shows the closest exchange as a diff', async () => {
    const message = await messageOf(() =>
      expect(emulator).toHaveReceivedJob('update employees', { code: 410, employees: [{ employeeID: 'E8' }] }),
    );
    expect(message).toContain('Expected an exchange like this');
    expect(message).toContain('-   "code": 410');
    expect(message).toContain('+   "code": 200');
    expect(message).toContain('-       "employeeID": "E8"');
  });

  test('toHaveReceivedJob shows the number of exchanges', async () => {
    expect(await messageOf(() => expect(emulator).toHaveReceivedJob('update employees', { times: 2 }))).toContain('2 times, not 1');
    expect(await messageOf(() => expect(emulator).not.toHaveReceivedJob('update employees'))).toContain('Expected no exchange like this');
    expect(await messageOf(() => expect(emulator).toHaveReceivedJob('get policyList'))).toContain('Found:\n');
  });

  test('without a member or account of that address, the message lists addresses only', async () => {
    const message = await messageOf(() => expect(emulator).toHaveMember('nobody@acme.example', { role: 'admin' }));
    expect(message).toContain('Found:\n');
    expect(message).toContain('"email": "nina@acme.example"');
    expect(message).not.toContain('employeeID');
    expect(await messageOf(() => expect(emulator).toHaveAccount('nobody@acme.example'))).not.toContain('isDeactivated');
  });

  test('toHaveAccount distinguishes deactivated accounts', () => {
    expect(emulator).toHaveAccount('nina@acme.example', { isDeactivated: false });
    expect(emulator).not.toHaveAccount('nina@acme.example', { isDeactivated: true });
    expect(emulator).not.toHaveAccount('nobody@acme.example');
    expect(() => expect(emulator).toHaveAccount('nina@acme.example', { isDeactivated: true })).toThrow('Expected an account like this');
  });

  test('toHaveMember checks the members of policies', async () => {
    expect(emulator).toHaveMember('nina@acme.example');
    expect(emulator).toHaveMember('nina@acme.example', { policyID: 'A1B2C3D4E5F60001', role: 'user', submitsTo: 'owner@acme.example' });
    expect(emulator).not.toHaveMember('nobody@acme.example');
    const message = await messageOf(() => expect(emulator).toHaveMember('nina@acme.example', { role: 'admin' }));
    expect(message).toContain('-   "role": "admin"');
    expect(message).toContain('+   "role": "user"');
  });

  test('toHaveSentMail checks the outbox', async () => {
    expect(emulator).toHaveSentMail({ to: ['hr@acme.example'], kind: 'summary' });
    expect(emulator).toHaveSentMail({ subject: expect.stringContaining('Acme') });
    expect(await messageOf(() => expect(emulator).toHaveSentMail({ to: ['ceo@acme.example'] }))).toContain('+     "');
  });

  test('toHaveNoAdvisories lists the advisories, and accepts exceptions', async ({ emulator: own }) => {
    expect(own).toHaveNoAdvisories();
    await own.fetch(own.endpoint, { method: 'POST', body: 'nonsense' });
    expect(await messageOf(() => expect(own).toHaveNoAdvisories())).toMatch(/Expected no advisories, got \d+:\n {2}#1 \(unknown job\): /);
    expect(own).toHaveNoAdvisories({ except: own.advisories().map(({ code }) => code) });
    expect(await messageOf(() => expect(emulator).not.toHaveNoAdvisories({ except: [] }))).toContain('there are none');
  });
});

describe('an emulator in another process', () => {
  test('is checked through its console', async () => {
    const { consoleUrl } = emulator;
    await expect({ consoleUrl }).toHaveMember('nina@acme.example', { role: 'user' });
    await expect({ consoleUrl }).toHaveReceivedJob('update employees', { code: 200, employees: [{ employeeID: 'E7' }] });
    await expect({ consoleUrl }).toHaveSentMail({ to: ['hr@acme.example'] });
    await expect({ consoleUrl }).toHaveNoAdvisories({ except: ['assumed-answer'] });
    expect(await messageOf(() => expect({ consoleUrl }).toHaveMember('nobody@acme.example'))).toContain('Expected a member like this');
  });

  test("is checked with a token, and a refusal is an error with the console's URL", async () => {
    await using guarded = await createEmulator({ consoleToken: 'geheim' });
    const { consoleUrl } = guarded;
    await expect({ consoleUrl, consoleToken: 'geheim' }).toHaveNoAdvisories();
    expect(await messageOf(() => expect({ consoleUrl }).toHaveNoAdvisories())).toContain(`${consoleUrl} returned HTTP 401`);
  });
});

test('a value that is not an emulator is refused', async () => {
  expect(await messageOf(() => expect(createServer).toHaveMember('a@x.example') as unknown as undefined)).toContain('Expected an emulator');
});

test.extend({ emulatorOptions: { clock: '2027-02-03T04:05:06Z' } })(
  'each test has its own emulator and client',
  async ({ emulator: own, client }) => {
    expect(own.journal.entries()).toEqual([]);
    await client.listPolicies();
    expect(own).toHaveReceivedJob('get policyList', { times: 1 });
    expect(own.journal.entries()[0]?.at).toBe('2027-02-03T04:05:06.000Z');
  },
);
