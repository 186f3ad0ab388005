import { UserError } from '../../util/user-error.js';

/** A position in a template, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A template that cannot be parsed, so nothing is rendered. */
export class TemplateSyntaxError extends UserError {
  override readonly name = 'TemplateSyntaxError';

  constructor(
    readonly problem: string,
    readonly place: Place,
  ) {
    super(`Line ${place.line}, column ${place.column}: ${problem}`);
  }
}

/** A part of FreeMarker's language that this engine does not implement. It is never skipped silently. */
export class UnsupportedTemplateError extends UserError {
  override readonly name = 'UnsupportedTemplateError';

  constructor(
    readonly feature: string,
    readonly place?: Place,
  ) {
    const where = place === undefined ? '' : `Line ${place.line}, column ${place.column}: `;
    super(`${where}${feature} is not supported here, although FreeMarker may support it.`);
  }
}

/** A template that exceeds a limit. */
export class TemplateLimitError extends UserError {
  override readonly name = 'TemplateLimitError';
}

/** An error while rendering. The service ignores it and prints nothing; a strict run fails with it. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

/** A missing value, which `!`, `??` and `?has_content` tolerate. */
export class MissingValueError extends EvaluationError {}
