import { expect, test } from 'vitest';
import { diffMarkdown } from '../../../src/flows/diff/diff-markdown.js';
import { diffText } from '../../../src/flows/diff/diff-text.js';
import { buildFlow, type Cards, defineTable, diffFlows, type FlowExport, loadFlow } from '../../../src/flows/index.js';

const flowOf = (build: (cards: Cards) => void, name = 'Flow'): FlowExport =>
  buildFlow(name, (cards) => {
    cards.helperFlow({ User: 'string' });
    build(cards);
  });
const textOf = async (before: object, after: object): Promise<string> => diffText(await diffFlows(before, after));
/** The lines about cards, without the flow and the summary. */
const linesOf = async (before: object, after: object): Promise<string[]> =>
  (await textOf(before, after))
    .split('\n')
    .slice(1, -3)
    .map((line) => line.trim());
const edited = (flow: object, from: string | RegExp, to: string): object => {
  const text = JSON.stringify(flow);
  expect(text).toMatch(from);
  return JSON.parse(text.replace(from, to));
};

const base = flowOf((cards) => {
  const settings = cards.assign({ Policy: 'A', Limit: 5 }, 'Settings');
  const text = cards.compose('Hello {{who}}', { who: settings.out('Policy') }, 'Text');
  cards.returns({ Text: text });
});

test('an export has no differences from itself, or from a copy with new UUIDs', async () => {
  expect(await textOf(base, base)).toBe('No differences.\n');
  const ids = [
    ...new Set(
      JSON.stringify(base)
        .match(/"(?:uuid|id)":"([^"]+)"/g)
        ?.map((found) => found.split('"')[3] ?? ''),
    ),
  ];
  const copy = ids.reduce((text, id, index) => text.replaceAll(id, `copy-${index}`), JSON.stringify(base));
  expect(await textOf(base, JSON.parse(copy))).toBe('No differences.\n');
});

test('a changed value is shown under its label, old and new', async () => {
  expect(await linesOf(base, edited(base, '"data":"A"', '"data":"B"'))).toEqual(['~ Settings (control.let)', 'Policy: "A" → "B"']);
  expect(await linesOf(edited(base, '"data":"A"', '"data":""'), base)).toEqual(['~ Settings (control.let)', 'Policy: nothing → "A"']);
});

test('a renamed card is reported once, and not again for its wires', async () => {
  expect(await linesOf(base, edited(base, '"name":"Settings"', '"name":"Set up"'))).toEqual([
    '~ Set up (control.let)',
    'title: Settings → Set up',
  ]);
});

test('only added, removed and rewired cards are reported', async () => {
  const after = flowOf((cards) => {
    const settings = cards.assign({ Policy: 'A', Limit: 5 }, 'Settings');
    const upper = cards.card('string.toUpperCase', 'Upper', { string: settings.out('Policy') }, { output: 'string' });
    const text = cards.compose('Hello {{who}}', { who: upper.out('output').as('toString') }, 'Text');
    cards.returns({ Text: text });
  });
  expect(await linesOf(base, after)).toEqual([
    '+ Upper (string.toUpperCase)',
    "string: 'Settings' › Policy",
    '~ Text (string.compose)',
    "who: 'Settings' › Policy → 'Upper' › output (toString)",
  ]);
  expect(await linesOf(after, base)).toEqual([
    '~ Text (string.compose)',
    "who: 'Upper' › output (toString) → 'Settings' › Policy",
    '- Upper (string.toUpperCase)',
  ]);
});

test('only the card whose order changed is reported as moved', async () => {
  const titles = ['One', 'Two', 'Three', 'Four'];
  const flow = flowOf((cards) => titles.forEach((title) => void cards.assign({ Value: 'x' }, title)));
  const inOrder = (...wanted: string[]): object => {
    const [[uuid, flo] = ['', undefined]] = Object.entries(flow.data.flos);
    const uuidOf = (title: string) => flo?.data?.methods.find(({ node }) => node.data.name === title)?.uuid ?? '';
    const uuids = ['Helper Flow', ...wanted].map(uuidOf);
    const orderings = Object.fromEntries(wanted.map((_, index) => [`order${index}`, [uuids[index], uuids[index + 1]]]));
    return { ...flow, data: { ...flow.data, flos: { [uuid]: { ...flo, data: { ...flo?.data, orderings } } } } };
  };
  expect(await linesOf(inOrder('One', 'Two', 'Three', 'Four'), inOrder('Four', 'One', 'Two', 'Three'))).toEqual([
    '~ Four (control.let)',
    "place: after 'Three' → after 'Helper Flow'",
  ]);
});

test('a card in another branch than before is reported as moved', async () => {
  const branched = (result: boolean) =>
    flowOf((cards) => {
      const own = (block: Cards) => void block.assign({ Value: 1 }, 'Mark');
      const other = () => undefined;
      cards.ifElse({ left: 1, operator: '==', right: 1 }, { then: result ? own : other, else: result ? other : own });
    });
  expect(await linesOf(branched(true), branched(false))).toContain(
    "place: in the true branch of 'If/Else', after 'Noop' → in the false branch of 'If/Else', after 'Noop'",
  );
});

test('a change in a block names the card of the block', async () => {
  const blocked = (value: string) =>
    flowOf((cards) => {
      cards.ifError(
        (block) => {
          block.assign({ Value: value }, 'Inner');
          return { ok: true };
        },
        (block) => {
          block.assign({ Value: value }, 'Rescue');
          return { ok: false };
        },
      );
    });
  expect(await linesOf(blocked('a'), blocked('b'))).toEqual([
    '~ If Error › Inner (control.let)',
    'Value: "a" → "b"',
    '~ If Error › Rescue (control.let)',
    'Value: "a" → "b"',
  ]);
});

test('changes of error handling, outputs and a schedule are reported', async () => {
  const request = (retry: number, type: 'string' | 'number') =>
    flowOf((cards) => {
      cards.rawRequest({ url: 'https://a.example', ...(retry > 0 && { retry: { times: retry, delayMs: 500 } }) });
      cards.card('@box.read', 'Read', {}, { Name: type });
    });
  expect(await linesOf(request(0, 'string'), request(1, 'number'))).toEqual([
    '~ Raw Request (@httpfunctions.raw)',
    'error handling: the flow stops → 1 retry after 500 ms, then the flow stops',
    '~ Read (@box.read)',
    "output 'Name': Name: string → Name: number",
  ]);
  const scheduled = (cron: object) => buildFlow('Nightly', (cards) => void cards.scheduledFlow(cron as never));
  expect(await textOf(scheduled({ hour: 1 }), scheduled({ hour: 2 }))).toContain('schedule: {"hour":1} → {"hour":2}');
});

test('added, removed and renamed flows are reported, and so are tables and their columns', async () => {
  const table = defineTable('People', { Email: 'str' });
  const helper = flowOf(() => undefined, 'Helper');
  const main = (hasHelper: boolean) =>
    flowOf((cards) => {
      if (hasHelper) cards.callFlow(helper, {});
      cards.clearTable(table);
    }, 'Main');
  const wider = edited(main(true), '"structure":[', '"structure":[{"name":"Age","type":"dec"},');
  const text = await textOf(main(false), wider);
  expect(text).toContain('+ Helper (1 card)\n');
  expect(text).toContain("~ table People\n    column 'Age': nothing → dec\n");
  expect(text).toMatch(/1 flow changed, 1 flow added, 1 card added, 1 table changed\n$/);
  expect(await textOf(main(true), main(false))).toContain('- Helper (1 card)\n');
  expect(await textOf(main(false), edited(main(false), '"name":"Main"', '"name":"Head"'))).toContain('~ Head\n    name: Main → Head\n');
});

test('a helper and a table are shown by name', async () => {
  const [one, two] = [flowOf(() => undefined, 'One'), flowOf(() => undefined, 'Two')];
  const calls = (helper: FlowExport) =>
    flowOf((cards) => {
      cards.callFlow(one, {}, {}, 'Keep');
      cards.callFlow(two, {}, {}, 'Keep too');
      cards.callFlow(helper, {}, {}, 'Call');
    });
  expect(await linesOf(calls(one), calls(two))).toEqual(['~ Call (control.spawn)', "flo: the flow 'One' → the flow 'Two'"]);
});

test('secrets are redacted in every text', async () => {
  const secret = (password: string, title = 'Settings') =>
    flowOf((cards) => void cards.assign({ Password: password, Note: `it is ${password}` }, title));
  const diff = await diffFlows(secret('Winter-2041!'), secret('Summer-2042!', 'Summer-2042! is it'));
  const all = [diffText(diff), diffMarkdown(diff), JSON.stringify(diff)].join('\n');
  expect(all).not.toMatch(/Winter-2041|Summer-2042/);
  expect(diffText(diff)).toContain('Password: "[redacted]" → "[redacted]"');
});

test('long texts are cut to the part where they start to differ', async () => {
  const long = (end: string) => flowOf((cards) => void cards.compose(`${'word '.repeat(500)}${end}`, {}, 'Text'));
  const [, line = ''] = await linesOf(long('old'), long('new'));
  expect(line.length).toBeLessThan(400);
  expect(line).toMatch(/word old" → ….*word new"$/);
});

test('Markdown keeps titles and values in code spans, whatever they contain', async () => {
  const titled = (value: string) => flowOf((cards) => void cards.assign({ Value: value }, 'a `b` @team\n# c'));
  const text = diffMarkdown(await diffFlows(titled('x'), titled('<img src=x>')));
  expect(text).toBe(
    '1 flow changed, 1 card changed.\n\n### Flow `Flow`\n\n- `` a `b` @team # c `` (`control.let`) changed\n  - `Value`: `"x"` → `"<img src=x>"`\n',
  );
});

test('exports with thousands of cards with the same title can be compared', async () => {
  const many = (last: string) =>
    flowOf((cards) => Array.from({ length: 3000 }, (_, index) => cards.assign({ Value: index === 2999 ? last : 'x' })));
  const packs = [loadFlow(many('a')), loadFlow(many('b'))] as const;
  expect((await diffFlows(...packs)).flows[0]?.cards).toEqual([
    { kind: 'changed', title: 'Assign', id: 'control.let', path: [], changes: [{ what: 'Value', before: '"a"', after: '"b"' }] },
  ]);
});
