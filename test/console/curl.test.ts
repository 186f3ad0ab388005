import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.js';
import { sendJob } from '../support/emulator.js';
import { scimIDOf, sendScim, setActiveOverScim } from '../support/scim-requests.js';

test('the line for curl sends in a real shell what was sent, whatever quotes stand in it', async () => {
  await using emulator = await createEmulator({ rateLimit: 'off' });
  const text = `it's "quoted" $HOME \`id\` \\ ; rm`;
  await sendJob(
    { ...emulator, credentials: emulator.credentials, policies: [], fetch },
    { type: 'get', inputSettings: { type: 'policyList' }, text },
  );
  const line = await (await fetch(`${emulator.consoleUrl}/_emulator/exchanges/1/curl?secret=shown`)).text();
  // In a process of its own, so that the emulator in this one can answer meanwhile.
  const answer = await new Promise((resolve) => execFile('sh', ['-c', line], (_error, stdout) => resolve(stdout)));
  expect(JSON.parse(String(answer))).toMatchObject({ responseCode: 200 });
  const [first, second] = emulator.journal.entries();
  expect(second?.request.fields.requestJobDescription).toBe(first?.request.fields.requestJobDescription);
  expect(second?.request.fields.requestJobDescription).toContain('rm');
});

test('the line for curl of a SCIM request sends it again with the token in SCIM_TOKEN, which it does not hold itself', async () => {
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
