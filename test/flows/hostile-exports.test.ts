import { expect, test } from 'vitest';
import { diffMarkdown } from '../../src/flows/diff/diff-markdown.js';
import { diffText } from '../../src/flows/diff/diff-text.js';
import { orderCards } from '../../src/flows/export/order.js';
import {
  buildFlow,
  type Cards,
  diffFlows,
  lintFlow,
  loadFlow,
  mermaid,
  type Pack,
  reportHtml,
  runFlow,
  runText,
  suggestStubs,
} from '../../src/flows/index.js';
import { FlowFileError } from '../../src/flows/problem.js';
import { coverageOf } from '../../src/flows/testing/coverage.js';

interface Written {
  readonly uuid: string;
  readonly id?: string;
  readonly title?: string;
  readonly outputs?: readonly string[];
  readonly inputs?: readonly string[];
  readonly pins?: object;
  readonly branches?: object;
}

const slots = (names: readonly string[] = []) => ({
  data: Object.fromEntries(names.map((name) => [name, { id: name, key: name, value: { type: 'string', data: '' } }])),
});
const card = ({ uuid, id = 'control:0.0.1:let', title = uuid, inputs, outputs, ...rest }: Written) => ({
  uuid,
  address: `root:kernel:${id}`,
  node: { data: { name: title }, model: { inputs: slots(inputs), outputs: slots(outputs) } },
  ...rest,
});
/** An export that could be written by hand: cards and the arrows between them. */
const exportOf = (cards: readonly Written[], edges: readonly (readonly [string, string])[], more: object = {}): object => ({
  type: 'flopack',
  version: '1.5',
  data: { flos: { f: { name: 'F', data: { methods: cards.map(card), orderings: Object.fromEntries(edges.entries()), ...more } } } },
});
const packOf = (...given: Parameters<typeof exportOf>): Pack => loadFlow(exportOf(...given));
const START: Written = { uuid: 'start', id: 'control:0.0.1:callable' };
const names = (count: number, of = 'c'): string[] => Array.from({ length: count }, (_, index) => `${of}${index}`);
const chain = (uuids: readonly string[]) => uuids.slice(1).map((to, index) => [uuids[index] ?? '', to] as const);
const pageOf = async (pack: Pack): Promise<string> => reportHtml(await runFlow(pack, {}), { pack });

test.each([
  ['a typed value', { a: { id: 'a', key: 'a', value: { type: 'object', data: '@' } } }],
  ['a declared type', { a: { id: 'a', key: 'a', value: { type: { x: '@' } } } }],
])('%s that is nested thousands of levels deep is refused', (_name, inputs) => {
  const made = { type: 'flopack', version: '1', data: { flos: { f: { data: { methods: [{ ...card(START), inputs }] } } } } };
  const text = JSON.stringify(made).replace('"@"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect(() => loadFlow({ text, source: 'deep.flow' })).toThrow(FlowFileError);
  expect(() => loadFlow({ text, source: 'deep.flow' })).toThrow('deep.flow: values are nested more than 1000 levels deep');
});

test('a card followed by thousands of others gets an order', () => {
  const after = names(8000);
  const pack = packOf(
    [START, ...after.map((uuid) => ({ uuid }))],
    after.map((uuid) => ['start', uuid] as const),
  );
  expect(orderCards([...pack.flows.values()][0] ?? { ...emptyFlow }).steps).toHaveLength(8001);
});
const emptyFlow = { uuid: '', name: '', cards: [], edges: [], isScheduled: false, isInline: false };

test('a chain of thousands of comments is left out of the graph', () => {
  const comments = names(12_000);
  const cards = comments.map((uuid) => ({ uuid, id: 'control:0.0.1:comment' }));
  const graph = mermaid(packOf([START, ...cards, { uuid: 'end' }], chain(['start', ...comments, 'end'])));
  expect(graph).toContain('n2 --> n3');
  expect(graph).not.toContain('c1');
});

test('a flow with too many arrows to be readable is not drawn', async () => {
  const uuids = names(100);
  const all = uuids.flatMap((from, index) => uuids.slice(index + 1).map((to) => [from, to] as const));
  const dense = packOf([START, ...uuids.map((uuid) => ({ uuid }))], [['start', 'c0'], ...all]);
  expect(await pageOf(dense)).toContain('The flow has too many arrows to draw.');
});

test('arrows that pass a long chain of cards are not drawn if there are too many', async () => {
  const [left, right, long] = [names(50, 'l'), names(50, 'r'), names(200, 'z')];
  const edges = [
    ...[...left, 'z0'].map((to) => ['start', to] as const),
    ...chain(long),
    ...right.flatMap((to) => [...left, 'z199'].map((from) => [from, to] as const)),
  ];
  const page = await pageOf(packOf([START, ...[...left, ...long, ...right].map((uuid) => ({ uuid }))], edges));
  expect(page).toContain('The flow has too many arrows to draw.');
});

test('a title with hundreds of thousands of backticks can be shown as Markdown', async () => {
  const title = '`a'.repeat(200_000);
  const diff = await diffFlows(exportOf([START], []), exportOf([START, { uuid: 'x', title }], [['start', 'x']]));
  expect(diffMarkdown(diff)).toContain(`- \`\` ${title} \`\``);
});

test('of thousands of wires into one input, the first ones are shown', async () => {
  const outputs = names(3000, 'o');
  const wired = { ...START, outputs, pins: Object.fromEntries(outputs.map((name) => [name, { x: [{ input: 'in' }] }])) };
  const edges = [['start', 'x']] as const;
  const text = diffText(
    await diffFlows(
      exportOf(
        [
          { ...START, outputs },
          { uuid: 'x', inputs: ['in'] },
        ],
        edges,
      ),
      exportOf([wired, { uuid: 'x', inputs: ['in'] }], edges),
    ),
  );
  expect(text).toContain("in: nothing → 'start' › o0 or 'start' › o1");
  const [line = ''] = text.split('\n').filter((each) => each.includes('in: nothing'));
  expect(line.length).toBeLessThan(200);
});

test('nested branches are named up to a maximum depth', () => {
  const ifs = names(300);
  const cards = ifs.map((uuid, index) => ({ uuid, id: 'control:0.0.1:if', branches: { [ifs[index + 1] ?? 'end']: true } }));
  const { flows } = coverageOf([packOf([START, ...cards, { uuid: 'end' }], [['start', 'c0']])], new Set());
  expect(flows[0]?.missed.find(({ uuid }) => uuid === 'end')?.block).toHaveLength(50);
});

test('a card with thousands of inputs and outputs is analysed like any other', () => {
  const wide = { uuid: 'wide', id: 'object:0.0.1:construct', inputs: ['secret', ...names(200, 'i')], outputs: names(200, 'o') };
  const from = { ...START, outputs: ['s'], pins: { s: { wide: [{ input: 'secret' }] } } };
  expect(() => lintFlow(exportOf([from, wide], [['start', 'wide']]))).not.toThrow();
});

const NASTY = 'a\u001b[2J\u0007b\u009bc\u202Ed';
const nasty = (build: (cards: Cards) => void = () => undefined) =>
  buildFlow(`Flow ${NASTY}`, (cards) => {
    cards.helperFlow({});
    build(cards);
    cards.compose(NASTY, {}, `Card ${NASTY}`);
    cards.card('@box.get', `Box ${NASTY}`, {}, { [NASTY]: 'string' });
  });
const UNSAFE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

test('no text for a terminal contains control characters or changes the direction of a line', async () => {
  const pack = loadFlow(nasty());
  const result = await runFlow(pack, {});
  const diff = await diffFlows(
    buildFlow('Flow', (cards) => void cards.helperFlow({})),
    pack,
  );
  for (const text of [runText(result, { pack }), diffText(diff), diffMarkdown(diff), reportHtml(result, { pack }), mermaid(pack)])
    expect(text).not.toMatch(UNSAFE);
  const comments = suggestStubs(pack)
    .split('\n')
    .filter((line) => line.startsWith('#'));
  expect(comments.join('\n')).toContain('Box a');
  expect(comments.join('\n')).not.toMatch(UNSAFE);
});

const SECRET = 'correcthorse9';

test('a secret repeated in a title is never shown, even for cards that did not run', async () => {
  const pack = loadFlow(
    buildFlow('Flow', (cards) => {
      cards.helperFlow({});
      cards.assign({ password: SECRET }, 'Settings');
      cards.httpGet({ url: 'https://nowhere.example/', title: `Ask ${SECRET}` });
      cards.card('@box.get', `Box ${SECRET}`, {}, { Name: 'string' });
      cards.compose('x', {}, `Never ${SECRET}`);
    }),
  );
  const result = await runFlow(pack, {});
  const coverage = coverageOf([pack], new Set());
  const shown = [runText(result, { pack }), reportHtml(result, { pack, mermaid: mermaid(pack) }), mermaid(pack), suggestStubs(pack)];
  for (const text of [...shown, JSON.stringify([coverage, lintFlow(pack)])]) {
    expect(text).not.toContain(SECRET);
    expect(text).toContain('redacted');
  }
});
