import { z } from 'zod';
import { didYouMean } from '../../util/did-you-mean.js';
import { type ParsedSeed, seedSchema } from './schema.js';
import { SeedError } from './seed-error.js';

/**
 * Checks a seed. Throws SeedError that names the source, the path and, for an unknown key, the likely one.
 * @example parseSeed({ companies: [{ name: 'Acme', … }] }, 'seed.yaml')
 */
export function parseSeed(input: unknown, source: string): ParsedSeed {
  const result = seedSchema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  // A misspelt key is why another one is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new SeedError(`${source} is no seed.`);
  throw new SeedError(`${source}: ${describeIssue(issue)}`);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const at = showPath(issue.path);
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0) return `${at} is missing.`;
  if (issue.code !== 'unrecognized_keys') return `${at} ${issue.message.replace(/^(Invalid input|Too)/, (start) => start.toLowerCase())}`;
  const [key = ''] = issue.keys;
  const likely = didYouMean(key, keysAt(issue.path));
  return `${at} holds the unknown key '${key}'${likely === undefined ? '' : `; did you mean '${likely}'`}${likely === undefined ? '.' : '?'}`;
}

/** `companies[0].policies[1].name` */
function showPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

/** The keys the schema knows at a path: only needed for an error, so the JSON Schema is made then. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let node: z.core.JSONSchema.BaseSchema | undefined = seedJSONSchema();
  for (const part of path) {
    const next: unknown = typeof part === 'number' ? node?.items : node?.properties?.[String(part)];
    node = isSchema(next) ? next : undefined;
  }
  return Object.keys(node?.properties ?? {});
}

/** The published JSON Schema of a seed file. */
export function seedJSONSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(seedSchema, { io: 'input', reused: 'inline' });
}

function isSchema(value: unknown): value is z.core.JSONSchema.BaseSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
