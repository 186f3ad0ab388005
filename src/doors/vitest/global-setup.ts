import { emulatorOptionsHere } from '../../cli/start.js';
import { createEmulator, type Emulator } from '../../index.js';

/** What tests get from `inject('expensifyEmulator')`: enough for a client and for the matchers. */
export type ProvidedEmulator = Pick<Emulator, 'url' | 'endpoint' | 'consoleUrl' | 'credentials' | 'policies' | 'scim'>;

declare module 'vitest' {
  interface ProvidedContext {
    expensifyEmulator: ProvidedEmulator;
  }
}

/** The parts of vitest's project that this module uses. */
interface Providing {
  provide(key: 'expensifyEmulator', value: ProvidedEmulator): void;
}

/**
 * Starts one emulator for a whole vitest run, on free ports. It reads the environment and the config file as `start` does.
 * @example defineConfig({ test: { globalSetup: ['expensify-emulator/vitest/global-setup'] } })
 */
export async function setup(project: Providing): Promise<() => Promise<void>> {
  const emulator = await createEmulator(await emulatorOptionsHere());
  const { url, endpoint, consoleUrl, credentials, policies, scim } = emulator;
  project.provide('expensifyEmulator', { url, endpoint, consoleUrl, credentials, policies, scim });
  return () => emulator.close();
}
