import { z } from 'zod';
import { atOnce, STRIDE, type Work } from '../../runtime/slices.js';
import { isObject } from '../../util/is-object.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { describeIssue, sayIssue } from '../../util/say-issue.js';
import { accountSeed } from '../world/entities/account.js';
import { expenseSeed } from '../world/entities/expense.js';
import { memberSeed } from '../world/entities/member.js';
import { policySeed } from '../world/entities/policy.js';
import { reportSeed } from '../world/entities/report.js';
import { type CompanySeed, companySeed, type ParsedSeed, type PolicySeed, seedSchema } from './schema.js';
import { SeedError } from './seed-error.js';

/**
 * Checks a seed. Throws SeedError that names the source and the path and, for an unknown key, suggests the likely one.
 * @example parseSeed({ companies: [{ name: 'Acme', … }] }, 'seed.yaml')
 */
export function parseSeed(input: unknown, source: string): ParsedSeed {
  return atOnce(parseSeedInSteps(input, source));
}

/** The same, person by person, because a company of 100,000 takes seconds. */
export function* parseSeedInSteps(input: unknown, source: string): Work<ParsedSeed> {
  const seed = parsePart(seedShell(), withoutLists(input, 'companies'), [], source);
  const companies: CompanySeed[] = [];
  for (const [index, company] of listIn(input, 'companies').entries()) {
    companies.push(yield* parseCompany(company, ['companies', index], source));
  }
  // The schema of the whole seed gives the best message for an empty list.
  return companies.length === 0 ? parsePart(seedSchema(), input, [], source) : { ...seed, companies };
}

type Path = readonly PropertyKey[];

// The lists that these leave out are parsed item by item.
const items = once(() => list(z.unknown()));
const seedShell = once(() => seedSchema().extend({ companies: items() }));
const companyShell = once(() =>
  companySeed().extend({
    accounts: items().optional(),
    policies: items(),
    reports: items().optional(),
    expenses: items().optional(),
  }),
);
const policyShell = once(() => policySeed().extend({ members: items().optional() }));

function* parseCompany(input: unknown, path: Path, source: string): Work<CompanySeed> {
  const shell = withoutLists(input, 'accounts', 'policies', 'reports', 'expenses');
  const { accounts, reports, expenses, ...company } = parsePart(companyShell(), shell, path, source);
  const people = yield* parseItems(accountSeed(), listIn(input, 'accounts'), [...path, 'accounts'], source);
  const policies: PolicySeed[] = [];
  for (const [index, policy] of listIn(input, 'policies').entries()) {
    policies.push(yield* parsePolicy(policy, [...path, 'policies', index], source));
  }
  const listed = {
    ...(accounts !== undefined && { accounts: people }),
    ...(reports !== undefined && { reports: yield* parseItems(reportSeed(), listIn(input, 'reports'), [...path, 'reports'], source) }),
    ...(expenses !== undefined && { expenses: yield* parseItems(expenseSeed(), listIn(input, 'expenses'), [...path, 'expenses'], source) }),
  };
  return { ...company, ...listed, policies };
}

function* parsePolicy(input: unknown, path: Path, source: string): Work<PolicySeed> {
  yield;
  const { members, ...policy } = parsePart(policyShell(), withoutLists(input, 'members'), path, source);
  const people = yield* parseItems(memberSeed(), listIn(input, 'members'), [...path, 'members'], source);
  return { ...policy, ...(members !== undefined && { members: people }) };
}

function* parseItems<T>(schema: z.ZodType<T>, input: readonly unknown[], path: Path, source: string): Work<T[]> {
  const parsed: T[] = [];
  for (let index = 0; index < input.length; index++) {
    if (index % STRIDE === STRIDE - 1) yield STRIDE;
    parsed.push(parsePart(schema, input[index], [...path, index], source));
  }
  return parsed;
}

function parsePart<T>(schema: z.ZodType<T>, input: unknown, path: Path, source: string): T {
  const result = schema.safeParse(input, { error: sayIssue });
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  throw new SeedError(`${source}${describe(issues)}`);
}

/** The object with all its lists replaced by empty ones. */
function withoutLists(input: unknown, ...keys: readonly string[]): unknown {
  if (!isObject(input)) return input;
  return { ...input, ...Object.fromEntries(keys.filter((key) => Array.isArray(input[key])).map((key) => [key, []])) };
}

function listIn(input: unknown, key: string): readonly unknown[] {
  const held = isObject(input) ? input[key] : undefined;
  return Array.isArray(held) ? held : [];
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const problem = describeIssue(issues, seedJSONSchema, 'the file');
  return problem === undefined ? ' is not a seed: it must be an object with a list of companies.' : `: ${problem}`;
}

/** The published JSON Schema of a seed file. */
export function seedJSONSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(seedSchema(), { io: 'input', reused: 'inline' });
}
