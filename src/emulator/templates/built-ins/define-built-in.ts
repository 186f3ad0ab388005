import { EvaluationError } from '../errors.js';
import type { Loop } from '../evaluate/scope.js';
import type { Work } from '../limits.js';
import type { Value } from '../values/value.js';

/** What a built-in can use in addition to its value. */
export interface BuiltInContext extends Work {
  /** Calls a method, a lambda or a function of the template. */
  call(callee: Value, args: readonly Value[]): Value;
}

type CheckArguments = (name: string, given: readonly Value[] | undefined) => readonly Value[];

/** What follows a `?`. */
export type BuiltIn =
  /** For an existing value, or for one that may be missing. */
  | {
      readonly takes: 'value' | 'missing';
      readonly args: CheckArguments;
      readonly run: (value: Value, args: readonly Value[], context: BuiltInContext) => Value;
    }
  /** For the variable of a loop. */
  | { readonly takes: 'loop'; readonly args: CheckArguments; readonly run: (loop: Loop, args: readonly Value[]) => Value }
  /** Chooses one of its arguments; the others are not evaluated. */
  | { readonly takes: 'choice'; readonly choose: (value: Value, count: number) => number };

type RunOnValue = Extract<BuiltIn, { readonly takes: 'value' | 'missing' }>['run'];
type RunOnLoop = Extract<BuiltIn, { readonly takes: 'loop' }>['run'];

/** `?name` or `?name(…)` with `min` to `max` arguments. */
export function ofValue(run: RunOnValue, min = 0, max = min): BuiltIn {
  return { takes: 'value', args: checkArguments(min, max), run };
}

export function ofMissing(run: RunOnValue, min = 0, max = min): BuiltIn {
  return { takes: 'missing', args: checkArguments(min, max), run };
}

export function ofLoop(run: RunOnLoop, min = 0, max = min): BuiltIn {
  return { takes: 'loop', args: checkArguments(min, max), run };
}

function checkArguments(min: number, max: number): CheckArguments {
  return (name, given) => {
    const count = given?.length ?? 0;
    if (given !== undefined && max === 0) throw new EvaluationError(`?${name} takes no arguments.`);
    if (count < min || count > max)
      throw new EvaluationError(`?${name} takes ${min === max ? min : `${min} to ${max}`} arguments, not ${count}.`);
    return given ?? [];
  };
}
