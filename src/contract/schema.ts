import { z } from 'zod';
import { EVIDENCE } from '../protocol/evidence.js';
import { list, record } from '../util/lists.js';

/**
 * An interaction after the names of its file are filled in (written.ts). An unknown key is an error, because a misspelled expectation
 * would always pass.
 */

export const requestSchema = z
  .strictObject({
    job: z
      .union([record(z.string(), z.unknown()), z.string()])
      .optional()
      .describe('The job as an object (credentials are added), or as a raw string.'),
    credentials: z
      .enum(['default', 'manager', 'wrong', 'none'])
      .default('default')
      .describe('The credentials added to an object job: default (the domain admin), manager, wrong or none.'),
    fields: record(z.string(), z.unknown()).default({}).describe('Additional form fields. Values other than strings are sent as JSON.'),
    encoding: z
      .enum(['urlencoded', 'multipart', 'query', 'raw'])
      .default('urlencoded')
      .describe('How the fields are sent: urlencoded, multipart, query, or raw for a custom body.'),
    method: z.string().default('POST'),
    path: z.string().optional().describe('Default: the path of the Integration Server.'),
    headers: record(z.string(), z.string()).default({}),
    body: z.string().optional().describe('The body of a raw request.'),
    json: z.unknown().optional().describe('The body of a raw request as JSON.'),
    repeat: z.int().min(1).max(100).default(1).describe('How often the request is sent. The last response is checked.'),
  })
  // With two jobs in one request, the one that is sent could differ from the one that was checked for safety.
  .refine(
    ({ job, fields }) => job === undefined || !Object.hasOwn(fields, 'requestJobDescription'),
    'put the job in job or in fields, not in both',
  )
  .refine(({ body, json }) => body === undefined || json === undefined, 'use body or json, not both')
  .refine(({ encoding, json }) => json === undefined || encoding === 'raw', 'json only works with encoding: raw');

export const expectationSchema = z.strictObject({
  status: z.int().default(200),
  contentType: z.string().optional(),
  headers: record(z.string(), z.unknown()).default({}),
  body: z
    .unknown()
    .optional()
    .describe(
      'The response as JSON. An object whose only key starts with $ is a matcher: $any, $string, $number, $integer, $boolean, $regex, $oneOf, $partial, $contains, $lacks, $each, $length, $json.',
    ),
  keys: list(z.string()).optional().describe('The top-level keys of the response, in order.'),
  text: z.unknown().optional().describe('The response as text, or a matcher for it.'),
  advisories: list(z.string()).default([]).describe('Codes that must be among the advisories.'),
  noAdvisories: list(z.string()).default([]).describe('Codes that must not be among the advisories.'),
  isReset: z.boolean().default(false).describe('True if the connection is cut instead of a response.'),
  keep: record(z.string().regex(/^\w+$/, 'must contain only letters, digits and _'), z.string())
    .default({})
    .describe('Values that later steps use as {{name}}. Each name maps to a key of the JSON response, or to $text for the whole response.'),
});

export const stepSchema = z.strictObject({
  when: requestSchema.optional(),
  then: expectationSchema.optional(),
  advance: z.string().optional().describe('Moves the clock before the request, for example PT10S.'),
});

/** Provider states, which are set up first. A target that cannot set one up skips the interaction. */
const given = z.strictObject({
  /** Keys of the demo company with other values, as in a seed: `quirks`, `reports`. */
  company: record(z.string(), z.unknown()).optional(),
  rateLimit: z.enum(['advise', 'enforce', 'off']).optional(),
  /** Enables SCIM with the token {{scimToken}}. `full` also allows creating users, and an object sets a limit. */
  scim: z.union([z.boolean(), z.literal('full'), z.strictObject({ ratePerMinute: z.int().min(1) })]).optional(),
  faults: list(record(z.string(), z.unknown())).optional(),
  /** Served at {{feedUrl}} to the user `feed` with the password `feed-secret`. Values other than strings are sent as JSON. */
  feed: z.unknown().optional(),
  /** False if the feed's host is not allowed. */
  isFeedAllowed: z.boolean().optional(),
});

export const interactionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'must contain only a-z, 0-9 and -'),
  description: z.string().min(1),
  exercises: list(z.string())
    .min(1)
    .describe(
      'The answers (job/answer), rules (job#rule) and skip reasons (job~reason) that this tests, as named in docs/reference/fidelity.md.',
    ),
  evidence: z.enum(EVIDENCE).describe('The evidence: documented, recorded, observed or assumed.'),
  source: z.string().min(1).describe('The source of the evidence.'),
  given: given.optional().describe('The state that is set up first. A target that cannot set it up skips the interaction.'),
  before: list(stepSchema).default([]),
  when: requestSchema,
  then: expectationSchema,
  after: list(stepSchema).default([]),
  targets: list(z.enum(['emulator', 'live']))
    .default(['emulator', 'live'])
    .describe('The targets it applies to. Default: both.'),
  skip: z.string().optional().describe('Why it does not run.'),
});
export type Interaction = z.output<typeof interactionSchema>;
export type InteractionRequest = z.output<typeof requestSchema>;
export type Expectation = z.output<typeof expectationSchema>;
export type Step = z.output<typeof stepSchema>;
export type Given = z.output<typeof given>;
