import { expect, test } from 'vitest';
import { buildForm } from '../../src/client/build-form.js';
import { createClient, MalformedAnswerError, TransportError } from '../../src/client/index.js';
import { createScrub, scrubbedCause } from '../../src/client/scrub.js';
import { getPolicyList } from '../../src/jobs/get-policy-list/definition.js';
import { failureOf } from '../support/clients.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

const credentials = { partnerUserID: 'aa_me', partnerUserSecret: 'hush' };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose requests are recorded and get the given responses in turn. The last response is repeated. */
function clientWith(answers: readonly (() => Response)[], options: Partial<Parameters<typeof createClient>[0]> = {}) {
  const sent: Sent[] = [];
  const runtime = createFakeRuntime();
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({ url, init });
    if (answer === undefined) throw new Error('no answer');
    return answer();
  };
  return { client: createClient({ credentials, fetch, runtime, ...options }), sent, runtime };
}

const ok =
  (body: object): (() => Response) =>
  () =>
    Response.json({ ...body, responseCode: 200 });
const jobOf = ({ init }: Sent): Record<string, unknown> =>
  JSON.parse(new URLSearchParams(String(init.body)).get('requestJobDescription') ?? 'null');

test('a request is a form posted to the real service, accepts JSON, and follows no redirects', async () => {
  const { client, sent } = clientWith([ok({ policyList: [] })]);
  expect(await client.listPolicies()).toEqual([]);
  const url = 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations';
  expect(client.url).toBe(url);
  expect(sent[0]).toMatchObject({
    url,
    init: {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    },
  });
});

test.each([
  ['http://127.0.0.1:4310', 'http://127.0.0.1:4310/Integration-Server/ExpensifyIntegrations'],
  ['HTTPS://x.example/', 'https://x.example/Integration-Server/ExpensifyIntegrations'],
  ['https://x.example/proxy/', 'https://x.example/proxy/Integration-Server/ExpensifyIntegrations'],
  ['https://x.example/Integration-Server/ExpensifyIntegrations', 'https://x.example/Integration-Server/ExpensifyIntegrations'],
  ['https://x.example/a/Integration-Server/ExpensifyIntegrations', 'https://x.example/a/Integration-Server/ExpensifyIntegrations'],
])('the base URL %s means %s', (baseUrl, url) => {
  expect(createClient({ credentials, baseUrl }).url).toBe(url);
});

test.each(['x.example', 'ftp://x.example', 'xhttp://x.example', 'http://', ''])('the base URL %j is refused', (baseUrl) => {
  expect(() => createClient({ credentials, baseUrl })).toThrow(new TypeError(`baseUrl '${baseUrl}' is not an http or https URL.`));
});

test.each([
  [{ partnerUserID: '', partnerUserSecret: 'x' }, 'partnerUserID'],
  [{ partnerUserID: 'x', partnerUserSecret: '' }, 'partnerUserSecret'],
  [{ partnerUserID: 7, partnerUserSecret: 'x' }, 'partnerUserID'],
  [{ partnerUserID: 'x' }, 'partnerUserSecret'],
])('the credentials %j are refused, because %s is missing', (pair, missing) => {
  expect(() => createClient({ credentials: pair as never })).toThrow(
    new TypeError(`credentials.${missing} is missing. Create credentials at https://www.expensify.com/tools/integrations/.`),
  );
});

test('the options of listPolicies reach the service', async () => {
  const { client, sent } = clientWith([ok({ policyList: [] })]);
  await client.listPolicies({ adminOnly: true, userEmail: 'ann@x.example' });
  expect(sent.map(jobOf)).toEqual([
    { type: 'get', credentials, inputSettings: { adminOnly: true, userEmail: 'ann@x.example', type: 'policyList' } },
  ]);
});

test('the options of getPolicies reach the service', async () => {
  const { client, sent } = clientWith([ok({ policyInfo: { A: { tags: [] } } })]);
  expect(await client.getPolicies(['A'], { fields: ['tags'], userEmail: 'ann@x.example' })).toEqual({ A: { tags: [] } });
  expect(sent.map(jobOf)).toEqual([
    { type: 'get', credentials, inputSettings: { policyIDList: ['A'], fields: ['tags'], userEmail: 'ann@x.example', type: 'policy' } },
  ]);
});

test.each<[string, object, string]>([
  ['another policy', { B: { tags: [] } }, 'policy A'],
  ['a policy ID that is also a method of every object', { toString: {} }, 'policy A'],
  ['some of the sections', { A: { tags: [] } }, 'section tax, employees of policy A'],
])('a response with %s is malformed, and the error names what is missing', async (_what, policyInfo, missing) => {
  const { client } = clientWith([ok({ policyInfo })]);
  const failure = await failureOf(client.getPolicies(['A'], { fields: ['tags', 'tax', 'employees'] }));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure.message).toBe(`get policy failed at ${client.url}: the response has no ${missing}`);
  expect(failure).toMatchObject({ job: 'get policy', attempts: 1 });
});

test('every option of an update reaches the service, and options that are not given are not sent', async () => {
  const { client, sent } = clientWith([ok({ updatedEmployeesCount: 1 })]);
  const record = { employeeEmail: 'ann@x.example', employeeID: '1', policyID: 'A', managerEmail: 'bob@x.example' };
  await client.updateEmployees([record as never], {
    dryRun: true,
    onFinish: [{ actionName: 'email', recipients: 'ann@x.example' }],
    setEmployeePrimaryPolicy: 'new_employees',
    shouldFixApprovalChains: false,
    fixFirstLevelManagersOnly: true,
    shouldSkipNotificationEmail: true,
  });
  await client.updateEmployees([record as never]);
  const inputSettings = { entity: 'generic', type: 'employees' };
  expect(sent.map(jobOf)).toEqual([
    {
      type: 'update',
      credentials,
      'dry-run': true,
      dataSource: 'request',
      inputSettings,
      onFinish: [{ actionName: 'email', recipients: 'ann@x.example' }],
      setEmployeePrimaryPolicy: 'new_employees',
      shouldFixApprovalChains: false,
      fixFirstLevelManagersOnly: true,
      shouldSkipNotificationEmail: true,
    },
    { type: 'update', credentials, dataSource: 'request', inputSettings },
  ]);
  expect(sent.map(({ init }) => JSON.parse(new URLSearchParams(String(init.body)).get('data') ?? 'null'))).toEqual([
    { Employees: [record] },
    { Employees: [record] },
  ]);
});

test.each([0, -1, 1.5, Number.NaN])('the batchSize %j is refused', async (batchSize) => {
  const { client } = clientWith([]);
  await expect(client.updateEmployees([], { batchSize })).rejects.toThrow(
    new RangeError(`batchSize must be a whole number of at least 1, not ${batchSize}.`),
  );
});

test('a feed is sent in batches of five hundred', async () => {
  const { client, sent } = clientWith([ok({ updatedEmployeesCount: 1 })], { rateLimit: 'off' });
  const people = Array.from({ length: 501 }, (_, index) => ({
    employeeEmail: `p${index}@x.example`,
    employeeID: `${index}`,
    policyID: 'A',
  }));
  expect(await client.updateEmployees(people as never)).toMatchObject({ batches: 2, isDryRun: false });
  expect(sent).toHaveLength(2);
});

test('a call is one request without retries, and up to five with retries', async () => {
  const failing = () => new Response('', { status: 503 });
  const once = clientWith([failing], { retry: 'off' });
  expect(await failureOf(once.client.listPolicies())).toMatchObject({ attempts: 1 });
  const often = clientWith([failing], { rateLimit: 'off' });
  expect(await failureOf(often.client.listPolicies())).toMatchObject({ attempts: 5 });
  expect(often.runtime.waits).toEqual([750, 1_500, 3_000, 6_000]);
});

test('a logger gets one sentence for each retry', async () => {
  const said: string[] = [];
  const { client } = clientWith([() => new Response('', { status: 502 }), ok({ policyList: [] })], {
    logger: { warn: (message) => said.push(message) },
  });
  await client.listPolicies();
  expect(said).toEqual([`get policyList failed at ${client.url}: HTTP 502 with an empty body; attempt 2 in 0.8 s`]);
});

test('onExchange gets each exchange with its response, and a failed one with its problem', async () => {
  const told: object[] = [];
  const { client } = clientWith(
    [() => new Response('no hush', { status: 502, headers: { 'content-type': 'text/html' } }), ok({ policyList: [] })],
    { onExchange: (exchange) => told.push(exchange) },
  );
  await client.listPolicies();
  const request = {
    requestJobDescription: JSON.stringify({
      type: 'get',
      inputSettings: { type: 'policyList' },
      credentials: { partnerUserID: 'aa_me', partnerUserSecret: '***' },
    }),
  };
  expect(told).toEqual([
    {
      job: 'get policyList',
      url: client.url,
      attempt: 1,
      durationMs: 0,
      request,
      answer: { httpStatus: 502, contentType: 'text/html', body: 'no ***' },
      problem: `get policyList failed at ${client.url}: HTTP 502 with a body that starts with "no ***"`,
    },
    {
      job: 'get policyList',
      url: client.url,
      attempt: 2,
      durationMs: 0,
      request,
      answer: { httpStatus: 200, contentType: 'application/json', body: '{"policyList":[],"responseCode":200}' },
    },
  ]);
});

test('a failed connection is reported with its innermost reason, and without a response', async () => {
  const told: object[] = [];
  const fetch = (): Promise<Response> => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }));
  const client = createClient({ credentials, fetch, retry: 'off', onExchange: (exchange) => told.push(exchange) });
  const failure = await failureOf(client.listPolicies());
  expect(failure).toBeInstanceOf(TransportError);
  expect(failure.message).toBe(`get policyList failed at ${client.url}: no response (connect ECONNREFUSED)`);
  expect(told).toEqual([expect.not.objectContaining({ answer: expect.anything() })]);
  const bare = createClient({ credentials, fetch: () => Promise.reject(new Error('cut')), retry: 'off' });
  expect((await failureOf(bare.listPolicies())).message).toBe(`get policyList failed at ${bare.url}: no response (cut)`);
});

test('a success that lacks a required part is an error with the path of that part', async () => {
  const { client } = clientWith([ok({ policyList: [{ id: 7 }] })]);
  expect((await failureOf(client.listPolicies())).message).toMatch(
    /^get policyList failed at \S+: the service reported success, but policyList\.0\.\w+ is missing or not valid$/,
  );
  const { client: other } = clientWith([() => Response.json([])]);
  expect((await failureOf(other.listPolicies())).message).toMatch(/instead of JSON with a responseCode$/);
});

test("the job's type and the client's credentials override the input, and other credentials stay", () => {
  const job = {
    type: 'other',
    credentials: {
      partnerUserSecret: 'wrong',
      feed: { user: 'u', password: 'deep', Secret2: 'deeper', PASSWORD: 4711, noSecret: null },
      count: 7,
    },
    inputSettings: { type: 'other', adminOnly: true },
    extra: 1,
  };
  const { fields, secrets } = buildForm(credentials, getPolicyList, { job, fields: { data: 'x' } });
  expect(JSON.parse(fields.requestJobDescription ?? '')).toEqual({
    type: 'get',
    credentials: { ...credentials, feed: job.credentials.feed, count: 7 },
    inputSettings: { type: 'policyList', adminOnly: true },
    extra: 1,
  });
  expect(fields.data).toBe('x');
  expect([...secrets].sort()).toEqual(['4711', 'deep', 'deeper', 'hush']);
});

test('credentials and settings that are not objects are left out', () => {
  const { fields } = buildForm(credentials, getPolicyList, { job: { credentials: 'x', inputSettings: [1] } });
  expect(JSON.parse(fields.requestJobDescription ?? '')).toEqual({ type: 'get', credentials, inputSettings: { type: 'policyList' } });
});

test.each([
  ['a"b c+é', 'a"b c+é', '***'],
  ['a"b c+é', JSON.stringify({ x: 'a"b c+é' }), '{"x":"***"}'],
  ['a"b c+é', encodeURIComponent('a"b c+é'), '***'],
  ['a"b c+é', new URLSearchParams({ x: 'a"b c+é' }).toString(), 'x=***'],
  ['a"b c+é', encodeURIComponent(JSON.stringify('a"b c+é')), '%22***%22'],
  ['ab', 'abab', '******'],
  ['', 'text', 'text'],
])('the secret %j in %s is hidden: %s', (secret, text, clean) => {
  expect(createScrub([secret])(text)).toBe(clean);
});

test('if one secret contains another, no part of either remains', () => {
  expect(createScrub(['ab', 'abc'])('abc ab')).toBe('*** ***');
});

test('a cause is copied without secrets: name, message, stack, code and its own causes, five deep', () => {
  const scrub = createScrub(['hush']);
  const deep = [6, 5, 4, 3, 2, 1, 0].reduce<Error | undefined>(
    (cause, depth) => Object.assign(new TypeError(`hush ${depth}`, cause && { cause }), { code: `E${depth}`, body: 'hush' }),
    undefined,
  );
  const copy = scrubbedCause(deep, scrub);
  const chain: unknown[] = [];
  for (let at: unknown = copy; at instanceof Error; at = at.cause) {
    chain.push(at.message);
    expect(at.stack).not.toContain('hush');
    expect(at.stack).toContain('TypeError: ***');
    expect(at).toMatchObject({ name: 'TypeError', code: expect.stringMatching(/^E\d$/) });
    expect(at).not.toHaveProperty('body');
  }
  expect(chain).toEqual(['*** 0', '*** 1', '*** 2', '*** 3', '*** 4', '*** 5']);
  expect(copy).not.toBe(deep);
});

test('a thrown value that is not an error becomes one, and a code that is not text is left out', () => {
  const scrub = createScrub(['hush']);
  expect(scrubbedCause('a hush', scrub)).toEqual(new Error('a ***'));
  expect(scrubbedCause(Object.assign(new Error('x'), { code: 7 }), scrub)).not.toHaveProperty('code');
  expect(scrubbedCause(new Error('x'), scrub)).not.toHaveProperty('code');
  expect('cause' in scrubbedCause(new Error('x'), scrub)).toBe(false);
  expect(scrubbedCause(Object.assign(new Error('x'), { stack: undefined }), scrub).stack).toBe('');
});
