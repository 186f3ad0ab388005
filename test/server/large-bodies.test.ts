import type { Server, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { sleep } from '../../src/runtime/timer.js';
import { createApiListener } from '../../src/server/api-listener.js';
import { closeServer, listen } from '../../src/server/listen.js';
import { BodyGate } from '../../src/server/read-body.js';
import type { WireRequest, WireResponse } from '../../src/wire/message.js';
import { openClient, type RawClient, rawPost } from '../support/raw-http.js';
import { until } from '../support/until.js';

const LARGE = 300_000;
/** More bytes than this on a connection, and its body wants a turn. */
const ASKS_TURN = 66_000;
/** Well above what is read without a turn, well below the whole. */
const HALF = 150_000;

const open: { server: Server; clients: RawClient[] }[] = [];
afterEach(async () => {
  for (const { server, clients } of open.splice(0)) {
    for (const { socket } of clients) socket.destroy();
    await closeServer(server as Parameters<typeof closeServer>[0]);
  }
});

/** A listener whose answers are the first sign of each body, and what it was asked. */
async function startListener(
  options: {
    concurrentBodies?: number;
    idleTimeoutMs?: number;
    progressMs?: number;
    handle?: (request: WireRequest) => Promise<WireResponse>;
  } = {},
) {
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const answer = async ({ body }: WireRequest): Promise<WireResponse> => {
    const sign = String.fromCharCode(body[0] ?? 0);
    asked.push(sign);
    return { status: 200, headers: {}, body: `answer ${sign}` };
  };
  const server = createApiListener(options.handle ?? answer, {
    bodyLimit: 1_000_000,
    concurrentBodies: options.concurrentBodies ?? 1,
    idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
    ...(options.progressMs !== undefined && { progressMs: options.progressMs }),
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
  /** Sends half of a large body, and waits until the listener has read enough to want a turn. */
  const sendHalf = async (sign: string): Promise<RawClient> => {
    const client = await connect();
    const before = sockets.length - 1;
    client.socket.write(rawPost(sign.repeat(HALF), { 'content-length': LARGE }));
    await until(() => sockets[before]?.bytesRead).toBeGreaterThan(ASKS_TURN);
    return client;
  };
  return { asked, server, connect, sendHalf };
}

test('a large body waits until another has been answered', async () => {
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

test('as many large bodies as there are turns are read side by side', async () => {
  const { asked, sendHalf } = await startListener({ concurrentBodies: 2 });
  const first = await sendHalf('1');
  const second = await sendHalf('2');
  second.socket.write('2'.repeat(LARGE - HALF));
  await second.until('answer 2');
  first.socket.write('1'.repeat(LARGE - HALF));
  await first.until('answer 1');
  expect(asked).toEqual(['2', '1']);
});

test('a client that leaves with its turn gives it to the next', async () => {
  const { asked, connect, sendHalf } = await startListener();
  const first = await sendHalf('1');
  const second = await connect();
  second.socket.write(rawPost('2'.repeat(LARGE)));
  first.socket.destroy();
  await second.until('answer 2');
  expect(asked).toEqual(['2']);
});

test('a client that leaves while it waits takes no turn with it', async () => {
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

test('twenty large bodies at once through one turn are all answered', async () => {
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

test('a body that outgrows the limit gives its turn back', async () => {
  const { connect } = await startListener();
  const tooLarge = await connect();
  tooLarge.socket.write('POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n');
  tooLarge.socket.write(`${(1_100_000).toString(16)}\r\n${'x'.repeat(1_100_000)}\r\n`);
  await tooLarge.until('413');
  const next = await connect();
  next.socket.write(rawPost('n'.repeat(LARGE)));
  await next.until('answer n');
});

test('clients that have left are forgotten', async () => {
  const { server, sendHalf } = await startListener({ concurrentBodies: 3 });
  const clients = [await sendHalf('1'), await sendHalf('2'), await sendHalf('3')];
  for (const { socket } of clients) socket.destroy();
  const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  await until(connections).toBe(0);
});

test('a connection on which nothing moves is closed', async () => {
  const { connect } = await startListener({ idleTimeoutMs: 50 });
  const client = await connect();
  client.socket.write('POST / HT');
  expect(await client.closed()).toBe('');
});

test('an answer that takes longer than a connection may idle is still given', async () => {
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

test('a failing handler ends its own connection and no other', async () => {
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

test('turns are given in the order they were asked for', async () => {
  const gate = new BodyGate(1);
  const order: number[] = [];
  await gate.enter();
  const waiting = [1, 2, 3].map((number) => gate.enter().then(() => order.push(number)));
  for (const _ of waiting) gate.leave();
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
});

test('a client that trickles loses its turn to the next', async () => {
  const { asked, connect, sendHalf } = await startListener({ progressMs: 50 });
  const trickling = await sendHalf('1');
  const second = await connect();
  second.socket.write(rawPost('2'.repeat(LARGE)));
  await second.until('answer 2');
  expect(asked).toEqual(['2']);
  expect(trickling.heard()).not.toContain('answer');
});
