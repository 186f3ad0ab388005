import { expect, test } from 'vitest';
import { buildFlow, casesText, type FlowExport, item } from '../../../src/flows/index.js';
import { casesOf, run } from '../support/cases.js';

const each = buildFlow('Greet one', (cards) => {
  const start = cards.helperFlow({ name: 'string' });
  cards.compose('Hello {{name}}', { name: start.out('name') }, 'Greeting');
});

/** A loop over a helper, a branch with two blocks, and a comment, which does not count. */
function greetFlow(): FlowExport {
  return buildFlow('Greet all', (cards) => {
    const start = cards.helperFlow({ names: 'string[]', loud: 'boolean' } as never);
    cards.comment('Nobody tests a comment.');
    cards.forEach(start.out('names'), each, { name: item() }, { title: 'For each name' });
    cards.ifElse(
      { left: start.out('loud'), operator: '==', right: true },
      { then: (inner) => inner.compose('LOUD', {}, 'Shout') && {}, else: (inner) => inner.compose('quiet', {}, 'Whisper') && {} },
      'Loud?',
    );
  });
}

const file = (...cases: string[]): string =>
  `flow: flow.flow\nflowName: Greet all\ncases:\n${cases.map((each) => `  - ${each}\n`).join('')}`;
const coverage = async (...cases: string[]) => (await run(casesOf(file(...cases), { flow: greetFlow() }))).coverage;

test('an empty list leaves the body of its loop uncovered', async () => {
  const { percent, flows } = await coverage(
    '{ name: a, input: { names: [], loud: true } }',
    '{ name: b, input: { names: [], loud: false } }',
  );
  expect(percent).toBeLessThan(100);
  expect(flows.map(({ flow, ran, missed }) => ({ flow, ran, missed: missed.map(({ title }) => title) }))).toEqual([
    { flow: 'Greet all', ran: expect.any(Number), missed: [] },
    { flow: 'Greet one', ran: 0, missed: [expect.any(String), 'Greeting'] },
  ]);
});

test('a branch that did not run is uncovered, and is shown in its block', async () => {
  const { flows } = await coverage('{ name: a, input: { names: [Ada], loud: true } }');
  expect(flows.flatMap(({ missed }) => missed)).toContainEqual(expect.objectContaining({ title: 'Whisper', block: ['Loud? (false)'] }));
});

test('a card after both branches, and one in the block of an If Error, are shown in their places', async () => {
  const flow = buildFlow('Greet all', (cards) => {
    const start = cards.helperFlow({ loud: 'boolean' });
    cards.ifError(
      (inner) => void inner.compose('fine', {}, 'Try'),
      (inner) => void inner.compose('sorry', {}, 'Apologise'),
      'If Error',
    );
    const branch = cards.ifElse(
      { left: start.out('loud'), operator: '==', right: true },
      { then: (inner) => ({ said: inner.compose('a', {}, 'Shout') }), else: (inner) => ({ said: inner.compose('b', {}, 'Whisper') }) },
      'Loud?',
    );
    cards.returns({ said: branch.out('said') });
  });
  const cases = casesOf('flow: flow.flow\nusers: []\ncases: [{ name: a, flow: flow.flow, input: { loud: true } }]', { flow });
  const { flows } = (await run(cases)).coverage;
  expect(flows[0]?.missed.map(({ block, title }) => [...block, title].join(' › '))).toEqual([
    'Loud? (false) › Whisper',
    'If Error › Apologise',
  ]);
});

test('cases together cover cards that none covers alone', async () => {
  const both = await coverage('{ name: a, input: { names: [Ada], loud: true } }', '{ name: b, input: { names: [], loud: false } }');
  expect(both).toMatchObject({ percent: 100 });
  expect(both.ran).toBe(both.cards);
});

test('a card that runs after the trace is full is covered', async () => {
  const names = JSON.stringify(Array.from({ length: 3000 }, (_, index) => `n${index}`));
  const { flows } = await coverage(`{ name: a, input: { names: ${names}, loud: false } }`);
  expect(flows.flatMap(({ missed }) => missed.map(({ title }) => title))).toEqual(['Shout']);
});

test('the terminal names the cards that never ran by flow and block, and whole flows', async () => {
  const report = await run(casesOf(file('{ name: a, input: { names: [], loud: true } }'), { flow: greetFlow() }));
  expect(casesText(report)).toMatch(
    /^1 case passed\.\nCoverage: \d+% \(\d+ of \d+ cards in 2 flows\)\. Never ran:\n {2}Greet all: 1 of \d+ cards\n {4}Loud\? \(false\) › Whisper\n {2}Greet one: the whole flow, 2 cards\n$/,
  );
});

test('a case that stops early leaves the rest uncovered', async () => {
  const cases = 'flow: flow.flow\nusers: []\ncases: [{ name: a, input: { User ID: nobody }, expect: { status: error } }]';
  const { flows } = (await run(casesOf(cases))).coverage;
  expect(flows[0]?.missed.map(({ title }) => title)).toContain('Update employees');
  expect(flows[0]?.ran).toBeGreaterThan(0);
});
