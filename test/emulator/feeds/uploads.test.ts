import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SftpServer as Login } from '../../../src/emulator/feeds/feed-source.js';
import { createUploads } from '../../../src/emulator/feeds/uploads.js';
import { failingWay, missing, type SftpServer, startAsyncssh } from '../../support/sftp-servers.js';

const login = (changes: Partial<Login>): Login => ({ host: '127.0.0.1', port: 22, login: 'feed', password: 'right', ...changes });
const file = (name: string, text: string) => ({ name, content: new TextEncoder().encode(text) });

test('contacts only hosts that are allowed', async () => {
  const uploads = createUploads(['sftp.example:2222']);
  const elsewhere = login({ host: 'other.example' });
  expect(uploads.refusedHost(elsewhere)).toBe('other.example');
  expect(uploads.refusedHost(login({ host: 'sftp.example', port: 2222 }))).toBeUndefined();
  await expect(uploads.send(elsewhere, [file('a.csv', 'x')])).rejects.toThrow('--allow-host other.example');
});

test('reports a server that cannot be reached', async () => {
  await expect(createUploads(['127.0.0.1']).send(login({ port: 1 }), [])).rejects.toThrow('could not be reached (ECONNREFUSED)');
});

test('at most 64 MiB of files wait at once, and others can wait later', async () => {
  const uploads = createUploads(['127.0.0.1']);
  const half = { name: 'half.csv', content: new Uint8Array(33 * 1024 * 1024) };
  const first = uploads.send(login({ port: 1 }), [half]);
  await expect(uploads.send(login({ port: 1 }), [half])).rejects.toThrow('too many files are already waiting');
  await expect(first).rejects.toThrow('ECONNREFUSED');
  await expect(uploads.send(login({ port: 1 }), [half])).rejects.toThrow('ECONNREFUSED');
});

describe.skipIf(missing.asyncssh)('files for asyncssh', () => {
  let server: SftpServer;
  beforeAll(async () => {
    server = await startAsyncssh();
  });
  afterAll(() => server.close());
  const send = (
    files: Parameters<ReturnType<typeof createUploads>['send']>[1],
    changes: Partial<Login> = {},
    allow = ['127.0.0.1'],
    ms?: number,
  ) => createUploads(allow, ms).send(login({ port: server.port, ...changes }), files);
  const read = (name: string): string => readFileSync(join(server.folder, name), 'utf8');

  test('arrive completely, even if that takes many requests', async () => {
    const large = 'ö'.repeat(150_000);
    await send([file('small.csv', 'a,b\n'), file('large.csv', large), file('empty.csv', '')]);
    expect([read('small.csv'), read('large.csv'), read('empty.csv')]).toEqual(['a,b\n', large, '']);
  });

  test('replace existing files, including the end of a longer one', async () => {
    writeFileSync(join(server.folder, 'again.csv'), 'much longer than before');
    await send([file('again.csv', 'short')]);
    expect(read('again.csv')).toBe('short');
  });

  test('arrive with a remark if the host key was not checked, and without one if it was', async () => {
    expect(await send([file('a.csv', 'x')])).toBe(
      `the server's host key was not checked; to check it, start with --allow-host 127.0.0.1:${server.port}#${server.fingerprint}`,
    );
    expect(await send([file('a.csv', 'x')], {}, [`127.0.0.1#${server.fingerprint}`])).toBeUndefined();
  });

  test('are not sent to a server with another host key', async () => {
    const other = `127.0.0.1#SHA256:${'A'.repeat(43)}`;
    await expect(send([file('secret.csv', 'x')], {}, [other])).rejects.toThrow('is not the expected one');
    expect(readdirSync(server.folder)).not.toContain('secret.csv');
  });

  test('are refused with a wrong password', async () => {
    await expect(send([file('a.csv', 'x')], { password: 'wrong' })).rejects.toThrow('rejected the login or the password');
  });

  test('are named in the message if the server does not accept them', async () => {
    await expect(send([file('no-folder/a.csv', 'x')])).rejects.toThrow('did not accept no-folder/a.csv (no such folder)');
  });

  test.each(['cut', 'silent'] as const)('time out if the connection is %s halfway', async (how) => {
    const way = await failingWay(server.port, 3_500, how);
    const problem = how === 'cut' ? 'closed the connection' : 'did not accept the files within 1.5 s';
    await expect(send([file('half.csv', 'x'.repeat(3_000_000))], { port: way.port }, ['127.0.0.1'], 1_500)).rejects.toThrow(problem);
    way.close();
  });
});
