import { z } from 'zod';
import { record } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { PRESETS, type PresetName } from './presets.js';

const latency = once(() =>
  z.union([
    z.int().min(0).max(600_000),
    z
      .strictObject({ min: z.int().min(0), max: z.int().max(600_000) })
      .refine(({ min, max }) => min <= max, 'must not have a min greater than its max'),
  ]),
);

const presetNames = Object.keys(PRESETS).filter((name): name is PresetName => Object.hasOwn(PRESETS, name));

/** The limit is low because a thousand faults can be armed. */
const MAX_BODY_LENGTH = 1024 * 1024;

const headerName = once(() =>
  z
    .string()
    .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/, 'contains an invalid header name')
    .refine(
      (name) => !/^(content-length|transfer-encoding|connection)$/i.test(name),
      'must not contain a header that the listener sets itself',
    ),
);
const headerValue = once(() => z.string().regex(/^[\t\x20-\x7e\x80-\xff]{0,8000}$/, 'contains an invalid header value'));

/** The input that arms a fault. It needs a preset or at least one effect. */
export const faultSchema = once(() =>
  z.strictObject({
    preset: z.enum(presetNames).optional(),
    // When it fires.
    job: z.string().optional().describe('`get policyList`, `scim` or `scim patch user`. Default: every job, but no SCIM request.'),
    company: z.string().optional().describe('Company id. Default: every company.'),
    nth: z.int().positive().optional().describe('Only the nth matching request, counted from 1.'),
    times: z.int().positive().optional().describe('How many times the fault fires. Default: until it is removed.'),
    // What it does.
    responseCode: z.int().optional(),
    responseMessage: z.string().max(MAX_BODY_LENGTH).optional(),
    status: z.int().min(200).max(599).optional().describe('HTTP status.'),
    headers: record(headerName(), headerValue()).optional(),
    body: z.string().max(MAX_BODY_LENGTH).optional().describe('The whole body, replacing the envelope.'),
    contentType: headerValue().optional(),
    latencyMs: latency().optional().describe('A fixed number, or {min, max} to draw from the seeded generator.'),
    mangle: z.enum(['empty', 'truncate', 'reset']).optional().describe('Applied to the real response, after the job has run.'),
    failedPolicies: z.boolean().optional().describe('The recorded quirk: failedPolicies with an empty diffToAdd.'),
  }),
);
export type FaultInput = z.input<ReturnType<typeof faultSchema>>;
export type FaultSpec = z.output<ReturnType<typeof faultSchema>>;
