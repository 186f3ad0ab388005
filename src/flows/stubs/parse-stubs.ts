import { sayIssue } from '../../util/say-issue.js';
import { FlowInputError } from '../problem.js';
import { type Stub, stubsSchema } from './schema.js';

/**
 * Checks a list of stubs, or `{ stubs: […] }`. Throws FlowInputError that names the place of the first mistake.
 * @example parseStubs([{ card: '@slack.sendMessage', outputs: {} }])[0].card // '@slack.sendMessage'
 */
export function parseStubs(input: unknown): readonly Stub[] {
  const result = stubsSchema.safeParse(input, { error: sayIssue });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const [inner] = issue?.code === 'invalid_union' ? (issue.errors[0] ?? []) : [issue];
  throw new FlowInputError(`The stubs are invalid: ${inner?.path.join('.') || 'the file'} ${inner?.message ?? 'is not a list of stubs'}.`);
}
