import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.js';
import { foreignTool } from '../support/foreign-tools.js';
import { ROOT } from '../support/root.js';
import { ED, ED_EMAIL, isActive } from '../support/scim.js';

/**
 * scim2-cli includes scim2-client, whose models reject responses that violate RFC 7643 or 7644, and scim2-tester, which checks
 * compliance. Its checks of users start by creating one, which Expensify does not offer.
 */
test('scim2-client accepts every response, and scim2-tester only reports that users cannot be created', {
  timeout: 120_000,
}, async (context) => {
  const python = foreignTool('scim2-cli', context);
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  const { url = '', token = '' } = emulator.scim ?? {};
  const { stdout } = await promisify(execFile)(python, [join(ROOT, 'test/foreign/scim.py'), url, token, ED], { timeout: 100_000 });
  const { checks, ...answers } = JSON.parse(stdout);
  expect(answers).toMatchObject({
    found: { totalResults: 12, itemsPerPage: 2, Resources: [{ active: true }, { active: true }] },
    user: { id: ED, userName: ED_EMAIL, active: true },
    patched: { id: ED, active: false },
    replaced: { id: ED, active: true },
    missing: { status: '404' },
  });
  expect(await isActive(emulator, ED)).toBe(true);
  const failed = checks.filter(([, status]: string[]) => status !== 'SUCCESS');
  expect(checks.length - failed.length).toBeGreaterThan(20);
  expect(new Set(failed.map(([, , reason]: string[]) => reason))).toEqual(
    new Set(['Creating users is not supported by Expensify: SCIM only lists, reads and deactivates users.']),
  );
});
