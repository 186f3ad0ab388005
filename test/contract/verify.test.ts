import { expect, test, vi } from 'vitest';
import { urlProvider } from '../../src/cli/url-provider.js';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import type { Provider, Session } from '../../src/contract/provider.js';
import { toJUnit, toSummary, toTable } from '../../src/contract/report.js';
import { type Given, type Interaction, interactionSchema } from '../../src/contract/schema.js';
import { type Verdict, verifyInteraction } from '../../src/contract/verify.js';
import { widthOf } from '../../src/util/text-columns.js';

const PAIR = { partnerUserID: 'aa_me', partnerUserSecret: 'my-secret' };
const LIST = { type: 'get', inputSettings: { type: 'policyList' } };
const UPDATE = { type: 'update', inputSettings: { type: 'employees', entity: 'generic' } };

/** An interaction with only the parts that matter to a test. */
function interaction(parts: Record<string, unknown> = {}): Interaction {
  return interactionSchema.parse({
    id: 'an-id',
    description: 'A description',
    exercises: ['get policyList/listed'],
    evidence: 'assumed',
    source: 'a test',
    when: { job: LIST },
    then: {},
    ...parts,
  });
}

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A target that returns the given responses and remembers its requests. */
function fakeTarget(options: { isLive?: boolean; allowsWrites?: boolean; answer?: () => Response; advance?: (by: string) => void } = {}) {
  const sent: Sent[] = [];
  const opened: Given[] = [];
  const state = { closed: 0 };
  const answer = options.answer ?? (() => Response.json({ policyList: [], responseCode: 200 }));
  const session: Session = {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push({ url: request.url, method: request.method, headers: request.headers, body: await request.text() });
      return answer();
    },
    endpoint: 'http://target.example/api',
    pairs: { default: PAIR, manager: { partnerUserID: 'aa_manager', partnerUserSecret: 'their-secret' } },
    variables: { ...PAIR, policyID: 'A1' },
    ...(options.advance !== undefined && { advance: options.advance }),
    close: async () => {
      state.closed++;
    },
  };
  const provider: Provider = {
    name: 'fake',
    isLive: options.isLive ?? false,
    allowsWrites: options.allowsWrites ?? true,
    open: async (given) => {
      opened.push(given);
      return session;
    },
  };
  return { provider, sent, opened, state };
}

const live = (allowsWrites = false) => fakeTarget({ isLive: true, allowsWrites });
const jobOf = ({ body }: Sent): Record<string, any> => JSON.parse(new URLSearchParams(body).get('requestJobDescription') ?? '');

// --- failures

test('an expected response passes', async () => {
  const verdict = await verifyInteraction(interaction({ then: { body: { policyList: [], responseCode: 200 } } }), fakeTarget().provider);
  expect(verdict).toMatchObject({ status: 'passed', problems: [] });
});

test('an unmet expectation fails, and the problem names the path', async () => {
  const expected = interaction({ then: { body: { policyList: { $each: { id: 'x' } }, responseCode: 410 } } });
  expect(await verifyInteraction(expected, fakeTarget().provider)).toMatchObject({
    status: 'failed',
    problems: ['body.policyList expected a list with elements, got []', 'body.responseCode expected 410, got 200'],
  });
});

test.each<[what: string, then: object, problem: string]>([
  ['status', { status: 429 }, 'expected HTTP 429, got 200: {"policyList":[],"responseCode":200}'],
  ['content type', { contentType: 'text/plain' }, 'header content-type expected "text/plain", got "application/json"'],
  ['header', { headers: { 'retry-after': { $regex: '^\\d+$' } } }, 'header retry-after expected a string like /^\\d+$/, got null'],
  ['text', { text: 'x' }, 'text expected "x", got "{\\"policyList\\":[],\\"responseCode\\":200}"'],
  [
    'order of keys',
    { keys: ['responseCode', 'policyList'] },
    'expected the keys responseCode, policyList in this order, got policyList, responseCode',
  ],
  ['advisory', { advisories: ['unknown-key'] }, 'expected the advisory unknown-key, got none'],
  ['cut connection', { isReset: true }, 'expected a cut connection, got HTTP 200'],
])('a wrong %s fails', async (_what, then, problem) => {
  expect(await verifyInteraction(interaction({ then }), fakeTarget().provider)).toMatchObject({ status: 'failed', problems: [problem] });
});

test('an unexpected advisory fails', async () => {
  const answer = () => Response.json({}, { headers: { 'x-emulator-advisory': 'unknown-key, unread-field' } });
  const expected = interaction({ then: { advisories: ['unread-field'], noAdvisories: ['unknown-key'] } });
  expect(await verifyInteraction(expected, fakeTarget({ answer }).provider)).toMatchObject({
    problems: ['did not expect the advisory unknown-key'],
  });
});

test('a body that is not JSON fails if JSON is expected', async () => {
  const { provider } = fakeTarget({ answer: () => new Response('<html>') });
  expect(await verifyInteraction(interaction({ then: { body: {}, keys: ['a'] } }), provider)).toMatchObject({
    problems: ['body expected an object, got nothing', 'expected the keys a in this order, got '],
  });
});

test('a cut connection fails if a response is expected', async () => {
  const answer = () => {
    throw new TypeError('fetch failed');
  };
  expect(await verifyInteraction(interaction(), fakeTarget({ answer }).provider)).toMatchObject({
    status: 'failed',
    problems: ['the connection was cut'],
  });
});

test('any other error fails with its message, and the session is closed', async () => {
  const answer = () => {
    throw new Error('no such matcher');
  };
  const { provider, state } = fakeTarget({ answer });
  expect(await verifyInteraction(interaction(), provider)).toMatchObject({ status: 'failed', problems: ['no such matcher'] });
  expect(state.closed).toBe(1);
});

test('problems before and after name their step', async () => {
  const step = { when: { job: LIST }, then: { body: { responseCode: 1 } } };
  const { problems } = await verifyInteraction(interaction({ before: [{}, step], after: [step] }), fakeTarget().provider);
  expect(problems.map((problem) => problem.split(' ', 3).slice(0, 2).join(' '))).toEqual([
    'before 2:',
    'before 2:',
    'after 1:',
    'after 1:',
  ]);
});

test('a failing contract fails against the emulator itself', async () => {
  const verdict = await verifyInteraction(interaction({ then: { body: { responseCode: 410 } } }), emulatorProvider('in-process'));
  expect(verdict.status).toBe('failed');
});

// --- requests

test('steps run in order, a repeated request is sent as often as set, and the clock is moved in between', async () => {
  const moves: [by: string, after: number][] = [];
  const target = fakeTarget({ advance: (by) => moves.push([by, target.sent.length]) });
  const before = [{ when: { job: LIST, repeat: 3 } }, { advance: 'PT10S' }];
  await verifyInteraction(interaction({ before, after: [{ when: { job: LIST }, advance: 'PT1S' }] }), target.provider);
  expect(target.sent).toHaveLength(5);
  expect(moves).toEqual([
    ['PT10S', 3],
    ['PT1S', 4],
  ]);
});

test.each([
  ['default', PAIR],
  ['manager', { partnerUserID: 'aa_manager', partnerUserSecret: 'their-secret' }],
  ['wrong', { partnerUserID: 'aa_me', partnerUserSecret: 'this-is-not-the-secret' }],
  ['none', undefined],
])('the credentials %s are added to a job', async (credentials, pair) => {
  const { provider, sent } = fakeTarget();
  await verifyInteraction(interaction({ when: { job: LIST, credentials } }), provider);
  expect(sent.map((one) => jobOf(one).credentials)).toEqual([pair]);
});

test('other credentials in the job are kept', async () => {
  const { provider, sent } = fakeTarget();
  await verifyInteraction(interaction({ when: { job: { ...LIST, credentials: { feedUser: 'feed' } } } }), provider);
  expect(sent.map((one) => jobOf(one).credentials)).toEqual([{ ...PAIR, feedUser: 'feed' }]);
});

test('variables and repeated text are filled in, in requests and in expectations', async () => {
  const { provider, sent } = fakeTarget({ answer: () => Response.json({ A1: 'xxx' }) });
  const when = { job: { type: 'get', id: '{{policyID}}' }, fields: { text: '{{repeat x 3}}' } };
  const verdict = await verifyInteraction(interaction({ when, then: { body: { '{{policyID}}': '{{repeat x 3}}' } } }), provider);
  expect(verdict.problems).toEqual([]);
  expect(sent.map((one) => [jobOf(one).id, new URLSearchParams(one.body).get('text')])).toEqual([['A1', 'xxx']]);
});

test('a job given as a string is sent unchanged, and a field that is not a string as JSON', async () => {
  const { provider, sent } = fakeTarget();
  await verifyInteraction(interaction({ when: { job: "{'type':1}", fields: { data: [1] } } }), provider);
  expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({ requestJobDescription: "{'type':1}", data: '[1]' });
});

test('an encoding sets how fields are sent', async () => {
  const { provider, sent } = fakeTarget();
  const job = '{"type":"get"}';
  for (const when of [
    { job, encoding: 'urlencoded' },
    { job, encoding: 'multipart' },
    { job, encoding: 'query', method: 'GET' },
    { encoding: 'raw', body: 'a=1', path: '/other?b=2', headers: { 'content-type': 'text/x' } },
  ])
    await verifyInteraction(interaction({ when }), provider);
  expect(sent.map(({ method, url, headers }) => [method, url, headers.get('content-type')?.split(';')[0]])).toEqual([
    ['POST', 'http://target.example/api', 'application/x-www-form-urlencoded'],
    ['POST', 'http://target.example/api', 'multipart/form-data'],
    ['GET', 'http://target.example/api?requestJobDescription=%7B%22type%22%3A%22get%22%7D', undefined],
    ['POST', 'http://target.example/other?b=2', 'text/x'],
  ]);
  expect(sent[3]?.body).toBe('a=1');
});

test('a raw request can have a JSON body, and only one body', async () => {
  const { provider, sent } = fakeTarget();
  await verifyInteraction(interaction({ when: { encoding: 'raw', json: { active: false } } }), provider);
  expect(sent[0]?.body).toBe('{"active":false}');
  expect(() => interaction({ when: { encoding: 'raw', json: {}, body: '' } })).toThrow('use body or json, not both');
  expect(() => interaction({ when: { json: {} } })).toThrow('json only works with encoding: raw');
});

test('a JSON response of SCIM must be application/scim+json', async () => {
  const { provider } = fakeTarget();
  const when = { encoding: 'raw', method: 'GET', path: '/scim/v2/Users' };
  expect((await verifyInteraction(interaction({ when }), provider)).problems).toEqual([
    'header content-type expected "application/scim+json;charset=utf-8" for a JSON response, got "application/json"',
  ]);
});

// --- skipped interactions

test('an interaction with a reason to skip is not run', async () => {
  const { provider, opened } = fakeTarget();
  expect(await verifyInteraction(interaction({ skip: 'for a reason' }), provider)).toMatchObject({
    status: 'skipped',
    problems: ['for a reason'],
  });
  expect(opened).toEqual([]);
});

test.each([
  [['live'], false, 'not for the emulator'],
  [['emulator'], true, 'not for a live service'],
])('an interaction for %j is skipped when live is %s', async (targets, isLive, reason) => {
  const { provider } = fakeTarget({ isLive });
  expect(await verifyInteraction(interaction({ targets }), provider)).toMatchObject({ status: 'skipped', problems: [reason] });
});

test('a missing variable skips the interaction', async () => {
  const { provider, state } = fakeTarget();
  const when = { job: { ...LIST, owner: '{{owner}}' } };
  expect(await verifyInteraction(interaction({ when }), provider)).toMatchObject({
    status: 'skipped',
    problems: ['the target has no owner'],
  });
  expect(state.closed).toBe(1);
});

test('an interaction whose step fails is not skipped because a later step lacks its value', async () => {
  const { provider } = fakeTarget({ answer: () => Response.json({ responseCode: 410 }) });
  const parts = {
    then: { body: { file: 'a', responseCode: 200 }, keep: { file: 'file' } },
    after: [{ when: { job: { name: '{{file}}' } } }],
  };
  expect(await verifyInteraction(interaction(parts), provider)).toMatchObject({
    status: 'failed',
    problems: [
      'body.file is missing',
      'body.responseCode expected 200, got 410',
      "the response has no string 'file' to keep as file",
      'the target has no file',
    ],
  });
});

test('a name that every object has is not a variable', async () => {
  const when = { job: { ...LIST, owner: '{{constructor}}' } };
  expect(await verifyInteraction(interaction({ when }), fakeTarget().provider)).toMatchObject({
    problems: ['the target has no constructor'],
  });
});

test('a state that the target cannot set up skips the interaction', async () => {
  const provider = urlProvider('https://live.example/api', {
    allowsWrites: true,
    credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'my-secret' },
  });
  expect(await verifyInteraction(interaction({ given: { rateLimit: 'enforce' } }), provider)).toMatchObject({
    status: 'skipped',
    problems: ['a live service cannot be put into the state rateLimit'],
  });
});

// --- the live service

test.each<[what: string, when: object]>([
  ['a job that reads', { job: LIST }],
  ['a job without type', { job: {} }],
  ['a string that reads', { job: "{'type':'get'}" }],
  ['an undefined job of a type that only reads', { job: { type: 'get', inputSettings: { type: 'domainCardList' } } }],
  ['a string with a control character', { job: '{"type":"get\\u0000"}' }],
  ['no job', {}],
])('a live service is sent %s', async (_what, when) => {
  const { provider, sent } = live();
  expect(await verifyInteraction(interaction({ when }), provider)).toMatchObject({ status: 'passed' });
  expect(sent).toHaveLength(1);
});

const WRITING: readonly [what: string, when: object][] = [
  ['a job that writes', { job: UPDATE }],
  ['a job that creates', { job: { type: 'create', inputSettings: { type: 'policy' } } }],
  ['a string that writes', { job: '{"type":"update"}' }],
  ['a string that writes, in capitals', { job: '{"type":"UPDATE"}' }],
  ['a string that hides a letter in an escape', { job: '{"type":"\\u0075pdate"}' }],
  ['a job of an unknown type', { job: { type: 'delete' } }],
  ['a type that is not a string', { job: { type: ['update'] } }],
  ['an employee update that may be the older one', { job: { type: 'update', inputSettings: { type: 'employees', fileType: 'csv' } } }],
  ['a raw body that writes', { encoding: 'raw', body: 'requestJobDescription={"type":"update"}' }],
  ['a path that writes', { encoding: 'raw', body: '', path: '/api?requestJobDescription=%7B%22type%22%3A%22update%22%7D' }],
  ['a field that writes', { fields: { requestJobDescription: { type: 'update' } } }],
  ['a raw body of JSON that writes', { encoding: 'raw', json: { type: 'update' } }],
  ['a PATCH to SCIM', { encoding: 'raw', method: 'PATCH', path: '/scim/v2/Users/1', json: { active: false } }],
  ['a POST to SCIM', { encoding: 'raw', path: '/scim/v2/Users', json: {} }],
];

test.each(WRITING)('a live service is not sent %s unless writes are allowed', async (_what, when) => {
  const { provider, sent } = live();
  expect(await verifyInteraction(interaction({ when }), provider)).toMatchObject({
    status: 'skipped',
    problems: ['writes; run it with --allow-writes'],
  });
  expect(sent).toEqual([]);
});

test('an interaction with a step that writes is not sent to a live service', async () => {
  const { provider, sent } = live();
  expect(await verifyInteraction(interaction({ before: [{ when: { job: UPDATE } }] }), provider)).toMatchObject({ status: 'skipped' });
  expect(await verifyInteraction(interaction({ after: [{ when: { job: UPDATE } }] }), provider)).toMatchObject({ status: 'skipped' });
  expect(sent).toEqual([]);
});

test('an allowed employee update is a dry run on a live service, even if the contract has no dry-run', async () => {
  const { provider, sent } = live(true);
  await verifyInteraction(interaction({ when: { job: UPDATE } }), provider);
  await verifyInteraction(interaction({ when: { job: { ...UPDATE, 'dry-run': false } } }), provider);
  expect(sent.map((one) => jobOf(one)['dry-run'])).toEqual([true, true]);
});

// Only an employee update given as an object can become a dry run.
test.each(WRITING.slice(1))('a live service is not sent %s even when writes are allowed', async (_what, when) => {
  const { provider, sent } = live(true);
  expect(await verifyInteraction(interaction({ when }), provider)).toMatchObject({ status: 'skipped' });
  expect(sent).toEqual([]);
});

test('interactions that check the effect of a write are skipped on a live service, because a dry run has none', async () => {
  const { provider, sent } = live(true);
  const looking = interaction({ when: { job: UPDATE }, after: [{ when: { job: LIST } }] });
  expect(await verifyInteraction(looking, provider)).toMatchObject({
    status: 'skipped',
    problems: ['checks the effect of a write, but live writes are dry runs'],
  });
  expect(sent).toEqual([]);
});

test('the emulator is sent real writes', async () => {
  const { provider, sent } = fakeTarget();
  await verifyInteraction(interaction({ when: { job: UPDATE } }), provider);
  expect(sent.map((one) => jobOf(one))).toEqual([{ ...UPDATE, credentials: PAIR }]);
});

test('advisories of a live service are not checked, even if an emulator plays its role, and the verdict says so', async () => {
  const answer = () => Response.json({ responseCode: 200 }, { headers: { 'x-emulator-advisory': 'would-be-rate-limited' } });
  const { provider } = fakeTarget({ isLive: true, answer });
  const expected = interaction({
    then: { body: { responseCode: 200 }, headers: { 'x-emulator-advisory': null }, advisories: ['secret-in-url'] },
  });
  expect(await verifyInteraction(expected, provider)).toMatchObject({
    status: 'passed',
    problems: [],
    leftOut: ['advisories, which only the emulator sends'],
  });
});

test.each([{ advisories: ['secret-in-url'] }, { noAdvisories: ['unknown-key'] }, { headers: { 'x-emulator-advisory': null } }])(
  'an interaction that only expects advisories (%j) is not checked in a live run and does not count as passed',
  async (then) => {
    const { provider, sent } = live();
    expect(await verifyInteraction(interaction({ then }), provider)).toMatchObject({
      status: 'skipped',
      problems: ['only checks advisories, which a live service does not send'],
    });
    expect(sent).toEqual([]);
  },
);

// --- checks of every response

test('a byte order mark fails, even if the body has no expectations', async () => {
  const answer = () => new Response('\uFEFF{"responseCode":200}', { headers: { 'content-type': 'application/json' } });
  expect(await verifyInteraction(interaction(), fakeTarget({ answer }).provider)).toMatchObject({
    problems: ['the response starts with a byte order mark, which JSON parsers reject'],
  });
});

test('JSON with another content type fails, unless the interaction expects it or the service is live', async () => {
  const answer = () => new Response('{"responseCode":200}', { headers: { 'content-type': 'text/html' } });
  const problems = async (then: object, isLive: boolean) =>
    (await verifyInteraction(interaction({ then: { body: { responseCode: 200 }, ...then } }), fakeTarget({ isLive, answer }).provider))
      .problems;
  expect(await problems({}, false)).toEqual(['header content-type expected "application/json" for a JSON response, got "text/html"']);
  expect(await problems({ contentType: 'text/html' }, false)).toEqual([]);
  expect(await problems({}, true)).toEqual([]);
});

test('two updates with the same requestID fail; a dry run is not an update', async () => {
  const run = async (body: object) => {
    const answer = () => Response.json({ requestID: 'Lw6kdb', responseCode: 200, ...body });
    const before = [{ when: { job: UPDATE } }];
    return (await verifyInteraction(interaction({ before, when: { job: UPDATE } }), fakeTarget({ answer }).provider)).problems;
  };
  expect(await run({})).toEqual(['the requestID Lw6kdb was already used by an earlier update']);
  expect(await run({ 'dry-run': true })).toEqual([]);
});

// --- reports

const verdict = (parts: Partial<Verdict>): Verdict => ({
  interaction: interaction({ description: 'Says "a" & <b>' }),
  status: 'passed',
  problems: [],
  leftOut: [],
  durationMs: 1234,
  ...parts,
});
const VERDICTS = [
  verdict({ leftOut: ['advisories'] }),
  verdict({ status: 'failed', problems: ['body.a expected "<1>", got "\u0001&"', 'second'] }),
  verdict({ status: 'skipped', problems: ['for a reason'] }),
];

test('JUnit XML escapes characters that XML does not allow', () => {
  const xml = toJUnit(VERDICTS, 'http://x/?a&b');
  expect(xml).toContain('name="an-id: Says &quot;a&quot; &amp; &lt;b&gt;"');
  expect(xml).toContain(
    '<failure message="body.a expected &quot;&lt;1&gt;&quot;, got &quot;\uFFFD&amp;&quot;">body.a expected &quot;&lt;1&gt;&quot;, got &quot;\uFFFD&amp;&quot;\nsecond</failure>',
  );
  expect(xml).toContain('classname="http://x/?a&amp;b"');
});

test('JUnit XML counts tests, failures and skipped tests, with times in seconds', () => {
  const xml = toJUnit(VERDICTS, 'x');
  expect(xml).toContain('tests="3" failures="1" skipped="1"');
  expect(xml).toContain('time="1.234"');
  expect(xml).toContain('<skipped message="for a reason"/>');
});

test('the table lists every interaction, what was skipped and why, what failed and where, and counts', () => {
  expect(toTable(VERDICTS, 'x').split('\n')).toEqual([
    '✓ an-id  assumed     Says "a" & <b>',
    '✗ an-id  assumed     Says "a" & <b>',
    '    body.a expected "<1>", got "\u0001&"',
    '    second',
    '○ an-id  assumed     Says "a" & <b> (skipped: for a reason)',
    '',
    'skipped: 1 × for a reason',
    'not checked on this target: 1 × advisories',
    '1 passed, 1 failed, 1 skipped (target: x)',
    '',
  ]);
});

test('the summary lists only failures', () => {
  expect(toSummary(VERDICTS, 'x').split('\n')).toEqual([
    '✗ an-id: Says "a" & <b>',
    '    body.a expected "<1>", got "\u0001&"',
    '    second',
    '',
    'skipped: 1 × for a reason',
    'not checked on this target: 1 × advisories',
    '1 passed, 1 failed, 1 skipped (target: x)',
    '',
  ]);
});

test.each([80, 120])('a report fits a terminal of %i columns', (width) => {
  const long = VERDICTS.map((verdict, index) => ({
    ...verdict,
    interaction: { ...verdict.interaction, id: `${'long-'.repeat(index * 6)}id`, description: 'Says something at length '.repeat(6) },
    problems: verdict.problems.map((problem) => `${problem} ${'x'.repeat(150)}`),
  }));
  for (const report of [toTable(long, 'x', { width }), toSummary(long, 'x', { width })]) {
    expect(report.split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
  }
});

test('a job given as an object in a form field is not assumed to be read-only', async () => {
  const open = vi.fn();
  const writing = interaction({ when: { fields: { requestJobDescription: { type: 'update' } } } });
  const verdict = await verifyInteraction(writing, { name: 'live', isLive: true, allowsWrites: false, open });
  expect(verdict).toMatchObject({ status: 'skipped', problems: ['writes; run it with --allow-writes'] });
  expect(open).not.toHaveBeenCalled();
});

test('a job in two places is refused, because the one sent could differ from the one checked', () => {
  const twice = { job: { type: 'get' }, fields: { requestJobDescription: { type: 'update' } } };
  expect(() => interaction({ when: twice })).toThrow('put the job in job or in fields, not in both');
});

test('a target that cannot be opened fails the interaction, and the others continue', async () => {
  const unopened = interaction({ given: { faults: [{ preset: 'slwo' }] }, when: {} });
  expect(await verifyInteraction(unopened, emulatorProvider('http'))).toMatchObject({
    status: 'failed',
    problems: [expect.stringContaining("Unknown preset 'slwo'")],
  });
});

test('values kept from a response fill later steps', async () => {
  const { provider, sent } = fakeTarget({ answer: () => Response.json({ reportID: 'R1', responseCode: 200 }) });
  const { status } = await verifyInteraction(
    interaction({
      before: [{ when: { job: LIST }, then: { keep: { report: 'reportID', all: '$text' } } }],
      when: { job: LIST, fields: { report: '{{report}}', all: '{{all}}' } },
      then: { body: { reportID: '{{report}}', responseCode: 200 } },
    }),
    provider,
  );
  expect(status).toBe('passed');
  expect(sent[1]?.body).toContain('report=R1&all=%7B%22reportID%22');
});

test.each([
  ['missing', 'reportID'],
  ['a number', 'responseCode'],
  ['inherited', 'toString'],
])('a response whose value to keep is %s fails', async (_what, key) => {
  const { provider } = fakeTarget();
  const { problems } = await verifyInteraction(interaction({ then: { keep: { report: key } } }), provider);
  expect(problems).toEqual([`the response has no string '${key}' to keep as report`]);
});
