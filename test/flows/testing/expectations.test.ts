import { expect, test } from 'vitest';
import { createEvent } from '../../../src/flows/index.js';
import { deprovisionFlow } from '../fixtures/deprovision.js';
import { nightlyFlow } from '../fixtures/nightly.js';
import { oktaUser } from '../fixtures/users.js';
import { casesOf, provisionCase, run, shownOf } from '../support/cases.js';

// A test of the tests: every kind of expectation passes if it matches the run, and otherwise shows the actual value.

const POLICY = 'A1B2C3D4E5F60001';
const NINA = 'nina.newcomer@acme.example';
const LOST = 'input: { User ID: 00uLost }';
const UNKNOWN_POLICY = 'input: { User ID: 00uNina }, set: { Settings.Sales policy: FFFFFFFFFFFFFFFF }';

test.each<[string, string, string?]>([
  ['no expectation', ''],
  ['status', 'status: finished'],
  ['status error', 'status: error', LOST],
  ['error, which implies its status', 'error: { message: There is no policy for the cost centre Nowhere }', LOST],
  ['error code', 'error: { code: 422 }', LOST],
  ['card of the error by title', 'error: { card: No policy }', LOST],
  ['card of the error by id', 'error: { card: control.throwIf }', LOST],
  ['output', `output: { Policy ID: ${POLICY} }`],
  ['number of requests', 'requests: 1'],
  ['no requests', 'status: error, requests: []', LOST],
  ['decoded job', 'requests: [{ job: { type: update, inputSettings: { type: employees } } }]'],
  ['decoded feed', `requests: [{ data: { Employees: [{ employeeEmail: ${NINA} }] } }]`],
  ['form', 'requests: [{ form: { requestJobDescription: { dry-run: false } } }]'],
  ['card, method, host and path', 'requests: [{ card: Update employees, method: POST, host: integrations.expensify.com, path: $any }]'],
  ['headers in lower case', 'requests: [{ headers: { content-type: /urlencoded$/ } }]'],
  ['response', 'requests: [{ status: 200, responseCode: 200, response: { updatedEmployeesCount: 1 } }]'],
  ['request among others', 'requests: { $contains: { responseCode: 200 } }'],
  ['number of emails', 'emails: 2'],
  ['emails', `emails: [{ to: [${NINA}] }, { subject: /1 updated/ }]`],
  ['member by id of the policy', `members: { ${POLICY}: { ${NINA}: { submitsTo: mia.manager@acme.example } } }`],
  ['member by name of the policy', `members: { Acme Headquarters: { ${NINA}: { role: user } } }`],
  ['member who does not exist', `status: error, members: { ${POLICY}: { lost@acme.example: $absent } }`, LOST],
  ['cards that ran', 'cards: { ran: [Update employees, control.throwIf] }'],
  ['cards that did not run', 'status: error, cards: { not: [Update employees] }', LOST],
  ['no advisories', 'advisories: []'],
  ['no skipped employees', 'skipped: 0'],
  ['skipped employees', `status: error, skipped: [{ email: ${NINA}, reason: /FFFFFFFFFFFFFFFF/ }]`, UNKNOWN_POLICY],
])('an expectation that is met passes: %s', async (_kind, expected, more) => {
  expect(await shownOf(provisionCase(expected, more))).toBe('  ✓ the case');
});

test.each<[string, string, string, string?]>([
  ['status', 'status: error', 'status\n- expected "error"\n+ received "finished"'],
  [
    'no expectation of a flow that fails',
    '',
    'status\n- expected "finished"\n+ received "error"\nThe flow failed in \'No policy\' (422): There is no policy for the cost centre Nowhere',
    LOST,
  ],
  [
    'error',
    'error: { message: /Atlantis/ }',
    `error.message
- expected "/Atlantis/"
+ received "There is no policy for the cost centre Nowhere"
The flow failed in 'No policy' (422): There is no policy for the cost centre Nowhere`,
    LOST,
  ],
  ['error of a flow that finishes', 'error: { code: 404 }', 'status\n- expected "error"\n+ received "finished"'],
  [
    'card of the error',
    'error: { card: Expensify refused }',
    `error.card
- expected "Expensify refused"
+ received "No policy"
The flow failed in 'No policy' (422): There is no policy for the cost centre Nowhere`,
    LOST,
  ],
  ['output', 'output: { Policy ID: OTHER }', `output.Policy ID\n- expected "OTHER"\n+ received "${POLICY}"`],
  [
    'output by a misspelled name',
    'output: { Policy Id: OTHER }',
    `output.Policy Id\n- expected "OTHER"\n+ received nothing\n'Policy Id' is missing (did you mean Policy ID?)`,
  ],
  [
    'decoded job',
    'requests: [{ job: { dry-run: true } }]',
    `requests[0].job.dry-run  — request of 'Update employees' (POST integrations.expensify.com/Integration-Server/ExpensifyIntegrations)
- expected true
+ received false`,
  ],
  [
    'responseCode',
    'requests: [{ responseCode: 404 }]',
    `requests[0].responseCode  — request of 'Update employees' (POST integrations.expensify.com/Integration-Server/ExpensifyIntegrations)
- expected 404
+ received 200`,
  ],
  ['number of emails', 'emails: 0', 'emails\n- expected 0\n+ received [{"from":"Expensify","to":["nina.newcomer@acme.example"]'],
  [
    'emails',
    'emails: [{ subject: $any }, { subject: Done }]',
    `emails[1].subject  — email from 'Expensify'\n- expected "Done"\n+ received "Employee`,
  ],
  [
    'member',
    `members: { ${POLICY}: { ${NINA}: { role: admin } } }`,
    `members.${POLICY}.${NINA}.role\n- expected "admin"\n+ received "user"`,
  ],
  [
    'member who exists',
    `members: { ${POLICY}: { ${NINA}: $absent } }`,
    `members.${POLICY}.${NINA}\n- expected "$absent"\n+ received {"email":"${NINA}"`,
  ],
  [
    'members of an unknown policy',
    'members: { Acme Headquarter: { } }',
    "members.Acme Headquarter\nThe emulator has no policy 'Acme Headquarter'. Did you mean 'Acme Headquarters'?",
  ],
  [
    'card that did not run',
    'status: error, cards: { ran: [Update employees] }',
    "cards.ran[0]\nCard 'Update employees' did not run.",
    LOST,
  ],
  ['card that ran', 'cards: { not: [Update employees] }', "cards.not[0]\nCard 'Update employees' ran."],
  [
    'unknown card',
    'cards: { not: [Update employes] }',
    "cards.not[0]\nThe export has no card 'Update employes'. Did you mean 'Update employees'?",
  ],
  ['advisories', 'advisories: [late]', 'advisories\n- expected ["late"]\n+ received []\n0 items instead of 1'],
  ['skipped employees', 'skipped: 1', 'skipped\n- expected 1\n+ received []\n0 instead of 1'],
  ['unknown table', 'tables: { Runs: [] }', "tables.Runs\nThe run has no table 'Runs'."],
])('an expectation that is not met fails with the reason: %s', async (_kind, expected, shown, more) => {
  const lines = (await shownOf(provisionCase(expected, more))).split('\n').map((line) => line.trim());
  expect(lines[0]).toBe('✗ the case');
  expect(lines.slice(1).join('\n')).toContain(shown);
});

const NIGHTLY = `
flow: flow.flow
flowName: Nightly sync
clock: 2026-01-31T02:00:00Z
tables:
  Policies: [{ Cost centre: Sales, Policy ID: ${POLICY} }]
`;
const PERSON = '{ Email: new@acme.example, Manager: max.manager@acme.example, Employee ID: N1, Cost centre: Sales }';

test.each([
  ['rows', 'Runs: [{ Updated: 1, At: 2026-01-31T02:00:00.000Z }], People: 1', '  ✓ it'],
  ['other rows', 'Runs: [{ Updated: 2 }]', 'tables.Runs[0].Updated\n        - expected 2\n        + received 1'],
  ['fewer rows', 'Runs: 2', 'tables.Runs\n        - expected 2'],
])('tables are given as rows and compared after the run: %s', async (_what, tables, shown) => {
  const text = `${NIGHTLY}cases:\n  - { name: it, tables: { People: [${PERSON}] }, expect: { tables: { ${tables} } } }\n`;
  expect(await shownOf(casesOf(text, { flow: nightlyFlow() }))).toContain(shown);
});

test('an event from a file starts an event flow', async () => {
  const event = createEvent('application.user_membership.remove', { user: '00uSam', app: '0oa1', at: '2026-01-31T09:00:00.000Z' });
  const people = [oktaUser('00uSam', { login: 'sam.seller@acme.example', employeeNumber: 'E121' })];
  const text = (expected: string): string =>
    `flow: flow.flow\nusers: people.json\nset: { Settings.Sales policy: ${POLICY} }\ncases: [{ name: it, event: event.json, expect: { ${expected} } }]`;
  const files = { flow: deprovisionFlow(), 'event.json': event, 'people.json': people };
  expect(await shownOf(casesOf(text('status: finished'), files))).toBe('  ✓ it');
  expect(await shownOf(casesOf(text('requests: 7'), files))).toContain('  ✗ it\n      requests\n        - expected 7');
});

test('each case starts with a new emulator', async () => {
  const each = `{ name: one, input: { User ID: 00uNina }, expect: { requests: [{ response: { diff: { diffToAdd: { ${POLICY}: [${NINA}] } } } }] } }`;
  const text = `flow: flow.flow\nusers: users.json\nset: { Settings.Sales policy: ${POLICY} }\ncases:\n  - ${each}\n  - ${each}\n`;
  expect((await run(casesOf(text))).cases.map(({ passed }) => passed)).toEqual([true, true]);
});

test('faults of the emulator fail the requests of their case', async () => {
  const more = 'input: { User ID: 00uNina }, faults: [{ preset: http-503, times: 1 }]';
  expect(await shownOf(provisionCase('error: { card: Update employees, code: 503 }', more))).toBe('  ✓ the case');
});

test('a case can use its own seed', async () => {
  const policies = '[{ id: 0123456789ABCDEF, name: HQ }]';
  const company = `{ name: Tiny, domains: [tiny.example], domainAdmins: [ada@tiny.example], policies: ${policies} }`;
  const more = `input: { User ID: 00uNina }, seed: { companies: [${company}] }`;
  expect(await shownOf(provisionCase('status: error, members: { HQ: { ada@tiny.example: { role: admin } } }', more))).toBe('  ✓ the case');
});

test.each([
  ['a stub', 'stubs: [{ card: Slack }]', "Stubs: the export has no card 'Slack'"],
  ['an input', 'input: { User Id: x }', "Did you mean 'User ID'?"],
  ['a fault', 'input: { User ID: 00uNina }, faults: [{ preset: http-5O3 }]', "Did you mean 'http-503'?"],
  ['a clock', 'input: { User ID: 00uNina }, clock: noon', 'noon'],
  ['a card value', 'input: { User ID: 00uNina }, set: { Setings.x: 1 }', "Did you mean 'Settings'?"],
  ['a flow', 'input: { User ID: 00uNina }, flowName: Provision employe', "Did you mean 'Provision employee'?"],
])('a case with %s that does not fit fails with the reason', async (_what, more, shown) => {
  const { passed, cases } = await run(provisionCase('', more));
  expect({ passed, problem: cases[0]?.problem }).toEqual({ passed: false, problem: expect.stringContaining(shown) });
});

test('reports contain no secrets, and an expected secret compares as redacted', async () => {
  const secret = 'wrong-secret-4711';
  const more = `input: { User ID: 00uNina }, set: { Settings.partnerUserSecret: ${secret} }`;
  const expected = `status: error, message: ${secret}, requests: [{ job: { credentials: { partnerUserSecret: ${secret} } } }]`;
  const report = JSON.stringify(await run(provisionCase(expected, more)));
  expect(report).not.toContain(secret);
  expect(report).toContain('"path":"message","expected":"\\"[redacted]\\""');
  expect(report).not.toContain('"path":"requests[0].job.credentials');
});

test('the request is named once for all of its differences', async () => {
  const shown = await shownOf(provisionCase('requests: [{ method: GET, status: 500, responseCode: 404 }]'));
  expect(shown.match(/request of 'Update employees'/g)).toHaveLength(1);
  expect(shown).toMatch(/\n {6}requests\[0\]\.status\n/);
});
