import { generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFetchFeed } from '../../src/feeds/fetch-feed.js';

const { utils } = ssh2;
const CONTENT = '[{"employeeEmail":"a@acme.example"}]';
const { OPEN_MODE, STATUS_CODE } = utils.sftp;
let server: InstanceType<typeof ssh2.Server>;
let port: number;

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (context) =>
      context.method === 'password' && context.password === 'right' ? context.accept() : context.reject(['password']),
    );
    client.on('ready', () => client.on('session', (accept) => accept().on('sftp', (acceptSftp) => serveFile(acceptSftp()))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.close();
});

/** One file, `feed.json`. */
function serveFile(sftp: any): void {
  const handle = Buffer.from('0001');
  sftp.on('OPEN', (id: number, name: string, flags: number) =>
    name === 'feed.json' && flags & OPEN_MODE.READ ? sftp.handle(id, handle) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE),
  );
  sftp.on('READ', (id: number, _handle: Buffer, offset: number, length: number) => {
    const chunk = Buffer.from(CONTENT).subarray(offset, offset + length);
    if (chunk.length === 0) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, chunk);
  });
  sftp.on('FSTAT', (id: number) => sftp.attrs(id, { mode: 0o100644, uid: 0, gid: 0, size: CONTENT.length, atime: 0, mtime: 0 }));
  sftp.on('CLOSE', (id: number) => sftp.status(id, STATUS_CODE.OK));
}

const limits = { bytes: 1000, timeoutMs: 5000, redirects: 0 };
const read = (filename: string, password: string, allow = ['127.0.0.1'], most = limits) =>
  createFetchFeed(allow, most)({ kind: 'sftp', host: '127.0.0.1', port, login: 'feed', password, filename });

test('a feed is read from a real SFTP server', async () => {
  expect(await read('feed.json', 'right')).toBe(CONTENT);
});

test('a wrong password is said, and not shown', async () => {
  await expect(read('feed.json', 'wrong')).rejects.toThrow('the SFTP server refused login and password');
});

test('a missing file is said', async () => {
  await expect(read('nothing.json', 'right')).rejects.toThrow("the SFTP server does not give the file named in 'filename'");
});

test('a feed over the limit is refused', async () => {
  await expect(read('feed.json', 'right', ['127.0.0.1'], { ...limits, bytes: 10 })).rejects.toThrow('larger than 10 bytes');
});

test('a host that was not named is not contacted', async () => {
  await expect(read('feed.json', 'right', [])).rejects.toThrow('--allow-host 127.0.0.1');
});
