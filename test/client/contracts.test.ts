import { expect, test } from 'vitest';
import { createClient, type EmployeeInput, ExpensifyError, getPolicy, getPolicyList, updateEmployees } from '../../src/client/index.js';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { buildRequest } from '../../src/contract/build-request.js';
import { loadContracts } from '../../src/contract/load.js';
import { match } from '../../src/contract/match.js';
import type { Session } from '../../src/contract/provider.js';
import type { Interaction, InteractionRequest } from '../../src/contract/schema.js';
import { fillTemplate } from '../../src/contract/template.js';
import { POLICY_FIELDS } from '../../src/jobs/get-policy/definition.js';
import { isObject } from '../../src/util/is-object.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

type Job = Record<string, unknown> & { type: string; inputSettings: Record<string, unknown> };

const definitions = { 'get policyList': getPolicyList, 'get policy': getPolicy, 'update employees': updateEmployees };
const nameOf = ({ job }: InteractionRequest): string | undefined =>
  isObject(job) && isObject(job.inputSettings) ? `${job.type} ${job.inputSettings.type}` : undefined;

/** Interactions that a client can send: a job that it knows, as an object, with credentials. */
const loaded = (await loadContracts()).filter(({ interaction: { when, skip, given } }) => {
  if (skip !== undefined || when.credentials === 'none' || when.path !== undefined || !isObject(when.job)) return false;
  const { type, credentials } = when.job;
  const hasOwnPair = isObject(credentials) && Object.keys(credentials).some((key) => key.startsWith('partner'));
  const isSlow = (given?.faults ?? []).some((fault) => fault.preset === 'slow' || fault.latencyMs !== undefined);
  return typeof type === 'string' && !hasOwnPair && !isSlow && Object.hasOwn(definitions, nameOf(when) ?? '');
});
const named = (name: string) =>
  loaded.filter(({ interaction }) => nameOf(interaction.when) === name).map(({ interaction }) => [interaction.id, interaction] as const);

async function openSession({ given, before }: Interaction): Promise<Session> {
  const session = await emulatorProvider('in-process').open(given ?? {});
  if ('cannot' in session) throw new Error(session.cannot);
  for (const { when, advance } of before) {
    if (advance !== undefined) await session.advance?.(advance);
    if (when === undefined) continue;
    const request = fillTemplate(when, session.variables);
    const { url, init } = buildRequest(request, session.endpoint, session.pairs, false);
    for (let count = 0; count < request.repeat; count++) await session.fetch(url, init).catch(() => undefined);
  }
  return session;
}

function clientOf(session: Session, { credentials }: InteractionRequest) {
  const pair = credentials === 'wrong' ? { ...session.pairs.default, partnerUserSecret: 'wrong' } : session.pairs[credentials as 'default'];
  return createClient({
    credentials: pair,
    baseUrl: session.endpoint,
    fetch: (url, init) => session.fetch(url, init),
    retry: 'off',
    rateLimit: 'off',
    runtime: createFakeRuntime(),
  });
}

/** Makes the call, and compares its result with the response in the interaction. */
async function expectSeen(interaction: Interaction, session: Session, call: Promise<unknown>): Promise<unknown> {
  const then = fillTemplate(interaction.then, session.variables) as Interaction['then'];
  const seen = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const body = unwrapPartial(then.body);
  const responseCode = isObject(body) ? body.responseCode : undefined;
  if (typeof responseCode !== 'number' || then.isReset || then.status >= 500) {
    if ('error' in seen) expect(seen.error).toBeInstanceOf(ExpensifyError);
    return undefined;
  }
  if (responseCode === 200) {
    if ('error' in seen) throw seen.error;
    return seen.value;
  }
  expect('error' in seen && seen.error).toBeInstanceOf(ExpensifyError);
  const { error } = seen as { error: ExpensifyError };
  expect([responseCode, undefined]).toContain(error.responseCode);
  if (isObject(body) && typeof body.responseMessage === 'string' && error.responseCode !== undefined) {
    expect(error.message).toContain(body.responseMessage);
  }
  return undefined;
}

function unwrapPartial(body: unknown): unknown {
  return isObject(body) && '$partial' in body ? body.$partial : body;
}

test('most interactions of the jobs are covered', () => {
  expect(named('get policyList').length).toBeGreaterThan(30);
  expect(named('get policy').length).toBeGreaterThan(45);
  expect(named('update employees').length).toBeGreaterThan(250);
});

for (const [name, definition] of Object.entries(definitions)) {
  test.each(named(name))(`job(${name}): %s`, async (_id, interaction) => {
    const session = await openSession(interaction);
    const request = fillTemplate(interaction.when, session.variables) as InteractionRequest;
    const { type: _type, ...job } = request.job as Job;
    const fields = Object.fromEntries(
      Object.entries(request.fields).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
    const call = clientOf(session, request).job(definition, job as never, { fields });
    const answer = await expectSeen(interaction, session, call);
    const { body } = fillTemplate(interaction.then, session.variables) as Interaction['then'];
    if (answer !== undefined && body !== undefined) expect(match(body, answer)).toEqual([]);
    await session.close();
  });
}

test.each(named('get policyList'))('listPolicies: %s', async (_id, interaction) => {
  const session = await openSession(interaction);
  const { inputSettings } = interaction.when.job as Job;
  const call = clientOf(session, interaction.when).listPolicies(fillTemplate(inputSettings, session.variables) as never);
  const policies = await expectSeen(interaction, session, call);
  if (policies !== undefined) expect(policies).toBeInstanceOf(Array);
  await session.close();
});

const isSection = (field: string): boolean => (POLICY_FIELDS as readonly string[]).includes(field);

test.each(named('get policy'))('getPolicies: %s', async (_id, interaction) => {
  const session = await openSession(interaction);
  const { inputSettings } = fillTemplate(interaction.when.job, session.variables) as Job;
  const { policyIDList, fields, userEmail } = inputSettings;
  const call = clientOf(session, interaction.when).getPolicies(policyIDList as never, {
    fields: fields as never,
    userEmail: userEmail as never,
  });
  // The service leaves out an unknown section, and the client reports it as missing.
  const asksUnknown =
    Array.isArray(fields) && fields.every((field) => typeof field === 'string') && fields.some((field) => !isSection(field));
  if (asksUnknown) await expect(call).rejects.toMatchObject({ code: 'malformed-answer', message: expect.stringContaining('section') });
  else await expectSeen(interaction, session, call);
  await session.close();
});

const feedOf = ({ fields }: InteractionRequest): EmployeeInput[] | undefined => {
  const feed = isObject(fields.data) ? fields.data.Employees : fields.data;
  const isFeed = Array.isArray(feed) && feed.every((record) => isObject(record) && typeof record.employeeEmail === 'string');
  return isFeed ? feed : undefined;
};
const feeds = named('update employees').filter(
  ([, { when }]) => (feedOf(when)?.length ?? 0) > 0 && (when.job as Job).dataSource === 'request',
);

test('most feeds can be sent by updateEmployees', () => {
  expect(feeds.length).toBeGreaterThan(180);
});

test.each(feeds)('updateEmployees: %s', async (_id, interaction) => {
  const session = await openSession(interaction);
  const request = fillTemplate(interaction.when, session.variables) as InteractionRequest;
  const { 'dry-run': dryRun, type: _type, dataSource: _source, inputSettings: _settings, ...options } = request.job as Job;
  const records = feedOf(request) ?? [];
  const call = clientOf(session, request).updateEmployees(records, { dryRun: dryRun as never, ...options });
  const result = (await expectSeen(interaction, session, call)) as { updatedEmployeesCount: number; skipped: unknown[] } | undefined;
  const { body } = fillTemplate(interaction.then, session.variables) as Interaction['then'];
  const expected = unwrapPartial(body);
  if (result !== undefined && isObject(expected)) {
    if (typeof expected.updatedEmployeesCount === 'number') expect(result.updatedEmployeesCount).toBe(expected.updatedEmployeesCount);
    if (Array.isArray(expected.skippedEmployees)) expect(result.skipped).toHaveLength(expected.skippedEmployees.length);
  }
  await session.close();
});
