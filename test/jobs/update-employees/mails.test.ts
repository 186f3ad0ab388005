import { expect, test, vi } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { at, ed, feedAdvisories, newcomer } from '../../support/people.js';

const HR = 'hr@acme.example';

async function mailsFor(onFinish: unknown, options: object = {}): Promise<unknown[]> {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed()], { onFinish, ...options });
  return emulator.outbox.list().map(({ kind, to }) => ({ kind, to }));
}

test('onFinish email sends one summary to its recipients', async () => {
  expect(await mailsFor([{ actionName: 'email', recipients: `${HR}, cfo@acme.example` }])).toEqual([
    { kind: 'summary', to: [HR, 'cfo@acme.example'] },
  ]);
});

test('onFinish can be an object', async () => {
  expect(await mailsFor({ actionName: 'email', recipients: HR })).toEqual([{ kind: 'summary', to: [HR] }]);
});

test.each<readonly [unknown]>([
  [[{ actionName: 'markAsExported', recipients: HR }]],
  [[{ actionName: 'Email', recipients: HR }]],
  [{ recipients: HR }],
  [{ immediateResponse: true, recipients: HR }],
])('onFinish %j sends no email, with an advisory', async (onFinish) => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed()], { onFinish });
  expect(emulator.outbox.list()).toEqual([]);
  expect(feedAdvisories(emulator)).toContain('on-finish-ignored');
});

test('only the email actions are run', async () => {
  const onFinish = [
    { actionName: 'sftpUpload', recipients: 'wrong@acme.example' },
    { actionName: 'email', recipients: HR },
  ];
  expect(await mailsFor(onFinish)).toEqual([{ kind: 'summary', to: [HR] }]);
});

test('a dry run sends no email', async () => {
  expect(await mailsFor([{ actionName: 'email', recipients: HR }], { 'dry-run': true })).toEqual([]);
});

test('new members are invited unless shouldSkipNotificationEmail is true', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer(), ed()]);
  expect(emulator.outbox.list().map(({ kind, to }) => ({ kind, to }))).toEqual([{ kind: 'invitation', to: [at('new')] }]);
  await updateEmployees(emulator, [newcomer({ employeeEmail: at('newer'), employeeID: 'E501' })], { shouldSkipNotificationEmail: true });
  expect(emulator.outbox.list()).toHaveLength(1);
});

test('at most a thousand recipients are read from all actions together', async () => {
  const trim = vi.spyOn(String.prototype, 'trim');
  const actions = [...new Array(900).fill({ actionName: 'email', recipients: ','.repeat(999) }), { actionName: 'email', recipients: HR }];
  expect(await mailsFor(actions)).toEqual([]);
  expect(trim.mock.calls.length).toBeLessThan(2000);
  trim.mockRestore();
});

test('recipients of several actions are combined', async () => {
  const actions = [
    { actionName: 'email', recipients: HR },
    { actionName: 'email', recipients: 'cfo@acme.example' },
  ];
  expect(await mailsFor(actions)).toEqual([{ kind: 'summary', to: [HR, 'cfo@acme.example'] }]);
});
