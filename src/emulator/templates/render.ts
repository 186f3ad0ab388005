import { nextTurn } from '../../runtime/timer.js';
import { UserError } from '../../util/user-error.js';
import { EvaluationError, type Place, TemplateLimitError } from './errors.js';
import { Machine } from './evaluate/machine.js';
import { parse } from './syntax/parse-template.js';
import type { Node, Template } from './syntax/tree.js';
import { Hash, toValue } from './values/value.js';

export interface RenderOptions {
  /** True to fail with the first error that the service would ignore. */
  readonly strict?: boolean;
  /** What `.now` is, in ms since 1970; default 0. */
  readonly now?: number;
  readonly limits?: Partial<RenderLimits>;
  /** Aborted, the render rejects with the signal's reason at its next pause, which comes every few milliseconds. */
  readonly signal?: AbortSignal;
}

export interface RenderLimits {
  /** Directives, expressions and items; default 20,000,000. */
  readonly steps: number;
  /** Characters printed; default 50,000,000. */
  readonly output: number;
  /** Blocks and calls in one another; default 1,000. */
  readonly depth: number;
}

/** An error that the service ignores: nothing is printed in its place. */
export interface IgnoredError extends Place {
  readonly message: string;
  /** The first 200 characters of the directive or interpolation. */
  readonly source: string;
}

export interface Rendered {
  readonly output: string;
  /** The first 1,000. */
  readonly errors: readonly IgnoredError[];
  /** How many there were. */
  readonly errorCount: number;
}

const DEFAULT_LIMITS: RenderLimits = { steps: 20_000_000, output: 50_000_000, depth: 1_000 };
const MAX_ERRORS = 1_000;
const MAX_SHOWN = 200;
/** A few milliseconds; then other work can run. */
const STEPS_IN_A_SLICE = 20_000;

/** The first error of a strict run. */
export class TemplateRuntimeError extends UserError {
  override readonly name = 'TemplateRuntimeError';

  constructor(readonly problem: IgnoredError) {
    super(`Line ${problem.line}, column ${problem.column}: ${problem.message} ${problem.source}`);
  }
}

/**
 * Renders a template with a data model, as the service does: a directive or interpolation that fails prints nothing, and the
 * rest goes on. The errors are in the result. Numbers print without grouping, dates as in the United States, in UTC.
 * Throws TemplateSyntaxError, UnsupportedTemplateError, TemplateLimitError; TemplateRuntimeError when strict.
 * @example const { output, errors } = await render('${report.total / 100}', { report: { total: 1250 } }); // '12.5'
 */
export async function render(
  template: Template | string,
  model: Readonly<Record<string, unknown>>,
  options: RenderOptions = {},
): Promise<Rendered> {
  const { source, body } = typeof template === 'string' ? parse(template) : template;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const errors: IgnoredError[] = [];
  let errorCount = 0;
  const onError = (error: EvaluationError, node: Node): boolean => {
    errorCount++;
    if (errors.length < MAX_ERRORS) errors.push({ message: error.message, ...node.place, source: shown(source, node) });
    return options.strict !== true;
  };
  const machine = new Machine(body, modelHash(model), {
    maxSteps: limits.steps,
    maxOutput: limits.output,
    maxDepth: limits.depth,
    now: options.now ?? 0,
    onError,
  });
  try {
    while (!machine.run(STEPS_IN_A_SLICE)) {
      await nextTurn();
      options.signal?.throwIfAborted();
    }
  } catch (error) {
    const problem = errors.at(-1);
    if (error instanceof EvaluationError && problem !== undefined) throw new TemplateRuntimeError(problem);
    // Lists and hashes that were made of one another thousands of times are looked into by recursion.
    if (error instanceof RangeError) throw new TemplateLimitError('Values are made of one another too often.');
    throw error;
  }
  return { output: machine.output.toString(), errors, errorCount };
}

function modelHash(model: Readonly<Record<string, unknown>>): Hash {
  const value = toValue(model);
  return value instanceof Hash ? value : Hash.of(new Map());
}

function shown(source: string, { start, end }: Node): string {
  const text = source.slice(start, end);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
