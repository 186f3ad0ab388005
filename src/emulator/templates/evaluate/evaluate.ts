import { BUILT_INS } from '../built-ins/catalogue.js';
import { EvaluationError, MissingValueError, UnsupportedTemplateError } from '../errors.js';
import { assertTextLength, chargeText, type Work } from '../limits.js';
import type { Expression, ExpressionOf } from '../syntax/tree.js';
import { toBoolean, toCallable, toHash, toIndex, toNumber, toText } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { Callable, Definition, EMPTY, Hash, Sequence, TemplateDate, type Value } from '../values/value.js';
import { calculate } from './operators.js';
import { rangeOf, sliceOf } from './ranges.js';
import type { Scope } from './scope.js';

/** What expressions need from the machine that runs the template. */
export interface Evaluator extends Work {
  /** Discards the value of the last function. Called before the arguments of the next function are evaluated. */
  forgetReturned(): void;
  /** Runs a function of the template and returns its value. */
  callFunction(definition: Definition, args: readonly Value[]): Value;
  /** Milliseconds since 1970, for `.now`. */
  readonly now: number;
}

/** The value of an expression, or undefined if it is missing. Throws EvaluationError. */
export function evaluate(expression: Expression, scope: Scope, by: Evaluator): Value {
  by.spend();
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return scope.lookUp(expression.name);
    case 'field':
      return toHash(required(expression.target, scope, by)).get(expression.key);
    case 'group':
      return evaluate(expression.inner, scope, by);
    case 'binary':
      return binary(expression, scope, by);
    case 'built-in':
      return builtIn(expression, scope, by);
    case 'default':
      return (
        tolerant(expression.target, scope, by) ?? (expression.fallback === undefined ? EMPTY : evaluate(expression.fallback, scope, by))
      );
    case 'exists':
      return tolerant(expression.target, scope, by) !== undefined;
    case 'not':
      return !toBoolean(required(expression.operand, scope, by));
    case 'minus':
      return toNumber(required(expression.operand, scope, by)).negated();
    case 'plus':
      return toNumber(required(expression.operand, scope, by));
    default:
      return composed(expression, scope, by);
  }
}

function composed(
  expression: ExpressionOf<'text' | 'list' | 'hash' | 'range' | 'special' | 'index' | 'call' | 'lambda'>,
  scope: Scope,
  by: Evaluator,
): Value {
  switch (expression.kind) {
    case 'text':
      return joined(expression, scope, by);
    case 'list':
      return Sequence.of(expression.items.map((item) => required(item, scope, by)));
    case 'hash':
      return Hash.of(
        new Map(expression.entries.map(([key, value]) => [charged(toText(required(key, scope, by)), by), required(value, scope, by)])),
      );
    case 'range': {
      const from = toIndex(required(expression.from, scope, by));
      return rangeOf(expression.range, from, expression.to === undefined ? undefined : toIndex(required(expression.to, scope, by)));
    }
    case 'special':
      return special(expression.name, scope, by);
    case 'index':
      return at(required(expression.target, scope, by), required(expression.index, scope, by));
    case 'call': {
      const target = required(expression.target, scope, by);
      by.forgetReturned();
      return call(
        target,
        expression.args.map((arg) => evaluate(arg, scope, by)),
        by,
      );
    }
    case 'lambda':
      return lambda(expression, scope, by);
  }
}

function joined({ parts }: ExpressionOf<'text'>, scope: Scope, by: Evaluator): string {
  const texts = parts.map((part) => (typeof part === 'string' ? part : toText(required(part, scope, by))));
  assertTextLength(texts.reduce((length, text) => length + text.length, 0));
  return charged(texts.join(''), by);
}

/** The value, which must exist. Throws MissingValueError. */
export function required(expression: Expression, scope: Scope, by: Evaluator): Value {
  const value = evaluate(expression, scope, by);
  if (value === undefined) throw new MissingValueError('The value is missing.');
  return value;
}

/** The left side of `!` and `??`: only the last step may be missing, or in brackets any step. */
function tolerant(expression: Expression, scope: Scope, by: Evaluator): Value {
  if (expression.kind !== 'group') return evaluate(expression, scope, by);
  try {
    return evaluate(expression.inner, scope, by);
  } catch (error) {
    if (error instanceof MissingValueError) return undefined;
    throw error;
  }
}

function binary({ operator, left, right }: ExpressionOf<'binary'>, scope: Scope, by: Evaluator): Value {
  if (operator === '&&') return toBoolean(required(left, scope, by)) && toBoolean(required(right, scope, by));
  if (operator === '||') return toBoolean(required(left, scope, by)) || toBoolean(required(right, scope, by));
  return calculate(operator, required(left, scope, by), required(right, scope, by), by);
}

function special(name: string, scope: Scope, by: Evaluator): Value {
  if (name === 'now') return new TemplateDate(by.now, 'datetime');
  if (name === 'vars' || name === 'globals') return scope.globals.asHash;
  if (name === 'data_model') return scope.globals.model;
  throw new UnsupportedTemplateError(`The special variable '.${name}'`);
}

function at(target: Value, index: Value): Value {
  if (index instanceof Sequence) return sliceOf(target, index);
  if (!(index instanceof Decimal)) return toHash(target).get(toText(index));
  const position = toIndex(index);
  if (target instanceof Sequence) return position >= 0 && position < target.size ? target.get(position) : undefined;
  const text = toText(target);
  if (position < 0 || position >= text.length)
    throw new EvaluationError(`The string has ${text.length} characters; position ${position} is outside of it.`);
  return text.charAt(position);
}

export function call(target: Value, args: readonly Value[], by: Evaluator): Value {
  if (target instanceof Definition && target.kind === 'function') return by.callFunction(target, args);
  return toCallable(target).call(args);
}

/** Its parameters are variables like those of a loop; outer variables stay visible. */
function lambda({ parameters, body }: ExpressionOf<'lambda'>, scope: Scope, by: Evaluator): Callable {
  return new Callable((values) => {
    const parameterScope = scope.with({ kind: 'parameters', names: parameters, values, parent: scope.context });
    return evaluate(body, parameterScope, by);
  });
}

function charged<T extends Value>(value: T, by: Evaluator): T {
  if (typeof value === 'string') chargeText(value, by);
  return value;
}

function measured(value: Value, by: Evaluator): Value {
  if (typeof value === 'string') assertTextLength(value.length);
  return charged(value, by);
}

function builtIn({ target, name, args }: ExpressionOf<'built-in'>, scope: Scope, by: Evaluator): Value {
  // The engine counts without calling the lambda, so its errors do not occur.
  if (name === 'size' && target.kind === 'built-in' && target.name === 'map')
    return builtIn({ ...target, name, args: undefined }, scope, by);
  const definition = BUILT_INS.get(name);
  if (definition === undefined) throw new UnsupportedTemplateError(`The built-in '?${name}'`);
  const values = (): readonly Value[] | undefined => args?.map((arg) => evaluate(arg, scope, by));
  const context = { call: (callee: Value, given: readonly Value[]) => call(callee, given, by), spend: (steps?: number) => by.spend(steps) };
  switch (definition.takes) {
    case 'value':
      return measured(definition.run(charged(required(target, scope, by), by), definition.args(name, values()), context), by);
    case 'missing':
      return definition.run(tolerant(target, scope, by), definition.args(name, values()), context);
    case 'loop': {
      const loop = target.kind === 'name' ? scope.loopOf(target.name) : undefined;
      if (loop === undefined) throw new EvaluationError(`?${name} only works on the variable of a loop.`);
      return definition.run(loop, definition.args(name, values()));
    }
    case 'choice': {
      const chosen = args?.[definition.choose(required(target, scope, by), args.length)];
      if (chosen === undefined) throw new EvaluationError(`?${name} needs two arguments.`);
      return evaluate(chosen, scope, by);
    }
  }
}
