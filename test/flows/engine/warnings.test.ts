import { expect, test } from 'vitest';
import { warningsOf } from '../../../src/flows/engine/warnings.js';
import { reportHtml, runText } from '../../../src/flows/index.js';
import type { FlowRequest } from '../../../src/flows/network/network.js';
import { createTestEmulator } from '../../support/emulator.js';
import { provisionFlow } from '../fixtures/provision.js';
import { NEW_SELLER } from '../fixtures/users.js';
import { runFixture } from '../support/run-fixture.js';

interface Sent {
  readonly employees?: number;
  readonly reasons: readonly unknown[];
  readonly more?: object;
  readonly responseCode?: number;
}

/** A request whose response skips one employee per reason. */
function request({ employees, reasons, more = {}, responseCode = 200 }: Sent): FlowRequest {
  const feed = JSON.stringify({ Employees: Array.from({ length: employees ?? 0 }, () => ({})) });
  const body = JSON.stringify({ responseCode, ...more, skippedEmployees: reasons.map((reason) => ({ email: 'a@b.example', reason })) });
  return {
    position: 3,
    card: 'Update employees',
    address: 'root:channels:http:httpfunctions:1:raw',
    flow: 'Provision',
    method: 'POST',
    url: 'https://integrations.expensify.com/',
    headers: {},
    body:
      employees === undefined ? 'requestJobDescription={}' : new URLSearchParams({ requestJobDescription: '{}', data: feed }).toString(),
    response: { status: 200, headers: {}, body },
    responseCode,
    advisories: [],
    ms: 1,
  };
}

/** No export: no values were typed in. */
const NOTHING = { pack: { flows: new Map() }, overrides: new Map() } as unknown as Parameters<typeof warningsOf>[1];

const messages = (sent: Sent): string[] => warningsOf([request(sent)], NOTHING).map(({ message }) => message);

test('a warning names the flow and the card that sent the request', () => {
  expect(warningsOf([request({ employees: 2, reasons: ['No policy'] })], NOTHING)).toStrictEqual([
    {
      code: 'employees-skipped',
      message: '1 of 2 employees was skipped, although responseCode is 200. Reason: No policy.',
      flow: 'Provision',
      card: { title: 'Update employees', address: 'root:channels:http:httpfunctions:1:raw' },
    },
  ]);
});

test.each<[string, Sent, string]>([
  ['all employees', { employees: 2, reasons: ['A', 'A'] }, 'No employee was updated: all 2 employees were skipped'],
  ['the only employee', { employees: 1, reasons: ['A'] }, 'No employee was updated: the only one was skipped'],
  ['some of a feed by URL', { reasons: ['A', 'B'], more: { updatedEmployeesCount: 7 } }, '2 employees were skipped'],
  [
    'all of a feed by URL',
    { reasons: ['A', 'B'], more: { updatedEmployeesCount: 0 } },
    'No employee was updated: all 2 employees were skipped',
  ],
])('when %s were skipped, the warning says so', (_what, sent, expected) => {
  expect(messages(sent)[0]?.split(', although')[0]).toBe(expected);
});

test('equal reasons are counted, the most frequent come first, and at most five are named', () => {
  const [message] = messages({ employees: 20, reasons: ['A', 'B', 'B', 'C', 'D', 'E', 'F', undefined] });
  expect(message).toContain('Reasons: B (2 times); A; C; D; E; and 2 more reasons.');
});

test.each<[string, Sent]>([
  ['no skipped employees', { employees: 1, reasons: [] }],
  ['another responseCode', { employees: 1, reasons: ['A'], responseCode: 410 }],
])('a response with %s gives no warning', (_what, sent) => {
  expect(messages(sent)).toEqual([]);
});

test('a flow that ignores skipped employees finishes with a warning in its result, on the terminal and in the report', async () => {
  const set = { 'Settings.Sales policy': 'FFFFFFFFFFFFFFFF' };
  const options = { users: [NEW_SELLER], input: { 'User ID': '00uNina' }, set };
  const result = await runFixture(provisionFlow({ isUnchecked: true }), await createTestEmulator(), options);
  const message =
    "No employee was updated: the only one was skipped, although responseCode is 200. Reason: No policy found for 'FFFFFFFFFFFFFFFF'.";
  expect(result.status).toBe('finished');
  expect(result.warnings.map((warning) => [warning.flow, warning.card.title, warning.message])).toEqual([
    ['Provision employee', 'Update employees', message],
  ]);
  expect(runText(result).replace(/\s+/g, ' ')).toContain(message);
  expect(reportHtml(result)).toContain('No employee was updated: the only one was skipped');
});

test('the terminal shows equal warnings once, and at most ten different ones', async () => {
  const result = await runFixture(provisionFlow(), await createTestEmulator(), { users: [NEW_SELLER], input: { 'User ID': '00uNina' } });
  const many = (reasonOf: (index: number) => string) =>
    warningsOf(
      Array.from({ length: 1000 }, (_, index) => request({ employees: 1, reasons: [reasonOf(index)] })),
      NOTHING,
    );
  const text = (reasonOf: (index: number) => string) => runText({ ...result, warnings: many(reasonOf) }, { width: 200 });
  expect(text(() => 'A')).toContain('Reason: A. (1000 times)\n');
  expect(text((index) => `No policy ${index}`)).toContain('… 990 more warnings\n');
});
