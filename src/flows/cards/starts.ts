import { isObject } from '../../util/is-object.js';
import type { CardCall } from '../engine/card-call.js';
import type { Outputs } from '../engine/leave.js';
import type { Slot } from '../export/model.js';
import { card } from './define-card.js';

/** Cards that start a flow, and cards that do nothing. */
export const STARTS = [
  card(
    'control.callable',
    'Helper Flow',
    'measured',
    startOutputs,
    'An input that is not passed has the value that is set in the designer.',
  ),
  card('http.accept', 'API Endpoint', 'measured', startOutputs, 'Name inputs body/KEY, query/KEY or headers/KEY, or use only the key.'),
  card('http.delegated', 'Delegated Flow', 'measured', startOutputs),
  card('control.monitor', 'Monitor', 'assumed', startOutputs),
  card('control.noop', 'Noop', 'measured', () => ({})),
  card('control.comment', 'Comment', 'measured', () => ({})),
];

function startOutputs(call: CardCall): Outputs {
  return new Map(call.card.outputs.map((output) => [output.name, givenValue(call, output)]));
}

function givenValue(call: CardCall, output: Slot): unknown {
  const { input, depth } = call.scope;
  const { name, key, group } = output;
  if (input.values.has(name)) return input.values.get(name);
  if (group === 'context') {
    if (key === 'execution_id') return call.run.executionID;
    if (key === 'execution_time') return new Date(call.run.clock.now()).toISOString();
    if (key === 'index') return input.index ?? null;
    if (key === 'error') return input.error ?? null;
    if (key === 'parent' && depth > 0) return { execution_id: call.run.executionID };
  }
  if (input.values.has(key)) return input.values.get(key);
  return fieldOfItem(input.item, output) ?? output.literal;
}

/** The fields of an event are in a group: `{ Output: { "Event Type": … } }`. */
function fieldOfItem(item: unknown, { group, key }: Slot): unknown {
  if (!isObject(item)) return undefined;
  const held = group !== '' && Object.hasOwn(item, group) ? item[group] : item;
  return isObject(held) && Object.hasOwn(held, key) ? held[key] : undefined;
}
