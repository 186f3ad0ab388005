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
import { type CompanySeed, companySeed, type ParsedSeed, type PolicySeed, type Seed, seedSchema } from './schema.js';
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
  if (isParsed(input)) return input;
  const seed = parsePart(seedShell(), withoutLists(input, 'companies'), [], source);
  const companies: CompanySeed[] = [];
  for (const [index, company] of listIn(input, 'companies').entries()) {
    companies.push(yield* parseCompany(company, ['companies', index], source));
  }
  // The schema of the whole seed gives the best message for an empty list.
  const result = companies.length === 0 ? parsePart(seedSchema(), input, [], source) : { ...seed, companies };
  parsed.add(result);
  return result;
}

/**
 * Checks everything in a generated seed but its people. There may be 200,000 of them, and the code that generated them wrote
 * them as `parseSeedInSteps` would return them, which a test checks.
 */
export function* parseAroundPeople(seed: Seed, source: string): Work<ParsedSeed> {
  const withoutPeople = seed.companies.map((company) => ({
    ...company,
    accounts: [],
    policies: company.policies.map((policy) => ({ ...policy, members: [] })),
  }));
  const { companies, ...rest } = yield* parseSeedInSteps({ ...seed, companies: withoutPeople }, source);
  const withPeople = companies.map((company, index) => {
    const { accounts, policies = [] } = seed.companies[index] ?? {};
    return { ...company, accounts, policies: company.policies.map((policy, at) => ({ ...policy, members: policies[at]?.members })) };
  });
  return { ...rest, companies: withPeople };
}

/** The results of `parseSeedInSteps`. A seed file is checked when it is read, and needs no second check when it is loaded. */
const parsed = new WeakSet<object>();

function isParsed(input: unknown): input is ParsedSeed {
  return isObject(input) && parsed.has(input);
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
  const items: T[] = [];
  for (let index = 0; index < input.length; index++) {
    if (index % STRIDE === STRIDE - 1) yield STRIDE;
    const result = schema.safeParse(input[index], SAY);
    if (!result.success) throw seedError(result.error.issues, [...path, index], source);
    items.push(result.data);
  }
  return items;
}

function parsePart<T>(schema: z.ZodType<T>, input: unknown, path: Path, source: string): T {
  const result = schema.safeParse(input, SAY);
  if (result.success) return result.data;
  throw seedError(result.error.issues, path, source);
}

const SAY = { error: sayIssue };

function seedError(found: readonly z.core.$ZodIssue[], path: Path, source: string): SeedError {
  const issues = found.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  return new SeedError(`${source}${describe(issues)}`);
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
