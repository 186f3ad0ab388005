import type { CardCall } from '../engine/card-call.js';
import { compare } from '../engine/compare.js';
import { parseDate } from '../engine/dates.js';
import { CardError } from '../engine/errors.js';
import { Leave, type Outputs } from '../engine/leave.js';
import { callFlow } from './call-flow.js';
import { card } from './define-card.js';

const OPERANDS = ['left-operand', 'operator', 'right-operand'];

/** Cards that decide, branch, return and fail. */
export const CONTROL = [
  card('control.let', 'Assign', 'documented', (call) => new Map(call.others().map(([{ name }, value]) => [name, value]))),
  card('control.assignIf', 'Assign If', 'documented', (call) => ({
    output: call.get(isTrue(call) ? 'valueIfTrue' : 'valueIfFalse') ?? null,
  })),
  card('control.if', 'If/Else', 'documented', (call) => call.single(isTrue(call))),
  card('control.join', 'Join', 'measured', join),
  card('control.branch', 'If/ElseIf', 'documented', branch, 'Conditions are tested in the order that the designer shows.'),
  card('control.tryCatch', 'If Error', 'documented', async (call) => (await callFlow(call, 'flo', { values: contextOf(call) })).output),
  card('control.continueIf', 'Continue If', 'documented', (call) =>
    isTrue(call) ? {} : new Leave('stopped', new Map(), call.text('otherwise/message') || 'The condition of Continue If is false.'),
  ),
  card(
    'control.return',
    'Return',
    'documented',
    (call) => new Leave('returned', new Map(call.others().map(([{ name }, value]) => [name, value]))),
  ),
  card(
    'control.returnRaw',
    'Return Raw',
    'documented',
    (call) => new Leave('returned', new Map(call.others().map(([{ name }, value]) => [name, value]))),
  ),
  card('control.throw', 'Return Error', 'documented', (call) => {
    throw thrown(call);
  }),
  card('control.throwIf', 'Return Error If', 'documented', (call) => {
    if (isTrue(call)) throw thrown(call);
    return {};
  }),
  card('control.lookup', 'Lookup', 'documented', lookup),
  card('control.wait', 'Wait For', 'documented', wait, 'The clock jumps forward; with --wait real, the run waits.'),
  card('control.until', 'Wait Until', 'assumed', waitUntil, 'A date in the past does not wait.'),
];

/** The types of the operands come from the designer; numbers compare as numbers if the type says so. */
function isTrue(call: CardCall, group = ''): boolean {
  const [left = '', operator = '', right = ''] = OPERANDS.map((name) => (group === '' ? name : `${group}/${name}`));
  const types = { left: call.slot(left)?.type, right: call.slot(right)?.type };
  return compare(call.get(left), call.text(operator), call.get(right), types);
}

/** The branch that ran is the one whose wire has a value. */
function join(call: CardCall): Outputs {
  const names = new Map(call.card.outputs.map(({ id, name }) => [id, name]));
  const outputs = new Map<string, unknown>();
  for (const { id, name } of call.card.inputs) {
    const targets = call.card.joins.get(id) ?? [];
    for (const { output } of targets) outputs.set(names.get(output) ?? name, call.values.get(id));
    // Without a map of joins in the export, outputs have the names of the inputs.
    if (targets.length === 0) outputs.set(name, call.values.get(id));
  }
  return outputs;
}

function contextOf(call: CardCall): Map<string, unknown> {
  return new Map(call.card.inputs.filter(({ group }) => group === 'context').map(({ id, name }) => [name, call.values.get(id)]));
}

async function branch(call: CardCall): Promise<Outputs> {
  const groups = [...new Set(call.card.inputs.map(({ group }) => group))].filter((group) => !['context', 'else', 'if', ''].includes(group));
  const taken = ['if', ...groups].find((group) => isTrue(call, group)) ?? 'else';
  if (call.slot(`${taken}/flo`) === undefined) return {};
  return (await callFlow(call, `${taken}/flo`, { values: contextOf(call) })).output;
}

function thrown(call: CardCall): CardError {
  const own = [...OPERANDS, 'message', 'statusCode'];
  const code = call.get('statusCode');
  const details = new Map(call.others(...own).map(([{ key }, value]) => [key, value]));
  return new CardError(call.text('message'), typeof code === 'number' || typeof code === 'string' ? code : undefined, details);
}

/** Keys compare as text, because the designer's inputs are texts. */
function lookup(call: CardCall): Outputs {
  const options = call.group('options');
  const key = call.text('key');
  return { result: (options.has(key) ? options.get(key) : call.get('else')) ?? null };
}

const UNITS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  // The length of calendar months and years varies, but a wait needs a fixed one; 30 and 365 days are assumed.
  month: 2_592_000_000,
  year: 31_536_000_000,
};

async function wait(call: CardCall): Promise<Outputs> {
  const unit = call.text('unit');
  const length = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (length === undefined) throw new CardError(`Unknown unit '${unit}'. Use one of ${Object.keys(UNITS).join(', ')}.`);
  await call.run.clock.wait(Math.max(0, call.number('delay')) * length);
  return {};
}

async function waitUntil(call: CardCall): Promise<Outputs> {
  const end = parseDate(call.get(call.firstInput)).valueOf();
  await call.run.clock.wait(Math.max(0, end - call.run.clock.now()));
  return {};
}
