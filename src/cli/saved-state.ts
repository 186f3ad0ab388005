import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../util/files/write-atomically.js';
import type { Console } from './console-client.js';
import { environmentName } from './options.js';

/** The state of an emulator, kept in a file while the emulator has another state. */
export interface SavedState {
  readonly path: string;
  /** A command line that restores the state. */
  readonly command: string;
  remove(): void;
}

/** Throws the error of the file system. */
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
