import { emulatorOptionsHere } from '../../cli/start.js';
import { createEmulator, type Emulator } from '../../index.js';

/** What tests get by `inject('expensifyEmulator')`: enough for a client, and for the matchers. */
export type ProvidedEmulator = Pick<Emulator, 'url' | 'endpoint' | 'consoleUrl' | 'credentials' | 'policies' | 'scim'>;

declare module 'vitest' {
  interface ProvidedContext {
    expensifyEmulator: ProvidedEmulator;
  }
}

/** What this module needs of vitest's project. */
interface Providing {
  provide(key: 'expensifyEmulator', value: ProvidedEmulator): void;
}

/**
 * One emulator for a whole run of vitest, on free ports, told what environment and config file say as `start` is.
 * @example defineConfig({ test: { globalSetup: ['expensify-emulator/vitest/global-setup'] } })
 */
export async function setup(project: Providing): Promise<() => Promise<void>> {
  const emulator = await createEmulator(await emulatorOptionsHere());
  const { url, endpoint, consoleUrl, credentials, policies, scim } = emulator;
  project.provide('expensifyEmulator', { url, endpoint, consoleUrl, credentials, policies, scim });
  return () => emulator.close();
}
