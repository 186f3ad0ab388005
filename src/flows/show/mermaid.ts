import { shownName } from '../engine/typed-secrets.js';
import { type Card, type Flow, inlineFlows, namedHelpers, type Pack } from '../export/model.js';
import { bridge, followersOf } from './bridge.js';

/**
 * The flows of a pack as a Mermaid flowchart: a box for each flow, with its cards in order, branches labelled, and calls dotted.
 * @example mermaid(loadFlow('provision.flow'))
 */
export function mermaid(pack: Pack): string {
  const ids = new Map<unknown, string>();
  const idOf = (node: unknown): string => {
    const known = ids.get(node);
    if (known !== undefined) return known;
    const id = `n${ids.size + 1}`;
    ids.set(node, id);
    return id;
  };
  const flows = [...pack.flows.values()].flatMap((flow) => drawFlow(flow, pack, idOf, 1));
  return `${['flowchart TD', ...flows].join('\n')}\n`;
}

type IdOf = (node: unknown) => string;

function drawFlow(flow: Flow, pack: Pack, idOf: IdOf, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const box = idOf(flow);
  const cards = flow.cards.filter(({ id }) => id !== 'control.comment');
  const lines = cards.map((card) => `${indent}  ${idOf(card)}${shape(card, pack)}`);
  const blocks = cards.flatMap((card) => inlineFlows(card).flatMap((inline) => drawFlow(inline, pack, idOf, depth + 1)));
  const name = flow.isInline ? 'block' : flow.name;
  return [
    `${indent}subgraph ${box}["${quoted(shownName(pack)(name))}"]`,
    ...lines,
    ...blocks,
    ...arrows(flow, pack, idOf).map((arrow) => `${indent}  ${arrow}`),
    `${indent}end`,
  ];
}

function arrows({ cards, edges }: Flow, pack: Pack, idOf: IdOf): string[] {
  const shown = new Map(cards.filter(({ id }) => id !== 'control.comment').map((card) => [card.uuid, card]));
  const comments = new Set(cards.filter(({ id }) => id === 'control.comment').map(({ uuid }) => uuid));
  const order = bridged(edges, comments).flatMap(([from, to]) => {
    const [source, target] = [shown.get(from), shown.get(to)];
    return source === undefined || target === undefined ? [] : [`${idOf(source)} --> ${idOf(target)}`];
  });
  const branches = cards.flatMap((card) =>
    [...card.branches].flatMap(([head, result]) => {
      const target = shown.get(head);
      return target === undefined ? [] : [`${idOf(card)} -->|${result}| ${idOf(target)}`];
    }),
  );
  const calls = cards.flatMap((card) => [
    ...inlineFlows(card).map((inline) => `${idOf(card)} -.-> ${idOf(inline)}`),
    ...namedHelpers(card).flatMap((uuid) => {
      const helper = pack.flows.get(uuid);
      return helper === undefined ? [] : [`${idOf(card)} -.-> ${idOf(helper)}`];
    }),
  ]);
  return [...new Set([...order, ...branches, ...calls])];
}

/** Maximum number of arrows in a flow; with more, the chart is unreadable. */
const MAX_ARROWS = 20_000;

/** Comments are left out, and their neighbours are connected. */
function bridged(edges: Flow['edges'], comments: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const targets = bridge(followersOf(edges), comments);
  const arrows: [string, string][] = [];
  for (const [from, to] of edges) {
    if (comments.has(from)) continue;
    for (const target of targets(to)) if (arrows.length < MAX_ARROWS) arrows.push([from, target]);
  }
  return arrows;
}

function shape({ title, id }: Card, pack: Pack): string {
  const text = quoted(shownName(pack)(title === id ? id : title));
  if (id === 'control.if' || id === 'control.branch') return `{"${text}"}`;
  return id.startsWith('@') ? `[["${text}"]]` : `["${text}"]`;
}

/** In quoted texts, Mermaid supports entities, and no other characters are special. */
function quoted(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,:;!?()/_@äöüÄÖÜß'-]/g, (character) => `#${character.codePointAt(0)};`).slice(0, 200);
}
