import { expect, test } from 'vitest';
import { buildFlow, type Cards, item, loadFlow, type RunFlowOptions, runFlow, runText } from '../../../src/flows/index.js';
import type { RunTextOptions } from '../../../src/flows/show/run-text.js';
import { widthOf } from '../../../src/util/terminal-lines.js';
import { createTestEmulator } from '../../support/emulator.js';
import { provisionFlow } from '../fixtures/provision.js';
import { NEW_SELLER } from '../fixtures/users.js';
import { runFixture } from '../support/run-fixture.js';

async function textOf(build: (cards: Cards) => void, layout: RunTextOptions = {}, options: RunFlowOptions = {}): Promise<string> {
  const pack = loadFlow(
    buildFlow('Shown', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
  );
  return runText(await runFlow(pack, { flow: 'Shown', ...options }), { pack, ...layout });
}

test('a failed run starts with the card, the reason, the inputs and what to do', async () => {
  const text = await textOf((cards) => {
    const expense = cards.assign({ amount: 'seven' }, 'Expense');
    cards.construct({ Amount: expense.out('amount').as('parseFloat'), Currency: 'EUR' }, 'Report');
  });
  expect(text.split('\n').slice(0, 12)).toEqual([
    '✗ Report',
    "  Invalid type conversion: 'seven' is not a number (input 'Amount' of 'Report',",
    "  from output 'amount' of 'Expense')",
    '',
    '  Inputs',
    '  ✗ Amount    seven',
    '    Currency  EUR',
    '',
    '  What to do',
    "  - Correct the value of 'Amount', or set it for this run:",
    '    --set "Report.Amount=…"',
    '',
  ]);
  expect(text).toMatch(/\n✗ Shown: failed, 3 cards, 0 requests\n$/);
});

test('a card without a stub says where the stub goes and how to get all stubs, in a command on one line', async () => {
  const text = await textOf((cards) => void cards.card('@slack.sendMessage', 'Tell', { Text: 'Hi' }, { Timestamp: 'string' }));
  expect(text).toMatch(/can't run here\.\s+Add\s+a\s+stub\s+for\s+it:/);
  expect(text).toContain('- Save the stub to a file and pass the file with --stubs.');
  expect(text).toMatch(/ `expensify-emulator flow stubs "\S+" > stubs\.yaml`\.\n/);
});

test('an unknown user can be added to the file, and if there is none, --users is suggested once', async () => {
  const build = (cards: Cards) => void cards.readUser('00uZoe', ['email']);
  expect(await textOf(build, {}, { users: [{ id: '00uAda', profile: {} }] })).toMatch(
    /- Correct the id\. If the run takes its users from a file \(--users\), add it\s+there\.\n/,
  );
  expect(await textOf(build)).toMatch(
    /00uZoe \(User\)\. No Okta users were provided\.\s+Pass a\s+file with --users, or write users: in a cases file\.\n(?!.*Correct)/s,
  );
});

test('the suggested flag fixes the run', async () => {
  const build = (cards: Cards) => {
    const expense = cards.assign({ amount: 'seven' }, 'Expense');
    cards.construct({ Amount: expense.out('amount').as('parseFloat') }, 'Report');
  };
  expect(await textOf(build, {}, { set: { 'Report.Amount': 7 } })).toContain('✓ Shown: finished');
});

test('a finished run ends with its counts and output', async () => {
  const text = await textOf((cards) => {
    cards.sendEmail({ to: ['a@b.example'], subject: 'Hi', body: 'Hi' });
    cards.returns({ Greeting: cards.compose('Hi') });
  });
  expect(text).toMatch(/\n✓ Shown: finished, 4 cards, 0 requests, 1 email\n {2}Output\n {4}Greeting: Hi\n$/);
});

test('comments, Expand cards and values filled in by the platform are left out', async () => {
  const text = await textOf((cards) => {
    cards.comment('Read me');
    const parsed = cards.parse(cards.compose('{"a":{"b":7}}'), 'Parse');
    cards.returns({ B: cards.expand(parsed, { 'a.b': 'number' }).out('a.b') });
  });
  expect(text).not.toMatch(/Comment|Read me|Expand|execution_id/);
  expect(text).toContain('  ✓ Parse  {"a":{"b":7}}');
});

/** A branch that runs, and one that does not. */
const branch = (cards: Cards): void => {
  const chosen = { then: (inner: Cards) => ({ Hi: inner.compose('yes', {}, 'Taken') }) };
  const other = { else: (inner: Cards) => ({ Hi: inner.compose('no', {}, 'Not taken') }) };
  cards.ifElse({ left: 1, operator: '==', right: 1 }, { ...chosen, ...other });
};

test('the cards of the branch that did not run are marked as skipped', async () => {
  const text = await textOf(branch);
  expect(text).toContain('  ✓ Taken  yes\n  ○ Not taken (skipped)\n');
});

test('without the export only the cards that ran are shown', async () => {
  const text = await textOf(branch, { pack: undefined as never });
  expect(text).not.toContain('Not taken');
});

test('many cards after a failed one are counted', async () => {
  const text = await textOf((cards) => {
    cards.returnError({ message: 'no' }, 'Stop');
    for (let count = 1; count <= 9; count++) cards.compose('Hi', {}, `Card ${count}`);
  });
  expect(text).toContain('  ○ Card 1 (skipped)\n  ○ Card 2 (skipped)\n  ○ Card 3 (skipped)\n  ○ … 6 more skipped\n');
});

/** A For Each over this many items; the named item fails and is ignored. */
const loop = (items: number, failing: number) => (cards: Cards) => {
  const helper = buildFlow('One', (inner) => {
    const start = inner.helperFlow({ Email: 'string' });
    inner.returnErrorIf({ left: start.out('Email'), operator: '==', right: `${failing}@b.example` }, { message: 'refused' }, 'Check');
  });
  const list = JSON.stringify(Array.from({ length: items }, (_, index) => ({ Email: `${index + 1}@b.example` })));
  cards.forEach(cards.parse(list), helper, { Email: item('Email') }, { ignoreErrors: true });
};

test('a long loop shows its first three items, the failed ones, and the number of others', async () => {
  const text = await textOf(loop(1000, 700));
  expect(text.match(/^ +item \d+$/gm)?.map((line) => line.trim())).toEqual(['item 1', 'item 2', 'item 3', 'item 700']);
  expect(text).toContain('✗ Check  refused');
  expect(text).toContain('… 996 more items, all finished');
  expect(text).toContain('! Check: ignored error: refused');
  expect(text.split('\n').length).toBeLessThan(30);
});

test('a short loop is shown completely', async () => {
  const text = await textOf(loop(4, 0));
  expect(text).toContain('item 4');
  expect(text).not.toContain('more items');
});

test.each([40, 60, 80, 132])('no line is wider than %i columns', async (width) => {
  const flow = provisionFlow();
  const settings = { 'Settings.partnerUserSecret': 'abcdef0123456789' };
  const result = await runFlow(flow, {
    target: await createTestEmulator(),
    users: [NEW_SELLER],
    input: { 'User ID': '00uNina' },
    set: settings,
  });
  const lines = runText(result, { width, pack: loadFlow(flow) }).split('\n');
  expect(lines.filter((line) => widthOf(line) > width && !line.includes('--set'))).toEqual([]);
});

test('colours only complete marks and titles, and only if asked to', async () => {
  const painted: string[] = [];
  const paint: RunTextOptions['paint'] = (colour, text) => {
    painted.push(`${colour} ${text}`);
    return `<${text}>`;
  };
  await textOf((cards) => cards.returnError({ message: 'no' }, 'Stop'), { paint });
  expect(painted).toContain('red ✗');
  expect(painted).toContain('bold Stop');
  expect(painted).toContain('green ✓');
  expect(await textOf((cards) => cards.returnError({ message: 'no' }, 'Stop'))).not.toContain('<');
});

test('sent placeholders are named with the flags that replace them', async () => {
  const flow = provisionFlow();
  const result = await runFlow(flow, { target: await createTestEmulator(), users: [NEW_SELLER], input: { 'User ID': '00uNina' } });
  expect(runText(result)).toContain(
    '  - Replace the placeholders of the export: --set "Settings.partnerUserID=…"\n    --set "Settings.partnerUserSecret=…"\n',
  );
});

test('warns of an error response that the flow ignored', async () => {
  const set = { 'Settings.partnerUserSecret': 'abcdef0123456789' };
  const options = { users: [NEW_SELLER], input: { 'User ID': '00uNina' }, set };
  const text = runText(await runFixture(provisionFlow({ isUnchecked: true }), await createTestEmulator(), options));
  expect(text.replace(/\s+/g, ' ')).toContain(
    '! Update employees: the response is an error (HTTP 200, responseCode 404), but the flow continued as if it had succeeded:',
  );
});

test('shows an advisory with its message, once for many requests', async () => {
  const emulator = await createTestEmulator();
  const options = { users: [NEW_SELLER], input: { 'User ID': '00uNina' } };
  const result = await runFixture(provisionFlow({ isUnencoded: true }), emulator, options);
  const [request] = result.requests;
  const requests = request === undefined ? [] : [request, request, request];
  const text = runText({ ...result, requests }).replace(/\s+/g, ' ');
  expect(text).toContain('The secret was sent in the URL, where proxies and logs keep it. Send it in the body. (secret-in-url) (3 times)');
});

test('a stub to paste keeps its lines', async () => {
  const text = await textOf((cards) => void cards.card('@acme.ask', 'Ask', {}, { 'Out/answer': 'string' }));
  expect(text).toMatch(/^ {2}- card: .+\n {4}outputs:/m);
});

test.each(['callFlow', 'callFlowAsync'] as const)('a flow that calls itself endlessly by %s is shown', async (call) => {
  const endless = buildFlow('Endless', (cards) => {
    cards.helperFlow({});
    cards[call]('self', {});
  });
  const pack = loadFlow(endless);
  const text = runText(await runFlow(pack, { limits: { steps: 6000 } }), { pack });
  expect(text).toMatch(/\n✗ Endless: failed/);
});
