import type { Cards } from './cards.js';
import { operands, toInputs, typesOf, type Values } from './data-cards.js';
import { type Built, FlowDraft, Ref, type TypeName, typeOf, type Value } from './draft.js';
import type { CardShape, FlowShape } from './export-shape.js';

/** What a branch or block gives back. */
export type Block = (cards: Cards) => Values | undefined;

export interface Condition {
  readonly left: Value;
  readonly operator: string;
  readonly right?: Value;
}

/** Deciding, failing, ending; blocks see the outputs of the flow around them. */
export interface BlockCards {
  /** Two branches that meet again; what both give back comes out of the Join. */
  ifElse(condition: Condition, branches: { readonly then: Block; readonly else?: Block }, title?: string): Built;
  ifElseIf(branches: readonly (Condition & { readonly then: Block })[], otherwise: Block, title?: string): Built;
  /** The handler gets the error's message and code. */
  ifError(attempt: Block, handler: (cards: Cards, error: Built) => Values | undefined, title?: string): Built;
  continueIf(condition: Condition, otherwise: string, title?: string): void;
  returns(values: Values): void;
  returnRaw(answer: { readonly statusCode: Value; readonly headers?: Value; readonly body?: Value }): void;
  returnError(error: { readonly message: Value; readonly statusCode?: Value }, title?: string): void;
  returnErrorIf(condition: Condition, error: { readonly message: Value; readonly statusCode?: Value }, title?: string): void;
  waitFor(delay: Value, unit: 'second' | 'minute' | 'hour' | 'day'): void;
  /** An event trigger, and the flow it runs for each event. */
  event(id: string, title: string, fields: Readonly<Record<string, TypeName>>, build: (cards: Cards, event: Built) => void): void;
}

export function blockCards(draft: FlowDraft): BlockCards {
  const decide = ({ left, operator, right = '' }: Condition): Values => operands(left, operator, right);
  const error = ({ message, statusCode = 400 }: { readonly message: Value; readonly statusCode?: Value }): Values => ({
    message,
    statusCode,
  });
  return {
    ifElse: (condition, branches, title = 'If/Else') => ifElse(draft, decide(condition), branches, title),
    ifElseIf: (branches, otherwise, title = 'If/ElseIf') => ifElseIf(draft, branches, otherwise, title),
    ifError: (attempt, handler, title = 'If Error') => ifError(draft, attempt, handler, title),
    continueIf: (condition, otherwise, title = 'Continue If') =>
      void draft.add('control.continueIf', title, toInputs({ ...decide(condition), 'otherwise/message': otherwise }), [
        { name: 'message', type: 'string' },
      ]),
    returns: (values) => void draft.add('control.return', 'Return', toInputs(values), outputsOf(values)),
    returnRaw: ({ statusCode, headers = {}, body = '' }) =>
      void draft.add('control.returnRaw', 'Return Raw', toInputs({ statusCode, headers, body }), outputsOf({ statusCode, headers, body })),
    returnError: (thrown, title = 'Return Error') => void draft.add('control.throw', title, toInputs(error(thrown)), []),
    returnErrorIf: (condition, thrown, title = 'Return Error If') =>
      void draft.add('control.throwIf', title, toInputs({ ...decide(condition), ...error(thrown) }), []),
    waitFor: (delay, unit) => void draft.add('control.wait', 'Wait For', toInputs({ delay, unit }), []),
    event: (id, title, fields, build) => event(draft, { id, title, fields }, build),
  };
}

function outputsOf(values: Values): { name: string; type: TypeName }[] {
  return Object.entries(typesOf(values)).map(([name, type]) => ({ name, type }));
}

function ifElse(draft: FlowDraft, condition: Values, branches: { readonly then: Block; readonly else?: Block }, title: string): Built {
  const { card } = draft.add('control.if', title, toInputs(condition), [{ name: 'result', type: 'boolean' }]);
  const ends = [branch(draft, card, true, branches.then), branch(draft, card, false, branches.else ?? (() => undefined))];
  draft.tails = ends.flatMap(({ tails }) => tails);
  const names = [...new Set(ends.flatMap(({ values }) => Object.keys(values)))];
  const typeIn = (name: string): TypeName => typeOf(ends.map(({ values }) => values[name]).find((value) => value !== undefined));
  const join = draft.add(
    'control.join',
    'Join',
    [],
    names.map((name) => ({ name, type: typeIn(name) })),
  );
  for (const [index, name] of names.entries()) {
    const slot = draft.addInput(join.card, { name, value: undefined, type: typeIn(name) }, index);
    join.card.joins[slot.id] = [{ output: join.out(name).slot.id, transform: null }];
    for (const { values } of ends) {
      const value = values[name];
      if (value instanceof Ref) draft.wire(value, join.card, slot);
    }
  }
  return join;
}

/** The cards of one branch, from its Noop on. A literal that a branch gives back needs a card that holds it. */
function branch(
  draft: FlowDraft,
  card: CardShape,
  result: boolean,
  block: Block,
): { readonly values: Values; readonly tails: readonly CardShape[] } {
  draft.tails = [];
  const head = draft.add('control.noop', 'Noop', [], []);
  card.branches[head.card.uuid] = result;
  const values = block(draft.pack.cardsOf(draft)) ?? {};
  const literals = Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Ref)));
  if (Object.keys(literals).length === 0) return { values, tails: [...draft.tails] };
  const held = draft.add('control.let', 'Assign', toInputs(literals), outputsOf(literals));
  const wired = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value instanceof Ref ? value : held.out(name)]));
  return { values: wired, tails: [...draft.tails] };
}

/** An inline flow: its start card, and what it gives back. Outer values come in over the card it sits in. */
function inline(
  draft: FlowDraft,
  host: () => CardShape,
  fields: Readonly<Record<string, TypeName>>,
  build: (cards: Cards, start: Built) => Values | undefined,
  title = 'Helper Flow',
): { readonly shape: FlowShape; readonly values: Values } {
  let start: Built | undefined;
  const inner = new FlowDraft(draft.pack, draft.id(), {
    start: () => {
      if (start === undefined) throw new Error('The block has not begun.');
      return start.card;
    },
    bring: (name, ref) => void addOnce(draft, host(), name, ref),
  });
  start = draft.pack.cardsOf(inner).helperFlow(fields, title);
  const values = build(draft.pack.cardsOf(inner), start) ?? {};
  if (Object.keys(values).length > 0) draft.pack.cardsOf(inner).returns(values);
  return { shape: inner.shape, values };
}

/** Blocks of one card may take the same outer value. */
function addOnce(draft: FlowDraft, card: CardShape, name: string, ref: Ref): void {
  const isThere = Object.values(card.node.model.inputs.data).some(({ group, key }) => `${group}/${key}` === name);
  if (!isThere) draft.addInput(card, { name, value: ref }, Object.keys(card.node.model.inputs.data).length);
}

function ifElseIf(draft: FlowDraft, branches: readonly (Condition & { readonly then: Block })[], otherwise: Block, title: string): Built {
  const built = draft.add('control.branch', title, [], []);
  const names = ['if', ...branches.slice(1).map(() => draft.id())];
  const given = new Map<string, TypeName>();
  let index = 0;
  const put = (name: string, value: Value | FlowShape, type?: 'flo'): void => {
    draft.addInput(built.card, { name, value, ...(type !== undefined && { type }) }, index++);
  };
  const block = (group: string, body: Block): void => {
    const { shape, values } = inline(draft, () => built.card, {}, body);
    put(`${group}/flo`, shape, 'flo');
    for (const [name, value] of Object.entries(values)) given.set(name, typeOf(value));
  };
  for (const [position, { left, operator, right = '', then }] of branches.entries()) {
    const group = names[position] ?? 'if';
    for (const [name, value] of Object.entries(operands(left, operator, right))) put(`${group}/${name}`, value);
    block(group, then);
  }
  block('else', otherwise);
  for (const [name, type] of given) draft.addOutput(built.card, { name, type });
  return built;
}

function ifError(draft: FlowDraft, attempt: Block, handler: Parameters<BlockCards['ifError']>[1], title: string): Built {
  const built = draft.add('control.tryCatch', title, [], []);
  const tried = inline(draft, () => built.card, {}, attempt);
  draft.addInput(built.card, { name: 'flo', value: tried.shape, type: 'flo', isRequired: true });
  const caught = inline(
    draft,
    () => built.card,
    { 'context/error': 'object' },
    (cards, start) => {
      const error = cards.expand(start.out('context/error'), { message: 'string', code: 'number' });
      return handler(cards, error);
    },
  );
  built.card.node.model.policy = { error: { type: 'handler', flo: caught.shape } };
  for (const [name, value] of Object.entries({ ...caught.values, ...tried.values }))
    draft.addOutput(built.card, { name, type: typeOf(value) });
  return built;
}

interface EventSpec {
  readonly id: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, TypeName>>;
}

function event(draft: FlowDraft, { id, title, fields }: EventSpec, build: (cards: Cards, event: Built) => void): void {
  const trigger = draft.add(id, title, toInputs({ type: 'invoke', data: {} }), [
    { name: 'collection', type: 'object[]', label: 'list' },
    { name: 'context/execution_id', type: 'string' },
  ]);
  const each = draft.add(
    'list.asyncEach',
    'For Each - Ignore Errors',
    [{ name: 'list', value: trigger.out('collection'), isRequired: true }],
    [],
  );
  const inner = Object.fromEntries(Object.entries(fields).map(([name, type]) => [`Output/${name}`, type]));
  const { shape } = inline(
    draft,
    () => each.card,
    inner,
    (cards, start) => void build(cards, start),
    title,
  );
  draft.addInput(each.card, { name: 'flo', value: shape, type: 'flo', isRequired: true }, 1);
  draft.addInput(each.card, { name: 'concurrency', value: 1, isRequired: true }, 2);
}
