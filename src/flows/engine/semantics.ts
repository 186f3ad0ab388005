import { z } from 'zod';
import { sayIssue } from '../../util/say-issue.js';
import { FlowInputError, noSuch } from '../problem.js';

/** Undocumented behaviour of cards, with this runner's defaults. `docs/guide/flows.md` lists the options. */
export const semanticsSchema = z.object({
  /** `loose`: "5" is accepted as a number and 5 as a text. `strict`: both are card errors. */
  coercions: z.enum(['loose', 'strict']).default('loose'),
  /** Null where a text is expected: Compose, Concatenate. */
  nullInText: z.enum(['empty', 'null']).default('empty'),
  /** A Query that is a text: sent unchanged, or with percent-encoded values. */
  stringQuery: z.enum(['as-is', 'encoded']).default('as-is'),
  /** The Content-Type of a Raw Request that sets none. */
  rawContentType: z.enum(['none', 'json', 'form']).default('none'),
  redirects: z.enum(['follow', 'manual']).default('follow'),
  /** For Each: one item after the other, or as many in parallel as the card says. */
  forEach: z.enum(['sequential', 'concurrent']).default('sequential'),
  /** Raw Request with status 400 or above: `card-error` fails the card, `answer` returns the response. */
  rawErrors: z.enum(['card-error', 'answer']).default('card-error'),
  /** For cards without a time zone. */
  timeZone: z.string().default('UTC'),
});
export type Semantics = z.output<typeof semanticsSchema>;
export type SemanticsInput = z.input<typeof semanticsSchema>;

/** Throws FlowInputError for an unknown name, with a suggestion, and for an invalid value, with the allowed ones. */
export function readSemantics(input: Readonly<Record<string, unknown>> = {}): Semantics {
  const names = Object.keys(semanticsSchema.shape);
  const stray = Object.keys(input).find((name) => !names.includes(name));
  if (stray !== undefined) throw noSuch('option', stray, names, 'semantics');
  const result = semanticsSchema.safeParse(input, { error: sayIssue });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new FlowInputError(`semantics: ${issue?.path.join('.')} ${issue?.message}.`);
}
