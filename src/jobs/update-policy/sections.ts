import { z } from 'zod';
import { lenientBoolean, lenientInteger } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

/*
 * The three parts of a policy that the job writes, as clients send them. Any error in one of them gets the response of that
 * part, so the checks here have no messages.
 */

/** More than any policy has; our own limit. */
export const MAX_ITEMS = 250_000;
/** More levels than any policy has; our own limit. */
export const MAX_LEVELS = 100;

const name = once(() => z.string().min(1));
const action = once(() => z.enum(['merge', 'replace']).describe('`replace` removes what is not sent.'));

const category = once(() =>
  z.object({
    name: name(),
    enabled: lenientBoolean(),
    glCode: z.string().optional(),
    payrollCode: z.string().optional(),
    commentHint: z.string().optional(),
    areCommentsRequired: lenientBoolean().optional(),
    maxExpenseAmount: lenientInteger().optional().describe('Cents.'),
  }),
);
export type CategoryInput = z.output<ReturnType<typeof category>>;
export const categories = once(() => z.object({ action: action(), data: list(category()).max(MAX_ITEMS) }));

// Only levels contain tags, and tags contain no further tags. A tree is refused instead of being cut off.
const tag = once(() =>
  z.object({
    name: name(),
    enabled: lenientBoolean().default(true),
    glCode: z.string().default(''),
    tags: z.never().optional(),
  }),
);
export type TagInput = z.output<ReturnType<typeof tag>>;
/** The name identifies a level, so only policies with several levels need it. */
const tagLevel = once(() =>
  z.object({
    name: z.string().optional().describe('The name of the level. Required if there are several levels.'),
    setRequired: lenientBoolean().default(false).describe('Whether every expense needs a tag of the level.'),
    tags: list(tag()).max(MAX_ITEMS),
  }),
);
const inlineTags = once(() =>
  z.object({
    // The examples in the reference leave out the source if the job contains the tags.
    source: z.literal('inline').default('inline'),
    action: action().default('replace'),
    // A client in production sends the tags of a single level without a level around them.
    data: z.union([list(tagLevel()).max(MAX_LEVELS), list(tag()).max(MAX_ITEMS)]),
  }),
);
export type InlineTags = z.output<ReturnType<typeof inlineTags>>;

const config = once(() =>
  z.object({
    dependency: lenientBoolean().describe('Whether levels depend on their parents.'),
    glCodes: lenientBoolean().describe('Whether each level is followed by a column of GL codes.'),
    header: lenientBoolean().describe('Whether the first line has the names of the levels.'),
    // The reference describes both a single boolean and a list with one for each level.
    setRequired: z
      .union([lenientBoolean(), list(lenientBoolean()).max(MAX_LEVELS)])
      .describe('For all levels, or a list with one value for each independent level.'),
    // The table in the reference says `cvs`, the example says `csv`.
    fileType: z.enum(['csv', 'cvs', 'tsv']),
  }),
);
export type FileConfig = z.output<ReturnType<typeof config>>;
const tagsByFile = once(() => z.object({ source: z.literal('file'), action: action().default('replace'), config: config() }));
export const tags = once(() => z.union([inlineTags(), tagsByFile()]));

const value = once(() => ({ enabled: lenientBoolean().default(true), externalID: z.string().default('') }));
/** The table in the reference calls the key `value`, the example calls it `name`. */
const valueObject = once(() => z.union([z.object({ name: name(), ...value() }), z.object({ value: name(), ...value() })]));
const values = once(() => z.union([list(name()).max(MAX_ITEMS), list(valueObject()).max(MAX_ITEMS)]));
const reportField = once(() =>
  z.union([
    z.object({ name: name(), type: z.literal('dropdown'), values: values(), defaultValue: z.string().optional() }),
    // The other types have no values.
    z.object({ name: name(), type: z.enum(['text', 'date']), defaultValue: z.string().optional() }),
  ]),
);
export type ReportFieldInput = z.output<ReturnType<typeof reportField>>;
export const reportFields = once(() => z.object({ action: action(), data: list(reportField()).max(MAX_ITEMS) }));
