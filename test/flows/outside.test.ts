import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, runFlow, UnsupportedCardsError } from '../../src/flows/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { provisionFlow } from './fixtures/provision.js';
import { NEW_SELLER } from './fixtures/users.js';
import { runFixture } from './support/run-fixture.js';

const flowOf = (build: (cards: Cards) => void): FlowExport =>
  buildFlow('Outside', (cards) => {
    cards.helperFlow({});
    build(cards);
  });
const slack = (cards: Cards, text = 'Hello') =>
  cards.card('@slack.sendMessageToChannel2', 'Tell', { 'Channel/Name': 'it', 'Message/Text': text }, { 'Message/Timestamp': 'string' });

let url: string;
let seen: string[];
let sentHeaders: Record<string, unknown>[];
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url} ${request.headers.host}`);
  sentHeaders.push(request.headers);
  if (request.url === '/moved') response.writeHead(302, { location: '/there' }).end();
  else if (request.url === '/away') response.writeHead(302, { location: 'https://elsewhere.example/x' }).end();
  else if (request.url?.startsWith('/to?') === true) response.writeHead(307, { location: decodeURIComponent(request.url.slice(4)) }).end();
  else response.end('{"ok":true}');
});
beforeEach(async () => {
  seen = [];
  sentHeaders = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test('a host that is not allowed is refused by name, and nothing is sent', async () => {
  const result = await runFlow(flowOf((cards) => void cards.httpGet({ url: 'https://api.example.com/users', title: 'Ask' })));
  expect(result.error).toMatchObject({
    kind: 'host',
    message: expect.stringContaining("'Ask' tried to contact api.example.com"),
    card: { title: 'Ask' },
  });
  expect(result.error?.message).toContain('--allow-host api.example.com');
});

test('without a target, the Integration Server is refused like any other host', async () => {
  const result = await runFlow(provisionFlow(), {
    users: [NEW_SELLER],
    input: { 'User ID': '00uNina' },
    set: { 'Settings.Sales policy': 'X' },
  });
  expect(result.error).toMatchObject({ kind: 'host', message: expect.stringContaining('integrations.expensify.com') });
});

test("an If Error can't catch a refused host", async () => {
  const flow = flowOf((cards) => {
    cards.ifError(
      (block) => ({ body: block.httpGet({ url: 'https://api.example.com' }).out('Body') }),
      () => ({ body: 'none' }),
    );
  });
  expect((await runFlow(flow)).error).toMatchObject({ kind: 'host' });
});

test('requests to a mapped host go to the other server, with their path', async () => {
  const flow = flowOf((cards) => void cards.httpGet({ url: 'https://api.example.com/users?x=1' }));
  const result = await runFlow(flow, { mapHosts: { 'api.example.com': `${url}/base` } });
  expect(result).toMatchObject({
    status: 'finished',
    requests: [{ url: 'https://api.example.com/users?x=1', sentTo: `${url}/base/users?x=1` }],
  });
  expect(seen).toEqual([`GET /base/users?x=1 ${new URL(url).host}`]);
});

test('an allowed host is contacted directly, and its redirects are followed there', async () => {
  const flow = flowOf((cards) => void cards.httpGet({ url: `${url}/moved` }));
  const result = await runFlow(flow, { allowHosts: [new URL(url).host] });
  expect(result.status).toBe('finished');
  expect(seen).toHaveLength(2);
});

test('a redirect to a host that is not allowed is refused', async () => {
  const flow = flowOf((cards) => void cards.httpGet({ url: `${url}/away` }));
  const result = await runFlow(flow, { allowHosts: [new URL(url).host] });
  expect(result.error).toMatchObject({ kind: 'host', message: expect.stringContaining('elsewhere.example') });
});

test('a redirect to another origin is sent without Authorization and Cookie, one within the origin with them', async () => {
  const headers = { AUTHORIZATION: 'Bearer abcdef1234567890', Cookie: 'sid=abcdef1234567890', 'X-Trace': '7' };
  const other = url.replace('127.0.0.1', 'localhost');
  const options = { allowHosts: ['127.0.0.1', 'localhost'] };
  const sent = async (location: string): Promise<unknown> => {
    const flow = flowOf((cards) => void cards.httpGet({ url: `${url}/to?${encodeURIComponent(location)}`, headers }));
    expect((await runFlow(flow, options)).status).toBe('finished');
    return sentHeaders.at(-1);
  };
  expect(await sent(`${url}/there`)).toMatchObject({ authorization: headers.AUTHORIZATION, cookie: headers.Cookie, 'x-trace': '7' });
  const elsewhere = await sent(`${other}/there`);
  expect(elsewhere).toMatchObject({ host: new URL(other).host, 'x-trace': '7' });
  expect(elsewhere).not.toHaveProperty('authorization');
  expect(elsewhere).not.toHaveProperty('cookie');
});

test('a redirect to an invalid URL is a card error that does not show a password in it', async () => {
  for (const location of ['http://', 'http://user:Passw0rdOfTheirs@[::1']) {
    const flow = flowOf((cards) => void cards.httpGet({ url: `${url}/to?${encodeURIComponent(location)}` }));
    const { error } = await runFlow(flow, { allowHosts: ['127.0.0.1'] });
    expect(error).toMatchObject({ kind: 'card', message: expect.stringContaining('which is not a URL') });
    expect(JSON.stringify(error)).not.toContain('Passw0rdOfTheirs');
  }
});

test.each(['file:///etc/passwd', 'not a url', 'ftp://x.example/y'])('%s is a card error, not a request', async (target) => {
  expect((await runFlow(flowOf((cards) => void cards.httpGet({ url: target })))).error).toMatchObject({ kind: 'card' });
});

test('a host that is down is a card error that names it', async () => {
  const flow = flowOf((cards) => void cards.httpGet({ url: 'https://api.example.com/' }));
  const result = await runFlow(flow, { mapHosts: { 'api.example.com': 'http://127.0.0.1:1' } });
  expect(result.error).toMatchObject({ kind: 'card', message: expect.stringContaining("127.0.0.1:1 can't be reached") });
});

test('a connector card without a stub stops with the stub to paste', async () => {
  const result = await runFlow(flowOf((cards) => void slack(cards)));
  expect(result.error).toMatchObject({ kind: 'unstubbed', card: { title: 'Tell' } });
  expect(result.error?.message).toContain('- card: "@slack.sendMessageToChannel2"\n  outputs:\n    Message/Timestamp: ""\n');
});

test.each(['Tell', '@slack.sendMessageToChannel2', 'root:channels:http:slack:1.0.0:sendMessageToChannel2'])(
  'a stub finds its card by %s',
  async (card) => {
    const flow = flowOf((cards) => cards.returns({ At: slack(cards).out() }));
    expect((await runFlow(flow, { stubs: [{ card, outputs: { Timestamp: '17' } }] })).output).toEqual({ At: '17' });
  },
);

test('stubs are chosen by inputs, and used one after the other', async () => {
  const flow = flowOf((cards) => cards.returns({ a: slack(cards, 'a').out(), b: slack(cards, 'b').out(), c: slack(cards, 'b').out() }));
  const stubs = [
    { card: 'Tell', when: { 'Message/Text': 'a' }, outputs: { 'Message/Timestamp': 'first' } },
    { card: 'Tell', sequence: [{ outputs: { 'Message/Timestamp': 'second' } }, { outputs: { 'Message/Timestamp': 'third' } }] },
  ];
  expect((await runFlow(flow, { stubs })).output).toEqual({ a: 'first', b: 'second', c: 'third' });
});

test('a stub can fail, and the flow can handle the failure', async () => {
  const flow = flowOf((cards) => {
    const tried = cards.ifError(
      (block) => ({ at: slack(block).out() }),
      (_, error) => ({ at: error.out('message') }),
    );
    cards.returns({ At: tried.out('at') });
  });
  const stubs = [{ card: 'Tell', error: { message: 'channel_not_found', code: 404 } }];
  expect((await runFlow(flow, { stubs })).output).toEqual({ At: 'channel_not_found' });
});

test('a stub for an unknown card, or with an unknown output, is an error with the likely name', async () => {
  const flow = flowOf((cards) => void slack(cards));
  await expect(runFlow(flow, { stubs: [{ card: 'Tel', outputs: {} }] })).rejects.toThrow(
    "Stubs: the export has no card 'Tel'. Did you mean 'Tell'?",
  );
  await expect(runFlow(flow, { stubs: [{ card: 'Tell', outputs: { Time: 1 } }] })).rejects.toThrow(
    "sets 'Time', which is not an output of that card. Its outputs are: ",
  );
  await expect(runFlow(flow, { stubs: [{ crad: 'Tell' }] as never })).rejects.toThrow('The stubs are invalid');
});

test('a streaming card passes the records of its stub to the helper', async () => {
  const helper = buildFlow('Take one', (cards) => {
    const start = cards.helperFlow({ Record: 'object', State: 'object' });
    cards.sendEmail({ to: ['it@example.com'], subject: cards.get(start.out('Record'), 'name'), body: 'x' });
  });
  const flow = flowOf((cards) => {
    cards.callFlowAsync(helper, {}, 'Only named here');
    cards.card(
      '@box.listFiles',
      'List files',
      { 'Streaming/Flow': Object.keys(helper.data.flos)[0] ?? '' },
      { 'Result/Records Streamed': 'number' },
    );
  });
  // The builder has no streaming cards: their flow is an input with its own type.
  const typed = JSON.stringify(flow).replace(/("key":"Flow","value":\{"error":false,"type":)"string"/, '$1"flo"');
  const stubs = [{ card: 'Only named here' }, { card: 'List files', records: [{ name: 'a.txt' }, { name: 'b.txt' }] }];
  const result = await runFlow(JSON.parse(typed), { flow: 'Outside', stubs });
  expect(result.mail.map(({ subject }) => subject)).toEqual(['a.txt', 'b.txt']);
  expect(result.cards.find(({ title }) => title === 'List files')?.outputs).toEqual({ 'Result/Records Streamed': 2 });
});

test('unknown kernel cards stop the run before anything runs, and all of them are named', async () => {
  const flow = flowOf((cards) => {
    cards.card('utility.exportFlo', 'Export it', { pretty: true }, { output: 'string' });
    cards.card('magic.wand', 'Wave', {}, {});
  });
  const failure = await runFlow(flow).catch((error) => error);
  expect(failure).toBeInstanceOf(UnsupportedCardsError);
  expect(failure.message).toContain('Export it (root:kernel:utility:0.0.1:exportFlo)');
  expect(failure.message).toContain('Wave (root:kernel:magic:0.0.1:wand)');
  const stubs = [{ card: 'Export it', outputs: { output: '{}' } }, { card: 'magic.wand' }];
  expect((await runFlow(flow, { stubs })).status).toBe('finished');
});

test('an unknown input or override is an error with the likely name', async () => {
  const flow = provisionFlow();
  await expect(runFlow(flow, { input: { 'User Id': 'x' } })).rejects.toThrow("Did you mean 'User ID'?");
  await expect(runFlow(flow, { set: { 'Settings.policy': 'x' } })).rejects.toThrow(/'Settings' has no input 'policy'/);
  await expect(runFlow(flow, { set: { 'Setings.recipients': 'x' } })).rejects.toThrow("Did you mean 'Settings'?");
  await expect(runFlow(flow, { flow: 'Provision employe' })).rejects.toThrow("Did you mean 'Provision employee'?");
  await expect(runFlow(flow, { semantics: { forEech: 'x' } as never })).rejects.toThrow("Did you mean 'forEach'?");
  await expect(runFlow(flow, { event: {} })).rejects.toThrow("Flow 'Provision employee' is not started by an event. Pass inputs instead.");
});

test('a card waits for a rate limit as it says, without really waiting', async () => {
  const emulator = await createTestEmulator({ rateLimit: 'enforce' });
  const flow = buildFlow('Insist', (cards) => {
    cards.helperFlow({});
    const settings = cards.assign({ partnerUserID: '', partnerUserSecret: '' }, 'Settings');
    const job = cards.construct({
      type: 'get',
      credentials: cards.construct({ partnerUserID: settings.out('partnerUserID'), partnerUserSecret: settings.out('partnerUserSecret') }),
      inputSettings: cards.construct({ type: 'policyList' }),
    });
    const body = cards.compose('requestJobDescription={{job}}', { job: cards.encodeComponent(job.as('stringify')) });
    const headers = cards.construct({ 'Content-Type': 'application/x-www-form-urlencoded' });
    const url = 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations';
    for (let count = 0; count < 7; count++) cards.rawRequest({ url, headers, body, retry: { times: 1, delayMs: 60_000 } });
  });
  const set = {
    'Settings.partnerUserID': emulator.credentials.partnerUserID,
    'Settings.partnerUserSecret': emulator.credentials.partnerUserSecret,
  };
  const result = await runFlow(flow, { target: emulator, set, clock: '2026-01-31T09:00:00Z' });
  expect(result).toMatchObject({ status: 'finished' });
  expect(result.requests.map(({ response }) => response?.status)).toEqual([200, 200, 200, 200, 200, 429, 200, 200]);
});

test('no secret appears in a result, in any encoding', async () => {
  const emulator = await createTestEmulator();
  const users = { users: [NEW_SELLER], input: { 'User ID': '00uNina' } };
  for (const flow of [provisionFlow(), provisionFlow({ isUnencoded: true })]) {
    const text = JSON.stringify(await runFixture(flow, emulator, users));
    expect(text).not.toContain(emulator.credentials.partnerUserSecret);
    const odd = await runFixture(flow, emulator, { ...users, set: { 'Settings.partnerUserSecret': 'p+ss"w%rd & co' } });
    expect(JSON.stringify(odd)).not.toMatch(/p\+ss|p%2Bss|rd & co/);
  }
});

test('the same run produces the same bytes', async () => {
  const runs = await Promise.all(
    [1, 2].map(async () =>
      JSON.stringify(
        await runFixture(provisionFlow(), await createTestEmulator(), { users: [NEW_SELLER], input: { 'User ID': '00uNina' } }),
      ),
    ),
  );
  expect(runs[0]).toBe(runs[1]);
});
