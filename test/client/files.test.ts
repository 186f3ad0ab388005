import { expect, test } from 'vitest';
import { z } from 'zod';
import { createClient, MalformedAnswerError, NotFoundError, ServerError } from '../../src/client/index.js';
import { bytes, defineJob } from '../../src/protocol/define-job.js';
import { failureOf } from '../support/clients.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

const common = {
  title: 'A file',
  writes: false,
  isRepeatable: true,
  contentType: { value: 'text/plain', evidence: 'assumed', source: 'a test' },
  fields: {},
  answers: { sent: { responseCode: 200, evidence: 'assumed', source: 'a test' } },
  rules: {},
} as const;
const name = defineJob({
  ...common,
  type: 'file',
  subtype: 'names',
  input: () => z.object({}),
  output: () => z.string(),
  read: () => z.string(),
});
const file = defineJob({ ...common, type: 'download', input: () => z.object({ fileName: z.string() }), output: bytes, read: bytes });

function clientOf(answer: () => Response) {
  const seen: { body: string; shown: string | undefined }[] = [];
  const bodies: string[] = [];
  const client = createClient({
    credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'hidden-secret' },
    baseUrl: 'http://service.example',
    fetch: async (_url, init) => {
      bodies.push(new URLSearchParams(String(init.body)).get('requestJobDescription') ?? '');
      return answer();
    },
    rateLimit: 'off',
    retry: 'off',
    runtime: createFakeRuntime(),
    onExchange: (exchange) => seen.push({ body: bodies.at(-1) ?? '', shown: exchange.answer?.body }),
  });
  return { client, seen };
}

test('a job that returns text returns it unchanged', async () => {
  const { client } = clientOf(() => new Response('export1.csv'));
  const answer: string = await client.job(name, {});
  expect(answer).toBe('export1.csv');
});

test('a job that returns bytes returns them unchanged, and onExchange gets their number', async () => {
  const pdf = new Uint8Array([0x25, 0x50, 0xff, 0x00]);
  const { client, seen } = clientOf(() => new Response(pdf));
  const answer: Uint8Array = await client.job(file, { fileName: 'a.pdf' });
  expect([...answer]).toEqual([...pdf]);
  expect(seen.map(({ shown }) => shown)).toEqual(['(4 bytes)']);
});

test('a job without a subtype is sent without one, and its settings are unchanged', async () => {
  const { client, seen } = clientOf(() => new Response('x'));
  await client.job(file, { fileName: 'a.pdf' });
  const own = defineJob({
    ...common,
    type: 'reconciliation',
    input: () => z.object({ inputSettings: z.object({ type: z.string() }) }),
    output: () => z.string(),
    read: () => z.string(),
  });
  await client.job(own, { inputSettings: { type: 'All' } });
  expect(seen.map(({ body }) => JSON.parse(body))).toMatchObject([
    { type: 'download', fileName: 'a.pdf' },
    { inputSettings: { type: 'All' } },
  ]);
  expect(JSON.parse(seen[0]?.body ?? '')).not.toHaveProperty('inputSettings');
});

test.each([
  ['an envelope', '{"responseMessage":"File not found","responseCode":404}', 200, NotFoundError],
  ['an HTTP error', 'later', 503, ServerError],
  ['another HTTP status', 'moved', 404, MalformedAnswerError],
])('%s instead of a file is an error', async (_what, text, status, Kind) => {
  const { client } = clientOf(() => new Response(text, { status }));
  expect(await failureOf(client.job(file, { fileName: 'a.pdf' }))).toBeInstanceOf(Kind);
});

test.each(['{"responseCode":7}', '{"responseMessage":"OK","responseCode":200}', '[]'])(
  'the JSON %s is returned as a file',
  async (text) => {
    const { client } = clientOf(() => new Response(text));
    expect(await client.job(name, {})).toBe(text);
  },
);

test('sends a file field as multipart/form-data, together with the job', async () => {
  const csv = defineJob({
    ...common,
    type: 'update',
    subtype: 'rows',
    fields: { data: { description: 'Rows.', isFile: true } },
    input: () => z.object({}),
    output: () => z.object({}),
    read: () => z.object({}),
  });
  const sent: RequestInit[] = [];
  const client = createClient({
    credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'hidden-secret' },
    baseUrl: 'http://service.example',
    rateLimit: 'off',
    fetch: async (_url, init) => {
      sent.push(init);
      return Response.json({ responseCode: 200 });
    },
  });
  await client.job(csv, {}, { fields: { data: 'a,b\n1,2\n' } });
  const [init] = sent;
  expect(new Headers(init?.headers).get('content-type')).toBeNull();
  const form = init?.body instanceof FormData ? init.body : new FormData();
  const data = form.get('data');
  expect(data instanceof File && (await data.text())).toBe('a,b\n1,2\n');
  expect(JSON.parse(String(form.get('requestJobDescription')))).toMatchObject({ type: 'update', inputSettings: { type: 'rows' } });
});

test('a password in onFinish is not shown', async () => {
  const { client, seen } = clientOf(() => new Response('the password is sftp-hidden'));
  const upload = { actionName: 'sftpUpload', sftpData: { host: 'sftp.example', login: 'me', password: 'sftp-hidden', port: 22 } };
  const exported = defineJob({
    ...common,
    type: 'file',
    subtype: 'names',
    input: () => z.object({ onFinish: z.unknown() }),
    output: () => z.string(),
    read: () => z.string(),
  });
  await client.job(exported, { onFinish: [upload] });
  expect(JSON.stringify(seen.map(({ shown }) => shown))).not.toContain('sftp-hidden');
});
