import { z } from 'zod';
import { EVIDENCE } from '../protocol/evidence.js';
import { list, record } from '../util/lists.js';

/**
 * An interaction, once the names of its file are filled in (written.ts). An unknown key is an error: a misspelled expectation
 * would always pass.
 */

export const requestSchema = z
  .strictObject({
    job: z
      .union([record(z.string(), z.unknown()), z.string()])
      .optional()
      .describe('The job as an object (credentials are put in), or its text as it stands.'),
    credentials: z
      .enum(['default', 'manager', 'wrong', 'none'])
      .default('default')
      .describe('Whose pair is put into an object job: default (the domain admin), manager, wrong or none.'),
    fields: record(z.string(), z.unknown()).default({}).describe('Further form fields; anything but text is sent as JSON.'),
    encoding: z
      .enum(['urlencoded', 'multipart', 'query', 'raw'])
      .default('urlencoded')
      .describe('How the fields travel: urlencoded, multipart, query, or raw for a body of your own.'),
    method: z.string().default('POST'),
    path: z.string().optional().describe('Default: the path of the Integration Server.'),
    headers: record(z.string(), z.string()).default({}),
    body: z.string().optional().describe('The body of a raw request.'),
    json: z.unknown().optional().describe('The body of a raw request as JSON.'),
    repeat: z.int().min(1).max(100).default(1).describe('Sent so many times; the last answer is checked.'),
  })
  // Two jobs in one request: which is sent, and which is judged safe to send, would be two questions.
  .refine(
    ({ job, fields }) => job === undefined || !Object.hasOwn(fields, 'requestJobDescription'),
    'the job stands in job or in fields, not in both',
  )
  .refine(({ body, json }) => body === undefined || json === undefined, 'the body stands in body or in json, not in both')
  .refine(({ encoding, json }) => json === undefined || encoding === 'raw', 'json is the body of a raw request: add encoding: raw');

export const expectationSchema = z.strictObject({
  status: z.int().default(200),
  contentType: z.string().optional(),
  headers: record(z.string(), z.unknown()).default({}),
  body: z
    .unknown()
    .optional()
    .describe(
      'The answer as JSON. An object whose only key starts with $ is a matcher: $any, $string, $number, $integer, $boolean, $regex, $oneOf, $partial, $contains, $lacks, $each, $length, $json.',
    ),
  keys: list(z.string()).optional().describe('The top-level keys of the answer, in order.'),
  text: z.unknown().optional().describe('The answer as text, or a matcher for it.'),
  advisories: list(z.string()).default([]).describe('Codes that must be among the advisories.'),
  noAdvisories: list(z.string()).default([]).describe('Codes that must not be among the advisories.'),
  isReset: z.boolean().default(false).describe('True when the connection is cut instead of an answer.'),
  keep: record(z.string().regex(/^\w+$/, 'must be of letters, digits and _'), z.string())
    .default({})
    .describe('What later steps call {{name}}: by name a key of the JSON answer, or $text for all of it.'),
});

export const stepSchema = z.strictObject({
  when: requestSchema.optional(),
  then: expectationSchema.optional(),
  advance: z.string().optional().describe('Moves the clock before the request, as PT10S.'),
});

/** Provider states: what must be so before. A target that cannot arrange one skips the interaction. */
const given = z.strictObject({
  /** Keys of the demo company that are written otherwise, as in a seed: `quirks`, `reports`. */
  company: record(z.string(), z.unknown()).optional(),
  rateLimit: z.enum(['advise', 'enforce', 'off']).optional(),
  /** SCIM with the token {{scimToken}}; false turns it off, `full` creates users too, and it can be limited. */
  scim: z.union([z.boolean(), z.literal('full'), z.strictObject({ ratePerMinute: z.int().min(1) })]).optional(),
  faults: list(record(z.string(), z.unknown())).optional(),
  /** Served at {{feedUrl}} to the user `feed` with the password `feed-secret`; anything but text as JSON. */
  feed: z.unknown().optional(),
  /** False keeps the feed's host from being allowed. */
  isFeedAllowed: z.boolean().optional(),
});

export const interactionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'must be of a-z, 0-9 and - only'),
  description: z.string().min(1),
  exercises: list(z.string())
    .min(1)
    .describe(
      'The answers (job/answer), rules (job#rule) and skip reasons (job~reason) this shows, as docs/reference/fidelity.md names them.',
    ),
  evidence: z.enum(EVIDENCE).describe('How it is known: documented, recorded, observed or assumed.'),
  source: z.string().min(1).describe('Where it is known from.'),
  given: given.optional().describe('The state the target is put into before; a target that cannot be skips the interaction.'),
  before: list(stepSchema).default([]),
  when: requestSchema,
  then: expectationSchema,
  after: list(stepSchema).default([]),
  targets: list(z.enum(['emulator', 'live']))
    .default(['emulator', 'live'])
    .describe('Whom it is for. Default: both.'),
  skip: z.string().optional().describe('Why it does not run.'),
});
export type Interaction = z.output<typeof interactionSchema>;
export type InteractionRequest = z.output<typeof requestSchema>;
export type Expectation = z.output<typeof expectationSchema>;
export type Step = z.output<typeof stepSchema>;
export type Given = z.output<typeof given>;
