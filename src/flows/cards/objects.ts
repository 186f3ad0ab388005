import { isObject } from '../../util/is-object.js';
import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { getPath, isEmpty, type ObjectValue, setPath, toObject, withKey } from '../engine/values.js';
import { card } from './define-card.js';

/** Cards that create, read and change objects. */
export const OBJECTS = [
  card('object.construct', 'Construct', 'documented', (call) => ({
    output: Object.fromEntries(call.others().map(([{ key }, value]) => [key, value ?? null])),
  })),
  card('object.get', 'Get', 'documented', get, 'The path can be a list of keys. Assumed: a missing path results in null.'),
  card(
    'object.pick',
    'Get Multiple',
    'documented',
    pick,
    'The names of the outputs are paths. Assumed: in a list of objects, paths begin with a position.',
  ),
  card(
    'object.set',
    'Set',
    'documented',
    (call) => ({
      output: setPath(call.object('object'), call.text('path'), call.get('value') ?? null),
    }),
    'Assumed: the path can have dots, and missing objects along it are created.',
  ),
  card(
    'object.merge',
    'Merge',
    'documented',
    merge,
    'The page says that one of the values of a repeated key is used, but not which. Assumed: later objects win, as documented for Collapse. The order is the one that the designer shows.',
  ),
  card(
    'object.move',
    'Move',
    'documented',
    move,
    'The moved key comes last in the object. Assumed: source and destination can be paths, and a missing source is an error.',
  ),
  card(
    'object.clearEmpty',
    'Clear Empty',
    'documented',
    (call) => ({ output: clearEmpty(call.object('object'), call.flag('recursive')) }),
    'Removes null, empty texts and empty objects. Assumed: also removes empty lists.',
  ),
  card('object.keys', 'Keys', 'measured', (call) => call.single(Object.keys(call.object(call.firstInput)))),
  card('object.values', 'Values', 'documented', (call) => ({ values: Object.values(call.object('object')) })),
  card('object.expand', 'Expand', 'measured', expand, 'Added by the designer when you drag a nested field.'),
];

/** In the designer, a path can be a list of keys; dots are then part of the keys. */
function get(call: CardCall): Outputs {
  const [object, path] = [call.get('object'), call.get('path')];
  if (!Array.isArray(path)) return { output: getPath(object, call.text('path')) ?? null };
  return { output: path.map(String).reduce<unknown>(getOwn, object) ?? null };
}

function pick(call: CardCall): Outputs {
  const object = call.get('object');
  return new Map(call.card.outputs.map(({ name, key }) => [name, getPath(object, key) ?? null]));
}

function merge(call: CardCall): Outputs {
  const parts = call.others().map(([, value]) => toObject(value));
  return { output: Object.fromEntries(parts.flatMap((part) => Object.entries(part))) };
}

function move(call: CardCall): Outputs {
  const object = call.object('object');
  const source = call.text('source');
  const value = getPath(object, source);
  if (value === undefined) throw new CardError(`Nothing found at '${source}' (input 'source').`);
  return { output: setPath(withoutPath(object, source.split('.')), call.text('destination'), value) };
}

function withoutPath(object: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (!isObject(object)) return object;
  if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  return Object.hasOwn(object, key) ? withKey(object, key, withoutPath(object[key], rest)) : object;
}

function clearEmpty(object: ObjectValue, isRecursive: boolean): ObjectValue {
  const entries = Object.entries(object).map(([key, value]): [string, unknown] => [
    key,
    isRecursive && isObject(value) ? clearEmpty(value, true) : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

/** Outputs come in groups of two: a path and the value there. */
function expand(call: CardCall): Outputs {
  const object = call.get('object');
  const outputs = new Map<string, unknown>();
  for (const { group, key, name, path, literal } of call.card.outputs) {
    const parts = path ?? pathOf(call, group);
    if (key === 'key') outputs.set(name, parts ?? literal);
    else if (parts !== undefined) outputs.set(name, parts.reduce<unknown>((held, part) => getOwn(held, part), object) ?? null);
  }
  return outputs;
}

/** If a value has no path of its own, the key in the same group has it. */
function pathOf(call: CardCall, group: string): readonly string[] | undefined {
  const literal = call.card.outputs.find((slot) => slot.group === group && slot.key === 'key')?.literal;
  return Array.isArray(literal) ? literal.map(String) : undefined;
}

function getOwn(held: unknown, key: string): unknown {
  return isObject(held) && Object.hasOwn(held, key) ? held[key] : Array.isArray(held) ? held[Number(key)] : undefined;
}
