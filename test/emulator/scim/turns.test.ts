import { expect, test } from 'vitest';
import { inTurn } from '../../../src/emulator/change-company.js';
import type { Emulator } from '../../../src/index.js';
import { STEPS_IN_A_SLICE, type Work } from '../../../src/runtime/slices.js';
import { createTestEmulator } from '../../support/emulator.js';
import { DOMAIN, scimIDOf, sendScim, setActiveOverScim } from '../../support/scim-requests.js';

const ED = 'ed.engineer@acme.example';

/** Keeps the company busy, like a long feed, until it is told to end. */
function keepBusy({ world }: Emulator): { readonly ended: Promise<void>; end(): void } {
  let isEnding = false;
  function* work(): Work<void> {
    while (!isEnding) yield STEPS_IN_A_SLICE;
  }
  const running = inTurn(() => {
    const company = world.companies.get('acme');
    if (company === undefined) throw new Error('no company');
    return { company };
  }, work());
  return {
    ended: Promise.resolve(running),
    end: () => {
      isEnding = true;
    },
  };
}

test('a PATCH waits for a long change in progress, which therefore need not start over; reads do not wait', async () => {
  const emulator = await createTestEmulator({ scim: true });
  const change = keepBusy(emulator);
  const patched = setActiveOverScim(emulator, ED, false);
  const during = await sendScim(emulator, `/Users/${scimIDOf(emulator, ED)}`);
  expect(await during.json()).toMatchObject({ active: true });
  change.end();
  await change.ended;
  expect(await (await patched).json()).toMatchObject({ active: false });
});

test('a PATCH that waited is refused if its token was rotated in the meantime', async () => {
  const emulator = await createTestEmulator({ scim: true });
  const change = keepBusy(emulator);
  const patched = setActiveOverScim(emulator, ED, false);
  await sendScim(emulator, '/Users?count=1');
  emulator.domains.rotateToken('acme', DOMAIN);
  change.end();
  expect((await patched).status).toBe(401);
  expect(await (await sendScim(emulator, `/Users/${scimIDOf(emulator, ED)}`)).json()).toMatchObject({ active: true });
});
