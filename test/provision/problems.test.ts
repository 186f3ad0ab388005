import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plan, readMapping, readSource } from '../../src/provision/index.js';
import { DISRUPTION_KINDS, DISRUPTIONS } from '../../src/provision/plan/disruption.js';
import { PROBLEMS, type Problem } from '../../src/provision/problem.js';
import { cleanUpFiles, fileOf } from '../support/provision.js';
import { ROOT } from '../support/root.js';
import { owner, peopleOf, rowsOf, type ServiceMember, type ServicePolicy, serviceOf } from '../support/service.js';

cleanUpFiles();

const page = readFileSync(join(ROOT, 'docs/guide/provisioning.md'), 'utf8');
const list = /<!-- list: problems -->\n([\s\S]*?)\n\n/.exec(page)?.[1] ?? '';
const rows = [...list.matchAll(/^\| (.+) \| `([^`]+)` \| (.+) \|$/gm)].map(([, messages = '', code = '', meaning]) => ({
  messages: [...messages.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message),
  code,
  meaning,
}));

test("docs/guide/provisioning.md lists every problem with the program's text", () => {
  expect(rows.map(({ code, meaning }) => [code, meaning])).toEqual(Object.entries(PROBLEMS));
});

type Row = Record<string, unknown>;

const TEN = peopleOf(10);
const HEAD = { id: 'A', members: [owner, ...TEN] };

async function problemsOf(change: (rows: Row[]) => Row[], ...policies: ServicePolicy[]): Promise<readonly Problem[]> {
  const { problems } = await plan(change(rowsOf([owner, ...TEN], 'A')), serviceOf(...(policies.length === 0 ? [HEAD] : policies)));
  return problems;
}

const each = (fields: Row) => (people: Row[]) => people.map((row, index) => (index === 0 ? row : { ...row, ...fields }));
const one = (fields: Row) => (people: Row[]) => people.map((row, index) => (index === 1 ? { ...row, ...fields } : row));
const roles = (role: string): ServiceMember[] => TEN.map((member) => ({ ...member, role }));

/** Problems of every kind. */
async function provoke(): Promise<readonly Problem[]> {
  const source = readSource(fileOf('people.csv', 'employeeEmail,employeeID,policyID,team,boss\np1@x.com,P1,A,Labs,nobody\n'));
  const fields = 'employeeEmail: employeeEmail\n  employeeID: employeeID\n  policyID: policyID';
  const mapping = `fields:\n  ${fields}\n  role: { from: team, lookup: { HQ: user } }\n  managerEmail: { from: boss, match: employeeID }\n`;
  const unmapped = await plan(source, serviceOf(HEAD), { mapping: readMapping(fileOf('map.yaml', mapping)) });
  const lastAdmin = { id: 'A', members: [{ email: 'admin@x.com', employeeID: 'A1', role: 'admin' }, ...TEN] };
  const foreign = { id: 'B', role: 'user', members: [owner] };
  const unmanaged = await plan(rowsOf([owner, ...TEN], 'B'), serviceOf(HEAD), { policies: ['A'] });
  const found = await Promise.all([
    problemsOf(one({ employeeID: '' })),
    problemsOf(one({ role: 'boss' })),
    problemsOf(one({ approvalLimit: '100' })),
    problemsOf(one({ approvesTo: 'dana' })),
    problemsOf(one({ managerEmail: '' })),
    problemsOf(one({ managerEmail: 'new@x.com' })),
    problemsOf((people) => one({ managerEmail: 'p10@x.com' })(people).slice(0, -1)),
    problemsOf((people) => [...people, ...people.slice(1, 2)]),
    problemsOf(one({ employeeID: 'P2' })),
    problemsOf(each({ policyID: 'X' })),
    problemsOf(each({ policyID: 'B' }), HEAD, foreign),
    problemsOf((people) => people.map((row, index) => ({ ...row, managerEmail: `p${index === 1 ? 2 : 1}@x.com` }))),
    problemsOf(one({ employeeEmail: 'p\u200b1@x.com' })),
    problemsOf(one({ employeeEmail: 'р1@x.com' })),
    problemsOf((people) => people.slice(1), lastAdmin),
    problemsOf((people) => people.slice(0, 1)),
    problemsOf(each({ policyID: 'B' }), HEAD, { id: 'B', members: [owner] }),
    problemsOf((people) => people.map((row, index) => (index === 0 ? row : { ...row, employeeEmail: `q${index}@x.com` }))),
    problemsOf(each({ role: 'user' }), { id: 'A', members: [owner, ...roles('auditor')] }),
    problemsOf((people) => people.map((row, index) => (index > 1 ? { ...row, managerEmail: 'p1@x.com' } : row))),
  ]);
  return [...unmapped.problems, ...unmanaged.problems, ...found.flat()];
}

/** Each `…` of a message stands for any text; a message without a dot at its end may go on. */
function patternOf(message: string): RegExp {
  const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]+')}`);
}

test('docs/guide/provisioning.md quotes every problem as it is printed', async () => {
  const printed = await provoke();
  const patterns = rows.flatMap(({ code, messages }) => messages.map((message) => ({ code, message, pattern: patternOf(message) })));
  const fits = (problem: Problem) => patterns.filter(({ code, pattern }) => problem.code === code && pattern.test(problem.message));
  expect(printed.filter((problem) => fits(problem).length === 0)).toEqual([]);
  const seen = new Set(printed.flatMap(fits));
  expect(patterns.filter((pattern) => !seen.has(pattern)).map(({ message }) => message)).toEqual([]);
});

test.each(DISRUPTION_KINDS.map((kind) => DISRUPTIONS[kind]))(
  'docs/guide/provisioning.md names $flag and allow.$allow',
  ({ flag, allow }) => {
    expect(page).toContain(`\`${flag} N\``);
    expect(page).toContain(allow);
  },
);
