import type { Server, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { WireRequest, WireResponse } from '../../src/emulator/wire/message.js';
import { sleep } from '../../src/runtime/timer.js';
import { createApiListener } from '../../src/server/api-listener.js';
import { BodyBudget } from '../../src/server/body-budget.js';
import { closeServer, listen } from '../../src/server/listen.js';
import { openClient, type RawClient, rawPost } from '../support/raw-http.js';
import { until } from '../support/until.js';

const LARGE = 300_000;
/** Half of a large body uses up the budget, so only one body at a time can continue beyond it. */
const BUDGET = 150_000;
const HALF = 150_000;
/** A connection with more bytes than this has to wait for another body. */
const ASKS = 66_000;

const open: { server: Server; clients: RawClient[] }[] = [];
afterEach(async () => {
  for (const { server, clients } of open.splice(0)) {
    for (const { socket } of clients) socket.destroy();
    await closeServer(server as Parameters<typeof closeServer>[0]);
  }
});

/** No client counts as too slow in these tests, however busy the machine is. */
const never = () => () => undefined;

/** A listener that responds with the first character of each body, and the requests it received. */
async function startListener(
  options: { budget?: BodyBudget; idleTimeoutMs?: number; handle?: (request: WireRequest) => Promise<WireResponse> } = {},
) {
  const asked: string[] = [];
  const refused: number[] = [];
  const sockets: Socket[] = [];
  const answer = async ({ body, refusal }: WireRequest): Promise<WireResponse> => {
    if (refusal !== undefined) {
      refused.push(refusal.status);
      return refusal;
    }
    const sign = String.fromCharCode(body[0] ?? 0);
    asked.push(sign);
    return { status: 200, headers: {}, body: `answer ${sign}` };
  };
  const server = createApiListener(options.handle ?? answer, {
    bodyLimit: 1_000_000,
    budget: options.budget ?? new BodyBudget({ bytes: BUDGET, every: never }),
    idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
  });
  server.on('connection', (socket: Socket) => sockets.push(socket));
  const url = await listen(server, 0, '127.0.0.1', '--port');
  const clients: RawClient[] = [];
  open.push({ server, clients });
  const connect = async (): Promise<RawClient> => {
    const client = await openClient(url);
    clients.push(client);
    return client;
  };
  /** Sends half of a large body, and waits until the listener has read enough that this body must wait for others, or others for it. */
  const sendHalf = async (sign: string): Promise<RawClient> => {
    const client = await connect();
    const before = sockets.length - 1;
    client.socket.write(rawPost(sign.repeat(HALF), { 'content-length': LARGE }));
    await until(() => sockets[before]?.bytesRead).toBeGreaterThan(ASKS);
    return client;
  };
  return { asked, refused, server, connect, sendHalf };
}

test('a large body waits until another one has got its response', async () => {
  const { asked, connect, sendHalf } = await startListener();
  const first = await sendHalf('1');
  const second = await connect();
  second.socket.write(rawPost('2'.repeat(LARGE)));
  const small = await connect();
  small.socket.write(rawPost('s'));
  await small.until('answer s');
  first.socket.write('1'.repeat(LARGE - HALF));
  await first.until('answer 1');
  await second.until('answer 2');
  expect(asked).toEqual(['s', '1', '2']);
});

test('large bodies are read in parallel while there is room', async () => {
  const { asked, sendHalf } = await startListener({ budget: new BodyBudget({ bytes: 16 * LARGE + LARGE }) });
  const first = await sendHalf('1');
  const second = await sendHalf('2');
  second.socket.write('2'.repeat(LARGE - HALF));
  await second.until('answer 2');
  first.socket.write('1'.repeat(LARGE - HALF));
  await first.until('answer 1');
  expect(asked).toEqual(['2', '1']);
});

test('a client that leaves halfway frees its room for the next', async () => {
  const { asked, connect, sendHalf } = await startListener();
  const first = await sendHalf('1');
  const second = await connect();
  second.socket.write(rawPost('2'.repeat(LARGE)));
  first.socket.destroy();
  await second.until('answer 2');
  expect(asked).toEqual(['2']);
});

test('a client that leaves while it waits frees its room', async () => {
  const { asked, connect, sendHalf } = await startListener();
  const first = await sendHalf('1');
  const leaving = await sendHalf('2');
  leaving.socket.destroy();
  first.socket.write('1'.repeat(LARGE - HALF));
  await first.until('answer 1');
  const third = await connect();
  third.socket.write(rawPost('3'.repeat(LARGE)));
  await third.until('answer 3');
  expect(asked).toEqual(['1', '3']);
});

test('twenty large bodies at once all get a response, one after the other', async () => {
  const { asked, connect } = await startListener();
  const signs = [...'abcdefghijklmnopqrst'];
  await Promise.all(
    signs.map(async (sign) => {
      const client = await connect();
      client.socket.write(rawPost(sign.repeat(LARGE)));
      await client.until(`answer ${sign}`);
    }),
  );
  expect(asked.sort()).toEqual(signs);
});

test('a body that exceeds the limit frees its room', async () => {
  const { connect } = await startListener();
  const tooLarge = await connect();
  tooLarge.socket.write('POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n');
  tooLarge.socket.write(`${(1_100_000).toString(16)}\r\n${'x'.repeat(1_100_000)}\r\n`);
  await tooLarge.until('413');
  const next = await connect();
  next.socket.write(rawPost('n'.repeat(LARGE)));
  await next.until('answer n');
});

test('no memory is kept for clients that have left', async () => {
  const { server, sendHalf } = await startListener();
  const clients = [await sendHalf('1'), await sendHalf('2'), await sendHalf('3')];
  for (const { socket } of clients) socket.destroy();
  const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  await until(connections).toBe(0);
});

test('an idle connection is closed', async () => {
  const { connect } = await startListener({ idleTimeoutMs: 50 });
  const client = await connect();
  client.socket.write('POST / HT');
  expect(await client.closed()).toBe('');
});

test('a response that takes longer than the idle timeout is still sent', async () => {
  const { connect } = await startListener({
    idleTimeoutMs: 50,
    handle: async () => {
      await sleep(300);
      return { status: 200, headers: {}, body: 'late answer' };
    },
  });
  const client = await connect();
  client.socket.write(rawPost('x'));
  expect(await client.until('late answer')).toContain('200 OK');
});

test('a failing handler closes only its own connection', async () => {
  let isBroken = true;
  const { connect } = await startListener({
    handle: async () => {
      if (isBroken) throw new Error('broken');
      return { status: 200, headers: {}, body: 'fine' };
    },
  });
  const client = await connect();
  client.socket.write(rawPost('x'));
  expect(await client.closed()).not.toContain('200 OK');
  isBroken = false;
  const next = await connect();
  next.socket.write(rawPost('x'));
  await next.until('fine');
});

test('a slow client is refused while another waits, and loses its place', async () => {
  let look = (): void => undefined;
  const every = (_ms: number, task: () => void) => {
    look = task;
    return () => undefined;
  };
  const budget = new BodyBudget({ bytes: BUDGET, every });
  const { asked, refused, connect, sendHalf } = await startListener({ budget });
  const trickling = await sendHalf('1');
  const second = await connect();
  second.socket.write(rawPost('2'.repeat(LARGE)));
  await until(() => budget.held).toBeGreaterThan(HALF);
  look();
  look();
  await second.until('answer 2');
  expect([asked, refused]).toEqual([['2'], [408]]);
  expect(await trickling.until('408 Request Timeout')).not.toContain('answer');
});

test('memory is freed regardless of how a body ended', async () => {
  const budget = new BodyBudget({ bytes: BUDGET, every: never });
  const { connect, sendHalf } = await startListener({ budget });
  const leaving = await sendHalf('1');
  leaving.socket.destroy();
  const whole = await connect();
  whole.socket.write(rawPost('2'.repeat(LARGE)));
  await whole.until('answer 2');
  const tooLarge = await connect();
  tooLarge.socket.write(
    `POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${(1_100_000).toString(16)}\r\n${'x'.repeat(1_100_000)}`,
  );
  await tooLarge.until('413');
  await until(() => budget.held).toBe(0);
});

test('forty slow senders without credentials do not make a feed of 100 KB wait', async () => {
  const { asked, connect } = await startListener({ budget: new BodyBudget({ every: never }) });
  for (let count = 0; count < 40; count++) {
    const slow = await connect();
    slow.socket.write(rawPost('x'.repeat(70_000), { 'content-length': 900_000 }));
  }
  const healthy = await connect();
  healthy.socket.write(rawPost('h'.repeat(100_000)));
  await healthy.until('answer h');
  expect(asked).toEqual(['h']);
});
