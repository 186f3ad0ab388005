import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { shareConsole } from '../../src/console/share-console.js';
import type { Sharing } from '../../src/emulator/storage/sharing.js';

/** A console whose state is shared through a database that does this when it is asked for the latest state. */
const consoleWith = (caughtUp: () => Promise<void>) =>
  express()
    .use(shareConsole({ caughtUp } as unknown as Sharing, 20))
    .use((_request, response) => void response.json({}));

const gone = () => Promise.reject(new Error('connect ECONNREFUSED'));
const silent = () => new Promise<void>(() => {});

test.each([
  ['gone', gone, "The database of the state can't be used (connect ECONNREFUSED)."],
  ['silent', silent, "The database of the state can't be used (it does not respond)."],
  ['gone without a reason', () => Promise.reject(new Error('')), "The database of the state can't be used (no connection)."],
])('if the database is %s, a request that needs the state gets 503 and the reason', async (_, caughtUp, detail) => {
  const response = await request(consoleWith(caughtUp)).get('/journal');
  expect([response.status, response.body]).toEqual([503, expect.objectContaining({ title: 'Database not available', detail })]);
});

test.each(['/info', '/stop'])('%s needs nothing of the state and does not wait for a silent database', async (path) => {
  expect((await request(consoleWith(silent)).get(path)).status).toBe(200);
});

test('/ready says where the emulator is, also if the database is gone', async () => {
  expect((await request(consoleWith(gone)).get('/ready')).status).toBe(200);
});
