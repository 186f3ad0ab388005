import { z } from 'zod';
import { advisories } from '../emulator/advisories/table.js';
import { DOMAIN_SWITCHES } from '../emulator/domains.js';
import type { faultSchema } from '../emulator/faults/schema.js';
import { RATE_LIMIT_MODES } from '../emulator/rate-limit/rate-limit.js';
import { DEVICES } from '../emulator/world/entities/session.js';
import { JOB_NAMES } from '../jobs/catalogue.js';
import { SCIM_NAMES } from '../protocol/scim/operations.js';
import { list, record } from '../util/lists.js';
import { sayIssue } from '../util/say-issue.js';
import { suggest } from '../util/suggest.js';

/** Schemas for the input of the admin API. Unknown keys are refused, because a misspelled filter would match everything. */

/** Throws ZodError with messages in plain words. */
export function readInput<T>(schema: z.ZodType<T>, input: unknown): T {
  return schema.parse(input, { error: sayIssue });
}

/** An unknown name would match nothing, and a test that expects zero matches would pass by mistake. */
function oneOf(names: readonly string[], what: string) {
  return z.string().refine((name) => names.includes(name), {
    error: ({ input }) => `unknown ${what} '${String(input).slice(0, 80)}'${suggest(String(input), names, '')}`,
  });
}

const filter = {
  job: oneOf([...JOB_NAMES, ...SCIM_NAMES], 'job').optional(),
  text: z.string().optional(),
  company: z.string().optional(),
  advisory: oneOf(Object.keys(advisories), 'advisory').optional(),
};

export const journalQuery = z.strictObject({
  ...filter,
  code: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  /** Only entries with a higher id, for clients that poll. */
  after: z.coerce.number().int().min(0).default(0),
});

export const verifyInput = z.strictObject({
  ...filter,
  code: z.int().optional(),
  exactly: z.int().min(0).optional(),
  atLeast: z.int().min(0).optional(),
  atMost: z.int().min(0).optional(),
});

export const clockInput = z.union(
  [z.strictObject({ set: z.string() }), z.strictObject({ advance: z.string() }), z.strictObject({ resume: z.literal(true) })],
  'expected {"set": ISO}, {"advance": "PT10S"} or {"resume": true}',
);

export const rateLimitInput = z.strictObject({
  mode: z.enum(RATE_LIMIT_MODES, `expected {"mode": MODE} with one of ${RATE_LIMIT_MODES.join(', ')}`),
});

export const seedInput = z.union(
  [z.strictObject({ seed: z.string() }), z.looseObject({ companies: list(z.unknown()) })],
  'expected {"seed": "demo"} or a seed with companies',
);
export const companyInput = z.strictObject({ name: z.string().min(1).max(200) });
export const credentialInput = z.strictObject({ actsAs: z.string().min(1), company: z.string().optional() });
export const domainInput = z.strictObject(Object.fromEntries(DOMAIN_SWITCHES.map((name) => [name, z.boolean().optional()])));
export const signInInput = z.strictObject({ email: z.string().min(1), device: z.enum(DEVICES).optional() });
export const activeInput = z.strictObject({ active: z.boolean('expected {"active": true} or {"active": false}') });
const edit = {
  /** The form fields to send instead of the recorded ones. */
  fields: record(z.string(), z.string()).optional(),
  /** The body to send instead, for a request that is not a form. */
  body: z.string().optional(),
};
export const editInput = z.strictObject(edit);
export const replayInput = z.strictObject({ confirm: z.string().optional(), ...edit });
/** As many as a list shows at once. */
export const idsQuery = z.strictObject({
  ids: z
    .string()
    .regex(/^\d{1,15}(,\d{1,15}){0,199}$/, 'must be 1 to 200 numbers with commas between them')
    .transform((text) => text.split(',').map(Number)),
});
/** Checks only that the body is an object. `Faults.add` knows the presets and checks the rest. */
export const faultInput = record(z.string(), z.unknown()).pipe(z.custom<z.input<ReturnType<typeof faultSchema>>>());
