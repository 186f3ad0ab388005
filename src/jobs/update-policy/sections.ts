import { z } from 'zod';
import { lenientBoolean, lenientInteger } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';

/*
 * The three parts of a policy that the job writes, as they are sent. Whatever is wrong in one of them ends in the error of that
 * part, so no check here names an answer.
 */

/** More than any policy lists; a limit of our own. */
export const MAX_ITEMS = 250_000;
/** More levels than anybody files expenses by; a limit of our own. */
export const MAX_LEVELS = 100;

const name = z.string().min(1);
const action = z.enum(['merge', 'replace']).describe('`replace` removes what is not sent.');

const category = z.object({
  name,
  enabled: lenientBoolean(),
  glCode: z.string().optional(),
  payrollCode: z.string().optional(),
  commentHint: z.string().optional(),
  areCommentsRequired: lenientBoolean().optional(),
  maxExpenseAmount: lenientInteger().optional().describe('Cents.'),
});
export type CategoryInput = z.output<typeof category>;
export const categories = z.object({ action, data: list(category).max(MAX_ITEMS) });

// Only levels hold tags, and these hold no further ones: a tree of them is refused rather than cut off.
const tag = z.object({
  name,
  enabled: lenientBoolean().default(true),
  glCode: z.string().default(''),
  tags: z.never().optional(),
});
export type TagInput = z.output<typeof tag>;
/** The name tells levels apart, so only a policy with several needs it. */
const tagLevel = z.object({
  name: z.string().optional().describe('The level; only with several levels.'),
  setRequired: lenientBoolean().default(false).describe('Every expense needs a tag of the level.'),
  tags: list(tag).max(MAX_ITEMS),
});
const inlineTags = z.object({
  // The examples of the reference leave the source out where the tags stand in the job.
  source: z.literal('inline').default('inline'),
  action: action.default('replace'),
  // A live client sends the tags of the only level without a level around them.
  data: z.union([list(tagLevel).max(MAX_LEVELS), list(tag).max(MAX_ITEMS)]),
});
export type InlineTags = z.output<typeof inlineTags>;

const config = z.object({
  dependency: lenientBoolean().describe('Levels depend on their parents.'),
  glCodes: lenientBoolean().describe('Each level is followed by a column of GL codes.'),
  header: lenientBoolean().describe('The first line has the names of the levels.'),
  // The reference describes it twice: as one boolean, and as a list with one for each level.
  setRequired: z
    .union([lenientBoolean(), list(lenientBoolean()).max(MAX_LEVELS)])
    .describe('For all levels, or for each of independent ones.'),
  // The table prints `cvs`, the example `csv`.
  fileType: z.enum(['csv', 'cvs', 'tsv']),
});
export type FileConfig = z.output<typeof config>;
const tagsByFile = z.object({ source: z.literal('file'), action: action.default('replace'), config });
export const tags = z.union([inlineTags, tagsByFile]);

const value = { enabled: lenientBoolean().default(true), externalID: z.string().default('') };
/** The table of the reference calls the key `value`, its example `name`. */
const valueObject = z.union([z.object({ name, ...value }), z.object({ value: name, ...value })]);
const values = z.union([list(name).max(MAX_ITEMS), list(valueObject).max(MAX_ITEMS)]);
const reportField = z.union([
  z.object({ name, type: z.literal('dropdown'), values, defaultValue: z.string().optional() }),
  // Values of other types mean nothing.
  z.object({ name, type: z.enum(['text', 'date']), defaultValue: z.string().optional() }),
]);
export type ReportFieldInput = z.output<typeof reportField>;
export const reportFields = z.object({ action, data: list(reportField).max(MAX_ITEMS) });
