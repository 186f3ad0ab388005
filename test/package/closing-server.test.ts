import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import '../support/built.js';
import { closingServer } from '../support/closing-server.js';
import { ROOT } from '../support/root.js';

// In Node 20 `fetch` never settles then, and does not keep the process alive: the program ended in silence with exit code 13.
test('a program whose server closes each connection at once is told that the request failed', async () => {
  await using server = await closingServer();
  const script = `
    const { createClient } = await import(${JSON.stringify(pathToFileURL(join(ROOT, 'dist/client/index.js')).href)});
    const credentials = { partnerUserID: 'aa_x', partnerUserSecret: 'secret' };
    const client = createClient({ baseUrl: '${server.url}', credentials, timeout: 200, retry: 'off' });
    await client.listPolicies().catch((error) => console.log(error.code ?? error));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toMatch(/^(timeout|transport)\n$/);
});
