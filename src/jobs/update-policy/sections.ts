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
const action = z.enum(['merge', 'replace']);

const category = z.object({
  name,
  enabled: lenientBoolean(),
  glCode: z.string().optional(),
  payrollCode: z.string().optional(),
  commentHint: z.string().optional(),
  areCommentsRequired: lenientBoolean().optional(),
  /** Cents. */
  maxExpenseAmount: lenientInteger().optional(),
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
  name: z.string().optional(),
  setRequired: lenientBoolean().default(false),
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
  dependency: lenientBoolean(),
  glCodes: lenientBoolean(),
  header: lenientBoolean(),
  // The reference describes it twice: as one boolean, and as a list with one for each level.
  setRequired: z.union([lenientBoolean(), list(lenientBoolean()).max(MAX_LEVELS)]),
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
