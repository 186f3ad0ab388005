import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../util/files/write-atomically.js';
import type { Console } from './console-client.js';
import { environmentName } from './options.js';

/** The state of an emulator in a file of its own, for as long as another state is in the emulator. */
export interface SavedState {
  readonly path: string;
  /** A command line that gives the emulator this state back. */
  readonly command: string;
  remove(): void;
}

/** Throws what the file system says. */
export function saveState({ url, token }: Console, state: unknown): SavedState {
  const path = join(mkdtempSync(join(tmpdir(), 'expensify-emulator-verify-')), 'state.json');
  writeAtomically(path, JSON.stringify(state));
  const header = token === undefined ? '' : ` -H "authorization: Bearer $${environmentName('consoleToken')}"`;
  return {
    path,
    command: `curl -X PUT${header} --data-binary '@${path}' ${url}/_emulator/state`,
    remove: () => rmSync(dirname(path), { recursive: true, force: true }),
  };
}
