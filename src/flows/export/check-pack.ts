import { type Card, type Finding, type FindingCode, type Flow, namedHelpers, type Pack, withInline } from './model.js';
import { orderCards } from './order.js';

/** Problems in the structure of an export. */
export function checkPack(pack: Omit<Pack, 'findings'>): readonly Finding[] {
  return [...pack.flows.values()].flatMap((top) => [...withInline(top)].flatMap(({ flow }) => checkFlow(flow, pack)));
}

function checkFlow(flow: Flow, pack: Omit<Pack, 'findings'>): Finding[] {
  const finding = (code: FindingCode, message: string, card?: Card): Finding => ({
    code,
    message,
    flow: flow.name,
    ...(card !== undefined && { card }),
  });
  if (flow.cards.length === 0) return [finding('no-cards', 'The flow has no cards.')];
  return [...checkWires(flow, finding), ...checkOrder(flow, finding), ...flow.cards.flatMap((card) => checkNames(card, pack, finding))];
}

type MakeFinding = (code: FindingCode, message: string, card?: Card) => Finding;

function checkWires({ cards, edges }: Flow, finding: MakeFinding): Finding[] {
  const byUUID = new Map(cards.map((card) => [card.uuid, card]));
  const outputs = new Set(cards.flatMap(({ uuid, outputs: slots }) => slots.map(({ id }) => `${uuid} ${id}`)));
  const inputs = new Set(cards.flatMap(({ uuid, inputs: slots }) => slots.map(({ id }) => `${uuid} ${id}`)));
  const pins = cards.flatMap((card) =>
    card.pins.flatMap(({ output, target, input }) => {
      const isFrom = outputs.has(`${card.uuid} ${output}`);
      const to = byUUID.get(target);
      if (isFrom && inputs.has(`${target} ${input}`)) return [];
      const missing = !isFrom
        ? `an output ${output} that does not exist`
        : `an input ${input} of ${to?.title ?? `a card ${target}`} that does not exist`;
      return [finding('broken-pin', `A wire of '${card.title}' leads ${isFrom ? 'to' : 'from'} ${missing}; it was ignored.`, card)];
    }),
  );
  const loose = edges.flatMap(([from, to]) =>
    byUUID.has(from) && byUUID.has(to)
      ? []
      : [
          finding(
            'broken-edge',
            `An ordering goes from ${nameOf(byUUID.get(from), from)} to ${nameOf(byUUID.get(to), to)}; it was ignored.`,
          ),
        ],
  );
  const branches = cards.flatMap((card) =>
    [...card.branches.keys()].flatMap((head) =>
      byUUID.has(head) ? [] : [finding('broken-edge', `A branch of '${card.title}' starts with a card ${head} that does not exist.`, card)],
    ),
  );
  return [...pins, ...loose, ...branches];
}

function nameOf(card: Card | undefined, uuid: string): string {
  return card === undefined ? `a card ${uuid} that does not exist` : `'${card.title}'`;
}

function checkOrder(flow: Flow, finding: MakeFinding): Finding[] {
  const { roots, cycle } = orderCards(flow);
  const starts = roots.filter(({ id }) => id !== 'control.comment');
  return [
    ...(starts.length > 1
      ? [finding('several-roots', `The flow starts with ${starts.length} cards: ${starts.map(({ title }) => `'${title}'`).join(', ')}.`)]
      : []),
    ...(cycle.length > 0
      ? [
          finding(
            'cycle',
            `These cards wait for each other and never run: ${cycle.map(({ title }) => `'${title}'`).join(' → ')}.`,
            cycle[0],
          ),
        ]
      : []),
  ];
}

function checkNames(card: Card, pack: Omit<Pack, 'findings'>, finding: MakeFinding): Finding[] {
  const helpers = namedHelpers(card)
    .filter((uuid) => !pack.flows.has(uuid))
    .map((uuid) =>
      finding('missing-helper', `'${card.title}' calls the flow '${pack.missing.get(uuid) ?? uuid}', which is not in the export.`, card),
    );
  const table = card.inputs.find(({ name }) => name === 'parameters/stash');
  const isTable = card.id.startsWith('@stash.') && typeof table?.literal === 'string' && table.literal !== '';
  if (!isTable || pack.tables.has(String(table.literal))) return helpers;
  return [...helpers, finding('missing-table', `'${card.title}' uses the table ${table.literal}, which is not in the export.`, card)];
}
