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
  /** The value of `.now`, in ms since 1970. Default: 0. */
  readonly now?: number;
  readonly limits?: Partial<RenderLimits>;
  /** When aborted, the render rejects with the signal's reason at its next pause; it pauses every few milliseconds. */
  readonly signal?: AbortSignal;
}

export interface RenderLimits {
  /** Directives, expressions and items. Default: 20,000,000. */
  readonly steps: number;
  /** Characters printed. Default: 50,000,000. */
  readonly output: number;
  /** Nested blocks and calls. Default: 1,000. */
  readonly depth: number;
}

/** An error that the service ignores, printing nothing in its place. */
export interface IgnoredError extends Place {
  readonly message: string;
  /** The first 200 characters of the directive or interpolation. */
  readonly source: string;
}

export interface Rendered {
  readonly output: string;
  /** The first 1,000 errors. */
  readonly errors: readonly IgnoredError[];
  /** The number of all errors. */
  readonly errorCount: number;
}

const DEFAULT_LIMITS: RenderLimits = { steps: 20_000_000, output: 50_000_000, depth: 1_000 };
const MAX_ERRORS = 1_000;
const MAX_SHOWN = 200;
/** A few milliseconds of work, after which other work can run. */
const STEPS_IN_A_SLICE = 20_000;

/** The first error of a strict run. */
export class TemplateRuntimeError extends UserError {
  override readonly name = 'TemplateRuntimeError';

  constructor(readonly problem: IgnoredError) {
    super(`Line ${problem.line}, column ${problem.column}: ${problem.message} ${problem.source}`);
  }
}

/**
 * Renders a template with a data model as the service does: a directive or interpolation that fails prints nothing, and the
 * rest is rendered. The result lists the errors. Numbers print without grouping, dates in US format, in UTC.
 * Throws TemplateSyntaxError, UnsupportedTemplateError, TemplateLimitError; TemplateRuntimeError if strict.
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
    // Reading lists and hashes that were joined thousands of times is recursive.
    if (error instanceof RangeError) throw new TemplateLimitError('Values are nested or joined too many times.');
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
