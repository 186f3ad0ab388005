import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.js';
import { sendJob } from '../support/emulator.js';
import { scimIDOf, sendScim, setActiveOverScim } from '../support/scim-requests.js';

test('the curl command sends the original request from a real shell, whatever quotes it contains', async () => {
  await using emulator = await createEmulator({ rateLimit: 'off' });
  const text = `it's "quoted" $HOME \`id\` \\ ; rm`;
  await sendJob(
    { ...emulator, credentials: emulator.credentials, policies: [], fetch },
    { type: 'get', inputSettings: { type: 'policyList' }, text },
  );
  const line = await (await fetch(`${emulator.consoleUrl}/_emulator/exchanges/1/curl?secret=shown`)).text();
  // Runs in a separate process, because the emulator in this process has to respond meanwhile.
  const answer = await new Promise((resolve) => execFile('sh', ['-c', line], (_error, stdout) => resolve(stdout)));
  expect(JSON.parse(String(answer))).toMatchObject({ responseCode: 200 });
  const [first, second] = emulator.journal.entries();
  expect(second?.request.fields.requestJobDescription).toBe(first?.request.fields.requestJobDescription);
  expect(second?.request.fields.requestJobDescription).toContain('rm');
});

test('the curl command of a SCIM request takes the token from SCIM_TOKEN and does not contain it', async () => {
  await using emulator = await createEmulator({ scim: true });
  const ED = 'ed.engineer@acme.example';
  await setActiveOverScim(emulator, ED, false);
  await setActiveOverScim(emulator, ED, true);
  await sendScim(emulator, `/Users?filter=${encodeURIComponent(`userName eq "${ED}"`)}&count=[1-9]`);
  await sendScim(emulator, '/Users', { method: 'POST' });
  const token = emulator.scim?.token ?? '';
  for (const id of [1, 2, 3, 4]) {
    const line = await (await fetch(`${emulator.consoleUrl}/_emulator/exchanges/${id}/curl`)).text();
    expect(line).toContain('-H "authorization: Bearer $SCIM_TOKEN"');
    expect(line).not.toContain(token);
    await new Promise((resolve) => execFile('sh', ['-c', line], { env: { ...process.env, SCIM_TOKEN: token } }, resolve));
    const [first, second] = [emulator.journal.entry(id), emulator.journal.entries().at(-1)];
    expect(second?.id).toBe(4 + id);
    expect(second?.request).toEqual(first?.request);
    expect([second?.job, second?.answer]).toEqual([first?.job, first?.answer]);
  }
  expect(emulator.journal.entry(5)?.changes).toContainEqual(expect.objectContaining({ collection: 'accounts', key: ED }));
  expect(emulator.journal.entry(5)?.request.url).toBe(`/scim/v2/Users/${scimIDOf(emulator, ED)}`);
});
