import { z } from 'zod';
import { list, record } from '../util/lists.js';
import { expectationSchema, interactionSchema, requestSchema, stepSchema } from './schema.js';

/**
 * The form of the files in contracts/ as written by people. `<name>` can be any value, so only the keys are
 * checked here; interactionSchema checks the result. Published as schemas/contract.schema.json.
 */

/** The keys of a schema, with their descriptions and any value. */
function keysOf<K extends string>(shape: Readonly<Record<K, z.ZodType>>): Record<K, z.ZodOptional<z.ZodUnknown>>;
function keysOf(shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, { description }]) => {
      const anything = z.unknown().optional();
      return [key, description === undefined ? anything : anything.describe(description)];
    }),
  );
}

const name = z.string().regex(/^[A-Za-z][\w-]*$/, 'must be a name of letters, digits, _ and -');
const defaults = record(name, z.unknown()).optional().describe('Default values for each <name> that its use does not set.');

const REQUEST = 'A named request. Other keys fill its <name>s or replace its own keys.';
const ANSWER = 'A named answer. Other keys fill its <name>s or replace its own keys.';
const requestTemplate = z.strictObject({ defaults, ...keysOf(requestSchema.shape) }).catchall(z.unknown());
const answerTemplate = z.strictObject({ defaults, ...keysOf(expectationSchema.shape) }).catchall(z.unknown());
export type Template = Readonly<Record<string, unknown>> & { readonly defaults?: Readonly<Record<string, unknown>> | undefined };

const when = z
  .union([z.string(), z.looseObject({ request: z.string().optional().describe(REQUEST), ...keysOf(requestSchema.shape) })])
  .optional()
  .describe('The request: a name or an object.');
const then = z
  .union([z.string(), z.looseObject({ answer: z.string().optional().describe(ANSWER), ...keysOf(expectationSchema.shape) })])
  .optional()
  .describe('The expected response: a name or an object.');
const steps = z.union([z.string(), list(z.strictObject({ ...keysOf(stepSchema.shape), when, then }))]).optional();

const parts = {
  ...keysOf(interactionSchema.shape),
  when,
  then,
  before: steps.describe('Requests sent before.'),
  after: steps.describe('Requests sent after.'),
};
const item = z.strictObject({
  ...parts,
  columns: list(name)
    .min(1)
    .optional()
    .describe('The columns of a table. A column named after a key sets that key. The others fill their <name>.'),
  cases: list(list(z.unknown())).min(1).optional().describe('A row for each interaction, with a cell for each column.'),
});
export type WrittenItem = z.output<typeof item>;

export const writtenFile = z.strictObject({
  title: z.string().min(1).describe('What the file is about.'),
  values: record(name, z.unknown()).default({}).describe('The values for <name>.'),
  requests: record(name, requestTemplate).default({}).describe('Requests that `when` can use by name.'),
  answers: record(name, answerTemplate).default({}).describe('Answers that `then` can use by name.'),
  defaults: z.strictObject(parts).omit({ id: true, description: true }).default({}).describe('The defaults for every interaction.'),
  interactions: list(item).optional().describe('Missing only in shared.yaml, whose names can be used by all files of its folder.'),
});
export type WrittenFile = z.output<typeof writtenFile>;

/** The published JSON Schema of a contract file. */
export function contractJSONSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(writtenFile, { io: 'input', reused: 'inline' });
}
