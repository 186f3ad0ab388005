import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAdvisoryList } from '../../../src/emulator/advisories/advise.js';
import { FEED_LIMITS, type FeedLimits } from '../../../src/emulator/feeds/feed-source.js';
import { createFetchFeed } from '../../../src/emulator/feeds/fetch-feed.js';
import { failingWay, missing, type SftpServer, startAsyncssh, startOpenSsh } from '../../support/sftp-servers.js';

const FEED = '[{"employeeEmail":"zoë@acme.example"}]';
const LARGE = 300_000;
/** After the handshake, and before the end of the large file. */
const HALF_WAY = 150_000;

interface Asked {
  readonly filename: string;
  readonly password?: string;
  readonly port?: number;
  readonly allow?: readonly string[];
  readonly limits?: Partial<FeedLimits>;
}

const servers = [
  { name: 'OpenSSH', isMissing: missing.openssh, start: startOpenSsh },
  { name: 'asyncssh', isMissing: missing.asyncssh, start: startAsyncssh },
];

for (const { name, isMissing, start } of servers)
  describe.skipIf(isMissing)(`a feed from ${name}`, () => {
    let server: SftpServer;
    /** Errors that would have ended the process: an 'error' event without a listener, or an unhandled rejection. */
    const uncaught: unknown[] = [];
    const note = (error: unknown): void => void uncaught.push(error);

    beforeAll(async () => {
      server = await start();
      writeFileSync(join(server.folder, 'feed.json'), FEED);
      writeFileSync(join(server.folder, 'large.json'), `["${'x'.repeat(LARGE - 4)}"]`);
      mkdirSync(join(server.folder, 'a-folder'));
      process.on('uncaughtException', note).on('unhandledRejection', note);
    });
    afterAll(async () => {
      process.off('uncaughtException', note).off('unhandledRejection', note);
      await server.close();
    });
    beforeEach(() => void uncaught.splice(0));

    const fetchFeed = async ({ filename, password = 'right', port = server.port, allow = ['127.0.0.1'], limits = {} }: Asked) => {
      const { advise, list } = createAdvisoryList();
      const source = { kind: 'sftp', host: '127.0.0.1', port, login: 'feed', password, filename: pathOf(filename) } as const;
      const reading = createFetchFeed(allow, { ...FEED_LIMITS, ...limits })(source, advise);
      return reading.then(
        (text) => ({ text, problem: undefined, advisories: list }),
        (error: Error) => ({ text: undefined, problem: error.message, advisories: list }),
      );
    };
    const pathOf = (filename: string): string => (name === 'OpenSSH' ? join(server.folder, filename) : filename);
    const problemOf = async (asked: Asked): Promise<string | undefined> => (await fetchFeed(asked)).problem;

    test('can be read twenty times in a row by one process', async () => {
      const texts: (string | undefined)[] = [];
      for (let time = 0; time < 20; time++) texts.push((await fetchFeed({ filename: 'feed.json' })).text);
      expect(texts).toEqual(Array.from({ length: 20 }, () => FEED));
      // ssh2 reports the end of a connection one turn later.
      await new Promise((resolve) => setImmediate(resolve));
      expect(uncaught).toEqual([]);
    }, 60_000);

    test('is read completely if that takes many requests', async () => {
      expect((await fetchFeed({ filename: 'large.json' })).text).toHaveLength(LARGE);
    });

    test('is refused as soon as it is larger than the limit', async () => {
      expect(await problemOf({ filename: 'large.json', limits: { bytes: 100_000 } })).toBe('the feed is larger than 100000 bytes');
    });

    test('can be as large as the limit', async () => {
      expect((await fetchFeed({ filename: 'large.json', limits: { bytes: LARGE } })).text).toHaveLength(LARGE);
    });

    test('gives a clear message if the file does not exist', async () => {
      expect(await problemOf({ filename: 'nothing.json' })).toBe(
        "the SFTP server did not deliver the file named in 'filename' (no such file)",
      );
    });

    test('gives a clear message if the file is a folder', async () => {
      expect(await problemOf({ filename: 'a-folder' })).toBe(
        "the SFTP server did not deliver the file named in 'filename' (it cannot be read; it may be a folder)",
      );
    });

    test('gives a clear message if the password is wrong', async () => {
      expect(await problemOf({ filename: 'feed.json', password: 'wrong' })).toBe('the SFTP server rejected the login or the password');
    });

    test('gives a clear message if the connection breaks halfway', async () => {
      const way = await failingWay(server.port, HALF_WAY, 'cut');
      expect(await problemOf({ filename: 'large.json', port: way.port })).toBe('the SFTP server closed the connection');
      way.close();
      expect(uncaught).toEqual([]);
    });

    test('times out if the server stops responding halfway', async () => {
      const way = await failingWay(server.port, HALF_WAY, 'silent');
      expect(await problemOf({ filename: 'large.json', port: way.port, limits: { timeoutMs: 500 } })).toBe(
        'the SFTP server did not deliver the file within 0.5 s',
      );
      way.close();
      expect(uncaught).toEqual([]);
    });

    test('is read without an advisory if the host key is the expected one', async () => {
      const allow = [`127.0.0.1:${server.port}#${server.fingerprint}`];
      expect(await fetchFeed({ filename: 'feed.json', allow })).toEqual({ text: FEED, problem: undefined, advisories: [] });
    });

    test('gets an advisory with the host key if none is expected', async () => {
      const { advisories } = await fetchFeed({ filename: 'feed.json' });
      expect(advisories).toMatchObject([{ code: 'host-key-unchecked' }]);
      expect(advisories[0]?.message).toContain(`--allow-host 127.0.0.1:${server.port}#${server.fingerprint}.`);
    });

    test('is refused before the password is sent if the host key is another one', async () => {
      const other = `SHA256:${'A'.repeat(43)}`;
      const { problem, advisories } = await fetchFeed({ filename: 'feed.json', allow: [`127.0.0.1#${other}`] });
      expect(problem).toBe(
        `the SFTP server's host key (ssh-ed25519) is not the expected one, so no password was sent; if this is the right server, start with --allow-host 127.0.0.1:${server.port}#${server.fingerprint}`,
      );
      expect(advisories).toEqual([]);
    });
  });

describe.skipIf(missing.asyncssh)('a misbehaving server', () => {
  let server: SftpServer;
  beforeAll(async () => {
    server = await startAsyncssh();
  });
  afterAll(() => server.close());
  const fetchFeed = (filename: string) =>
    createFetchFeed(['127.0.0.1'])(
      { kind: 'sftp', host: '127.0.0.1', port: server.port, login: 'feed', password: 'right', filename },
      () => undefined,
    );

  test('that ends the channel halfway gives a clear message', async () => {
    await expect(fetchFeed('channel-drops')).rejects.toThrow('the SFTP server closed the connection');
  });

  test('that never confirms the end of the file has still delivered the feed', async () => {
    expect(await fetchFeed('no-close')).toBe('[]');
  });
});
