import { mainFlow } from '../export/flow-export.js';
import type { CallCards, Helper, HelperInputs } from './cards.js';
import { type Built, type FlowDraft, type InputSpec, ItemField, type TypeName, type Value } from './draft.js';

export function item(path = '', type: TypeName = 'string'): ItemField {
  return new ItemField(path, type);
}

export function callCards(draft: FlowDraft): CallCards {
  const flo = (helper: Helper): InputSpec => ({ name: 'flo', value: adopt(draft, helper), type: 'flo', isRequired: true });
  const over = (
    id: string,
    title: string,
    list: Value,
    helper: Helper,
    more: readonly InputSpec[],
    inputs: HelperInputs,
    output?: [string, TypeName],
  ): Built =>
    draft.add(
      id,
      title,
      [{ name: 'list', value: list, isRequired: true }, flo(helper), ...more, ...passed(inputs)],
      output === undefined ? [] : [{ name: output[0], type: output[1] }],
    );
  const concurrency = (value = 1): InputSpec => ({ name: 'concurrency', value, isRequired: true });
  return {
    callFlow: (helper, inputs, outputs = {}, title = 'Call Flow') =>
      draft.add(
        'control.spawn',
        title,
        [flo(helper), ...passed(inputs)],
        Object.entries(outputs).map(([name, type]) => ({ name, type })),
      ),
    callFlowAsync: (helper, inputs, title = 'Call Flow Async') =>
      void draft.add('control.run', title, [flo(helper), ...passed(inputs)], []),
    forEach: (list, helper, inputs, settings = {}) => {
      const id = settings.ignoreErrors === false ? 'list.each' : 'list.asyncEach';
      const title = settings.title ?? (settings.ignoreErrors === false ? 'For Each' : 'For Each - Ignore Errors');
      over(id, title, list, helper, [concurrency(settings.concurrency)], inputs);
    },
    map: (list, helper, inputs, title = 'Map') =>
      over('list.map', title, list, helper, [concurrency()], inputs, ['new list', 'object[]']).out(),
    filterCustom: (list, helper, inputs, title = 'Filter Custom') =>
      over('list.filter', title, list, helper, [concurrency()], inputs, ['list', 'object[]']).out(),
    reduce: (list, helper, inputs, memo, title = 'Reduce') =>
      over('list.reduce', title, list, helper, [{ name: 'memo', value: memo }], inputs, ['item', 'object']).out(),
    repeat: (count, helper, inputs = {}, title = 'Repeat') =>
      void draft.add('control.times', title, [{ name: 'count', value: count }, flo(helper), concurrency(), ...passed(inputs)], []),
  };
}

function passed(inputs: HelperInputs): InputSpec[] {
  return Object.entries(inputs).map(([name, value]) =>
    value instanceof ItemField ? { name, value: undefined, type: value.type, fromItem: value.path } : { name, value },
  );
}

/** A helper's flows, connections and tables become part of this export; the card refers to it by UUID. */
function adopt({ pack, flow: caller }: FlowDraft, helper: Helper): string {
  const own = pack.export.data;
  // The first flow of an export is the main one, also inside a block.
  if (helper === 'self') return Object.keys(own.flos)[0] ?? caller.uuid;
  const { flos, configs, tables } = helper.data;
  Object.assign(own.configs, configs);
  Object.assign(own.tables, tables);
  for (const [uuid, flow] of Object.entries(flos)) own.flos[uuid] ??= flow;
  return mainFlow(helper);
}
