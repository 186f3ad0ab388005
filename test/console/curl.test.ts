import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.js';
import { sendJob } from '../support/emulator.js';

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
