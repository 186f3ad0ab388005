import { EvaluationError } from '../errors.js';
import type { Body, DefinitionNode } from '../syntax/tree.js';
import { bodiesOf } from '../syntax/walk.js';
import { Definition, Hash, Sequence, type Value } from '../values/value.js';
import { type Evaluator, evaluate } from './evaluate.js';
import { type Globals, type Locals, Scope } from './scope.js';

/** A macro or function of the template. */
export class TemplateDefinition extends Definition {
  override readonly kind: 'macro' | 'function';

  constructor(readonly node: DefinitionNode) {
    super();
    this.kind = node.kind;
  }
}

/** All macros and functions of the template are known from its start, wherever they are defined. */
export function defineAll(body: Body, globals: Globals): void {
  for (const node of body) {
    if (node.kind === 'macro' || node.kind === 'function') globals.assigned.set(node.name, new TemplateDefinition(node));
    for (const inner of bodiesOf(node)) defineAll(inner, globals);
  }
}

export interface Arguments {
  readonly positional?: readonly Value[];
  readonly named?: ReadonlyMap<string, Value>;
}

/**
 * The initial variables of a call. Parameters without an argument are still missing.
 * Throws EvaluationError if there are too many arguments.
 */
export function bindArguments({ kind, name, parameters, rest }: DefinitionNode, { positional = [], named = new Map() }: Arguments): Locals {
  const extra = positional.slice(parameters.length);
  const unknown = [...named.keys()].filter((key) => !parameters.some((parameter) => parameter.name === key));
  if (rest === undefined && extra.length > 0) {
    throw new EvaluationError(`The ${kind} '${name}' takes ${parameters.length} arguments, not ${positional.length}.`);
  }
  if (rest === undefined && unknown.length > 0) throw new EvaluationError(`The ${kind} '${name}' has no parameter '${unknown[0]}'.`);
  const variables = new Map<string, Value>(
    parameters.map((parameter, index) => [parameter.name, named.get(parameter.name) ?? positional[index]]),
  );
  if (rest !== undefined) variables.set(rest, named.size > 0 ? pick(named, unknown) : Sequence.of(extra));
  return { kind: 'locals', variables, parent: undefined };
}

/** Assigns defaults, which may refer to other parameters. Throws EvaluationError for a parameter with neither argument nor default. */
export function fillDefaults({ kind, name, parameters }: DefinitionNode, locals: Locals, globals: Globals, by: Evaluator): void {
  for (const { name: parameter, fallback } of parameters) {
    if (locals.variables.get(parameter) !== undefined) continue;
    const value = fallback === undefined ? undefined : evaluate(fallback, new Scope(locals, globals), by);
    if (value === undefined) throw new EvaluationError(`The ${kind} '${name}' needs a value for '${parameter}'.`);
    locals.variables.set(parameter, value);
  }
}

function pick(named: ReadonlyMap<string, Value>, keys: readonly string[]): Hash {
  return Hash.of(new Map(keys.map((key) => [key, named.get(key)])));
}
