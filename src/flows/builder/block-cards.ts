import type { Flow } from '../export/model.js';
import type { Block, BlockCards, Cards, Condition, Values } from './cards.js';
import { operands, toInputs, typesOf } from './data-cards.js';
import { type Built, type CardDraft, FlowDraft, Ref, type TypeName, typeOf, type Value } from './draft.js';

/** A flow under construction, and how to make the cards of it and its blocks. */
interface Site {
  readonly draft: FlowDraft;
  readonly makeCards: (draft: FlowDraft) => Cards;
}

export function blockCards(draft: FlowDraft, makeCards: Site['makeCards']): BlockCards {
  const site: Site = { draft, makeCards };
  const decide = ({ left, operator, right = '' }: Condition): Values => operands(left, operator, right);
  const error = ({ message, statusCode = 400 }: { readonly message: Value; readonly statusCode?: Value }): Values => ({
    message,
    statusCode,
  });
  return {
    ifElse: (condition, branches, title = 'If/Else') => ifElse(site, decide(condition), branches, title),
    ifElseIf: (branches, otherwise, title = 'If/ElseIf') => ifElseIf(site, branches, otherwise, title),
    ifError: (attempt, handler, title = 'If Error') => ifError(site, attempt, handler, title),
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
    event: (id, title, fields, build) => event(site, { id, title, fields }, build),
  };
}

function outputsOf(values: Values): { name: string; type: TypeName }[] {
  return Object.entries(typesOf(values)).map(([name, type]) => ({ name, type }));
}

function ifElse(site: Site, condition: Values, branches: { readonly then: Block; readonly else?: Block }, title: string): Built {
  const { draft } = site;
  const { card } = draft.add('control.if', title, toInputs(condition), [{ name: 'result', type: 'boolean' }]);
  const ends = [branch(site, card, true, branches.then), branch(site, card, false, branches.else ?? (() => undefined))];
  draft.tails = ends.flatMap(({ tails }) => tails);
  const names = [...new Set(ends.flatMap(({ values }) => Object.keys(values)))];
  const typeIn = (name: string): TypeName => typeOf(ends.map(({ values }) => values[name]).find((value) => value !== undefined));
  const join = draft.add(
    'control.join',
    'Join',
    [],
    names.map((name) => ({ name, type: typeIn(name) })),
  );
  for (const name of names) {
    const slot = draft.addInput(join.card, { name, value: undefined, type: typeIn(name) });
    join.card.joins.set(slot.id, [{ output: join.out(name).slot.id }]);
    for (const { values } of ends) {
      const value = values[name];
      if (value instanceof Ref) draft.wire(value, join.card, slot);
    }
  }
  return join;
}

/** The cards of one branch, starting with its Noop. A literal that a branch returns needs a card to output it. */
function branch(
  { draft, makeCards }: Site,
  card: CardDraft,
  result: boolean,
  block: Block,
): { readonly values: Values; readonly tails: readonly CardDraft[] } {
  draft.tails = [];
  const head = draft.add('control.noop', 'Noop', [], []);
  card.branches.set(head.card.uuid, result);
  const values = block(makeCards(draft)) ?? {};
  const literals = Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Ref)));
  if (Object.keys(literals).length === 0) return { values, tails: [...draft.tails] };
  const held = draft.add('control.let', 'Assign', toInputs(literals), outputsOf(literals));
  const wired = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value instanceof Ref ? value : held.out(name)]));
  return { values: wired, tails: [...draft.tails] };
}

/** An inline flow: its start card and its return values. Values from outside arrive through the card that contains it. */
function inline(
  { draft, makeCards }: Site,
  host: () => CardDraft,
  fields: Readonly<Record<string, TypeName>>,
  build: (cards: Cards, start: Built) => Values | undefined,
  title = 'Helper Flow',
): { readonly flow: Flow; readonly values: Values } {
  let start: Built | undefined;
  const inner = new FlowDraft(
    draft.pack,
    { uuid: draft.id(), name: title },
    {
      start: () => {
        if (start === undefined) throw new Error('The block has not been started.');
        return start.card;
      },
      bring: (name, ref) => void addOnce(draft, host(), name, ref),
    },
  );
  start = makeCards(inner).helperFlow(fields, title);
  const values = build(makeCards(inner), start) ?? {};
  if (Object.keys(values).length > 0) makeCards(inner).returns(values);
  return { flow: inner.flow, values };
}

/** Blocks of one card may use the same outer value. */
function addOnce(draft: FlowDraft, card: CardDraft, name: string, ref: Ref): void {
  if (!card.inputs.some((slot) => slot.name === name)) draft.addInput(card, { name, value: ref });
}

function ifElseIf(site: Site, branches: readonly (Condition & { readonly then: Block })[], otherwise: Block, title: string): Built {
  const { draft } = site;
  const built = draft.add('control.branch', title, [], []);
  const names = ['if', ...branches.slice(1).map(() => draft.id())];
  const given = new Map<string, TypeName>();
  const block = (group: string, body: Block): void => {
    const { flow, values } = inline(site, () => built.card, {}, body);
    draft.addInput(built.card, { name: `${group}/flo`, value: undefined, flow, type: 'flo' });
    for (const [name, value] of Object.entries(values)) given.set(name, typeOf(value));
  };
  for (const [position, { left, operator, right = '', then }] of branches.entries()) {
    const group = names[position] ?? 'if';
    for (const [name, value] of Object.entries(operands(left, operator, right))) {
      draft.addInput(built.card, { name: `${group}/${name}`, value });
    }
    block(group, then);
  }
  block('else', otherwise);
  for (const [name, type] of given) draft.addOutput(built.card, { name, type });
  return built;
}

function ifError(site: Site, attempt: Block, handler: Parameters<BlockCards['ifError']>[1], title: string): Built {
  const { draft } = site;
  const built = draft.add('control.tryCatch', title, [], []);
  const tried = inline(site, () => built.card, {}, attempt);
  draft.addInput(built.card, { name: 'flo', value: undefined, flow: tried.flow, type: 'flo', isRequired: true });
  const caught = inline(
    site,
    () => built.card,
    { 'context/error': 'object' },
    (cards, start) => {
      const error = cards.expand(start.out('context/error'), { message: 'string', code: 'number' });
      return handler(cards, error);
    },
  );
  built.card.policy = { type: 'handler', retry: 0, delays: [], flow: caught.flow };
  for (const [name, value] of Object.entries({ ...caught.values, ...tried.values }))
    draft.addOutput(built.card, { name, type: typeOf(value) });
  return built;
}

interface EventSpec {
  readonly id: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, TypeName>>;
}

function event(site: Site, { id, title, fields }: EventSpec, build: (cards: Cards, event: Built) => void): void {
  const { draft } = site;
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
  const { flow } = inline(
    site,
    () => each.card,
    inner,
    (cards, start) => void build(cards, start),
    title,
  );
  draft.addInput(each.card, { name: 'flo', value: undefined, flow, type: 'flo', isRequired: true });
  draft.addInput(each.card, { name: 'concurrency', value: 1, isRequired: true });
}
