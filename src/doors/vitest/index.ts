import { test as base, expect } from 'vitest';
import { type Client, createClient } from '../../client/create-client.js';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.js';
import { matchers } from '../matchers/matchers.js';
import type { EmulatorMatchers } from '../matchers/types.js';

expect.extend(matchers);

declare module 'vitest' {
  interface Matchers<T> extends EmulatorMatchers<T> {}
}

export interface EmulatorFixtures {
  /** Override it with `test.extend({ emulatorOptions: { clock: '2026-01-31T09:00:00Z' } })`. */
  readonly emulatorOptions: EmulatorOptions;
  /** A separate emulator for this test, closed after it. */
  readonly emulator: Emulator;
  /** A client for the emulator, with its credentials. */
  readonly client: Client;
}

/**
 * vitest's `test` with an emulator on a free port for each test that uses the fixture. Importing this module also adds the
 * matchers `toHaveReceivedJob`, `toHaveMember`, `toHaveAccount`, `toHaveSentMail` and `toHaveNoAdvisories`.
 * @example test('hires', async ({ emulator }) => { await hire(emulator.endpoint); expect(emulator).toHaveMember('nina@acme.example'); })
 */
export const test = base.extend<EmulatorFixtures>({
  emulatorOptions: {},
  emulator: async ({ emulatorOptions }, use) => {
    const emulator = await createEmulator(emulatorOptions);
    await use(emulator);
    await emulator.close();
  },
  client: async ({ emulator }, use) => {
    const { credentials, url: baseUrl, fetch, scim } = emulator;
    await use(createClient({ credentials, baseUrl, fetch, rateLimit: 'off', ...(scim !== undefined && { scim }) }));
  },
});

export { matchers } from '../matchers/matchers.js';
