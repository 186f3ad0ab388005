import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/index.js';

/**
 * Okta's public SCIM 2.0 SPEC test (okta-developer-docs, Okta-SCIM-20-SPEC-Test.json, exported 2024-05-13): its twelve requests
 * with the headers it sends, and its checks, over a socket. Rows 6 to 8 create a user, which Expensify's integration does
 * not support, so they run with --scim-full. One check is left out: that the groups of row 10 arrive within 600 ms.
 * The duration of a request here says nothing about the service.
 */

const HEADERS = {
  accept: 'application/scim+json',
  'content-type': 'application/scim+json; charset=utf-8',
  'user-agent': 'OKTA SCIM Integration',
};
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

const RANDOM = { userName: 'runscope300abcdefg@atko.com', givenName: 'Runscope', familyName: 'Random' };
const NEW_USER = {
  schemas: [USER],
  userName: RANDOM.userName,
  name: { givenName: RANDOM.givenName, familyName: RANDOM.familyName },
  emails: [{ primary: true, value: RANDOM.userName, type: 'work' }],
  displayName: `${RANDOM.givenName} ${RANDOM.familyName}`,
  active: true,
};

const SKIPPED = 'Expensify does not create users over SCIM, so this runs with --scim-full';

for (const scimFull of [false, true]) {
  const name = (row: string): string => `${scimFull ? '--scim-full' : '--scim'}: ${row}`;
  let emulator: Emulator;
  let userID = '';
  let createdID = '';
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, consolePort: 0, scim: true, scimFull });
    userID = (await ask('/Users?count=1&startIndex=1')).body.Resources[0].id;
  });
  afterAll(() => emulator.close());

  async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: any }> {
    const headers = { ...HEADERS, authorization: `Bearer ${emulator.scim?.token}`, ...init.headers };
    const response = await fetch(`${emulator.scim?.url}${path}`, { ...init, headers });
    return { status: response.status, body: await response.json() };
  }
  const filter = (userName: string): string => `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`;
  const create = (): Promise<{ status: number; body: any }> =>
    ask('/Users', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(NEW_USER) });

  test(name('1. the first user of the list has everything that Okta needs'), async () => {
    const { status, body } = await ask('/Users?count=1&startIndex=1');
    expect(status).toBe(200);
    expect(body.Resources).not.toEqual([]);
    expect(body.schemas).toContain(LIST);
    expect(body).toMatchObject({ itemsPerPage: expect.any(Number), startIndex: expect.any(Number), totalResults: expect.any(Number) });
    expect(body.Resources[0]).toMatchObject({
      id: expect.stringMatching(/./),
      name: { familyName: expect.stringMatching(/./), givenName: expect.stringMatching(/./) },
      userName: expect.stringMatching(/./),
      active: expect.any(Boolean),
      emails: [{ value: expect.stringMatching(/./) }],
    });
  });

  test(name('2. that user is read by id'), async () => {
    const { status, body } = await ask(`/Users/${userID}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: userID,
      name: { familyName: expect.stringMatching(/./), givenName: expect.stringMatching(/./) },
      userName: expect.stringMatching(/./),
      active: expect.any(Boolean),
      emails: [{ value: expect.stringMatching(/./) }],
    });
  });

  test.each([
    ['3. an invalid userName', 'invalid'],
    ['5. a random userName', 'runscope300nobody@atko.com'],
  ])(name('%s matches no user'), async (_row, userName) => {
    const { status, body } = await ask(filter(userName));
    expect(status).toBe(200);
    expect(body.schemas).toContain(LIST);
    expect(body.totalResults).toBe(0);
  });

  test(name('4. an unknown user is not found'), async () => {
    const { status, body } = await ask('/Users/abcdefgh-0123');
    expect(status).toBe(404);
    expect(body.detail).not.toBe('');
    expect(body.schemas).toContain(ERROR);
  });

  test(name('6. a user is created'), async (context) => {
    if (!scimFull) return context.skip(SKIPPED);
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      active: true,
      id: expect.stringMatching(/./),
      name: { familyName: RANDOM.familyName, givenName: RANDOM.givenName },
      userName: RANDOM.userName,
    });
    expect(body.schemas).toContain(USER);
    createdID = body.id;
  });

  test(name('7. that user is read by id'), async (context) => {
    if (!scimFull) return context.skip(SKIPPED);
    const { status, body } = await ask(`/Users/${createdID}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ userName: RANDOM.userName, name: { familyName: RANDOM.familyName, givenName: RANDOM.givenName } });
  });

  test(name('8. the same userName a second time is a conflict'), async (context) => {
    if (!scimFull) return context.skip(SKIPPED);
    expect((await create()).status).toBe(409);
  });

  test(name('9. a userName matches in upper case'), async () => {
    const { body } = await ask(`/Users/${userID}`);
    const found = await ask(filter(body.userName.toUpperCase()));
    expect(found.status).toBe(200);
    expect(found.body.totalResults).toBe(1);
  });

  test(name('10. groups are a list, if any'), async () => {
    const { status, body } = await ask('/Groups');
    expect(status).toBe(200);
    expect(Array.isArray(body.Resources)).toBe(true);
  });

  test(name('11. a wrong token is refused'), async () => {
    const { status, body } = await ask(filter('invalid'), { headers: { authorization: 'non-token' } });
    expect(status).toBe(401);
    expect(body).toMatchObject({ detail: expect.stringMatching(/./), status: '401' });
    expect(body.schemas).toContain(ERROR);
  });

  test(name('12. an unused id is not found'), async () => {
    const { status, body } = await ask('/Users/00919288221112222');
    expect(status).toBe(404);
    expect(body).toMatchObject({ detail: expect.stringMatching(/./), status: '404' });
    expect(body.schemas).toContain(ERROR);
  });
}
