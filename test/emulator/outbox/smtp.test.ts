import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { deadMailServer, startMailServer } from '../../support/mail-server.js';
import { at, ed, MAIN, memberOf, newcomer } from '../../support/people.js';
import { until } from '../../support/until.js';

const onFinish = [{ actionName: 'email', recipients: 'one@x.example, two@x.example' }];

/** The text of an email, with quoted-printable lines joined. */
const unfolded = (text: string): string => text.replaceAll('=\r\n', '').replaceAll('=3D', '=');

test('delivers the summary and the invitation to an SMTP server', async () => {
  await using server = await startMailServer();
  await using emulator = await createTestEmulator({ smtp: server.url });
  const answer = await updateEmployees(emulator, [newcomer(), newcomer({ policyID: 'nowhere' })], { onFinish });
  await emulator.outbox.settled();
  const invitation = server.mails.find(({ to }) => to.includes(at('new')));
  const summary = server.mails.find(({ to }) => to.includes('one@x.example'));
  expect(server.mails).toHaveLength(2);
  expect(invitation?.text).toContain('Subject: You have been invited to Acme Headquarters');
  expect(summary?.to).toEqual(['one@x.example', 'two@x.example']);
  expect(summary?.text).toContain('Subject: Employee update: 1 updated, 1 skipped');
  expect(unfolded(summary?.text ?? '')).toContain(`Request ${answer.requestID}`);
  expect(unfolded(summary?.text ?? '')).toContain(`${at('new')}: No policy found for 'nowhere'`);
  expect(emulator.outbox.list().map(({ delivery }) => delivery)).toEqual(['sent', 'sent']);
});

test('a dead SMTP server does not fail the job, and the email is marked as failed', async () => {
  await using emulator = await createTestEmulator({ smtp: await deadMailServer() });
  const answer = await updateEmployees(emulator, [newcomer()], { onFinish });
  expect(answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 1 });
  await emulator.outbox.settled();
  expect(emulator.outbox.list()).toMatchObject([
    { delivery: 'failed', problem: expect.stringMatching(/./) },
    { delivery: 'failed', problem: expect.stringMatching(/./) },
  ]);
  expect(await memberOf(emulator, at('new'))).toBeDefined();
});

test('does not wait for an SMTP server that never responds', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {})));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  await using emulator = await createTestEmulator({ smtp: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}` });
  const answer = await updateEmployees(emulator, [ed()], { onFinish });
  expect(answer.responseCode).toBe(200);
  expect(emulator.outbox.list()).toMatchObject([{ delivery: 'waiting' }]);
  await until(() => sockets.length).toBe(1);
  for (const socket of sockets) socket.destroy();
  await emulator.outbox.settled();
  expect(emulator.outbox.list()).toMatchObject([{ delivery: 'failed' }]);
  silent.close();
});

test('a line break in a recipient adds no header to the email', async () => {
  await using server = await startMailServer();
  await using emulator = await createTestEmulator({ smtp: server.url });
  await updateEmployees(emulator, [ed()], { onFinish: [{ actionName: 'email', recipients: 'one@x.example\r\nX-Injected: yes' }] });
  await emulator.outbox.settled();
  expect(server.mails.map(({ text }) => text).join('')).not.toMatch(/^X-Injected:/m);
});

test('a line break in the feed adds no header to the email', async () => {
  await using server = await startMailServer();
  await using emulator = await createTestEmulator({ smtp: server.url });
  await updateEmployees(emulator, [ed({ policyID: 'x\r\nX-Injected: yes\r\n.\r\nQUIT' }), ed()], { onFinish });
  await emulator.outbox.settled();
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]?.text.split('\r\n\r\n')[0]).not.toContain('X-Injected');
});

test.each([
  ['an array', onFinish, ['one@x.example', 'two@x.example']],
  ['an object', onFinish[0], ['one@x.example', 'two@x.example']],
  [
    'several actions',
    [...onFinish, { actionName: 'email', recipients: 'three@x.example' }],
    ['one@x.example', 'two@x.example', 'three@x.example'],
  ],
])('sends the summary to all recipients in %s', async (_what, action, to) => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed()], { onFinish: action });
  expect(emulator.outbox.list()).toMatchObject([{ kind: 'summary', company: 'acme', to, delivery: 'kept' }]);
});

test.each([
  ["the help article's object", { immediateResponse: true }],
  ['another action', [{ actionName: 'markAsExported' }]],
  ['recipients without an address', [{ actionName: 'email', recipients: 'nobody, ,' }]],
  ['no recipients', [{ actionName: 'email' }]],
  ['a string', 'email'],
  ['null', null],
  ['wrong types', [{ actionName: 5, recipients: ['a@x.example'] }]],
])('onFinish with %s sends no summary and does not fail the job', async (_what, action) => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [ed()], { onFinish: action })).toMatchObject({ responseCode: 200 });
  expect(emulator.outbox.list()).toEqual([]);
});

test('sends to a hundred recipients at most', async () => {
  await using emulator = await createTestEmulator();
  const recipients = Array.from({ length: 300 }, (_, index) => `r${index}@x.example`).join(',');
  await updateEmployees(emulator, [ed()], { onFinish: [{ actionName: 'email', recipients }] });
  expect(emulator.outbox.list()[0]?.to).toHaveLength(100);
});

test('sends each new member an invitation per policy, and no one else', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer({ additionalPolicyIDs: ['A1B2C3D4E5F60002'] }), ed()]);
  expect(emulator.outbox.list().map(({ kind, to, subject }) => [kind, to, subject])).toEqual([
    ['invitation', [at('new')], 'You have been invited to Acme Headquarters'],
    ['invitation', [at('new')], 'You have been invited to Acme Field Sales'],
    ['invitation', [at('max.manager')], 'You have been invited to Acme Field Sales'],
    ['invitation', [at('dana.director')], 'You have been invited to Acme Field Sales'],
  ]);
});

test.each([true, 'true'])('shouldSkipNotificationEmail %j sends no invitation, but the summary', async (shouldSkipNotificationEmail) => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer()], { shouldSkipNotificationEmail, onFinish });
  expect(emulator.outbox.list().map(({ kind }) => kind)).toEqual(['summary']);
});

test('a dry run sends no email', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer()], { 'dry-run': true, onFinish });
  expect(emulator.outbox.list()).toEqual([]);
});

test('the summary lists who was added, removed and skipped', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer(), ed({ isTerminated: true }), { employeeEmail: 'bad' }], {
    onFinish,
    shouldSkipNotificationEmail: true,
  });
  const text = emulator.outbox.list()[0]?.text;
  expect(text).toContain(`Added on ${MAIN}: 1\n  ${at('new')}\n`);
  expect(text).toContain(`Removed on ${MAIN}: 1\n  ${at('ed.engineer')}\n`);
  expect(text).toContain("Skipped: 1\n  bad: Invalid employee email address 'bad'\n");
});

test('shortens the summary of a long feed', async () => {
  await using emulator = await createTestEmulator();
  const feed = Array.from({ length: 500 }, (_, index) => newcomer({ employeeEmail: at(`n${index}`), employeeID: `N${index}` }));
  await updateEmployees(emulator, feed, { onFinish, shouldSkipNotificationEmail: true });
  const text = emulator.outbox.list()[0]?.text ?? '';
  expect(text).toContain(`Added on ${MAIN}: 500\n`);
  expect(text.split('\n').length).toBeLessThan(300);
});
