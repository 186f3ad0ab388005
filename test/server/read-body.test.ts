import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { BodyBudget } from '../../src/server/body-budget.js';
import { readBody } from '../../src/server/read-body.js';

/** A request whose chunks arrive all at once, as if the sender wrote many into one packet. */
function requestOf(): { readonly request: never; readonly socket: { pause: () => void; resume: () => void }; send(chunks: number): void } {
  const socket = { pause: vi.fn<() => void>(), resume: vi.fn<() => void>() };
  const request = Object.assign(new EventEmitter(), { headers: {}, socket, pause: vi.fn<() => void>(), resume: vi.fn<() => void>() });
  return {
    request: request as never,
    socket,
    send: (chunks) => {
      for (let index = 0; index < chunks; index++) request.emit('data', Buffer.of(0x61));
      request.emit('end');
    },
  };
}

test('a body of tiny chunks pauses after every thousand, and is read completely', async () => {
  const { request, socket, send } = requestOf();
  const reading = readBody(request, { limit: 10_000, budget: new BodyBudget(), busy: new Set() });
  send(5500);
  expect(socket.pause).toHaveBeenCalledTimes(5);
  expect(await reading).toMatchObject({ kind: 'body', body: Buffer.alloc(5500, 'a') });
  await new Promise((resolve) => setImmediate(resolve));
  expect(socket.resume).toHaveBeenCalledTimes(5);
});

test('a body of few chunks does not pause', async () => {
  const { request, socket, send } = requestOf();
  const reading = readBody(request, { limit: 10_000, budget: new BodyBudget(), busy: new Set() });
  send(999);
  expect(await reading).toMatchObject({ kind: 'body' });
  expect(socket.pause).not.toHaveBeenCalled();
});
