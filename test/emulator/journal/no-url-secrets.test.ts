import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator, sendJob } from '../../support/emulator.js';
import { wireRequest } from '../../support/wire.js';

/** Everything that is stored of the requests. */
const kept = (emulator: Emulator): string => JSON.stringify([emulator.journal.entries(), emulator.advisories()]);

const feedJob = (credentials: object): object => ({
  type: 'update',
  dataSource: 'download',
  credentials,
  inputSettings: { type: 'employees', entity: 'generic' },
});

/** URLs as people write them, with the parts that must not be stored in any encoding. */
const urls: readonly (readonly [string, readonly string[]])[] = [
  ['https://tok-hunter2@feeds.example/feed', ['hunter2']],
  ['http:me:hunter2@feeds.example', ['hunter2']],
  ['http:/me:hunter2@feeds.example', ['hunter2']],
  ['http:\\\\me:hunter2@feeds.example', ['hunter2']],
  ['http:///me:hunter2@feeds.example', ['hunter2']],
  ['me:hunter2@feeds.example', ['hunter2']],
  ['https://me:hun/ter2@feeds.example', ['hun/ter2', 'hun%2Fter2']],
  ['https://me:hun%2Fter2@feeds.example', ['hun/ter2', 'hun%2Fter2', 'hun%252Fter2']],
  ['https://me:hun%22ter2@feeds.example', ['hun\\"ter2', 'hun%22ter2', 'ter2']],
  ['https://me:hun%40ter2@feeds.example', ['hun@ter2', 'hun%40ter2']],
  ['https://me:hun"ter2@feeds.example', ['hun\\"ter2', 'ter2']],
  ["https://me:hun'ter2@feeds.example", ["hun'ter2", 'ter2']],
  ['https://me:hun@ter2@feeds.example', ['hun@', 'ter2']],
  ['https://store.example/feed?sv=2022-11-02&sig=hunter2%2Babc%3D', ['hunter2', '2Babc']],
  ['https://feeds.example/feed?token=hunter2', ['hunter2']],
  ['https://feeds.example/feed?t=hunter2', ['hunter2']],
  ['https://feeds.example/feed#access_token=hunter2', ['hunter2']],
  ['http://me:hunter2%40feeds.example/x', ['hunter2']],
  ['https://feeds.example/a;sig=hunter2', ['hunter2']],
  ['feeds.example:80:hunter2', ['hunter2']],
  [`https://${'u'.repeat(400)}-hunter2@feeds.example`, ['hunter2', 'uuuuuuuu']],
];

/** The ways to send a job. */
const ways: Readonly<Record<string, (job: object) => Parameters<typeof wireRequest>>> = {
  'in a form': (job) => [new URLSearchParams({ requestJobDescription: JSON.stringify(job) }).toString()],
  'in an unencoded form': (job) => [`requestJobDescription=${JSON.stringify(job)}`],
  'in the query': (job) => ['', { query: `?requestJobDescription=${encodeURIComponent(JSON.stringify(job))}` }],
  'in an unreadable job': (job) => [
    new URLSearchParams({ requestJobDescription: JSON.stringify(job).slice(0, -1).replace('"type"', 'type"') }).toString(),
  ],
  'as a JSON body': (job) => [JSON.stringify(job), { contentType: 'application/json' }],
  'to an unknown path': (job) => ['', { query: `/nowhere?requestJobDescription=${encodeURIComponent(JSON.stringify(job))}` }],
};

test.each(urls.flatMap(([url, secrets]) => Object.keys(ways).map((way) => [url.slice(0, 90), way, url, secrets] as const)))(
  'stores nothing secret from %s, %s',
  async (_shown, way, feedUrl, secrets) => {
    await using emulator = await createTestEmulator();
    await emulator.handle(wireRequest(...(ways[way]?.(feedJob({ ...emulator.credentials, feedUrl })) ?? [''])));
    const text = kept(emulator);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  },
);

test('the response about a host that is not allowed contains neither the credentials nor the query of the URL', async () => {
  await using emulator = await createTestEmulator();
  const answer = await sendJob(emulator, feedJob({ ...emulator.credentials, feedUrl: 'https://me:hunter2@feeds.example/?sig=hunter2' }));
  expect(answer.responseMessage).toContain('--allow-host feeds.example');
  expect(JSON.stringify(answer)).not.toContain('hunter2');
});

test('the rest of a job with a secret URL stays readable', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, feedJob({ ...emulator.credentials, feedUrl: 'https://feed:hunter2@feeds.example/employees?format=json' }));
  const [entry] = emulator.journal.entries();
  expect(kept(emulator)).toContain('feeds.example');
  expect(JSON.stringify(entry)).toContain('employees');
  expect(JSON.stringify(entry)).toContain('application/json');
  expect(JSON.stringify(entry)).toContain('feedUrl');
});

test('redacts a URL with credentials under any key that sounds like a URL', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { ...feedJob(emulator.credentials), outputSettings: { callbackURL: 'http:me:hunter2@h.example' } });
  expect(kept(emulator)).not.toContain('hunter2');
});

const broken: readonly (readonly [string, string])[] = [
  ['a missing brace', '{"type":"get","credentials":{"partnerUserID":"aa_me","token":"hunter2"}'],
  ['nothing after it', '{"credentials":{"token":"hunter2"'],
  ['a missing quote', '{"credentials":{"token":"hunter2,"type":"get"'],
  ['no quotes at all', '{credentials:{token:hunter2},type:get,,}'],
  ['single quotes', "{'credentials':{'token':'hunter2'},,'type':'get'}"],
  ['more than one set of credentials', '{"credentials":{"a":1},"credentials":{"sftp":{"host":"h"},"apiKey":"hunter2"},,}'],
  ['a brace in the secret before it', '{"credentials":{"pin":"}1234","token":"hunter2"},,}'],
  ['JSON in JSON', '{"body":"{\\"credentials\\":{\\"token\\":\\"hunter2\\"}}",,}'],
  ['a secret in place of its id', '{"credentials":{"partnerUserID":"75ed68085c0fb3eb678b84247139cf65e2628d16"},,}'],
];

test.each(broken)('does not store the credentials of an unreadable job: %s', async (_what, job) => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest(new URLSearchParams({ requestJobDescription: job }).toString()));
  await emulator.handle(wireRequest(`requestJobDescription=${job}`));
  await emulator.handle(wireRequest(`requestJobDescription=${encodeURIComponent(encodeURIComponent(job))}`));
  await emulator.handle(wireRequest(job, { contentType: 'text/plain' }));
  expect(kept(emulator)).not.toMatch(/hunter2|75ed68085c/);
});

test('stores enough of an unreadable job to see what is wrong with it', async () => {
  await using emulator = await createTestEmulator();
  const job = '{"type":"get","credentials":{"partnerUserID":"aa_me","token":"hunter2"},"inputSettings":{"type":"policyList",,}}';
  await emulator.handle(wireRequest(new URLSearchParams({ requestJobDescription: job }).toString()));
  expect(JSON.stringify(emulator.journal.entries())).toMatch(/aa_me.*policyList/);
});

const BROKEN = '"type":"get",,}';
test.each<readonly [string, string]>([
  ['a list of credentials', `{"credentials":["aa_me","hunter2-1234"],${BROKEN}`],
  ['credentials as a string', `{"credentials":"aa_me:hunter2-1234",${BROKEN}`],
  ['misspelt credentials', `{"credentals":{"feedPw":"hunter2-1234"},${BROKEN}`],
  ['misspelt credentials in valid JSON', '{"credentals":{"feedPw":"hunter2-1234"},"type":"get"}'],
  ['a secret as a key', '{"credentials":{"hunter2-1234":"partnerUserSecret"},"type":"get"}'],
])('stores nothing secret from a job with %s', async (_what, requestJobDescription) => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest(new URLSearchParams({ requestJobDescription }).toString()));
  expect(kept(emulator)).not.toContain('hunter2');
});

test.each(['auth', 'sig', 'signature'])('does not store the parameter %s, however often it occurs in a form or a query', async (name) => {
  await using emulator = await createTestEmulator();
  const pairs = `${name}=hunter2-1234&${name}=hunter2-5678`;
  await emulator.handle(wireRequest(`requestJobDescription={}&${pairs}`));
  await emulator.handle(wireRequest('', { query: `?${pairs}` }));
  await emulator.handle(wireRequest('', { query: `/nowhere?${pairs}` }));
  expect(kept(emulator)).not.toContain('hunter2');
});

test('stores ordinary data unchanged', async () => {
  await using emulator = await createTestEmulator();
  const person = { employeeEmail: 'signe.author@acme.example', firstName: 'Signe', lastName: 'Tokenius', customField1: 'auth: none' };
  const job = { type: 'update', credentials: emulator.credentials, inputSettings: { type: 'employees', signature: 'Best, Signe' } };
  await sendJob(emulator, job, { data: JSON.stringify({ Employees: [person] }) });
  const [entry] = emulator.journal.entries();
  expect(JSON.parse(entry?.request.fields.data ?? '')).toEqual({ Employees: [person] });
  expect(entry?.request.fields.requestJobDescription).toContain('"signature":"Best, Signe"');
});
