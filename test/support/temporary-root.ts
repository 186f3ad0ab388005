import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the run a temporary folder of its own, and removes it with all that tests, browsers and programs left in it. */
export default function setup(): (() => void) | undefined {
  // Asked once for each project; one in the other would make paths too long for sockets.
  if (process.env.EXPENSIFY_TESTS_ROOT !== undefined) return;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'expensify-tests-'));
  // Some tests become another user, who must get through to their folder.
  chmodSync(folder, 0o711);
  for (const name of ['TMPDIR', 'TEMP', 'TMP', 'EXPENSIFY_TESTS_ROOT']) process.env[name] = folder;
  return () => {
    delete process.env.EXPENSIFY_TESTS_ROOT;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
