import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodedJob } from '../../../src/emulator/journal/decoded-job.js';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';
import { FORM, multipart, wireRequest } from '../../support/wire.js';

/** Everything the emulator stores, as text. */
function kept(emulator: Emulator): string {
  return JSON.stringify([
    emulator.journal.entries(),
    emulator.snapshot(),
    emulator.advisories(),
    emulator.outbox.list(),
    emulator.faults.list(),
    emulator.directory.companies(),
    emulator.directory.pairs(),
  ]);
}

/** Every occurrence of a text in what is stored, with a little context. */
function leaks(emulator: Emulator, secret: string): string[] {
  const text = kept(emulator);
  const places = text.split(secret).slice(0, -1);
  return places.map((before, index) => `${before.slice(-40)}${secret}${text.split(secret)[index + 1]?.slice(0, 20)}`);
}

const SECRET = 'Sk7hunter2';

const job = (changes: object = {}): string =>
  JSON.stringify({
    type: 'update',
    credentials: {
      partnerUserID: 'aa_owner_acme_example',
      partnerUserSecret: SECRET,
      feedPassword: `${SECRET}feed`,
      sftp: { password: `${SECRET}sftp` },
    },
    inputSettings: { type: 'employees' },
    ...changes,
  });

const deep = '['.repeat(300);

const requests: readonly (readonly [string, Parameters<typeof wireRequest>])[] = [
  ['a form', [new URLSearchParams({ requestJobDescription: job() }).toString()]],
  ['an unencoded form', [`requestJobDescription=${job()}`]],
  ['the query', ['', { query: `?requestJobDescription=${encodeURIComponent(job())}` }]],
  ['the query without encoding', ['', { query: `?requestJobDescription=${job()}` }]],
  ['the query of a path that is not found', ['', { query: `/x?requestJobDescription=${encodeURIComponent(job())}` }]],
  ['a method that is not allowed', ['', { method: 'PUT', query: `?requestJobDescription=${encodeURIComponent(job())}` }]],
  ['multipart', [multipart('X', { requestJobDescription: job() }), { contentType: 'multipart/form-data; boundary=X' }]],
  ['a body of JSON', [job(), { contentType: 'application/json' }]],
  ['a plain text body', [`requestJobDescription=${encodeURIComponent(job())}`, { contentType: 'text/plain' }]],
  ['single quotes', [`requestJobDescription=${encodeURIComponent(job().replaceAll('"', "'"))}`]],
  ['unreadable JSON', [`requestJobDescription=${encodeURIComponent(job().slice(0, -10))}`]],
  [
    'unreadable JSON with the value on a separate line, and with another field',
    [
      new URLSearchParams({
        requestJobDescription: `{"credentials":\n{"partnerUserSecret":\r\n\t"${SECRET}"\n},"type":`,
        data: `[["${SECRET}"]]`,
      }).toString(),
    ],
  ],
  ['JSON that is too deep', [`requestJobDescription=${encodeURIComponent(`${job()}${deep}`)}`]],
  [
    'long JSON that breaks next to the secret',
    [`requestJobDescription={"credentials":{"partnerUserSecret":"${SECRET}"x}}${' '.repeat(1_100_000)}`],
  ],
  ['long JSON that breaks at the secret, after its key', [`requestJobDescription={"partnerUserSecret":${SECRET}}${' '.repeat(1_100_000)}`]],
  [
    'a body that is cut inside the secret',
    [`requestJobDescription=${`{"x":"${'x'.repeat(16_384 - 60)}","partnerUserSecret":"`.slice(0, 16_384 - 28)}${SECRET}"}`],
  ],
  [
    'a field that contains only the secret, next to the job',
    [new URLSearchParams({ requestJobDescription: job(), data: `[["${SECRET}"]]` }).toString()],
  ],
  [
    'a field with the secret where the text is cut',
    [new URLSearchParams({ requestJobDescription: job(), data: `${'x'.repeat(16_384 - 5)}${SECRET}` }).toString()],
  ],
  ['a separate form field', [new URLSearchParams({ partnerUserID: 'x', partnerUserSecret: SECRET }).toString()]],
  ['a separate multipart field', [multipart('X', { partnerUserSecret: SECRET }), { contentType: 'multipart/form-data; boundary=X' }]],
  ['a separate query parameter', ['', { query: `?partnerUserSecret=${SECRET}` }]],
  ['the name of a field', [new URLSearchParams({ requestJobDescription: job(), [SECRET]: '1' }).toString()]],
  ['an unknown key', [new URLSearchParams({ requestJobDescription: job({ [SECRET]: '1' }) }).toString()]],
  ['a latin-1 form', [Buffer.from(`requestJobDescription=${job()}`, 'latin1'), { contentType: `${FORM}; charset=iso-8859-1` }]],
  ['a job without a type', [new URLSearchParams({ requestJobDescription: job({ type: SECRET }) }).toString()]],
];

test.each(requests)('does not store a secret in %s', async (_where, [body, options]) => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest(body, options));
  expect([...leaks(emulator, SECRET.slice(0, 5)), ...leaks(emulator, SECRET.slice(-5))]).toEqual([]);
});

test('does not store what follows an unencoded & in a secret', async () => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest('requestJobDescription={"credentials":{"feedPassword":"front&Sk7tail"}}'));
  expect([...leaks(emulator, 'front'), ...leaks(emulator, 'Sk7tail')]).toEqual([]);
});

test('does not store the password in a feedUrl', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, {
    type: 'update',
    dataSource: 'download',
    credentials: { ...emulator.credentials, feedUrl: `https://user:${SECRET}@feeds.example/feed` },
    inputSettings: { type: 'employees', entity: 'generic' },
  });
  expect(leaks(emulator, SECRET)).toEqual([]);
});

test('does not store a secret that the response repeats', async () => {
  await using emulator = await createTestEmulator();
  const { partnerUserSecret } = emulator.credentials;
  const answer = await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList', userEmail: partnerUserSecret } });
  expect(answer.responseMessage).toContain(partnerUserSecret);
  expect(leaks(emulator, partnerUserSecret)).toEqual([]);
});

test('does not store a secret that skippedEmployees repeats', async () => {
  await using emulator = await createTestEmulator();
  const { partnerUserSecret } = emulator.credentials;
  await updateEmployees(emulator, [newcomer({ policyID: partnerUserSecret })]);
  expect(emulator.journal.entries()[0]?.response.body).toContain('skippedEmployees');
  expect(leaks(emulator, partnerUserSecret)).toEqual([]);
});

test('stores no secret of the credentials in ordinary use', async () => {
  await using emulator = await createTestEmulator();
  const created = emulator.directory.createCompany('Other').credentials;
  const second = emulator.directory.createCredential('max.manager@acme.example');
  for (const credentials of [emulator.credentials, created, second]) {
    await sendJob(emulator, { type: 'get', credentials, inputSettings: { type: 'policyList' } });
    await updateEmployees(emulator, [newcomer()], { credentials });
  }
  for (const { partnerUserSecret } of [emulator.credentials, created, second]) expect(leaks(emulator, partnerUserSecret)).toEqual([]);
});

test('a journalled job can be parsed again, without its secret', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  const [entry] = emulator.journal.entries();
  expect(entry && decodedJob(entry)).toEqual({
    type: 'get',
    credentials: { partnerUserID: emulator.credentials.partnerUserID, partnerUserSecret: '[redacted]' },
    inputSettings: { type: 'policyList' },
  });
});

test('an exchange without a job has none to parse', async () => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest('data=[]'));
  const [entry] = emulator.journal.entries();
  expect(entry && decodedJob(entry)).toBeUndefined();
});

const secret = fc.string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 30 }).map((text) => `Zq9${text}Zq9`);

test('stores no secret, whatever its characters and however it is sent', async () => {
  await using emulator = await createTestEmulator({ journalSize: 1 });
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom('form', 'query', 'multipart', 'plain', 'broken'), async (password, how) => {
      const text = JSON.stringify({
        type: 'update',
        credentials: { ...emulator.credentials, feedPassword: password, sftp: { password: `${password}2` } },
        inputSettings: { type: 'policyList', note: `again ${password}` },
      });
      const form = new URLSearchParams({ requestJobDescription: text, note: password }).toString();
      if (how === 'form') await emulator.handle(wireRequest(form));
      else if (how === 'query') await emulator.handle(wireRequest('', { query: `?${form}` }));
      else if (how === 'multipart') {
        const options = { contentType: 'multipart/form-data; boundary=X' };
        await emulator.handle(wireRequest(multipart('X', { requestJobDescription: text, note: password }), options));
      } else if (how === 'plain')
        await emulator.handle(wireRequest(JSON.stringify({ feedPassword: password }), { contentType: 'text/plain' }));
      else
        await emulator.handle(
          wireRequest(`requestJobDescription=${encodeURIComponent(`${JSON.stringify({ feedPassword: password })},`.slice(1))}`),
        );
      expect(leaks(emulator, 'Zq9')).toEqual([]);
    }),
  );
});

const DISGUISED = 'hunter2SecretValue99';
const inForm = (text: string): Parameters<typeof wireRequest> => [`requestJobDescription=${encodeURIComponent(text)}`];
const withCredentials = (credentials: object): string =>
  JSON.stringify({
    type: 'get',
    credentials: { partnerUserID: 'aa_owner_acme_example', ...credentials },
    inputSettings: { type: 'policyList' },
  });

test.each<[string, Parameters<typeof wireRequest>]>([
  ['a job that was encoded twice', inForm(encodeURIComponent(withCredentials({ partnerUserSecret: DISGUISED })))],
  [
    'a job that was encoded twice, in the URL of a refused method',
    [
      '',
      {
        method: 'PUT',
        query: `?requestJobDescription=${encodeURIComponent(encodeURIComponent(withCredentials({ partnerUserSecret: DISGUISED })))}`,
      },
    ],
  ],
  ['curly quotes', inForm(`{“type”: “get”, “credentials”: {“partnerUserSecret”: “${DISGUISED}”}}`)],
  ['a Ruby hash', inForm(`{"credentials"=>{"partnerUserSecret"=>"${DISGUISED}"}}`)],
  ['a list', inForm(withCredentials({ partnerUserSecret: [DISGUISED] }))],
  ['an object', inForm(withCredentials({ partnerUserSecret: { value: DISGUISED } }))],
  ['a misspelt key', inForm(withCredentials({ partnerUserSecert: DISGUISED }))],
  ['a padded key', inForm(withCredentials({ 'partnerUserSecret ': DISGUISED }))],
  ['a key in another naming style', inForm(withCredentials({ partner_user_secret: DISGUISED }))],
  ['a short key', inForm(withCredentials({ sftp: { pass: DISGUISED } }))],
  ['a missing colon', inForm(`{"partnerUserSecret" "${DISGUISED}"}`)],
  ['HTML entities', inForm(`{&quot;partnerUserSecret&quot;:&quot;${DISGUISED}&quot;}`)],
  ['XML', inForm(`<partnerUserSecret>${DISGUISED}</partnerUserSecret>`)],
  ['multipart without a boundary', [multipart('X', { partnerUserSecret: DISGUISED }), { contentType: 'multipart/form-data' }]],
  ['a URL with an @ in its password', inForm(JSON.stringify({ note: `https://u:abc@${DISGUISED}@h.example/f` }))],
  ['a key of the job', inForm(JSON.stringify({ credentials: { partnerUserID: 'a', partnerUserSecret: DISGUISED }, [DISGUISED]: 1 }))],
  ['a form field of JSON', [`requestJobDescription=${encodeURIComponent(withCredentials({}))}&{"partnerUserSecret":"${DISGUISED}"}`]],
])('does not store a secret in the form of %s', async (_what, [body, options]) => {
  await using emulator = await createTestEmulator();
  const {
    url,
    method = 'POST',
    headers = {},
    body: bytes,
  } = wireRequest(body, options) as { url: string; method?: string; headers?: Record<string, string>; body: Uint8Array };
  await emulator.fetch(new URL(url, emulator.url), { method, headers, ...(bytes.length > 0 && { body: bytes as never }) });
  expect(emulator.journal.entries()).toHaveLength(1);
  expect(leaks(emulator, DISGUISED)).toEqual([]);
});

test('does not store a real secret where advisories quote the client', async () => {
  await using emulator = await createTestEmulator();
  const { partnerUserSecret } = emulator.credentials;
  await sendJob(emulator, {
    type: 'get',
    inputSettings: { type: 'policy', policyIDList: ['A1B2C3D4E5F60001'], fields: [partnerUserSecret] },
  });
  await sendJob(emulator, { type: 'get', [partnerUserSecret]: 1, inputSettings: { type: 'policyList' } });
  expect(emulator.advisories().length).toBeGreaterThan(1);
  expect(leaks(emulator, partnerUserSecret)).toEqual([]);
});

test('does not store an id and a secret that were swapped', async () => {
  await using emulator = await createTestEmulator();
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  const swapped = { partnerUserID: partnerUserSecret, partnerUserSecret: partnerUserID };
  await sendJob(emulator, { type: 'get', credentials: swapped, inputSettings: { type: 'policyList' } });
  expect(leaks(emulator, partnerUserSecret)).toEqual([]);
});
