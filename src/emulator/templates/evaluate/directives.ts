import { EvaluationError, MissingValueError } from '../errors.js';
import type { BinaryOperator, Body, Node, NodeOf } from '../syntax/tree.js';
import { toBoolean, toSequence } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { Hash, type Sequence, type Value } from '../values/value.js';
import { type Arguments, bindArguments, fillDefaults, TemplateDefinition } from './definitions.js';
import { type Evaluator, evaluate, required } from './evaluate.js';
import { calculate } from './operators.js';
import { compress, type Output } from './output.js';
import { type Locals, Scope } from './scope.js';

/** What a directive can do to the current run. */
export interface Run extends Evaluator {
  readonly output: Output;
  /** The value of a `<#return>`. */
  returned: Value;
  /** Runs a body next; `onEnd` returns whether to run it again. */
  push(frame: {
    readonly body: Body;
    readonly scope: Scope;
    readonly kind: 'block' | 'loop' | 'call' | 'attempt';
    readonly onEnd?: (() => boolean) | undefined;
    /** Called instead of `onEnd` if a break or return leaves the body. */
    readonly onLeave?: (() => void) | undefined;
    readonly recover?: Body | undefined;
    /** The scope for the next turn of a loop. */
    readonly nextScope?: (() => Scope) | undefined;
  }): void;
  /** Leaves everything up to and including the innermost loop or call. */
  leave(kind: 'loop' | 'call'): void;
  /** Continues with the next turn of the innermost loop. */
  nextTurn(): void;
}

/** Runs a directive, or schedules its body. Throws EvaluationError. */
export function execute(run: Run, node: Exclude<Node, NodeOf<'text' | 'print'>>, scope: Scope): void {
  switch (node.kind) {
    case 'comment':
    case 'trim':
      return;
    case 'if':
      choose(run, node, scope);
      return;
    case 'list':
      list(run, node, scope);
      return;
    case 'items':
      items(node, scope);
      return;
    case 'sep':
      if (scope.loop?.hasNext === true) run.push({ body: node.body, scope, kind: 'block' });
      return;
    case 'break':
      run.leave('loop');
      return;
    case 'continue':
      run.nextTurn();
      return;
    case 'return':
      run.returned = node.value === undefined ? undefined : required(node.value, scope, run);
      run.leave('call');
      return;
    case 'assign':
      assign(run, node, scope);
      return;
    case 'macro':
    case 'function':
      scope.globals.assigned.set(node.name, new TemplateDefinition(node));
      return;
    case 'call':
      callMacro(run, node, scope);
      return;
    case 'nested':
      nested(run, node, scope);
      return;
    default:
      captureBody(run, node, scope);
      return;
  }
}

function choose(run: Run, { branches }: NodeOf<'if'>, scope: Scope): void {
  const chosen = branches.find(({ condition }) => condition === undefined || toBoolean(required(condition, scope, run)));
  if (chosen !== undefined) run.push({ body: chosen.body, scope, kind: 'block' });
}

/** Lists a list by its items and a hash by keys and values. The loop of `<#list xs>` starts at `<#items>`. */
function list(run: Run, { source, names, body, otherwise = [] }: NodeOf<'list'>, scope: Scope): void {
  const value = required(source, scope, run);
  const isPairs = names.length === 2 || (value instanceof Hash && value.text === undefined);
  if (isPairs && names.length === 1) throw new EvaluationError('A hash needs two names: <#list hash as key, value>.');
  const size = value instanceof Hash ? value.keys().length : toSequence(value).size;
  if (names.length === 2 && !(value instanceof Hash) && size > 0) throw new EvaluationError('Only a hash can be listed by key and value.');
  if (size === 0) run.push({ body: otherwise, scope, kind: 'block' });
  else if (names.length > 0) loop(run, { value, names, body }, scope);
  else startLater(run, { value, body }, scope);
}

/** The names are those of `<#items>`. */
function startLater(run: Run, { value, body }: Omit<LoopParts, 'names'>, scope: Scope): void {
  run.push({
    body,
    kind: 'block',
    scope: scope.with({
      kind: 'items',
      start: (itemNames, itemBody, itemScope) => loop(run, { value, names: itemNames, body: itemBody }, itemScope),
      parent: scope.context,
    }),
  });
}

interface LoopParts {
  readonly value: Value;
  readonly names: readonly string[];
  readonly body: Body;
}

function loop(run: Run, { value, names, body }: LoopParts, scope: Scope): void {
  const keys = value instanceof Hash ? value.keys() : undefined;
  const sequence: Sequence | undefined = value instanceof Hash ? undefined : toSequence(value);
  const size = keys?.length ?? sequence?.size ?? 0;
  const at = (index: number): readonly Value[] => {
    const pair = value instanceof Hash ? value.pairs?.[index] : undefined;
    if (pair !== undefined) return pair;
    const key = keys?.[index];
    return key === undefined || !(value instanceof Hash) ? [sequence?.get(index)] : [key, value.get(key)];
  };
  let index = 0;
  const turn = (): Scope => scope.with({ kind: 'loop', names, values: at(index), index, hasNext: index + 1 < size, parent: scope.context });
  run.push({ body, scope: turn(), kind: 'loop', onEnd: () => ++index < size, nextScope: turn });
}

function items({ names, body }: NodeOf<'items'>, scope: Scope): void {
  const pending = scope.items;
  if (pending === undefined) throw new EvaluationError('<#items> is not inside a <#list>.');
  pending.start(names, body, scope);
}

function assign(run: Run, { scope: where, assignments }: NodeOf<'assign'>, scope: Scope): void {
  for (const { name, operator, value } of assignments) {
    const given = value === undefined ? Decimal.from(1) : required(value, scope, run);
    variablesOf(where, scope).set(name, operator === '=' ? given : combined(run, where, name, operator, given, scope));
  }
}

const COMBINED: Readonly<Record<string, Exclude<BinaryOperator, '&&' | '||'>>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '%=': '%',
  '++': '+',
  '--': '-',
};

function combined(run: Run, where: NodeOf<'assign'>['scope'], name: string, operator: string, given: Value, scope: Scope): Value {
  const held = variablesOf(where, scope).get(name) ?? (where === 'assign' ? scope.globals.lookUp(name) : undefined);
  const plain = COMBINED[operator];
  if (held === undefined) throw new MissingValueError(`'${name}' has no value yet.`);
  return plain === undefined ? given : calculate(plain, held, given, run);
}

function variablesOf(where: NodeOf<'assign'>['scope'], scope: Scope): Map<string, Value> {
  if (where === 'assign') return scope.globals.assigned;
  if (where === 'global') return scope.globals.global;
  const { locals } = scope;
  if (locals === undefined) throw new EvaluationError('<#local> is not inside a macro or function.');
  return locals.variables;
}

/** The directives that process the output of their body. */
function captureBody(run: Run, node: NodeOf<'capture' | 'compress' | 'attempt'>, scope: Scope): void {
  run.output.capture();
  const onEnd = (): boolean => {
    const text = run.output.release();
    if (node.kind === 'capture') variablesOf(node.scope, scope).set(node.name, text);
    else run.output.move(node.kind === 'compress' ? compress(text) : text);
    return false;
  };
  // The captured text is lost then, except for what is already compressed.
  const onLeave = (): void => void (node.kind === 'compress' ? onEnd() : run.output.release());
  const isAttempt = node.kind === 'attempt';
  run.push({
    body: node.body,
    scope,
    kind: isAttempt ? 'attempt' : 'block',
    onEnd,
    onLeave,
    recover: isAttempt ? node.recover : undefined,
  });
}

function callMacro(run: Run, node: NodeOf<'call'>, scope: Scope): void {
  const callee = required(node.callee, scope, run);
  if (!(callee instanceof TemplateDefinition) || callee.kind !== 'macro') throw new EvaluationError('This is not a macro.');
  const args: Arguments = {
    positional: node.positional.map((arg) => evaluate(arg, scope, run)),
    named: new Map([...node.named].map(([name, arg]) => [name, evaluate(arg, scope, run)])),
  };
  const runBody = (values: readonly Value[]): void => {
    const inner = scope.with({ kind: 'parameters', names: node.names, values, parent: scope.context });
    run.push({ body: node.body, scope: inner, kind: 'block' });
  };
  const locals: Locals = { ...bindArguments(callee.node, args), nested: runBody };
  fillDefaults(callee.node, locals, scope.globals, run);
  run.push({ body: callee.node.body, scope: new Scope(locals, scope.globals), kind: 'call' });
}

function nested(run: Run, { args }: NodeOf<'nested'>, scope: Scope): void {
  scope.locals?.nested?.(args.map((arg) => evaluate(arg, scope, run)));
}
