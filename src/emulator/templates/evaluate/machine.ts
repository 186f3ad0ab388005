import { EvaluationError, TemplateLimitError } from '../errors.js';
import type { Body, DefinitionNode, Node } from '../syntax/tree.js';
import { toText } from '../values/coerce.js';
import type { Definition, Hash, Value } from '../values/value.js';
import { bindArguments, defineAll, fillDefaults, TemplateDefinition } from './definitions.js';
import { execute, type Run } from './directives.js';
import { required } from './evaluate.js';
import { Output } from './output.js';
import { Globals, type Locals, Scope } from './scope.js';

export interface MachineOptions {
  readonly maxSteps: number;
  /** Characters printed, including captured text. */
  readonly maxOutput: number;
  /** Nested blocks and calls. */
  readonly maxDepth: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Called for an error. Returns true to continue after the directive or interpolation that failed. */
  readonly onError: (error: EvaluationError, node: Node) => boolean;
}

type Pushed = Parameters<Run['push']>[0];

/** A body that is being run. */
interface Frame {
  readonly pushed: Pushed;
  scope: Scope;
  /** The position of the next node. */
  at: number;
  /** The captures that were open before it. */
  readonly captures: number;
}

/** An expression cannot be paused, and neither can the functions that it calls. */
const MAX_WITHOUT_PAUSE = 500_000;
/** A function is called within an expression, which uses the stack of this process. */
const MAX_FUNCTION_CALLS = 200;

/** Runs a template node by node, without recursion for its blocks, so a long run can be paused. */
export class Machine implements Run {
  readonly output: Output;
  returned: Value;
  readonly #frames: Frame[] = [];
  readonly #globals: Globals;
  readonly #options: MachineOptions;
  #steps = 0;
  /** The steps before the current directive or interpolation. */
  #begun = 0;
  #functions = 0;
  /** Frames below this index belong to the caller of the current function. */
  #base = 0;

  constructor(body: Body, model: Hash, options: MachineOptions) {
    this.#options = options;
    this.output = new Output(options.maxOutput);
    this.#globals = new Globals(model);
    defineAll(body, this.#globals);
    this.push({ body, scope: new Scope(undefined, this.#globals), kind: 'block' });
  }

  get now(): number {
    return this.#options.now;
  }

  spend(steps = 1): void {
    const { maxSteps } = this.#options;
    this.#steps += steps;
    if (this.#steps - this.#begun > MAX_WITHOUT_PAUSE)
      throw new TemplateLimitError(`One expression takes more than ${MAX_WITHOUT_PAUSE} steps.`);
    if (this.#steps > maxSteps) throw new TemplateLimitError(`The template takes more than ${maxSteps} steps.`);
  }

  push(pushed: Pushed): void {
    const { maxDepth } = this.#options;
    if (this.#frames.length >= maxDepth) throw new TemplateLimitError(`Blocks and calls are nested more than ${maxDepth} levels deep.`);
    const captures = this.output.depth - (pushed.kind === 'attempt' ? 1 : 0);
    this.#frames.push({ pushed, scope: pushed.scope, at: 0, captures });
  }

  /** Runs for about this many steps. Returns true at the end of the template. Throws EvaluationError, TemplateLimitError. */
  run(steps: number): boolean {
    const until = this.#steps + steps;
    while (this.#frames.length > 0) {
      if (this.#steps >= until) return false;
      this.#begun = this.#steps;
      this.#step();
    }
    return true;
  }

  #step(): void {
    this.spend();
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    const node = frame.pushed.body[frame.at++];
    try {
      if (node === undefined) this.#end(frame);
      else this.#execute(node, frame.scope);
    } catch (error) {
      if (!(error instanceof EvaluationError) || node === undefined) throw error;
      if (!this.#options.onError(error, node)) this.#recover(error);
    }
  }

  #end(frame: Frame): void {
    const { onEnd, nextScope } = frame.pushed;
    if (onEnd?.() !== true) {
      this.#frames.pop();
      return;
    }
    frame.scope = nextScope?.() ?? frame.scope;
    frame.at = 0;
  }

  #execute(node: Node, scope: Scope): void {
    if (node.kind === 'text') this.output.print(node.text);
    else if (node.kind === 'print') this.output.print(toText(required(node.expression, scope, this)));
    else execute(this, node, scope);
  }

  /** Continues at the `<#recover>` of the innermost `<#attempt>`. Without one, the template has failed. */
  #recover(error: EvaluationError): void {
    const index = this.#frames.findLastIndex(({ pushed }) => pushed.kind === 'attempt');
    const attempt = this.#frames[index];
    // An error in a function first goes to the expression that called the function.
    if (attempt === undefined || index < this.#base) throw error;
    this.#frames.length = index;
    while (this.output.depth > attempt.captures) this.output.release();
    this.push({ body: attempt.pushed.recover ?? [], scope: attempt.scope, kind: 'block' });
  }

  leave(kind: 'loop' | 'call'): void {
    const frame = this.#unwind(kind);
    if (frame !== undefined) this.#frames.pop();
  }

  nextTurn(): void {
    const frame = this.#unwind('loop');
    if (frame !== undefined) frame.at = frame.pushed.body.length;
  }

  /** Leaves everything in the innermost loop or call. */
  #unwind(kind: 'loop' | 'call'): Frame | undefined {
    for (let frame = this.#frames.at(-1); frame !== undefined && frame.pushed.kind !== kind; frame = this.#frames.at(-1)) {
      frame.pushed.onLeave?.();
      this.#frames.pop();
    }
    return this.#frames.at(-1);
  }

  forgetReturned(): void {
    this.returned = undefined;
  }

  callFunction(definition: Definition, args: readonly Value[]): Value {
    if (!(definition instanceof TemplateDefinition)) throw new EvaluationError('This is not a function.');
    if (this.#functions >= MAX_FUNCTION_CALLS)
      throw new TemplateLimitError(`Function calls are nested more than ${MAX_FUNCTION_CALLS} levels deep.`);
    const { node } = definition;
    const locals = bindArguments(node, { positional: args });
    try {
      fillDefaults(node, locals, this.#globals, this);
    } catch (error) {
      // Leaves the function, but not the expression that calls it. As in the engine, its value is then the value of a function
      // that was called for its arguments.
      if (error instanceof EvaluationError && this.#options.onError(error, node)) return this.returned;
      throw error;
    }
    return this.#runFunction(node, locals);
  }

  #runFunction(node: DefinitionNode, locals: Locals): Value {
    const [base, captures] = [this.#base, this.output.depth];
    this.#functions++;
    this.#base = this.#frames.length;
    this.returned = undefined;
    // The output of a function is discarded.
    this.output.capture();
    try {
      this.push({ body: node.body, scope: new Scope(locals, this.#globals), kind: 'call' });
      while (this.#frames.length > this.#base) this.#step();
    } finally {
      this.#frames.length = Math.min(this.#frames.length, this.#base);
      while (this.output.depth > captures) this.output.release();
      this.#base = base;
      this.#functions--;
    }
    return this.returned;
  }
}
