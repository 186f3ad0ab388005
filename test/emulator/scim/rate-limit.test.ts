import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator, sendJob } from '../../support/emulator.js';
import { POLICY_LIST } from '../../support/raw-http.js';
import { ask, createScimEmulator, scimError } from '../../support/scim.js';

const statuses = async (emulator: Emulator, times: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let count = 0; count < times; count++) seen.push((await ask(emulator, 'GET', '/Users?count=1')).status);
  return seen;
};

test('with a limit of two, the third request in a minute is refused with an Error and Retry-After', async () => {
  await using emulator = await createScimEmulator({ scimRateLimit: 2 });
  expect(await statuses(emulator, 1)).toEqual([200]);
  emulator.clock.advance('PT20S');
  expect(await statuses(emulator, 2)).toEqual([200, 429]);
  const { body, headers } = await ask(emulator, 'GET', '/Users');
  expect(body).toEqual({ ...scimError(429), detail: 'Too many SCIM requests. Try again in 40 s.' });
  expect(headers.get('retry-after')).toBe('40');
  emulator.clock.advance('PT40S');
  expect(await statuses(emulator, 2)).toEqual([200, 429]);
});

test('there is no limit by default', async () => {
  await using emulator = await createScimEmulator();
  expect(new Set(await statuses(emulator, 50))).toEqual(new Set([200]));
});

test('each domain is counted separately, and requests without a token are not counted', async () => {
  const set = { samlEnabled: true, samlRequired: true, oktaSCIM: true };
  const seed = demoSeedWith({
    domains: [
      { domain: 'acme.example', ...set },
      { domain: 'other.example', ...set },
    ],
  });
  await using emulator = await createTestEmulator({ seed, scimRateLimit: 1 });
  const authorization = emulator.domains.revealToken('acme', 'other.example');
  for (let count = 0; count < 5; count++) expect((await ask(emulator, 'GET', '/Users', { authorization: 'wrong' })).status).toBe(401);
  expect(await statuses(emulator, 2)).toEqual([200, 429]);
  expect((await ask(emulator, 'GET', '/Users', { authorization })).status).toBe(200);
});

test('counting starts again after a reset, and after the clock is set back', async () => {
  await using emulator = await createScimEmulator({ scimRateLimit: 1 });
  expect(await statuses(emulator, 2)).toEqual([200, 429]);
  await emulator.reset();
  expect(await statuses(emulator, 2)).toEqual([200, 429]);
  emulator.clock.set('2026-01-01T00:00:00Z');
  expect(await statuses(emulator, 2)).toEqual([200, 429]);
});

test('SCIM and the Integration Server count their requests separately', async () => {
  await using emulator = await createScimEmulator({ scimRateLimit: 3, rateLimit: 'enforce' });
  expect(await statuses(emulator, 4)).toEqual([200, 200, 200, 429]);
  for (let count = 0; count < 5; count++) expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 429 });
});
