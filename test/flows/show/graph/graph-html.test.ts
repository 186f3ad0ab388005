import { expect, test } from 'vitest';
import { buildFlow, type Cards, loadFlow, runFlow } from '../../../../src/flows/index.js';
import { graphHtml } from '../../../../src/flows/show/graph/graph-html.js';

async function graphOf(build: (cards: Cards) => void, name = 'Drawn'): Promise<string> {
  const flow = buildFlow(name, (cards) => {
    cards.helperFlow({});
    build(cards);
  });
  const pack = loadFlow(flow);
  return graphHtml(await runFlow(pack, { flow: name }), pack);
}

const boxes = (html: string): string[] => [...html.matchAll(/<text x="\d+" y="\d+">([^<]*)<\/text>/g)].map(([, text = '']) => text);
const arrows = (html: string): number => [...html.matchAll(/<path class="edge(?: call)?" d="M[\d ]+[VC]/g)].length;

test('every card is a box that shows whether it ran, failed or did not run', async () => {
  const html = await graphOf((cards) => {
    cards.compose('Hi', {}, 'Greet');
    cards.returnError({ message: 'no' }, 'Stop');
    cards.compose('Hi', {}, 'Never');
  });
  expect(boxes(html)).toEqual(['✓ Helper Flow', '✓ Greet', '✗ Stop', '– Never']);
  expect(html).toContain('<a href="#card-2"><g class="node failed">');
  expect(arrows(html)).toBe(3);
});

test('comments, Expand cards and empty branches are not drawn, and arrows skip them', async () => {
  const html = await graphOf((cards) => {
    cards.comment('Read me');
    const parsed = cards.parse('{"a":{"b":7}}', 'Parse');
    cards.comment('Read on');
    cards.ifElse({ left: cards.expand(parsed, { 'a.b': 'number' }).out('a.b'), operator: '==', right: 7 }, { then: () => undefined });
  });
  expect(boxes(html).filter((text) => /Comment|Expand|Noop/i.test(text))).toEqual([]);
  expect(boxes(html).slice(0, 2)).toEqual(['✓ Helper Flow', '✓ Parse']);
});

test('the arrow of a branch shows its result, and an empty branch leads to the Join', async () => {
  const html = await graphOf((cards) => {
    cards.ifElse({ left: 1, operator: '==', right: 1 }, { then: (inner) => ({ x: inner.compose('a') }), else: () => ({ x: 'b' }) });
  });
  expect([...html.matchAll(/class="branch"[^>]*>(\w+)</g)].map(([, label]) => label).toSorted()).toEqual(['false', 'true']);
});

test('a helper is a separate box that links to its drawing, and its cards show how often they ran', async () => {
  const helper = buildFlow('One', (cards) => {
    cards.helperFlow({});
    cards.compose('Hi', {}, 'Greet');
  });
  const html = await graphOf((cards) => cards.repeat(12, helper));
  expect(html).toMatch(/<a href="#flow-1"><g class="node helper">/);
  expect(html).toContain('<figure id="flow-1"><figcaption>One</figcaption>');
  expect(boxes(html)).toContain('✓ Greet ×12');
});

test('titles are text, and long ones are cut, with the whole title as tooltip', async () => {
  const evil = '"><script>alert(1)</script> and a long title behind it';
  const html = await graphOf((cards) => void cards.compose('Hi', {}, evil), evil);
  expect(html).not.toContain('<script');
  expect(html).toContain('<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; and a long title behind it (string.compose) ran</title>');
});

test('a secret in the title of a card that ran is redacted', async () => {
  const html = await graphOf((cards) => {
    cards.assign({ password: 'correct-horse-battery' }, 'Settings');
    cards.compose('Hi', {}, 'Use correct-horse-battery');
  });
  expect(html).not.toContain('correct-horse');
});

test('draws two hundred cards, and only counts five hundred', async () => {
  const many = (count: number) => (cards: Cards) => {
    for (let index = 0; index < count; index++) cards.compose('Hi', {}, `Card ${index}`);
  };
  expect(boxes(await graphOf(many(200)))).toHaveLength(201);
  const html = await graphOf(many(500));
  expect(html).toContain('The flow has 501 cards, which is too many to draw.');
  expect(html).not.toContain('<svg');
});
