import fc from 'fast-check';
import type { Ref, TypeName, Value } from '../../../src/flows/builder/draft.js';
import { CARDS } from '../../../src/flows/cards/catalogue.js';
import { buildFlow, type Cards, defineTable, type FlowExport, item } from '../../../src/flows/index.js';

/** A card of a random flow: its kind and operands. Operands are literals, or indexes of earlier values. */
export interface RandomCard {
  readonly kind: number;
  readonly picks: readonly number[];
  readonly literals: readonly fc.JsonValue[];
  readonly inner: readonly RandomCard[];
  readonly other: readonly RandomCard[];
}

const TABLE = defineTable('Things', { Name: 'str', Count: 'dec' });
const OPERATORS = ['==', '!=', '>', '<=', 'in', 'has', 'is empty', 'is not empty', 'odd'];
/** All cards of the catalogue that need no flow; requests are refused because no host is allowed. */
const PLAIN = [...CARDS.keys()]
  .filter((id) => !/^(?:control|list\.(?:each|asyncEach|map|filter|reduce)|object\.(?:map|process))/.test(id))
  .toSorted();
const PLAIN_INPUTS = [
  ...['object', 'list', 'list1', 'list2', 'string', 'search', 'replace', 'separator', 'key', 'value', 'path', 'text', 'number', 'number1'],
  ...['date', 'start', 'end', 'format', 'timezone', 'unit', 'index', 'from', 'to', 'pattern', 'expression', 'data', 'algorithm', 'digest'],
  ...['Request/URL', 'User/ID or Login', 'User/ID', 'Group/ID', 'parameters/resultSet'],
];

const literal = fc.oneof(
  fc.constantFrom('', 'a', 'Ann+Bo@x.example', '{"a":[1,2]}', '2026-01-31T09:00:00Z', '{{{x}}}', 'a.b.0', '__proto__', 'constructor'),
  fc.integer({ min: -3, max: 1000 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A few cards, some of them with blocks or helpers that contain a few more. */
export const randomCards: fc.Arbitrary<readonly RandomCard[]> = fc.letrec<{ cards: readonly RandomCard[]; card: RandomCard }>((tie) => ({
  card: fc.record({
    kind: fc.nat(999),
    picks: fc.array(fc.nat(50), { minLength: 4, maxLength: 4 }),
    literals: fc.array(literal, { minLength: 3, maxLength: 3 }),
    inner: tie('cards'),
    other: tie('cards'),
  }),
  cards: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constant([]),
    fc.array(tie('card'), { maxLength: 5, depthIdentifier: 'cards' }),
  ),
})).cards;

/** The flow with these cards. The same cards give the same flow. */
export function randomFlow(cards: readonly RandomCard[]): FlowExport {
  let helpers = 0;
  const helperOf = (inner: readonly RandomCard[]): FlowExport => {
    helpers++;
    return buildFlow(`Helper ${helpers}`, (made) => {
      const start = made.helperFlow({ Item: 'object', Text: 'string' });
      const last = addAll(made, inner, [start.out('Item'), start.out('Text')], helperOf);
      made.returns({ Result: last });
    });
  };
  return buildFlow('Random', (made) => {
    const start = made.helperFlow({ Item: 'object', Text: 'string' });
    const last = addAll(made, cards, [start.out('Item'), start.out('Text')], helperOf);
    made.returns({ Result: last });
  });
}

type HelperOf = (inner: readonly RandomCard[]) => FlowExport;

/** Adds the cards and returns the last value. */
function addAll(made: Cards, cards: readonly RandomCard[], before: readonly Ref[], helperOf: HelperOf): Ref {
  const values = [...before];
  for (const card of cards) values.push(...add(made, card, values, helperOf));
  return values.at(-1) as Ref;
}

function add(made: Cards, card: RandomCard, values: readonly Ref[], helperOf: HelperOf): readonly Ref[] {
  const kinds = Object.values(KINDS);
  const value = (index: number): Value => {
    const pick = card.picks[index] ?? 0;
    // Half of the operands are wires, some with a conversion.
    if (pick % 2 === 0) return card.literals[index % card.literals.length] as Value;
    const ref = values[pick % values.length] as Ref;
    const conversion = [undefined, undefined, 'stringify', 'parse', 'toString', 'parseFloat', 'wrapArray'][pick % 7];
    return conversion === undefined ? ref : ref.as(conversion);
  };
  const block = (inner: readonly RandomCard[]) => (own: Cards) => ({ out: addAll(own, inner, values, helperOf) });
  const made_ = kinds[card.kind % kinds.length]?.({ made, card, value, block, helper: () => helperOf(card.inner) });
  return made_ === undefined ? [] : [made_];
}

interface Tools {
  readonly made: Cards;
  readonly card: RandomCard;
  value(index: number): Value;
  block(inner: readonly RandomCard[]): (own: Cards) => { out: Ref };
  helper(): FlowExport;
}

const condition = ({ card, value }: Tools) => ({
  left: value(0),
  operator: OPERATORS[(card.picks[3] ?? 0) % OPERATORS.length] ?? '==',
  right: value(1),
});
const fields = { Item: item('', 'object'), Text: item('a.b') };

const KINDS: Readonly<Record<string, (tools: Tools) => Ref | undefined>> = {
  assign: ({ made, value }) => made.assign({ A: value(0), password: value(1) }).out('A'),
  assignIf: (tools) => {
    const { left, operator, right } = condition(tools);
    return tools.made.assignIf(left, operator, right, { then: tools.value(2), else: tools.value(3) });
  },
  compose: ({ made, value }) => made.compose('a={{a}}&b={{b}}', { a: value(0), b: value(1) }),
  concatenate: ({ made, value }) => made.concatenate([value(0), value(1)]),
  construct: ({ made, value }) => made.construct({ a: value(0), b: value(1) }),
  list: ({ made, value }) => made.list([value(0), value(1), value(2)]),
  lookup: ({ made, value }) => made.lookup(value(0), { a: value(1) }, { else: value(2) }),
  get: ({ made, value, card }) => made.get(value(0), String(card.literals[0])),
  any: ({ made, value, card }) => {
    const id = PLAIN[(card.kind + (card.picks[0] ?? 0) * 31) % PLAIN.length] ?? 'date.now';
    const inputs = Object.fromEntries(PLAIN_INPUTS.map((name, index) => [name, value(index % 4)]));
    const types: Record<string, TypeName> = { output: 'object' };
    return made.card(id, 'Any', inputs, types).out('output');
  },
  request: ({ made, value }) => made.httpGet({ url: value(0), query: value(1) }).out('Body'),
  createRow: ({ made, value }) => made.createRow(TABLE, { Name: value(0), Count: value(1) }),
  searchRows: ({ made, value }) => made.searchRows(TABLE, { where: { Name: value(0) }, result: 'all-new' }).out('Rows'),
  readUser: ({ made, value }) => made.readUser(value(0), ['email']).out('email'),
  ifElse: (tools) => {
    const { made, card, block } = tools;
    return made.ifElse(condition(tools), { then: block(card.inner), else: block(card.other) }).out('out');
  },
  ifElseIf: (tools) => {
    const { made, card, block } = tools;
    return made.ifElseIf([{ ...condition(tools), then: block(card.inner) }], block(card.other)).out('out');
  },
  ifError: ({ made, card, block }) => made.ifError(block(card.inner), block(card.other)).out('out'),
  continueIf: (tools) => void tools.made.continueIf(condition(tools), 'left'),
  returnErrorIf: (tools) => void tools.made.returnErrorIf(condition(tools), { message: tools.value(2), statusCode: tools.value(3) }),
  returns: ({ made, value }) => void made.returns({ Early: value(0) }),
  waitFor: ({ made, value }) => void made.waitFor(value(0), 'minute'),
  callFlow: ({ made, value, helper }) => made.callFlow(helper(), { Item: value(0), Text: value(1) }, { Result: 'object' }).out('Result'),
  callSelf: ({ made, value }) => made.callFlow('self', { Item: value(0), Text: value(1) }, { Result: 'object' }).out('Result'),
  callLater: ({ made, value }) => void made.callFlowAsync('self', { Item: value(0), Text: value(1) }),
  forEach: ({ made, value, card, helper }) =>
    void made.forEach(value(0), helper(), fields, { ignoreErrors: (card.picks[1] ?? 0) % 2 === 0 }),
  map: ({ made, value, helper }) => made.map(value(0), helper(), fields),
  filter: ({ made, value, helper }) => made.filterCustom(value(0), helper(), fields),
  reduce: ({ made, value, helper }) => made.reduce(value(0), helper(), fields, value(1)),
  repeat: ({ made, value, helper }) => void made.repeat(value(0), helper()),
};
