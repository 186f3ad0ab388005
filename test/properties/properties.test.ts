import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Admission, SlidingWindows } from '../../src/emulator/rate-limit/sliding-window.js';
import { DEMO } from '../../src/emulator/seeds/demo.js';
import { parseForm } from '../../src/emulator/wire/form.js';
import { memberOf } from '../../src/emulator/world/people.js';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';
import { PUBLISHED_WINDOWS } from '../../src/protocol/rate-limits.js';
import { createTestEmulator, updateEmployees } from '../support/emulator.js';

const RUNS = 40;

test('a well-encoded form decodes to what was encoded', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), { maxLength: 20 }),
      (pairs) => {
        const decoded = parseForm(new URLSearchParams(pairs).toString()).map(({ name, value }) => [name, value]);
        expect(decoded).toEqual(pairs);
      },
    ),
  );
});

test('no window ever admits more than its limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }), (gaps) => {
      const windows = new SlidingWindows();
      const admitted: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const admission: Admission = windows.admit(now);
        if (admission.isAdmitted) admitted.push(now);
      }
      for (const { limit, windowMs } of PUBLISHED_WINDOWS) {
        for (const start of admitted)
          expect(admitted.filter((at) => at >= start && at < start + windowMs).length).toBeLessThanOrEqual(limit);
      }
    }),
  );
});

const people = ['ann.accountant', 'ed.engineer', 'max.manager', 'new.one', 'new.two', 'owner', 'sue.maiden'].map(
  (name) => `${name}@acme.example`,
);
const address = fc.constantFrom(...people, 'broken', '');
const record = fc.record(
  {
    employeeEmail: address,
    managerEmail: address,
    employeeID: fc.constantFrom('E111', 'E122', 'E130', 'N1', 'N2'),
    policyID: fc.constantFrom(DEMO.mainPolicyID, DEMO.secondPolicyID, DEMO.foreignPolicyID, '__proto__'),
    isTerminated: fc.boolean(),
    role: fc.constantFrom('user', 'auditor', 'admin', 'king'),
    approvalLimit: fc.constantFrom(0, 100, -1),
    overLimitApprover: address,
    approvesTo: address,
    workerStatus: fc.constantFrom('On Leave', 'Active'),
    additionalPolicyIDs: fc.constantFrom([], [DEMO.secondPolicyID]),
    shouldRemoveFromUnassignedPolicies: fc.boolean(),
    domainGroupID: fc.constantFrom('1001', '9'),
  },
  { requiredKeys: ['employeeEmail', 'employeeID', 'policyID'] },
);
const feeds = fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });

test('after any feeds the world is consistent, and its snapshot restores to the same world', async () => {
  await fc.assert(
    fc.asyncProperty(feeds, async (all) => {
      await using emulator = await createTestEmulator();
      for (const feed of all) expect((await updateEmployees(emulator, feed)).responseCode).toBe(200);
      for (const company of emulator.world.companies.values()) {
        const logins = [...company.accounts.values()].flatMap(({ email, secondaryLogins }) => [email, ...secondaryLogins]);
        expect(new Set(logins).size).toBe(logins.length);
        for (const account of company.accounts.values()) expect(company.accounts.find('login', account.email)).toBe(account);
        for (const policy of company.policies.values()) {
          expect(memberOf(company, policy.id, policy.ownerID)?.role).toBe('admin');
          for (const { accountID, submitsTo, forwardsTo, overLimitForwardsTo } of company.members.list('policyID', policy.id)) {
            for (const known of [accountID, submitsTo, forwardsTo, overLimitForwardsTo]) {
              if (typeof known === 'number') expect(company.accounts.has(known)).toBe(true);
            }
          }
        }
      }
      const before = JSON.stringify(emulator.snapshot());
      emulator.restore(JSON.parse(before));
      expect(JSON.stringify(emulator.snapshot())).toBe(before);
    }),
    { numRuns: RUNS },
  );
});

test('a dry run gets the same response as the real run, changes nothing and sends no email', async () => {
  await fc.assert(
    fc.asyncProperty(feeds, async (all) => {
      await using emulator = await createTestEmulator();
      for (const feed of all) {
        const before = JSON.stringify(emulator.snapshot().companies);
        const mails = emulator.outbox.list().length;
        const { requestID: _dryID, 'dry-run': dryRun, ...dry } = await updateEmployees(emulator, feed, { 'dry-run': true });
        expect(dryRun).toBe(true);
        expect(JSON.stringify(emulator.snapshot().companies)).toBe(before);
        expect(emulator.outbox.list().length).toBe(mails);
        const { requestID: _realID, ...real } = await updateEmployees(emulator, feed);
        expect(real).toEqual(dry);
      }
    }),
    { numRuns: RUNS },
  );
});

const contentTypes = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json',
  'text/plain; charset=nope',
  '',
];

test('any bytes get a response and a journal entry', async () => {
  await using emulator = await createTestEmulator();
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 400 }).map((text) => new TextEncoder().encode(`requestJobDescription=${text}`)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('POST', 'GET', 'PUT', 'x'),
      fc.string({ maxLength: 60 }),
      fc.constantFrom(...contentTypes),
      body,
      async (method, query, contentType, bytes) => {
        const count = emulator.journal.entries().length;
        const answer = await emulator.handle({
          method,
          url: `${ENDPOINT_PATH}?${query}`,
          headers: { 'content-type': contentType },
          body: bytes,
        });
        expect([200, 405]).toContain(answer.status);
        expect(emulator.journal.entries().length).toBe(Math.min(count + 1, 1000));
      },
    ),
    { numRuns: 500 },
  );
});

test('the same seed and requests give the same bytes', async () => {
  const run = async (): Promise<string> => {
    await using emulator = await createTestEmulator({ seed: 'faker:7:20' });
    const feed = [{ employeeEmail: 'a@acme.example', managerEmail: 'owner@acme.example', employeeID: 'A', policyID: DEMO.mainPolicyID }];
    return JSON.stringify([await updateEmployees(emulator, feed), emulator.snapshot()]);
  };
  expect(await run()).toBe(await run());
});
