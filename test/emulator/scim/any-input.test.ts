import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCIM_SCHEMAS } from '../../../src/protocol/scim/operations.js';
import { longestPause } from '../../support/longest-pause.js';
import { ask, createScimEmulator, ED, type ScimReply, scimError } from '../../support/scim.js';

/** Every response is a success, or an Error of RFC 7644 that does not blame the emulator. */
function expectSound({ status, body, headers }: ScimReply): void {
  expect(headers.get('content-type')).toBe('application/scim+json;charset=utf-8');
  expect(headers.get('x-emulator-scim')).toMatch(/^assumed/);
  if (status < 300) {
    expect(body.schemas).toHaveLength(1);
    return;
  }
  expect(body).toEqual({ ...scimError(status), ...(body.scimType !== undefined && { scimType: expect.stringMatching(/^[a-z]\w+$/) }) });
  expect([400, 401, 403, 404, 405, 409, 413, 415, 501]).toContain(status);
}

const NAMES = [
  'schemas',
  'Operations',
  'op',
  'path',
  'value',
  'active',
  'userName',
  'name',
  'givenName',
  'emails',
  'id',
  '__proto__',
  'constructor',
];
const WORDS = [
  'add',
  'replace',
  'remove',
  'active',
  'True',
  'False',
  'name.givenName',
  'emails[type eq "work"]',
  ED,
  ...Object.values(SCIM_SCHEMAS),
];
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 20 }));

/** Random JSON that often resembles SCIM requests. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(true, false, null, 0, -1, 1e300),
    word,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 5 })), tie('value'), { maxKeys: 4 }),
    fc.record({ schemas: fc.array(word, { maxLength: 2 }), Operations: fc.array(tie('operation'), { maxLength: 3 }) }),
    fc.record({ schemas: fc.constant([SCIM_SCHEMAS.patchOp]), Operations: fc.array(tie('operation'), { maxLength: 3 }) }),
    fc.record({ schemas: fc.constant([SCIM_SCHEMAS.user]), active: tie('value'), userName: tie('value'), name: tie('value') }),
  ),
  operation: fc.record({ op: tie('value'), path: tie('value'), value: tie('value') }, { requiredKeys: [] }),
})).value;

const path = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '/Users',
    `/Users/${ED}`,
    '/Groups',
    '/ServiceProviderConfig',
    '/Schemas',
    '/ResourceTypes',
    '/Bulk',
    '/Me',
    '/.search',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/Users/${encodeURIComponent(toWellFormed(text))}`),
  fc.string({ maxLength: 20 }).map((text) => `/${text.replaceAll(/[\\/?#%\s]/g, '')}`),
  fc.record({ filter: word, startIndex: word, count: word }, { requiredKeys: [] }).map(
    (query) =>
      `/Users?${Object.entries(query)
        .map(([key, text]) => `${key}=${encodeURIComponent(toWellFormed(text))}`)
        .join('&')}`,
  ),
);
const toWellFormed = (text: string): string => text.replaceAll(/[\uD800-\uDFFF]/g, '');
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE');

test.each([false, true])('responds to any JSON, path and method with a success or an Error, with --scim-full %s', async (scimFull) => {
  await using emulator = await createScimEmulator({ scimFull });
  await fc.assert(
    fc.asyncProperty(method, path, json, async (verb, at, body) => {
      expectSound(await ask(emulator, verb, at, verb === 'GET' ? {} : { body: JSON.stringify(body) }));
    }),
    { numRuns: 1000, seed: 2026 },
  );
});

test('any text and any bytes as a body are refused, or change nothing', async () => {
  await using emulator = await createScimEmulator();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('PUT', 'PATCH'), fc.string({ unit: 'binary' }), async (verb, body) => {
      const reply = await ask(emulator, verb, `/Users/${ED}`, { body: toWellFormed(body) });
      expectSound(reply);
      expect(reply.status).toBe(400);
    }),
    { seed: 7644 },
  );
});

const patchOf = (value: string): string => `{"schemas":["${SCIM_SCHEMAS.patchOp}"],"Operations":[{"op":"replace","value":${value}}]}`;

test.each<[what: string, body: string, status: number]>([
  ['256 KiB and a byte', patchOf(`"${'x'.repeat(256 * 1024)}"`), 413],
  ['1 MB', 'x'.repeat(1_000_000), 413],
  ['1 MB of brackets', '['.repeat(1_000_000), 413],
  ['250 kB of brackets', '['.repeat(250_000), 400],
  ['an object nested 250 levels deep', patchOf(`${'{"a":'.repeat(250)}1${'}'.repeat(250)}`), 400],
  ['an object of 20,000 keys', patchOf(`{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join()}}`), 400],
  ['an object of 9,000 spellings of active', patchOf(`{${Array.from({ length: 9000 }, (_, index) => `"active${index}":1`).join()}}`), 400],
  ['a string that ends in half an escape', patchOf('"\\u00'), 400],
])('refuses a body of %s immediately with %#', async (_what, body, status) => {
  await using emulator = await createScimEmulator();
  const { ms, result } = await longestPause(() => ask(emulator, 'PATCH', `/Users/${ED}`, { body }));
  expectSound(result);
  expect(result.status).toBe(status);
  expect(result.text.length).toBeLessThan(1000);
  expect(ms).toBeLessThan(200);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'multipart/form-data; boundary=x', ';'])(
  'refuses a body of the type %s with 415, unless it has no type',
  async (contentType) => {
    await using emulator = await createScimEmulator();
    const { status } = await ask(emulator, 'PATCH', `/Users/${ED}`, { body: patchOf('{"active":false}'), contentType });
    expect(status).toBe(contentType === ';' ? 200 : 415);
  },
);
