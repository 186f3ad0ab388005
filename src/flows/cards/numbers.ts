import type { CardCall } from '../engine/card-call.js';
import { compare } from '../engine/compare.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { fillPlaceholders } from '../engine/placeholders.js';
import { toFlag, toText } from '../engine/values.js';
import { card } from './define-card.js';
import { evaluate } from './formula.js';

/** Arithmetic and boolean cards. */
export const NUMBERS = [
  card(
    'math.add',
    'Add',
    'measured',
    binary((a, b) => a + b),
  ),
  card(
    'math.subtract',
    'Subtract',
    'measured',
    binary((a, b) => a - b),
  ),
  card(
    'math.multiply',
    'Multiply',
    'measured',
    binary((a, b) => a * b),
  ),
  card(
    'math.divide',
    'Divide',
    'documented',
    divide,
    'Assumed: the percentage ends with % and is rounded like the quotient; dividing by 0 is an error.',
  ),
  card('math.ceil', 'Round Up', 'measured', (call) => ({ output: Math.ceil(call.number('a')) })),
  card('math.floor', 'Round Down', 'measured', (call) => ({ output: Math.floor(call.number('a')) })),
  card('math.round', 'Round', 'measured', (call) => ({ output: Math.round(call.number('a')) })),
  card(
    'math.random',
    'Random Integer',
    'documented',
    randomInteger,
    'The key a is labelled "Greater than or equal to" and b "Less than", so b itself is never returned. Assumed: it is an error if there is no whole number between them. The number depends on the seed.',
  ),
  card(
    'math.expression',
    'Formula',
    'documented',
    formula,
    'Supports the operators + - * / % ^ !, brackets, comments after #, pi, and the functions listed on the page. Assumed: -2 ^ 2 is -4, % keeps the sign of the first number, round(-2.5) is -2, e is a constant, and a result that is infinite or not a number is an error.',
  ),
  card(
    'boolean.compare',
    'Compare',
    'documented',
    (call) => ({
      result: compare(call.get('left-operand'), call.text('operator'), call.get('right-operand'), {
        left: call.slot('left-operand')?.type,
        right: call.slot('right-operand')?.type,
      }),
    }),
    'The types of the inputs decide whether numbers, texts or dates are compared. Assumed: a value of type date that is not a date compares as text.',
  ),
  card('boolean.and', 'And', 'measured', (call) => ({ output: flags(call).every(Boolean) })),
  card('boolean.or', 'Or', 'measured', (call) => ({ output: flags(call).some(Boolean) })),
  card('boolean.xor', 'Or (Exclusive)', 'documented', (call) => ({ output: flags(call).filter(Boolean).length === 1 })),
];

function binary(operation: (a: number, b: number) => number): (call: CardCall) => Outputs {
  return (call) => ({ output: operation(call.number('a'), call.number('b')) });
}

function divide(call: CardCall): Outputs {
  const [a, b] = [call.number('a'), call.number('b')];
  if (b === 0) throw new CardError('Division by zero');
  const decimals = Math.min(20, Math.max(0, Math.floor(call.number('decimals'))));
  return { output: Number((a / b).toFixed(decimals)), percentage: `${((a / b) * 100).toFixed(decimals)}%` };
}

function randomInteger(call: CardCall): Outputs {
  const [a, b] = [call.number('a'), call.number('b')];
  const [first, last] = [Math.ceil(a), Math.ceil(b) - 1];
  if (last < first) throw new CardError(`No whole number is at least ${a} and less than ${b} (inputs 'a' and 'b').`);
  return { output: call.run.random.integer(first, last) };
}

function formula(call: CardCall): Outputs {
  const inputs = new Map(call.others('_text_').map(([{ key }]) => [key, call.number(key)]));
  const text = fillPlaceholders(toText(call.get('_text_'), call.run.semantics), ({ placeholder, key }) => {
    const value = inputs.get(key);
    if (value === undefined)
      throw new CardError(`Placeholder ${placeholder} has no input of that name. Drag a value into it in the designer.`);
    return `(${value})`;
  });
  return { output: evaluate(text, call.run.random) };
}

function flags(call: CardCall): boolean[] {
  return call.others().map(([, value]) => toFlag(value, call.run.semantics));
}
