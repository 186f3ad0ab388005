import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the run its own temporary folder, and removes it with everything that tests, browsers and programs left. */
export default function setup(): (() => void) | undefined {
  // Called once for each project. Nested folders would make paths too long for sockets.
  if (process.env.EXPENSIFY_TESTS_ROOT !== undefined) return;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'expensify-tests-'));
  // Some tests run as another user, who needs access to the folder.
  chmodSync(folder, 0o711);
  for (const name of ['TMPDIR', 'TEMP', 'TMP', 'EXPENSIFY_TESTS_ROOT']) process.env[name] = folder;
  return () => {
    delete process.env.EXPENSIFY_TESTS_ROOT;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
