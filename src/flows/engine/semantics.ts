import { z } from 'zod';
import { sayIssue } from '../../util/say-issue.js';
import { FlowInputError, noSuch } from '../problem.js';

/** What nobody has published about how cards behave, each with the default this runner takes. `docs/guide/flows.md` lists them. */
export const semanticsSchema = z.object({
  /** `loose`: "5" is taken for a number and 5 for a text. `strict`: a card error. */
  coercions: z.enum(['loose', 'strict']).default('loose'),
  /** Nothing, where a text is wanted: Compose, Concatenate. */
  nullInText: z.enum(['empty', 'null']).default('empty'),
  /** A Query that is a text: as it is, or its values percent-encoded. */
  stringQuery: z.enum(['as-is', 'encoded']).default('as-is'),
  /** The Content-Type of a Raw Request that names none. */
  rawContentType: z.enum(['none', 'json', 'form']).default('none'),
  redirects: z.enum(['follow', 'manual']).default('follow'),
  /** For Each: one item after the other, or as many at once as the card says. */
  forEach: z.enum(['sequential', 'concurrent']).default('sequential'),
  /** Raw Request: `card-error` from status 400 on, or `answer`. */
  rawErrors: z.enum(['card-error', 'answer']).default('card-error'),
  /** Cards that name no time zone. */
  timeZone: z.string().default('UTC'),
});
export type Semantics = z.output<typeof semanticsSchema>;
export type SemanticsInput = z.input<typeof semanticsSchema>;

/** Throws FlowInputError on an unknown name, with the likely one, and on an unknown value, with those there are. */
export function readSemantics(input: Readonly<Record<string, unknown>> = {}): Semantics {
  const names = Object.keys(semanticsSchema.shape);
  const stray = Object.keys(input).find((name) => !names.includes(name));
  if (stray !== undefined) throw noSuch('option', stray, names, 'semantics');
  const result = semanticsSchema.safeParse(input, { error: sayIssue });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new FlowInputError(`semantics: ${issue?.path.join('.')} ${issue?.message}.`);
}
