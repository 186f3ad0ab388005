import { z } from 'zod';
import { EVIDENCE } from '../protocol/evidence.js';
import { list, record } from '../util/lists.js';

/** The form of the files in contracts/. An unknown key is an error: a misspelled expectation would always pass. */

const request = z
  .strictObject({
    /** The job as an object (credentials are put in), or its text as it stands. */
    job: z.union([record(z.string(), z.unknown()), z.string()]).optional(),
    /** Whose pair is put into an object job. Default: `default`, the domain admin's. */
    credentials: z.enum(['default', 'manager', 'wrong', 'none']).default('default'),
    /** Further form fields; anything but text is sent as JSON. */
    fields: record(z.string(), z.unknown()).default({}),
    encoding: z.enum(['urlencoded', 'multipart', 'query', 'raw']).default('urlencoded'),
    method: z.string().default('POST'),
    /** Default: the Integration Server's path. */
    path: z.string().optional(),
    headers: record(z.string(), z.string()).default({}),
    /** The body of a `raw` request. */
    body: z.string().optional(),
    /** Sent so many times; the last answer is looked at. */
    repeat: z.int().min(1).max(100).default(1),
  })
  // Two jobs in one request: which is sent, and which is judged safe to send, would be two questions.
  .refine(
    ({ job, fields }) => job === undefined || !Object.hasOwn(fields, 'requestJobDescription'),
    'the job stands in job or in fields, not in both',
  );

const expectation = z.strictObject({
  status: z.int().default(200),
  contentType: z.string().optional(),
  headers: record(z.string(), z.unknown()).default({}),
  /** The answer as JSON; see match.ts for the matchers. */
  body: z.unknown().optional(),
  /** The answer's top-level keys, in order. */
  keys: list(z.string()).optional(),
  /** A matcher for the answer as text. */
  text: z.unknown().optional(),
  /** Codes that must be among the advisories; looked at only where there are any. */
  advisories: list(z.string()).default([]),
  /** Codes that must not be. */
  noAdvisories: list(z.string()).default([]),
  /** The connection is cut instead of an answer. */
  isReset: z.boolean().default(false),
});

const step = z.strictObject({ when: request.optional(), then: expectation.optional(), advance: z.string().optional() });

/** Provider states: what must be so before. A target that cannot arrange one skips the interaction. */
const given = z.strictObject({
  rateLimit: z.enum(['advise', 'enforce', 'off']).optional(),
  faults: list(record(z.string(), z.unknown())).optional(),
  /** Served at {{feedUrl}} to the user `feed` with the password `feed-secret`; anything but text as JSON. */
  feed: z.unknown().optional(),
  /** False keeps the feed's host from being allowed. */
  isFeedAllowed: z.boolean().optional(),
});

export const interactionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  description: z.string().min(1),
  /** Answers (`job/answer`), rules (`job#rule`) and skip reasons (`job~reason`) this shows. */
  exercises: list(z.string()).min(1),
  evidence: z.enum(EVIDENCE),
  source: z.string().min(1),
  given: given.optional(),
  before: list(step).default([]),
  when: request,
  then: expectation,
  after: list(step).default([]),
  /** Default: both. */
  targets: list(z.enum(['emulator', 'live'])).default(['emulator', 'live']),
  /** Why it does not run. */
  skip: z.string().optional(),
});
export type Interaction = z.output<typeof interactionSchema>;
export type InteractionRequest = z.output<typeof request>;
export type Expectation = z.output<typeof expectation>;
export type Step = z.output<typeof step>;
export type Given = z.output<typeof given>;

export const contractFile = z.strictObject({ title: z.string(), interactions: list(interactionSchema) });
