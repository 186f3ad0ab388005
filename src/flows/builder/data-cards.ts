import type { DataCards, Values } from './cards.js';
import { type Built, type FlowDraft, type OutputSpec, type Ref, type TypeName, typeOf, type Value } from './draft.js';

export function dataCards(draft: FlowDraft): DataCards {
  const card: DataCards['card'] = (id, title, inputs, outputs = {}) => draft.add(id, title, toInputs(inputs), toOutputs(outputs));
  const one = (id: string, title: string, inputs: Values, output: string, type: TypeName): Ref =>
    card(id, title, inputs, { [output]: type }).out();
  return {
    card,
    ...startCards(draft),
    assign: (values, title = 'Assign') => card('control.let', title, values, typesOf(values)),
    assignIf: (left, operator, right, values, title = 'Assign If') =>
      one(
        'control.assignIf',
        title,
        { ...operands(left, operator, right), valueIfTrue: values.then, valueIfFalse: values.else },
        'output',
        'string',
      ),
    construct: (values, title = 'Construct') => one('object.construct', title, values, 'output', 'object'),
    compose: (text, values = {}, title = 'Compose') =>
      one('string.compose', title, { _text_: toTemplate(text), ...values }, 'output', 'string'),
    concatenate: (values, title = 'Concatenate') =>
      one('string.concat', title, Object.fromEntries(values.map((value, index) => [`string${index + 1}`, value])), 'output', 'string'),
    lookup: (key, options, settings = {}) => {
      const named = Object.entries(options).map(([name, value]): [string, Value] => [`options/${name}`, value]);
      return one(
        'control.lookup',
        settings.title ?? 'Lookup',
        { key, ...Object.fromEntries(named), else: settings.else ?? '' },
        'result',
        'string',
      );
    },
    parse: (text, title = 'Parse') => one('json.parse', title, { string: text }, 'output', 'object'),
    stringify: (object, title = 'Stringify') => one('json.stringify', title, { object }, 'output', 'string'),
    encodeComponent: (text, title = 'Encode Component') => one('url.encodeComponent', title, { string: text }, 'output', 'string'),
    get: (object, path, { type = 'string', title = 'Get' } = {}) => one('object.get', title, { object, path }, 'output', type),
    getMultiple: (object, paths, title = 'Get Multiple') => card('object.pick', title, { object }, paths),
    expand: (object, paths) => expand(draft, object, paths),
    list: (items, title = 'Construct') =>
      one('list.construct', title, Object.fromEntries(items.map((item, index) => [`item${index + 1}`, item])), 'list', 'object[]'),
    at: (list, index, title = 'At') => one('list.at', title, { list, index }, 'item', 'object'),
    length: (list, title = 'Length') => one('list.length', title, { list }, 'length', 'number'),
    pluck: (list, key, title = 'Pluck') => one('list.pluck', title, { list, key }, 'values', 'object[]'),
    now: () => card('date.now', 'Now', {}, { date: 'Date', iso: 'string', full: 'string' }),
  };
}

type StartCards = Pick<DataCards, 'helperFlow' | 'scheduledFlow' | 'apiEndpoint' | 'comment'>;

function startCards(draft: FlowDraft): StartCards {
  const start = (id: string, title: string, types: Readonly<Record<string, TypeName>>): Built => {
    const empty = Object.entries(types).map(([name, type]) => ({ name, value: undefined, type }));
    return draft.add(id, title, empty, toOutputs(types));
  };
  return {
    helperFlow: (inputs, title = 'Helper Flow') => start('control.callable', title, { 'context/execution_id': 'string', ...inputs }),
    scheduledFlow: (cron = {}) => {
      Object.assign(draft.flow, { isScheduled: true, cron });
      return start('control.callable', 'Scheduled Flow', { 'context/execution_time': 'Date', 'context/execution_id': 'string' });
    },
    apiEndpoint: (inputs) =>
      start('http.accept', 'API Endpoint', { 'raw/headers': 'object', 'raw/body': 'string', 'raw/query': 'string', ...inputs }),
    comment: (text) => {
      Object.assign(draft.add('control.comment', 'Comment', [], []).card, { comment: { title: '', text } });
    },
  };
}

/** One group per path, with the path and the value there. The card is ordered after itself, as the designer does it. */
function expand(draft: FlowDraft, object: Ref, paths: Readonly<Record<string, TypeName>>): Built {
  const outputs = Object.entries(paths).flatMap(([path, type]): OutputSpec[] => [
    { name: `${path}/key`, type: 'string[]', path: path.split('.') },
    { name: `${path}/value`, type, path: path.split('.') },
  ]);
  const built = draft.add('object.expand', 'Expand', [{ name: 'object', value: object, isRequired: true }], outputs);
  draft.order(built.card, built.card);
  return { card: built.card, out: (name) => built.out(name === undefined ? undefined : `${name}/value`) };
}

/** `{{name}}` in the notation of exports. */
export function toTemplate(text: string): string {
  return text.replace(/(?<!\{)\{\{([^{}]+)\}\}(?!\})/g, '{{{$1}}}');
}

export function operands(left: Value, operator: string, right: Value): Values {
  return { 'left-operand': left, operator, 'right-operand': right };
}

export function toInputs(values: Values): { name: string; value: Value }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

export function toOutputs(types: Readonly<Record<string, TypeName>>): OutputSpec[] {
  return Object.entries(types).map(([name, type]) => ({ name, type }));
}

export function typesOf(values: Values): Record<string, TypeName> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeOf(value)]));
}
