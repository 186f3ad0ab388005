import { createServer, type Server } from 'node:http';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { createOktaScim } from '../../src/flows/index.js';
import { closeServer, listen } from '../../src/server/listen.js';

/** Our SCIM clients against an independent server: scimmy, which supports all of SCIM. */

const TOKEN = 'a-token-of-scimmy';
const ED = 'ed.engineer@acme.example';

interface Row {
  readonly id: string;
  readonly userName: string;
  readonly active: boolean;
  readonly emails?: { value: string; type: string; primary: boolean }[];
}
const users = new Map<string, Row>();

let server: Server;
let url: string;

beforeAll(async () => {
  SCIMMY.Resources.declare(SCIMMY.Resources.User)
    .ingress((resource: { id?: string }, data: object) => {
      const row: Row = { ...JSON.parse(JSON.stringify(data)), id: resource.id ?? '' };
      users.set(row.id, row);
      return row;
    })
    .egress((resource: { id?: string; filter?: { match(rows: Row[]): Row[] } }) => {
      if (resource.id === undefined) return resource.filter?.match([...users.values()]) ?? [...users.values()];
      const row = users.get(resource.id);
      if (row === undefined) throw new SCIMMY.Types.Error(404, null as never, `Resource ${resource.id} not found`);
      return row;
    });
  const router = new SCIMMYRouters({
    type: 'bearer',
    handler: (request) => {
      if (request.header('authorization') !== `Bearer ${TOKEN}`) throw new Error('unknown token');
      return 'okta';
    },
  });
  server = createServer(express().use('/scim/v2', router));
  url = await listen(server, 0, '127.0.0.1', '--port');
  for (const [id, userName] of [
    ['u-1', ED],
    ['u-2', 'sam.seller@acme.example'],
  ] as const)
    users.set(id, { id, userName, active: true, emails: [{ value: userName, type: 'work', primary: true }] });
});
afterAll(() => closeServer(server));

test.each(['catalogue', 'custom'] as const)("Okta's client deactivates and reactivates a user of scimmy as a %s app", async (app) => {
  const okta = createOktaScim({ url, token: TOKEN, app });
  expect(await okta.test()).toMatchObject({ status: 'done' });
  expect(await okta.deactivate(ED)).toMatchObject({ status: 'done' });
  expect(users.get('u-1')).toMatchObject({ userName: ED, active: false });
  expect(await okta.assign(ED)).toMatchObject({ status: 'done', message: expect.stringContaining('active again') });
  expect(users.get('u-1')).toMatchObject({ userName: ED, active: true });
  expect(await okta.deactivate('nobody@acme.example')).toMatchObject({ status: 'not-linked' });
});

test("Okta's client imports the users of scimmy", async () => {
  const { users: imported } = await createOktaScim({ url, token: TOKEN }).import();
  expect(imported.map(({ userName }) => userName)).toEqual([ED, 'sam.seller@acme.example']);
});

test('the client deactivates and reactivates a user of scimmy, and reports a wrong token', async () => {
  const client = createClient({ scim: { url, token: TOKEN } });
  expect(await client.deactivateUser(ED)).toEqual({ id: 'u-1', email: ED, wasActive: true, isActive: false });
  expect(await client.scimUser(ED)).toMatchObject({ isActive: false });
  expect(await client.reactivateUser(ED)).toMatchObject({ wasActive: false, isActive: true });
  expect(await client.scimUser('nobody@acme.example')).toBeUndefined();
  await expect(createClient({ scim: { url, token: 'wrong' } }).scimUser(ED)).rejects.toMatchObject({ code: 'authentication', status: 401 });
});
