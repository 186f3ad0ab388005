import { expect, test } from 'vitest';
import { pacedFetch } from '../../src/cli/paced-fetch.js';
import { urlProvider } from '../../src/cli/url-provider.js';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { loadContracts } from '../../src/contract/load.js';
import { diffTargets } from '../../src/contract/record/diff.js';
import { verifyInteraction } from '../../src/contract/verify.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

/** An emulator that enforces its limits, used like a live service whose clock follows the waits. */
function liveProvider(emulator: Emulator) {
  const runtime = createFakeRuntime((ms) => emulator.clock.advance(ms));
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  const environment = {
    EXPENSIFY_PARTNER_USER_ID: partnerUserID,
    EXPENSIFY_PARTNER_USER_SECRET: partnerUserSecret,
    EXPENSIFY_POLICY_ID: 'A1B2C3D4E5F60001',
  };
  return urlProvider(emulator.endpoint, false, environment, pacedFetch(emulator.fetch, runtime));
}

const listPolicies = (emulator: Emulator, fetchFrom: typeof fetch) => {
  const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } };
  return fetchFrom(emulator.endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }) });
};

const limited = ({ journal }: Emulator) => journal.entries().filter(({ responseCode }) => responseCode === 429);

test('a live run against an emulator that enforces its limits is never rate-limited, and nothing fails', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'enforce' });
  const provider = liveProvider(emulator);
  const verdicts = [];
  for (const { interaction } of await loadContracts()) verdicts.push(await verifyInteraction(interaction, provider));
  expect(limited(emulator)).toEqual([]);
  expect(verdicts.filter(({ status }) => status === 'failed').map(({ interaction, problems }) => [interaction.id, problems])).toEqual([]);
  expect(verdicts.filter(({ status }) => status === 'passed').length).toBeGreaterThan(40);
});

test('a comparison with an emulator that enforces its limits is never rate-limited', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'enforce' });
  const { compared } = await diffTargets(await loadContracts(), liveProvider(emulator), emulatorProvider('in-process'));
  expect(compared.length).toBeGreaterThan(20);
  expect(limited(emulator)).toEqual([]);
});

test.each(['rate-limited', 'rate-limited-in-body'] as const)(
  'a request that is refused (%s) because others use the same credentials is sent again',
  async (preset) => {
    await using emulator = await createTestEmulator();
    emulator.faults.once(preset);
    const runtime = createFakeRuntime();
    const answer = await listPolicies(emulator, pacedFetch(emulator.fetch, runtime));
    expect(emulator.journal.entries()).toHaveLength(2);
    expect(await answer.json()).toMatchObject({ responseCode: 200 });
    expect(runtime.now()).toBe(preset === 'rate-limited' ? 10_000 : 60_000);
  },
);

test('a request that stays refused is returned as refused', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'rate-limited' });
  const answer = await listPolicies(emulator, pacedFetch(emulator.fetch, createFakeRuntime()));
  expect(answer.status).toBe(429);
  expect(emulator.journal.entries()).toHaveLength(4);
});
