import { generateKeyPairSync } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FeedError } from '../../../src/emulator/feeds/feed-source.js';
import { createFetchFeed } from '../../../src/emulator/feeds/fetch-feed.js';

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

const NO_DATA = 'attributes for data';

/** Violations of the protocol, by the name of the file. */
const BREACHES: Record<string, { readonly open?: (sftp: any, id: number) => void; readonly read?: (sftp: any, id: number) => void }> = {
  'opened without a handle': { open: (sftp, id) => sftp.status(id, STATUS_CODE.OK) },
  'opened as a list of names': { open: (sftp, id) => sftp.name(id, [{ filename: 'a', longname: 'a', attrs: {} }]) },
  'a response with an unknown id': { open: (sftp, id) => sftp.handle(id + 7, Buffer.from('1')) },
  'more data than requested': { read: (sftp, id) => sftp.data(id, Buffer.alloc(40_000)) },
  [NO_DATA]: { read: (sftp, id) => sftp.attrs(id, { mode: 0, uid: 0, gid: 0, size: 1, atime: 0, mtime: 0 }) },
  'a packet of no known type': { read: (sftp) => sftp._protocol.channelData(sftp.outgoing.id, Buffer.from([0, 0, 0, 2, 250, 1])) },
  'a packet of four gigabytes': { read: (sftp) => sftp._protocol.channelData(sftp.outgoing.id, Buffer.alloc(9, 255)) },
};

/** A server with one file, `feed.json`. */
function serveFile(sftp: any): void {
  const handle = Buffer.from('0001');
  let breach: (typeof BREACHES)[string] | undefined;
  sftp.on('OPEN', (id: number, name: string, flags: number) => {
    breach = BREACHES[name];
    if (breach?.open) breach.open(sftp, id);
    else if ((breach || name === 'feed.json') && flags & OPEN_MODE.READ) sftp.handle(id, handle);
    else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  });
  sftp.on('READ', (id: number, _handle: Buffer, offset: number, length: number) => {
    if (breach?.read) return breach.read(sftp, id);
    const chunk = Buffer.from(CONTENT).subarray(offset, offset + length);
    if (chunk.length === 0) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, chunk);
  });
  sftp.on('FSTAT', (id: number) => sftp.attrs(id, { mode: 0o100644, uid: 0, gid: 0, size: CONTENT.length, atime: 0, mtime: 0 }));
  sftp.on('CLOSE', (id: number) => sftp.status(id, STATUS_CODE.OK));
}

const limits = { bytes: 1000, timeoutMs: 5000, redirects: 0 };
const read = (filename: string, password: string, allow = ['127.0.0.1'], most = limits) =>
  createFetchFeed(allow, most)({ kind: 'sftp', host: '127.0.0.1', port, login: 'feed', password, filename }, () => undefined);

test('reads a feed from a real SFTP server', async () => {
  expect(await read('feed.json', 'right')).toBe(CONTENT);
});

test('reports a wrong password without showing it', async () => {
  await expect(read('feed.json', 'wrong')).rejects.toThrow('the SFTP server rejected the login or the password');
});

test('reports a missing file', async () => {
  await expect(read('nothing.json', 'right')).rejects.toThrow("the SFTP server did not deliver the file named in 'filename'");
});

test('refuses a feed over the limit', async () => {
  await expect(read('feed.json', 'right', ['127.0.0.1'], { ...limits, bytes: 10 })).rejects.toThrow('larger than 10 bytes');
});

test('does not contact a host that is not allowed', async () => {
  await expect(read('feed.json', 'right', [])).rejects.toThrow('--allow-host 127.0.0.1');
});

const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);
beforeAll(() => void process.on('uncaughtException', note).on('unhandledRejection', note));
afterAll(() => void process.off('uncaughtException', note).off('unhandledRejection', note));

test.each(Object.keys(BREACHES).filter((breach) => breach !== NO_DATA))(
  'gives a clear message if a server breaks the protocol: %s',
  async (filename) => {
    await expect(read(filename, 'right', ['127.0.0.1'], { ...limits, bytes: 50_000, timeoutMs: 500 })).rejects.toThrow(FeedError);
    expect(uncaught).toEqual([]);
  },
);

test('treats a response without data as the end of the file', async () => {
  expect(await read(NO_DATA, 'right')).toBe('');
  expect(uncaught).toEqual([]);
});

test.each<[string, (socket: Socket) => void]>([
  ['sends nothing', () => undefined],
  ['closes at once', (socket) => socket.end()],
  ['resets the connection', (socket) => socket.resetAndDestroy()],
  ['responds with HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['sends an endless greeting', (socket) => socket.write('x'.repeat(100_000))],
  ['sends noise after its greeting', (socket) => socket.write(`SSH-2.0-noise\r\n${'\u0001'.repeat(5000)}`)],
  ['closes after its greeting', (socket) => socket.end('SSH-2.0-noise\r\n')],
])('gives a clear message if a server %s', async (_what, behave) => {
  const sockets: Socket[] = [];
  const other = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    behave(socket);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port: otherPort } = other.address() as AddressInfo;
  const source = { kind: 'sftp', host: '127.0.0.1', port: otherPort, login: 'feed', password: 'right', filename: 'feed.json' } as const;
  const reading = createFetchFeed(['127.0.0.1'], { ...limits, timeoutMs: 300 })(source, () => undefined);
  await expect(reading).rejects.toThrow(FeedError);
  for (const socket of sockets) socket.destroy();
  other.close();
  expect(uncaught).toEqual([]);
});

test('reports an unreachable server with the cause', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port: gonePort } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const source = { kind: 'sftp', host: '127.0.0.1', port: gonePort, login: 'feed', password: 'right', filename: 'feed.json' } as const;
  await expect(createFetchFeed(['127.0.0.1'], limits)(source, () => undefined)).rejects.toThrow('could not be reached (ECONNREFUSED)');
});
