import { expect, expectTypeOf, test } from 'vitest';
import {
  createClient,
  isInterruptedFeed,
  MalformedAnswerError,
  SkippedEmployeesError,
  type UpdateProgress,
} from '../../src/client/index.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { at, ED, FOREIGN, MAIN, MAX, memberOf, newcomer, OWNER, SECOND } from '../support/people.js';

const record = (changes: Record<string, unknown> = {}) => newcomer(changes) as never;

/** `count` people who report to Max. */
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => record({ employeeEmail: at(`person${index}`), employeeID: `P${index}` }));

test('listPolicies lists policies, and adminOnly limits them to those the account administers', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  expect((await client.listPolicies()).map(({ id }) => id)).toEqual([MAIN, SECOND, FOREIGN]);
  expect((await client.listPolicies({ adminOnly: true })).map(({ id }) => id)).toEqual([MAIN, SECOND]);
});

test('getPolicies returns exactly the requested sections', async () => {
  await using emulator = await createTestEmulator();
  const policies = await clientOf(emulator).getPolicies([MAIN], { fields: ['employees', 'tax'] });
  expect(Object.keys(policies[MAIN] ?? {}).sort()).toEqual(['employees', 'tax']);
  const policy = policies[MAIN];
  if (policy === undefined) throw new Error('no policy');
  expectTypeOf(policy).toHaveProperty('employees');
  expectTypeOf(policy).not.toHaveProperty('categories');
  // @ts-expect-error: this section was not requested
  expect(policy.categories).toBeUndefined();
});

test('an unknown value, a new key or a missing recorded key is not an error', async () => {
  const policyList = [{ id: 'A', name: 'B', owner: 'o@x.com', role: 'owner', type: 'collect', outputCurrency: 'EUR', brandNew: { a: 1 } }];
  const fetch = async () => new Response(JSON.stringify({ policyList, responseCode: 200 }), { headers: { 'content-type': 'text/plain' } });
  const client = createClient({ credentials: { partnerUserID: 'a', partnerUserSecret: 'b' }, fetch });
  expect(await client.listPolicies()).toEqual(policyList);
});

test.each([
  ['without a policy', {}],
  ['without a section', { [MAIN]: { tax: {} } }],
])('a response %s that was requested is malformed', async (_what, policyInfo) => {
  const fetch = async () => new Response(JSON.stringify({ policyInfo, responseCode: 200 }));
  const client = createClient({ credentials: { partnerUserID: 'a', partnerUserSecret: 'b' }, fetch });
  const failure = await failureOf(client.getPolicies([MAIN], { fields: ['employees'] }));
  expect(isInterruptedFeed(failure)).toBe(false);
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure.message).toContain(MAIN);
});

test('texts that are hard to encode arrive unchanged', async () => {
  await using emulator = await createTestEmulator();
  const email = 'zoë+a&b=c%20@acme.example';
  await clientOf(emulator).updateEmployees([record({ employeeEmail: email, customField2: 'a+b & "c" \u{1F600}\n' })]);
  expect(await memberOf(emulator, email)).toMatchObject({ customField2: 'a+b & "c" \u{1F600}\n' });
});

test('a dry run changes nothing and returns what the real run would', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const before = emulator.snapshot().companies;
  const dry = await client.updateEmployees(people(3), { dryRun: true });
  expect(emulator.snapshot().companies).toEqual(before);
  const real = await client.updateEmployees(people(3));
  expect(dry).toEqual({ ...real, isDryRun: true, requestIDs: dry.requestIDs });
});

test('skipped employees are part of the result', async () => {
  await using emulator = await createTestEmulator();
  const result = await clientOf(emulator).updateEmployees([record(), record({ employeeEmail: 'no address', policyID: MAIN })]);
  expect(result).toMatchObject({
    updatedEmployeesCount: 1,
    skipped: [{ email: 'no address', reason: "Invalid employee email address 'no address'" }],
  });
});

test('skipped employees are an error if requested, after the whole feed was sent', async () => {
  await using emulator = await createTestEmulator();
  const feed = [record({ employeeEmail: 'no address' }), ...people(3)];
  const failure = await failureOf(clientOf(emulator).updateEmployees(feed, { onSkipped: 'throw', batchSize: 2 }));
  expect(failure).toBeInstanceOf(SkippedEmployeesError);
  expect(failure.message).toContain("no address (Invalid employee email address 'no address')");
  expect(failure).toMatchObject({ code: 'skipped-employees', result: { updatedEmployeesCount: 3 } });
});

test('an empty feed sends nothing', async () => {
  await using emulator = await createTestEmulator();
  expect(await clientOf(emulator).updateEmployees([])).toMatchObject({ batches: 0, updatedEmployeesCount: 0 });
  expect(emulator.journal.entries()).toEqual([]);
});

test('a large feed is sent in batches, and the results are combined', async () => {
  await using emulator = await createTestEmulator();
  const feed = [...people(7), { employeeEmail: ED, employeeID: 'E111', policyID: MAIN, isTerminated: true } as const];
  const seen: number[] = [];
  const result = await clientOf(emulator).updateEmployees(feed, { batchSize: 3, onProgress: ({ sent }) => void seen.push(sent) });
  expect(seen).toEqual([3, 6, 8]);
  expect(result).toMatchObject({ batches: 3, updatedEmployeesCount: 8, removed: { [MAIN]: [ED] } });
  expect(result.added[MAIN]).toHaveLength(7);
  expect(result.requestIDs).toHaveLength(3);
});

test('managers are sent before their reports, and leavers last', async () => {
  await using emulator = await createTestEmulator();
  const feed = [
    { employeeEmail: ED, employeeID: 'E111', policyID: MAIN, isTerminated: true } as const,
    record({ employeeEmail: at('report'), employeeID: 'R', managerEmail: at('Boss') }),
    record({ employeeEmail: at('boss'), employeeID: 'B', managerEmail: MAX }),
  ];
  const seen: string[] = [];
  const client = clientOf(emulator, {
    onExchange: ({ request }) => seen.push(JSON.parse(String(request.data)).Employees[0].employeeEmail),
  });
  await client.updateEmployees(feed, { batchSize: 1 });
  expect(seen).toEqual([at('boss'), at('report'), ED]);
});

test('managers in a circle, or ten thousand in a chain, are handled', async () => {
  const seen: number[] = [];
  const fetch = async () => new Response(JSON.stringify({ updatedEmployeesCount: seen.push(1), responseCode: 200 }));
  const client = createClient({ credentials: { partnerUserID: 'a', partnerUserSecret: 'b' }, fetch, rateLimit: 'off' });
  const chain = Array.from({ length: 10_000 }, (_, index) =>
    record({ employeeEmail: at(`p${index}`), employeeID: `P${index}`, managerEmail: at(`p${(index + 1) % 10_000}`) }),
  );
  expect(await client.updateEmployees(chain)).toMatchObject({ batches: 20 });
});

test('all records of one person stay together', async () => {
  await using emulator = await createTestEmulator();
  const both = [MAIN, SECOND].map((policyID) =>
    record({ employeeEmail: at('two'), employeeID: 'T', policyID, managerEmail: OWNER, additionalPolicyIDs: [MAIN, SECOND] }),
  );
  const result = await clientOf(emulator).updateEmployees([both[0] as never, ...people(1), both[1] as never], { batchSize: 2 });
  expect(result.batches).toBe(2);
});

test('if not everyone in a feed has a domain group, no batch has any', async () => {
  await using emulator = await createTestEmulator();
  const group = Object.keys(emulator.snapshot().companies[0]?.domainGroups ?? {})[0];
  const feed = [record({ domainGroupID: group ?? '1' }), ...people(1)];
  const sent: boolean[] = [];
  const client = clientOf(emulator, { onExchange: ({ request }) => sent.push(String(request.data).includes('domainGroupID')) });
  await client.updateEmployees(feed, { batchSize: 1 });
  expect(sent).toEqual([false, false]);
});

test('after a failure the feed resumes, and no confirmed batch is repeated', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  emulator.faults.add({ preset: 'missing-data', nth: 2, times: 1 });
  const failure = await failureOf(client.updateEmployees(people(6), { batchSize: 2 }));
  expect(failure.code).toBe('validation');
  if (!isInterruptedFeed(failure)) throw new Error('it tells no progress');
  // The progress is plain data, which can be saved to a file.
  const resume: UpdateProgress = JSON.parse(JSON.stringify(failure.progress));
  expect(resume.confirmed).toHaveLength(1);
  const result = await client.updateEmployees(people(6), { batchSize: 2, resume });
  expect(result).toMatchObject({ batches: 3, updatedEmployeesCount: 6 });
  expect(emulator.journal.entries()).toHaveLength(4);
});

test('the reason of an abort is thrown unchanged', async () => {
  await using emulator = await createTestEmulator();
  const controller = new AbortController();
  const reason = new Error('enough');
  const onProgress = (): void => controller.abort(reason);
  const failure = await failureOf(clientOf(emulator).updateEmployees(people(2), { batchSize: 1, onProgress, signal: controller.signal }));
  expect(failure).toBe(reason);
  expect(failure).not.toHaveProperty('progress');
});

test('progress is reported after each batch, with the part of the feed that is done', async () => {
  await using emulator = await createTestEmulator();
  const told: unknown[] = [];
  await clientOf(emulator).updateEmployees(people(3), {
    batchSize: 2,
    onSkipped: 'throw',
    onProgress: ({ confirmed, sent, total, result }) => void told.push([confirmed.length, sent, total, result.batches]),
  });
  expect(told).toEqual([
    [1, 2, 3, 1],
    [2, 3, 3, 2],
  ]);
});

test("the progress of a dry run can't be used for the real run", async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const seen: UpdateProgress[] = [];
  await client.updateEmployees(people(2), { dryRun: true, onProgress: (now) => void seen.push(now) });
  const failure = await failureOf(client.updateEmployees(people(2), { resume: seen[0] as UpdateProgress }));
  expect(failure.message).toBe('`resume` is from a different feed, batchSize or dryRun. Leave it out to send the whole feed.');
  expect(failure).toMatchObject({ code: 'validation', job: 'update employees', attempts: 0 });
});

test('the progress of another feed is refused before anything is sent', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const seen: UpdateProgress[] = [];
  await client.updateEmployees(people(2), { onProgress: (now) => void seen.push(now) });
  const failure = await failureOf(client.updateEmployees(people(3), { resume: seen[0] as UpdateProgress }));
  expect(failure.message).toContain('different feed');
  expect(emulator.journal.entries()).toHaveLength(1);
});

test('onExchange gets each request and its response', async () => {
  await using emulator = await createTestEmulator();
  const exchanges: unknown[] = [];
  await clientOf(emulator, { onExchange: (exchange) => exchanges.push(exchange) }).listPolicies();
  expect(exchanges).toEqual([
    {
      job: 'get policyList',
      url: emulator.endpoint,
      attempt: 1,
      durationMs: 0,
      request: { requestJobDescription: expect.stringContaining('"partnerUserSecret":"***"') },
      answer: { httpStatus: 200, contentType: 'application/json', body: expect.stringContaining('"responseCode":200') },
    },
  ]);
});

test('a policy or group with an unusual name works as a key', async () => {
  const map = JSON.parse('{"__proto__":["a@x.com"],"constructor":["b@x.com"]}');
  const body = { updatedEmployeesCount: 1, diff: { diffToAdd: map }, responseCode: 200 };
  const client = createClient({
    credentials: { partnerUserID: 'a', partnerUserSecret: 'bbbb' },
    fetch: async () => new Response(JSON.stringify(body)),
  });
  const { added } = await client.updateEmployees(people(2), { batchSize: 1 });
  expect(Object.entries(added)).toEqual([
    ['__proto__', ['a@x.com', 'a@x.com']],
    ['constructor', ['b@x.com', 'b@x.com']],
  ]);
});
