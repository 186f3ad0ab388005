import { z } from 'zod';
import { list, record } from '../../util/lists.js';
import { OKTA_APPS } from '../okta/scim/app-kind.js';

/** The form of a cases file. Published as schemas/flow-cases.schema.json. */

const FILE = 'Or a file name, relative to this file.';
const values = record(z.string(), z.unknown());
const file = z.string().min(1);

const orFile = <T extends z.ZodType>(schema: T, form: string) => z.union([file, schema], { error: `must be ${form}, or a file name` });

/** Matchers: what an expectation may contain instead of a value. */
export const MATCHERS = {
  $contains: z.unknown().optional().describe('A substring of the text, or an item of the list.'),
  $length: z.int().min(0).optional().describe('Number of items in a list, keys in an object, or characters in a text.'),
  $equals: z.unknown().optional().describe('Exactly this value: no other keys, and texts are not matchers.'),
  $not: z.unknown().optional().describe('Anything that does not match this.'),
};
const matcher = z.strictObject(MATCHERS);

const listOf = (shape: z.ZodRawShape, what: string) =>
  z.union([z.int().min(0), list(z.strictObject({ ...shape, ...MATCHERS })), matcher], {
    error: `must be a number or a list of ${what}`,
  });

const anything = z.unknown().optional();

const request = {
  card: anything.describe('Title of the card that sent the request.'),
  method: anything,
  url: anything.describe('The URL in the flow, before it is mapped to a target.'),
  host: anything,
  path: anything,
  headers: anything.describe('Headers, with names in lower case.'),
  job: anything.describe('The decoded requestJobDescription.'),
  data: anything.describe('The decoded form field data: the feed.'),
  form: anything.describe('All fields of the query and the form body; fields that contain JSON are decoded.'),
  body: anything.describe('The body, decoded if it is JSON.'),
  status: anything.describe('HTTP status of the response.'),
  responseCode: anything.describe("responseCode in the Integration Server's response."),
  response: anything.describe("The response's body, decoded if it is JSON."),
  error: anything.describe('Why there was no response.'),
  advisories: anything.describe('Codes of the advisories on this request.'),
};

const email = { from: anything, to: anything, cc: anything, bcc: anything, subject: anything, body: anything };

export const expectSchema = z.strictObject({
  status: z.enum(['finished', 'error']).optional().describe('Default: error if an error is expected, otherwise finished.'),
  message: anything.describe('Why the flow ended early: the message of Continue If.'),
  error: z.strictObject({ message: anything, code: anything, card: anything.describe('Title or id of the card that failed.') }).optional(),
  output: values.optional().describe('What the flow returned, by name; other outputs are ignored.'),
  requests: listOf(request, 'requests').optional().describe('All requests of the flow in order, or their number.'),
  emails: listOf(email, 'emails').optional().describe('All emails of the flow and the emulator, or their number.'),
  tables: values.optional().describe('Rows after the run, by table.'),
  members: values.optional().describe('Members after the run: by policy (id or name), then by email.'),
  cards: z
    .strictObject({ ran: list(z.string()).optional(), not: list(z.string()).optional() })
    .optional()
    .describe('Titles, ids or UUIDs of cards that ran, and of cards that did not run.'),
  advisories: anything.describe('Codes of all advisories, sorted, without repeats; an empty list if there are none.'),
  skipped: listOf({ email: anything, reason: anything, card: anything }, 'skipped employees').optional(),
});
export type Expectations = z.output<typeof expectSchema>;

const setting = {
  flow: file.optional().describe('The export (.flow, .folder, .flopack), relative to this file.'),
  flowName: z.string().min(1).optional().describe('Flow to run. Default: the only flow that no other flow calls.'),
  users: orFile(z.union([list(z.unknown()), z.looseObject({})]), 'a list of Okta users')
    .optional()
    .describe(FILE),
  groups: orFile(list(z.unknown()), 'a list of Okta groups').optional().describe(FILE),
  stubs: orFile(z.union([list(values), z.looseObject({ stubs: list(values) })]), 'a list of stubs')
    .optional()
    .describe(FILE),
  tables: orFile(record(z.string(), list(values)), 'rows by table')
    .optional()
    .describe('Rows by table, or a folder with one CSV file per table. The folder is never written to.'),
  set: values.optional().describe('Card values, by "Card title.key".'),
  scim: z
    .union([z.boolean(), z.strictObject({ app: z.enum(OKTA_APPS).optional() })], {
      error: 'must be true, false or { app: catalogue | custom }',
    })
    .optional()
    .describe('Push deactivations of the users to the emulator over SCIM, as Okta does. The requests are part of expect.requests.'),
  seed: orFile(values, 'demo, faker:SEED:EMPLOYEES, a seed').optional().describe('Seed of the emulator.'),
  clock: z.string().optional().describe('Start time of the flow and the emulator, ISO 8601.'),
  semantics: values.optional().describe('Undocumented behaviour, see docs/guide/flows.md.'),
};

const caseSchema = z.strictObject({
  name: z.string().min(1).max(300),
  ...setting,
  input: orFile(values, 'values by the name of an input').optional().describe(FILE),
  event: z.unknown().optional().describe(`The event that starts an event flow, as flow event prints it. ${FILE}`),
  faults: list(values).max(100).optional().describe('Faults of the emulator, in the form of emulator.faults.add.'),
  expect: expectSchema.optional(),
});
export type WrittenCase = z.output<typeof caseSchema>;

export const casesSchema = z.strictObject({ ...setting, cases: list(caseSchema).min(1).max(1000) });
export type WrittenCases = z.output<typeof casesSchema>;

/** The published JSON Schema of a cases file. */
export function flowCasesJSONSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(casesSchema, { io: 'input', reused: 'inline' });
}
