import { expect, test } from 'vitest';
import { z } from 'zod';
import { createCore } from '../../src/emulator/emulator.js';
import { implement } from '../../src/emulator/implement.js';
import type { SeedSource } from '../../src/emulator/seeds/read-seed.js';
import { bytes, defineJob } from '../../src/protocol/define-job.js';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';
import { lenientBoolean } from '../../src/protocol/lenient.js';

// Two jobs that exist in no version: one returns text or bytes and has no subtype, and one acts for other users.
const common = {
  writes: false,
  isRepeatable: true,
  contentType: { value: 'text/plain', evidence: 'assumed', source: 'a test' },
  fields: { template: { description: 'A text.' } },
  rules: {},
} as const;
const download = defineJob({
  ...common,
  type: 'download',
  title: 'Download a file',
  input: () => z.object({ fileName: z.string(), isRaw: lenientBoolean().default(false) }),
  output: () => z.union([z.string(), bytes()]),
  read: bytes,
  answers: { sent: { responseCode: 200, evidence: 'recorded', source: 'a test' } },
});
const domainCards = defineJob({
  ...common,
  type: 'get',
  subtype: 'domainCardList',
  title: 'Cards',
  input: () => z.object({ inputSettings: z.object({ userEmail: z.string('refused').optional() }) }),
  output: () => z.object({ actsAs: z.string() }),
  read: () => z.object({ actsAs: z.string() }),
  userEmail: 'refused',
  answers: {
    listed: { responseCode: 200, evidence: 'recorded', source: 'a test' },
    refused: { responseCode: 500, responseMessage: 'No access to {userEmail}', evidence: 'recorded', source: 'a test' },
  },
});
const jobs = [
  implement(download, ({ fileName, isRaw }) =>
    isRaw
      ? { answer: 'sent', body: new Uint8Array([0x25, 0xff]), contentType: 'application/pdf' }
      : { answer: 'sent', body: `content of ${fileName}` },
  ),
  implement(domainCards, (_input, { account, standing }) => {
    return { answer: 'listed', body: { actsAs: `${account.email} ${standing().account.email}` } };
  }),
];

/** An emulator with these two jobs. */
const create = (seed?: SeedSource) =>
  createCore({ ...(seed !== undefined && { seed }) }, { jobs, fetchFeed: () => Promise.reject(new Error('this test downloads no feeds')) });
type Core = Awaited<ReturnType<typeof create>>;

function send(emulator: Core, job: object): Promise<Response> {
  const text = JSON.stringify({ credentials: emulator.credentials, ...job });
  const body = new URLSearchParams({ requestJobDescription: text });
  return emulator.fetch(`http://emulator.invalid${ENDPOINT_PATH}`, { method: 'POST', body });
}

async function sendDownload(job: object) {
  const emulator = await create();
  return { emulator, response: await send(emulator, { type: 'download', ...job }) };
}

test('runs a job without a subtype, and responds with just its text', async () => {
  const { emulator, response } = await sendDownload({ fileName: 'a.csv' });
  expect(response.headers.get('content-type')).toBe('text/plain');
  expect(await response.text()).toBe('content of a.csv');
  expect(emulator.journal.entries()[0]).toMatchObject({
    job: 'download',
    answer: 'download/sent',
    response: { body: 'content of a.csv', bytes: 16 },
  });
});

test('sends bytes with the content type that the job sets, and counts them in the journal', async () => {
  const { emulator, response } = await sendDownload({ fileName: 'a.pdf', isRaw: true });
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x25, 0xff]);
  expect(emulator.journal.entries()[0]?.response).toMatchObject({ body: '(2 bytes)', bytes: 2 });
});

test('knows keys and booleans of a job from its schema', async () => {
  const { emulator } = await sendDownload({ filename: 'x', fileName: 'a.csv', isRaw: 'false' });
  expect(emulator.advisories().map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('filename (did you mean fileName?)'),
      expect.stringContaining("'isRaw' is a boolean sent as text"),
    ]),
  );
});

test('a fault that truncates the response sends half of the bytes', async () => {
  const emulator = await create();
  emulator.faults.once('truncated-json');
  const response = await send(emulator, { type: 'download', fileName: 'a', isRaw: true });
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x25]);
});

test('a job acts as the user in userEmail, also when it looks up the account again', async () => {
  const seed = {
    companies: [
      {
        name: 'C',
        domains: ['c.example'],
        domainAdmins: ['admin@c.example'],
        accounts: [{ email: 'user@c.example' }, { email: 'other@c.example' }],
        policies: [],
        thirdPartyAccess: [{ grantor: 'user@c.example', grantee: 'admin@c.example' }],
      },
    ],
  };
  const emulator = await create(seed);
  const asked = async (userEmail?: string) =>
    (await send(emulator, { type: 'get', inputSettings: { type: 'domainCardList', userEmail } })).json();
  expect(await asked()).toMatchObject({ actsAs: 'admin@c.example admin@c.example' });
  expect(await asked('User@c.example')).toMatchObject({ actsAs: 'user@c.example user@c.example' });
  expect(await asked('other@c.example')).toEqual({ responseMessage: 'No access to other@c.example', responseCode: 500 });
});

test.each([7, null, ['a']])('refuses a userEmail that is not an email address and quotes it: %j', async (userEmail) => {
  const response = await send(await create(), { type: 'get', inputSettings: { type: 'domainCardList', userEmail } });
  const shown = userEmail === null ? '' : Array.isArray(userEmail) ? '["a"]' : '7';
  expect(await response.json()).toEqual({ responseMessage: `No access to ${shown}`, responseCode: 500 });
});
