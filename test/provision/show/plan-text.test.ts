import { expect, test } from 'vitest';
import type { Change, Plan } from '../../../src/provision/index.js';
import { planHtml } from '../../../src/provision/show/plan-html.js';
import { planText } from '../../../src/provision/show/plan-text.js';
import { widthOf } from '../../../src/util/text-columns.js';
import { at, MAIN, SECOND } from '../../support/people.js';

const changes: readonly Change[] = [
  {
    action: 'add',
    policyID: MAIN,
    email: at('new'),
    asApprover: false,
    records: [{ employeeEmail: at('new'), employeeID: '007', policyID: MAIN, managerEmail: at('max.manager'), role: 'auditor' }],
  },
  { action: 'email-change', policyID: MAIN, email: at('ed.newname'), from: at('ed'), fields: [], records: [] },
  {
    action: 'change',
    policyID: MAIN,
    email: at('eve'),
    fields: [
      { field: 'role', from: 'user', to: 'admin' },
      { field: 'managerEmail', from: at('a.manager.with.a.long.address'), to: at('another.manager.with.a.long.address') },
      { field: 'customField1', from: '', to: 'x'.repeat(150) },
    ],
    records: [],
  },
  {
    action: 'move',
    email: at('mo'),
    from: SECOND,
    to: MAIN,
    records: [{ employeeEmail: at('mo'), employeeID: '8', policyID: MAIN, managerEmail: at('max.manager') }],
  },
  { action: 'remove', policyID: MAIN, email: at('old'), records: [] },
];

function planOf(parts: Partial<Plan> = {}): Plan {
  return {
    version: 2,
    id: 'p',
    url: 'http://service.example/',
    policies: [
      { id: MAIN, name: 'Acme Headquarters', members: 12, manages: 'everyone' },
      { id: SECOND, name: 'Acme Field Sales', members: 1, manages: 'leavers' },
    ],
    options: {},
    changes,
    unchanged: 10,
    notCompared: ['firstName', 'lastName', 'workerStatus', 'domainGroupID', 'defaultTags'],
    problems: [],
    hash: '0'.repeat(64),
    ...parts,
  };
}

test('each changed field is on its own line with its old and new value, below a legend', () => {
  expect(planText(planOf())).toBe(`\
Symbols: + add   @ email change   ~ change   > move   - remove

Acme Headquarters (${MAIN}), 12 members
  + new@acme.example
      employeeID    007
      managerEmail  max.manager@acme.example
      role          auditor
  @ ed.newname@acme.example
      employeeEmail  ed@acme.example → ed.newname@acme.example
  ~ eve@acme.example
      role          user → admin
      managerEmail  a.manager.with.a.long.address@acme.example
                    → another.manager.with.a.long.address@acme.example
      customField1  (none)
                    → xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  > mo@acme.example
      policy        Acme Field Sales → Acme Headquarters
      employeeID    8
      managerEmail  max.manager@acme.example
  - old@acme.example

Acme Field Sales (${SECOND}), 1 member, only leavers are managed
  No changes.

Who is affected
  Removed, Acme Headquarters (${MAIN}): 1
    old@acme.example
  Moved away, Acme Field Sales (${SECOND}): 1
    mo@acme.example → Acme Headquarters
  Given a new email address, Acme Headquarters (${MAIN}): 1
    ed@acme.example → ed.newname@acme.example
  Given a new manager, Acme Headquarters (${MAIN}): 1
    eve@acme.example (a.manager.with.a.long.address@acme.example →
    another.manager.with.a.long.address@acme.example)

Not compared (the service doesn't return these): firstName, lastName,
workerStatus, domainGroupID, defaultTags.
Plan: 1 to add, 1 email change, 1 to change, 1 to move, 1 to remove, 10
unchanged.
`);
});

test('the legend has only the symbols that the plan uses', () => {
  const removals = changes.filter(({ action }) => action === 'remove');
  expect(planText(planOf({ changes: removals }))).toMatch(/^Symbols: - remove\n/);
  expect(planText(planOf({ changes: [] }))).toMatch(/^Acme Headquarters/);
});

const LONG: Partial<Plan> = {
  policies: [{ id: MAIN, name: '漢字 and a name '.repeat(12), members: 1, manages: 'everyone' }],
  changes: [
    { action: 'remove', policyID: MAIN, email: `${'a'.repeat(140)}@acme.example`, records: [] },
    {
      action: 'change',
      policyID: MAIN,
      email: at('eve'),
      fields: [{ field: 'customField1', from: '漢'.repeat(90), to: 'b' }],
      records: [],
    },
  ],
  problems: [{ code: 'bad-record', message: 'words '.repeat(40), at: { file: `${'f'.repeat(200)}.csv`, line: 3, column: 1 } }],
};

test.each([80, 120])('no line is wider than a terminal of %i columns', (width) => {
  for (const plan of [planOf(), planOf(LONG)]) {
    const lines = planText(plan, { width }).split('\n');
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    expect(Math.max(...lines.map(widthOf))).toBeGreaterThan(60);
  }
});

test('values that fit into 120 columns stay on one line there', () => {
  const { policies } = planOf();
  const text = planText(planOf({ policies }), { width: 120 });
  expect(text).toContain(`managerEmail  ${at('a.manager.with.a.long.address')} → ${at('another.manager.with.a.long.address')}\n`);
});

test('problems come after the changes, with the number to fix', () => {
  const problems = [
    { code: 'no-manager', message: "new@acme.example has no manager. Name one, or remove 'policyID' from the row that adds them." },
  ] as const;
  expect(planText(planOf({ problems }))).toContain(
    "\nThis plan can't be applied. Fix 1 problem:\n✗ new@acme.example has no manager. Name one, or remove 'policyID' from the row\n  that adds them.\n",
  );
});

test('a control character in a value cannot move the cursor', () => {
  const name = 'Acme\u001b[2J\n\u202Etrap';
  const text = planText(planOf({ policies: [{ id: MAIN, name, members: 2, manages: 'everyone' }] }));
  expect(text).not.toMatch(/\u001b|\u202E|\ntrap/);
});

test('the page has a line for each field as well', () => {
  expect(planHtml(planOf())).toContain(
    `<tr class="change"><td>~ change</td><td>eve@acme.example</td><td><div><b>role</b> user → admin</div><div><b>managerEmail</b>`,
  );
});
