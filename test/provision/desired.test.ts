import { expect, test } from 'vitest';
import { readMapping, readSource } from '../../src/provision/index.js';
import { applyMapping } from '../../src/provision/mapping/apply-mapping.js';
import { defaultMapping } from '../../src/provision/mapping/read-mapping.js';
import { toDesired } from '../../src/provision/plan/desired.js';
import { scopeOf } from '../../src/provision/plan/scope.js';
import { type Problem, showProblem } from '../../src/provision/problem.js';
import { cleanUpFiles, fileOf } from '../support/provision.js';

cleanUpFiles();

const good = {
  employeeEmail: 'ed@x.com',
  managerEmail: 'boss@x.com',
  employeeID: 'E',
  policyID: 'A',
  role: '',
  isTerminated: '',
  approvalLimit: '',
  overLimitApprover: '',
  approvesTo: '',
  firstName: '',
};

/** A CSV of rows that are valid except for the given fields, from line 2. */
function peopleFile(...rows: readonly Partial<typeof good>[]): string {
  const lines = rows.map((row) => Object.values({ ...good, ...row }).join(','));
  return fileOf('people.csv', `${[Object.keys(good).join(','), ...lines].join('\n')}\n`);
}

function read(...rows: readonly Partial<typeof good>[]) {
  const source = readSource(peopleFile(...rows));
  const mapping = defaultMapping(source);
  return { source, mapping, desired: toDesired(applyMapping(source, mapping.mapping).rows, undefined) };
}

/** Such as `bad-record people.csv:2:1: …`, without the folder. */
const said = (problems: readonly Problem[]): string[] =>
  problems.map((problem) => `${problem.code} ${showProblem(problem).replaceAll(/[^\s(]*\/(?=people\.csv|map\.yaml)/g, '')}`);

test.each<[Partial<typeof good>, string]>([
  [{ employeeEmail: 'no one' }, "bad-record people.csv:2:1: no one: Invalid employee email address 'no one'."],
  [{ employeeEmail: '' }, 'bad-record people.csv:2:1: a person has no employeeEmail.'],
  [{ managerEmail: 'boss' }, "bad-record people.csv:2:2: ed@x.com: Invalid manager email address 'boss'."],
  [{ managerEmail: '' }, 'no-manager people.csv:2:2: ed@x.com has no manager. Add one, or set a default for managerEmail in the mapping.'],
  [{ employeeID: '' }, 'bad-record people.csv:2:3: ed@x.com has no employeeID.'],
  [{ policyID: '' }, 'bad-record people.csv:2:4: ed@x.com has no policyID.'],
  [{ role: 'boss' }, "bad-record people.csv:2:5: ed@x.com: Invalid role 'boss'."],
  [{ isTerminated: 'perhaps' }, "bad-record people.csv:2:6: ed@x.com: Invalid isTerminated value 'perhaps'."],
  [{ approvalLimit: '1e5' }, "bad-record people.csv:2:7: ed@x.com: Invalid approval limit '1e5'."],
  [{ approvalLimit: '100' }, "bad-record people.csv:2:7: ed@x.com: Missing over limit approver for approval limit '100'."],
  [{ overLimitApprover: 'dana' }, "bad-record people.csv:2:8: ed@x.com: Invalid over limit approver email address 'dana'."],
  [{ approvesTo: 'dana' }, "bad-record people.csv:2:9: ed@x.com: approvesTo 'dana' is not an email address."],
  [{ firstName: 'x'.repeat(1001) }, "bad-record people.csv:2:10: ed@x.com: Invalid value for 'firstName'."],
  [
    { employeeEmail: 'e\u00A0\u200Bd@x.com' },
    "bad-record people.csv:2:1: e<U+00A0><U+200B>d@x.com: Invalid employee email address 'e<U+00A0><U+200B>d@x.com'. It contains U+00A0 NO-BREAK SPACE, U+200B ZERO WIDTH SPACE.",
  ],
])('a row with %j is a problem, reported with its column', (fields, message) => {
  expect(said(read(fields).desired.problems)).toEqual([message]);
});

test('a duplicate person and a duplicate employeeID are reported with both positions', () => {
  expect(said(read({}, {}).desired.problems)).toEqual([
    'duplicate-email people.csv:3:1: ed@x.com is listed twice for A. The first entry is at people.csv:2:1.',
  ]);
  expect(said(read({}, { employeeEmail: 'zoe@x.com' }).desired.problems)).toEqual([
    "duplicate-employee-id people.csv:3:3: zoe@x.com and ed@x.com (people.csv:2:3) share the employeeID 'E'.",
  ]);
});

test('rows without a policy belong to the only policy, if there is one', () => {
  const { source, mapping } = read({ policyID: '' });
  const { members } = toDesired(applyMapping(source, mapping.mapping).rows, 'B');
  expect(members).toMatchObject([{ policyID: 'B', isApprover: false, record: { employeeEmail: 'ed@x.com', policyID: 'B' } }]);
});

test('a policy is in scope from the first row that names it, and rows of leavers only manage leavers', () => {
  const { desired, mapping } = read({}, {}, { policyID: 'B', isTerminated: 'true' }, { policyID: 'B', isTerminated: 'true' });
  const { scope, problems } = scopeOf(desired, mapping, undefined);
  expect([...scope]).toMatchObject([
    ['A', { manages: 'everyone', at: { line: 2, column: 4 } }],
    ['B', { manages: 'leavers', at: { line: 4, column: 4 } }],
  ]);
  expect(problems).toEqual([]);
});

test('a policy that is not given is not managed, and is reported at the first row that names it', () => {
  const { desired, mapping } = read({ policyID: 'B' }, {}, {}, { policyID: 'C', isTerminated: 'true' });
  const { scope, problems } = scopeOf(desired, mapping, ['B']);
  expect([...scope]).toEqual([['B', { manages: 'everyone' }]]);
  expect(said(problems)).toEqual([
    "unknown-policy people.csv:3:4: Policy 'A' is not managed. To manage it, pass --policy A.",
    "unknown-policy people.csv:5:4: Policy 'C' is not managed. To manage it, pass --policy C.",
  ]);
});

test('the policies in a mapping are in scope from there, and an empty id is ignored', () => {
  const policyID = 'policyID:\n    from: centre\n    lookup:\n      Sales: S\n      None: ""\n    default: D';
  const mapping = readMapping(fileOf('map.yaml', `fields:\n  ${policyID}\n  additionalPolicyIDs:\n    constant: [T, ""]\n`));
  const { scope } = scopeOf({ members: [], leavers: [], problems: [] }, mapping, undefined);
  expect(Array.from(scope, ([id, { manages, at }]) => [id, manages, at?.line, at?.column])).toEqual([
    ['S', 'everyone', 5, 14],
    ['D', 'everyone', 7, 14],
    ['T', 'everyone', 9, 15],
  ]);
});
