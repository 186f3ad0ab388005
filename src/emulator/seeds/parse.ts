import { z } from 'zod';
import { describeIssue } from '../../util/describe-issue.js';
import { type ParsedSeed, seedSchema } from './schema.js';
import { SeedError } from './seed-error.js';

/**
 * Checks a seed. Throws SeedError that names the source, the path and, for an unknown key, the likely one.
 * @example parseSeed({ companies: [{ name: 'Acme', … }] }, 'seed.yaml')
 */
export function parseSeed(input: unknown, source: string): ParsedSeed {
  const result = seedSchema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new SeedError(`${source}${describe(result.error.issues)}`);
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const problem = describeIssue(issues, seedJSONSchema, 'the file');
  return problem === undefined ? ' is no seed.' : `: ${problem}`;
}

/** The published JSON Schema of a seed file. */
export function seedJSONSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(seedSchema, { io: 'input', reused: 'inline' });
}
