import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { cleanUpPrograms, runProgram } from '../support/program.js';
import { cleanUpServed, serve } from '../support/serve.js';
import { until } from '../support/until.js';

cleanUpPrograms();
cleanUpServed();

const exchange = (id: number, job: string) => ({
  id,
  job,
  at: '2026-01-31T09:00:01.000Z',
  code: 200,
  status: 200,
  durationMs: 1,
  advisories: [],
  bytes: 2,
});

test('a reset before the first event does not hide the requests that follow', async () => {
  let exchanges = [exchange(1, 'first job'), exchange(2, 'second job')];
  let events: ServerResponse | undefined;
  const url = await serve((request, response) => {
    const path = request.url?.replace('/_emulator/', '') ?? '';
    if (path === 'events') {
      events = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      return;
    }
    const after = Number(new URL(path, 'http://any.example').searchParams.get('after'));
    const bodies: Readonly<Record<string, unknown>> = {
      health: { status: 'ok' },
      info: { pid: 1, version: '1.0.0' },
      ready: { url, endpoint: url, consoleUrl: url, credentials: { partnerUserID: 'a', partnerUserSecret: 'b' }, policies: [] },
      exchanges: { exchanges: exchanges.filter(({ id }) => id > after) },
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(bodies[path.split('?', 1)[0] ?? ''] ?? {}));
  });
  const logs = runProgram(['logs', '--follow', '--url', url]);
  await until(logs.stdout).toContain('second job');
  await until(() => events).toBeDefined();
  exchanges = [exchange(1, 'a job after the reset')];
  events?.write('event: exchange\ndata: {"id":1}\n\n');
  await until(logs.stdout).toContain('a job after the reset');
  expect(logs.stdout().match(/first job/g)).toHaveLength(1);
});
