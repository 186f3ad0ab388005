import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';
import { exportReports } from '../../support/exports.js';
import { OWNER } from '../../support/people.js';

const EVES = { reportIDList: 'R00EveToolsD' };
const finish = (emulator: Emulator, onFinish: unknown, job: object = {}) =>
  exportReports(emulator, { filters: EVES, job: { onFinish, ...job } });

test('an email has its recipients, its message and the names of the files', async () => {
  await using emulator = await createTestEmulator();
  const message = `Ready: <#list filenames as f>[\${f}]</#list>`;
  const { text } = await finish(emulator, [{ actionName: 'email', recipients: 'a@example.com, b@example.com,nobody', message }]);
  expect(emulator.outbox.list()).toMatchObject([
    { kind: 'export', company: 'acme', to: ['a@example.com', 'b@example.com'], text: `Ready: [${text}]\n\n${text}\n`, delivery: 'kept' },
  ]);
});

test('an email without a message says that the export is ready', async () => {
  await using emulator = await createTestEmulator();
  await finish(emulator, [{ actionName: 'email', recipients: 'a@example.com' }]);
  expect(emulator.outbox.list()[0]?.text).toMatch(/^Your export is ready\.\n\nexport[0-9a-f-]{36}\.csv\n$/);
});

test('a message that cannot be parsed is sent unchanged', async () => {
  await using emulator = await createTestEmulator();
  await finish(emulator, [{ actionName: 'email', recipients: 'a@example.com', message: '50 % <#if x' }]);
  expect(emulator.outbox.list()[0]?.text).toMatch(/^50 % <#if x\n/);
});

test('gives up a message that never ends, and the export succeeds', async () => {
  await using emulator = await createTestEmulator();
  const message = '<#list 1..1000000 as a><#list 1..1000000 as b>x</#list></#list>';
  expect((await finish(emulator, [{ actionName: 'email', recipients: 'a@example.com', message }])).text).toMatch(/^export/);
  expect(emulator.outbox.list()).toHaveLength(1);
});

test('an SFTP server or login with a name longer than any host name is ignored', async () => {
  await using emulator = await createTestEmulator();
  const sftpData = { host: 'sftp.example.com', login: 'acme', password: 'secret-of-the-server' };
  const { text } = await finish(emulator, [
    { actionName: 'sftpUpload', sftpData: { ...sftpData, host: 'h'.repeat(256) } },
    { actionName: 'sftpUpload', sftpData: { ...sftpData, login: 'l'.repeat(256) } },
  ]);
  expect(text).toMatch(/^export/);
  expect(emulator.outbox.list()).toEqual([]);
});

test('a mark adds a label to the report and an entry to its history', async () => {
  await using emulator = await createTestEmulator();
  await finish(emulator, [
    { actionName: 'markAsExported', label: 'ERP' },
    { actionName: 'markAsExported', label: 'ERP' },
  ]);
  const [company] = emulator.snapshot().companies;
  expect(company?.exportLabels).toEqual([{ reportID: 'R00EveToolsD', label: 'ERP', exported: '2026-01-31 09:00:00' }]);
  const history = company?.reports?.find(({ reportID }) => reportID === 'R00EveToolsD')?.history;
  expect(history?.slice(2)).toEqual([{ action: 'EXPORTED', account: OWNER, created: '2026-01-31 09:00:00', details: { label: 'ERP' } }]);
});

test.each(['true', true])('with test %j nothing is marked or sent, and the file exists', async (flag) => {
  await using emulator = await createTestEmulator();
  const actions = [
    { actionName: 'markAsExported', label: 'ERP' },
    { actionName: 'email', recipients: 'a@example.com' },
    { actionName: 'sftpUpload', sftpData: { host: 'sftp.example', login: 'a', password: 'b', port: 22 } },
  ];
  const { advisories } = await finish(emulator, actions, { test: flag });
  expect(advisories).toEqual([]);
  expect(emulator.outbox.list()).toEqual([]);
  expect(emulator.snapshot().companies[0]).toMatchObject({ exportLabels: [], files: [{ contentType: 'text/csv' }] });
});

test('the outbox shows an upload to a host that is not allowed, without the password', async () => {
  await using emulator = await createTestEmulator();
  const sftpData = { host: 'sftp.example', login: 'feed', password: 'pass-word-1', port: 2222 };
  const { text, advisories } = await finish(emulator, [{ actionName: 'sftpUpload', sftpData }]);
  expect(advisories).toEqual(['upload-host-refused']);
  await emulator.outbox.settled();
  expect(emulator.outbox.list()).toMatchObject([
    {
      kind: 'upload',
      to: ['sftp://feed@sftp.example:2222'],
      subject: text,
      delivery: 'failed',
      problem: 'the emulator only contacts allowed hosts; start it with --allow-host sftp.example',
    },
  ]);
  expect(JSON.stringify([emulator.outbox.list(), emulator.journal.entries(), emulator.snapshot()])).not.toContain('pass-word-1');
});

test('with test true no file is stored, marked or sent', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const job = {
    type: 'file',
    credentials: emulator.credentials,
    onReceive: { immediateResponse: ['returnRandomFileName'] },
    inputSettings: { type: 'combinedReportData', filters: EVES },
    outputSettings: { fileExtension: 'csv' },
    onFinish: [
      { actionName: 'markAsExported', label: 'ERP' },
      { actionName: 'email', recipients: 'a@example.com' },
      { actionName: 'sftpUpload', sftpData: { host: '127.0.0.1', login: 'a', password: 'b', port: 1 } },
    ],
  };
  const body = new TextEncoder().encode(String(new URLSearchParams({ requestJobDescription: JSON.stringify(job), template: 'x' })));
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const rehearsed = await emulator.rehearse({ method: 'POST', url: new URL(emulator.endpoint).pathname, headers, body });
  expect(rehearsed).toMatchObject({
    writes: true,
    changes: [{ collection: 'reports' }, { collection: 'exportLabels' }, { collection: 'files' }],
  });
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.outbox.list()).toEqual([]);
});

test('only the first twenty of a thousand actions run', async () => {
  await using emulator = await createTestEmulator();
  const actions = Array.from({ length: 1000 }, () => ({ actionName: 'email', recipients: 'a@example.com' }));
  const { advisories } = await finish(emulator, actions);
  expect(advisories).toEqual(['on-finish-ignored']);
  expect(emulator.outbox.list()).toHaveLength(20);
});

test.each([[5], ['email'], [[1, 2]], [[null]], [null]])('onFinish %j is ignored', async (onFinish) => {
  await using emulator = await createTestEmulator();
  expect((await finish(emulator, onFinish)).text).toMatch(/^export/);
});
