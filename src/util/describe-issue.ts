import type { z } from 'zod';
import { didYouMean } from './did-you-mean.js';

/**
 * What zod found wrong, as a sentence that names the path and, for an unknown key, the likely one. `schema` is only made
 * when a key is unknown, and `root` names the whole. Parse with `reportInput`, so that a missing key is told from a wrong one.
 * @example describeIssue(error.issues, () => seedJSONSchema(), 'the file') // "companies[0] holds the unknown key 'nam'; did you mean 'name'?"
 */
export function describeIssue(
  issues: readonly z.core.$ZodIssue[],
  schema: () => z.core.JSONSchema.BaseSchema,
  root: string,
): string | undefined {
  // A misspelt key is why another one is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return undefined;
  const at = showPath(issue.path, root);
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0) return `${at} is missing.`;
  if (issue.code !== 'unrecognized_keys') return `${at} ${inPlainWords(issue.message)}.`;
  const [key = ''] = issue.keys;
  const likely = didYouMean(key, keysAt(issue.path, schema()));
  return `${at} holds the unknown key '${key}'${likely === undefined ? '.' : `; did you mean '${likely}'?`}`;
}

/** zod's own words start with what is wrong; messages of ours are part of a sentence already. */
function inPlainWords(message: string): string {
  return message
    .replace(/^Invalid (?:input|option): expected/, 'must be')
    .replace(/^(Invalid|Too)/, (start) => `is ${start.toLowerCase()}`);
}

/** `companies[0].policies[1].name` */
function showPath(path: readonly PropertyKey[], root: string): string {
  if (path.length === 0) return root;
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

/** The keys the schema knows at a path. */
function keysAt(path: readonly PropertyKey[], schema: z.core.JSONSchema.BaseSchema): string[] {
  let node: z.core.JSONSchema.BaseSchema | undefined = schema;
  for (const part of path) {
    const next: unknown = typeof part === 'number' ? node?.items : node?.properties?.[String(part)];
    node = isSchema(next) ? next : undefined;
  }
  return Object.keys(node?.properties ?? {});
}

function isSchema(value: unknown): value is z.core.JSONSchema.BaseSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
