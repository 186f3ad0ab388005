import type { z } from 'zod';
import { sayIssue } from '../../util/say-issue.js';
import { suggest } from '../../util/suggest.js';
import { FlowInputError } from '../problem.js';
import { type Stub, stubsSchema } from './schema.js';

/**
 * Checks a list of stubs, or `{ stubs: […] }`. Throws FlowInputError with the place of the first mistake.
 * @example parseStubs([{ card: '@slack.sendMessage', outputs: {} }])[0].card // '@slack.sendMessage'
 */
export function parseStubs(input: unknown): readonly Stub[] {
  const result = stubsSchema.safeParse(input, { error: sayIssue });
  if (result.success) return result.data;
  throw new FlowInputError(`The stubs are invalid: ${explain(result.error)}`);
}

const OUTCOME_KEYS = ['outputs', 'error', 'records'];

/** The end of a sentence: which stub, counted from 1, and what is wrong with it. */
function explain({ issues: [issue] }: z.ZodError): string {
  // For a union, zod reports each alternative. People usually mean the list, unless the stubs are under `stubs`.
  const forms = issue?.code === 'invalid_union' ? issue.errors : [[issue]];
  const inner = forms.flatMap(([first]) => first ?? []).find(({ path, code }) => path.length > 0 || code === 'unrecognized_keys');
  if (inner === undefined) return 'expected a list of stubs, each with card and outputs.';
  const path = inner.path[0] === 'stubs' ? inner.path.slice(1) : inner.path;
  const [index, ...rest] = path;
  const at = [...(typeof index === 'number' ? [`stub ${index + 1}`] : []), ...(rest.length > 0 ? [rest.join('.')] : [])].join(': ');
  if (inner.code !== 'unrecognized_keys') return `${at} ${inner.message}.`;
  const [key = ''] = inner.keys;
  const known = rest.length === 0 ? ['card', 'when', 'sequence', ...OUTCOME_KEYS] : OUTCOME_KEYS;
  return `${at || 'the file'} has the unknown key '${key}'${suggest(key, known)}`;
}
