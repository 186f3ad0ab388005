import { expect, test } from 'vitest';
import { asTyped, readOverrides } from '../../../src/flows/engine/overrides.js';
import { readSemantics } from '../../../src/flows/engine/semantics.js';
import { chooseFlow, inputNames, reachableFlows, startCard, startsByEvent, unsupportedCards } from '../../../src/flows/engine/start.js';
import type { Pack, Slot } from '../../../src/flows/export/model.js';
import { buildFlow, type FlowExport, loadFlow } from '../../../src/flows/index.js';
import { Stubs } from '../../../src/flows/stubs/stubs.js';

const named = (name: string): FlowExport => buildFlow(name, (cards) => void cards.helperFlow({ Name: 'string' }));

/** One export made of several. */
const join = (...flows: readonly FlowExport[]): FlowExport => {
  const [first, ...others] = flows;
  if (first === undefined) throw new Error('no flow');
  return { ...first, data: { ...first.data, flos: Object.assign({}, first.data.flos, ...others.map(({ data }) => data.flos)) } };
};

const packOf = (...flows: readonly FlowExport[]): Pack => ({ ...loadFlow(join(...flows)), source: 'my.flow' });

const calling = (name: string, helper: FlowExport | 'self'): FlowExport =>
  buildFlow(name, (cards) => {
    cards.helperFlow({});
    cards.callFlow(helper, {});
  });

test('a flow is chosen by its name, by its UUID, or by its name with spaces around it', () => {
  const pack = packOf(named('One'), named(' Two '));
  const [one, two] = [...pack.flows.values()];
  expect(chooseFlow(pack, 'One')).toBe(one);
  expect(chooseFlow(pack, two?.uuid)).toBe(two);
  expect(chooseFlow(pack, ' Two ')).toBe(two);
  expect(chooseFlow(pack, 'Two')).toBe(two);
  expect(chooseFlow(pack, 'One ')).toBe(one);
});

test('of two names that differ by spaces, the exact one is chosen', () => {
  const pack = packOf(named('Two '), named('Two'), named(' Two'));
  for (const name of ['Two', 'Two ', ' Two']) expect(chooseFlow(pack, name).name).toBe(name);
});

test('an unknown flow is an error with the likely name, or with all names', () => {
  const pack = packOf(named('Provision'), named('Second'));
  expect(() => chooseFlow(pack, 'Provison')).toThrow("Unknown flow 'Provison'. Did you mean 'Provision'?");
  expect(() => chooseFlow(pack, 'x')).toThrow("Unknown flow 'x'. Use one of 'Provision', 'Second'.");
});

test('without a name, the only flow is chosen, or the only one that no other flow calls', () => {
  const helper = named('Helper');
  expect(chooseFlow(packOf(helper), undefined).name).toBe('Helper');
  expect(chooseFlow(packOf(calling('Loop', 'self')), undefined).name).toBe('Loop');
  expect(chooseFlow(packOf(helper, calling('Main', helper)), undefined).name).toBe('Main');
  const both = buildFlow('Main that calls itself', (cards) => {
    cards.helperFlow({});
    cards.callFlow('self', {});
    cards.callFlow(helper, {});
  });
  expect(chooseFlow(packOf(helper, both), undefined).name).toBe('Main that calls itself');
  const inBlock = buildFlow('In a block', (cards) => {
    cards.helperFlow({});
    cards.ifError(
      (block) => {
        block.callFlow(helper, {});
        return undefined;
      },
      () => undefined,
    );
  });
  expect(chooseFlow(packOf(helper, inBlock), undefined).name).toBe('In a block');
});

test('without a name and with several flows, the error asks for a choice', () => {
  expect(() => chooseFlow(packOf(named('One'), named('Two')), undefined)).toThrow(
    "my.flow contains 2 flows. Choose one with --flow NAME: 'One', 'Two'.",
  );
  expect(() => chooseFlow({ ...packOf(named('One')), flows: new Map() }, undefined)).toThrow('my.flow contains no flows.');
});

test('a flow starts with the first card that is not a comment, and its inputs are the outputs of that card', () => {
  const flow = buildFlow('Commented', (cards) => {
    cards.comment('first');
    cards.helperFlow({ 'Group/Name': 'string', Age: 'number' });
  });
  const only = chooseFlow(packOf(flow), undefined);
  const start = { ...only, edges: [] };
  expect(startCard(start)?.id).toBe('control.callable');
  expect(inputNames(start)).toEqual(['Group/Name', 'Age']);
  expect(startsByEvent(start)).toBe(false);
  expect(inputNames({ ...start, cards: [] })).toEqual([]);
  expect(startsByEvent({ ...start, cards: [] })).toBe(false);
});

test('values filled in by the platform are not inputs of a flow', () => {
  const only = chooseFlow(
    packOf(buildFlow('Context', (cards) => void cards.helperFlow({ 'context/Run': 'string', Name: 'string' }))),
    undefined,
  );
  expect(inputNames(only)).toEqual(['Name']);
});

test('a run may reach helpers, their helpers and inline flows, each counted once', () => {
  const inner = named('Inner');
  const middle = calling('Middle', inner);
  const main = buildFlow('Main', (cards) => {
    cards.helperFlow({});
    cards.ifError(
      (block) => {
        block.callFlow(middle, {});
        return undefined;
      },
      () => undefined,
    );
    cards.callFlow(middle, {});
  });
  const pack = packOf(inner, middle, main, named('Apart'));
  const flow = chooseFlow(pack, 'Main');
  const reached = reachableFlows(flow, pack);
  expect(reached[0]).toBe(flow);
  expect(
    reached
      .filter(({ isInline }) => !isInline)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Inner', 'Main', 'Middle']);
  expect(reached.filter(({ isInline }) => isInline)).toHaveLength(2);
  const without = { ...pack, flows: new Map([...pack.flows].filter(([, { name }]) => name !== 'Inner')) };
  expect(reachableFlows(flow, without).filter(({ isInline }) => !isInline)).toHaveLength(2);
});

test('a helper that is not in the export hides no other helper', () => {
  const [here, missing] = [named('Here'), named('Missing')];
  const main = buildFlow('Main', (cards) => {
    cards.helperFlow({});
    cards.callFlow(here, {});
    cards.callFlow(missing, {});
  });
  const pack = packOf(here, missing, main);
  const without = { ...pack, flows: new Map([...pack.flows].filter(([, { name }]) => name !== 'Missing')) };
  expect(reachableFlows(chooseFlow(pack, 'Main'), without).map(({ name }) => name)).toEqual(['Main', 'Here']);
});

test('kernel cards without runner or stub are reported; connector cards stop the run when it reaches them', () => {
  const flow = buildFlow('Odd', (cards) => {
    cards.helperFlow({});
    cards.card('magic.spell', 'Spell', {}, {});
    cards.card('magic.curse', 'Curse', {}, {});
    cards.card('@acme.ask', 'Ask', {}, {});
  });
  const pack = packOf(flow);
  const stubs = new Stubs([{ card: 'Curse', outputs: {} }]);
  expect(unsupportedCards(chooseFlow(pack, undefined), pack, stubs).map(({ title }) => title)).toEqual(['Spell']);
});

/** The overrides, as `title.key: value`. */
const overridesOf = (pack: Pack, given: Readonly<Record<string, unknown>>): string[] =>
  [...readOverrides(pack, given)].flatMap(([card, values]) =>
    [...values].map(([id, value]) => `${card.title}.${card.inputs.find((slot) => slot.id === id)?.name}: ${JSON.stringify(value)}`),
  );

const settings = (title = 'Settings'): FlowExport =>
  buildFlow(`With ${title}`, (cards) => {
    cards.helperFlow({});
    cards.card('control.let', title, { 'Group/Name': 'x', limit: 7, 'a.b': 'y' }, {});
  });

test('an override replaces an input by card title and key, with or without the group', () => {
  const pack = packOf(settings());
  expect(overridesOf(pack, { 'Settings.Name': 'new' })).toEqual(['Settings.Group/Name: "new"']);
  expect(overridesOf(pack, { 'Settings.Group/Name': 'new', 'Settings.limit': '8' })).toEqual([
    'Settings.Group/Name: "new"',
    'Settings.limit: 8',
  ]);
  const [card] = [...pack.flows.values()][0]?.cards.filter(({ title }) => title === 'Settings') ?? [];
  expect(overridesOf(pack, { [`${card?.uuid}.limit`]: 9 })).toEqual(['Settings.limit: 9']);
  expect(overridesOf(pack, {})).toEqual([]);
  expect(readOverrides(pack).size).toBe(0);
});

test('titles and keys may contain dots: the longest matching title counts', () => {
  expect(overridesOf(packOf(settings()), { 'Settings.a.b': 'new' })).toEqual(['Settings.a.b: "new"']);
  expect(overridesOf(packOf(settings('A')), { 'A.limit': 1 })).toEqual(['A.limit: 1']);
  expect(overridesOf(packOf(settings('v1.2')), { 'v1.2.limit': 1 })).toEqual(['v1.2.limit: 1']);
  expect(overridesOf(packOf(settings('A'), settings('A.a')), { 'A.a.limit': 1 })).toEqual(['A.a.limit: 1']);
});

test('all cards with a title get the value, including those in inline flows', () => {
  const flow = buildFlow('Twice', (cards) => {
    cards.helperFlow({});
    cards.card('control.let', 'Settings', { limit: 7 }, {});
    cards.ifError(
      (block) => {
        block.card('control.let', 'Settings', { limit: 8, other: 9 }, {});
        return undefined;
      },
      () => undefined,
    );
  });
  expect(overridesOf(packOf(flow), { 'Settings.limit': 1 })).toEqual(['Settings.limit: 1', 'Settings.limit: 1']);
});

test.each([
  ['limit', '\'limit\' is not the name of an input. Write it as "Card title.key".'],
  ['.limit', '\'.limit\' is not the name of an input. Write it as "Card title.key".'],
  ['Setings.limit', "Unknown card 'Setings'. Did you mean 'Settings'?"],
  ['Settings.limt', "'Settings' has no input 'limt'. Did you mean 'limit'?"],
  ['Settings.zzzzzz', "'Settings' has no input 'zzzzzz'. Use one of 'Group/Name', 'limit', 'a.b'."],
])('the override %s is refused: %s', (name, message) => {
  expect(() => readOverrides(packOf(settings()), { [name]: 'x' })).toThrow(expect.objectContaining({ name: 'FlowInputError', message }));
});

test.each<[unknown, Partial<Slot> | undefined, unknown]>([
  ['7', { type: 'number', isList: false }, 7],
  ['true', { type: 'boolean', isList: false }, true],
  ['{"a":1}', { type: 'object', isList: false }, { a: 1 }],
  ['["a"]', { type: 'string', isList: true }, ['a']],
  ['7', { type: 'string', isList: false }, '7'],
  ['7', { type: 'Date', isList: false }, '7'],
  ['["2026"]', { type: 'Date', isList: true }, '["2026"]'],
  ['seven', { type: 'number', isList: false }, 'seven'],
  [7, { type: 'number', isList: false }, 7],
  [['7'], { type: 'string', isList: true }, ['7']],
  ['7', undefined, '7'],
])('%j given for an input %j is %j', (value, slot, expected) => {
  expect(asTyped(value, slot as Slot | undefined)).toEqual(expected);
});

test('undocumented behaviour of cards has these defaults', () => {
  expect(readSemantics()).toEqual({
    coercions: 'loose',
    nullInText: 'empty',
    stringQuery: 'as-is',
    rawContentType: 'none',
    redirects: 'follow',
    forEach: 'sequential',
    rawErrors: 'card-error',
    timeZone: 'UTC',
  });
});

test.each([
  ['coercions', ['loose', 'strict']],
  ['nullInText', ['empty', 'null']],
  ['stringQuery', ['as-is', 'encoded']],
  ['rawContentType', ['none', 'json', 'form']],
  ['redirects', ['follow', 'manual']],
  ['forEach', ['sequential', 'concurrent']],
  ['rawErrors', ['card-error', 'answer']],
])('%s can be one of %j, and nothing else', (name, choices) => {
  for (const choice of choices) expect(readSemantics({ [name]: choice })).toMatchObject({ [name]: choice });
  expect(() => readSemantics({ [name]: '' })).toThrow(new RegExp(`^semantics: ${name} must be ${choices.join(' or ')}\\.$`));
});

test('an unknown option of the semantics is refused with the likely name', () => {
  expect(() => readSemantics({ coercion: 'loose' })).toThrow("semantics has no option 'coercion'. Did you mean 'coercions'?");
});
