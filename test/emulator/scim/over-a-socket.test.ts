import { expect, test } from 'vitest';
import { createEmulator } from '../../../src/index.js';
import { rawRequest, sendRaw } from '../../support/raw-http.js';
import { ED, isActive } from '../../support/scim.js';

const bodyOf = (active: boolean): string =>
  JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', value: { active } }] });

test('SCIM is on the port of the Integration Server, and the location of a user is a working URL', async () => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  const { url = '', token = '' } = emulator.scim ?? {};
  expect(url).toBe(`${emulator.url}/scim/v2`);
  const headers = { authorization: `Bearer ${token}` };
  const users: any = await (await fetch(`${url}/Users?count=1`, { headers })).json();
  const [{ id, meta }] = users.Resources;
  expect(meta.location).toBe(`${url}/Users/${id}`);
  expect(await (await fetch(meta.location, { headers })).json()).toMatchObject({ id });
});

test('a location has the host and scheme of the tunnel through which the request came', async () => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  const headers = {
    host: 'a.tunnel.example',
    'x-forwarded-proto': 'https',
    authorization: emulator.scim?.token ?? '',
    connection: 'close',
  };
  const heard = await sendRaw(emulator.url, rawRequest('GET', `/scim/v2/Users/${ED}`, '', headers));
  expect(heard).toContain(`"location":"https://a.tunnel.example/scim/v2/Users/${ED}"`);
});

test.each(['', 'a b', 'x"y', '<script>'])('a location does not repeat the host %j', async (host) => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  const headers = { host, authorization: emulator.scim?.token ?? '', connection: 'close' };
  const heard = await sendRaw(emulator.url, rawRequest('GET', `/scim/v2/Users/${ED}`, '', headers));
  if (heard.startsWith('HTTP/1.1 200')) expect(heard).toContain(`"location":"/scim/v2/Users/${ED}"`);
  else expect(heard).toMatch(/^HTTP\/1\.1 400/);
});

test('refuses bodies of 1 MB and 40 MB, and handles other requests in the meantime', async () => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  const { url = '', token = '' } = emulator.scim ?? {};
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
  const send = (bytes: number) => fetch(`${url}/Users/${ED}`, { method: 'PATCH', headers, body: 'x'.repeat(bytes) });
  const large = await send(1_000_000);
  expect(large.status).toBe(413);
  expect(await large.json()).toMatchObject({ status: '413', schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'] });
  // Beyond the limit of the listener (--body-limit) the rest is not read: the connection gets a response, or is closed.
  const huge = send(40_000_000).then(
    ({ status }) => status,
    () => 'closed',
  );
  expect((await fetch(`${url}/Users/${ED}`, { headers })).status).toBe(200);
  expect([413, 'closed']).toContain(await huge);
  expect(await isActive(emulator, ED)).toBe(true);
});

test('a fault that resets the connection does so after the deactivation', async () => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  emulator.faults.add({ job: 'scim', preset: 'connection-reset', times: 1 });
  const { url = '', token = '' } = emulator.scim ?? {};
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
  await expect(fetch(`${url}/Users/${ED}`, { method: 'PATCH', headers, body: bodyOf(false) })).rejects.toThrow('fetch failed');
  expect(await isActive(emulator, ED)).toBe(false);
});

test('HEAD and OPTIONS are refused like other methods that a path does not support', async () => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0, scim: true });
  const headers = { authorization: `Bearer ${emulator.scim?.token}` };
  for (const method of ['HEAD', 'OPTIONS']) {
    const response = await fetch(`${emulator.scim?.url}/Users`, { method, headers });
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({ status: 405, allow: 'GET, POST' });
  }
});
