import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';

/** The lists that an administrator maintains for a policy, complete. A seed may leave out everything but the names. */

export const category = once(() =>
  z.object({
    name: z.string(),
    enabled: z.boolean(),
    glCode: z.string(),
    payrollCode: z.string(),
    areCommentsRequired: z.boolean(),
    commentHint: z.string(),
    /** In cents. */
    maxExpenseAmount: z.number().int(),
  }),
);
export type Category = z.infer<ReturnType<typeof category>>;

/** A category of which only the name is known. */
export function newCategory(name: string): Category {
  return { name, enabled: true, glCode: '', payrollCode: '', areCommentsRequired: false, commentHint: '', maxExpenseAmount: 0 };
}

const tag = once(() => z.object({ name: z.string(), enabled: z.boolean(), glCode: z.string() }));
export type Tag = z.infer<ReturnType<typeof tag>>;
/** If `required`, every expense must have a tag of the level. */
const tagLevel = once(() => z.object({ name: z.string(), required: z.boolean().optional(), tags: list(tag()) }));
export type TagLevel = z.infer<ReturnType<typeof tagLevel>>;
/**
 * Levels that depend on their parents. Each tag is a whole path, like `California:North:Oakland`, and so is each parent that is
 * not itself a tag. A colon in a name is written `\:`.
 */
const dependentTags = once(() =>
  z.object({
    levels: list(z.string()),
    required: z.boolean().optional(),
    tags: list(tag()),
    parents: list(tag()).optional(),
  }),
);
/** Levels with a list each, one flat list without a name, or dependent levels. */
export const tags = once(() => z.union([list(tagLevel()), list(tag()), dependentTags()]));
export type Tags = z.infer<ReturnType<typeof tags>>;

/** Empty for a policy without tax. */
export const tax = once(() =>
  z.object({
    default: z.string().optional(),
    rates: list(z.object({ rateID: z.string(), name: z.string(), rate: z.number() })).optional(),
    name: z.string().optional(),
  }),
);
export type Tax = z.infer<ReturnType<typeof tax>>;

export const reportField = once(() =>
  z.object({
    name: z.string(),
    /** `formula` is the type of the title. */
    type: z.enum(['text', 'dropdown', 'date', 'formula']),
    values: list(z.string()),
    /** Which values are disabled, and their ids in other systems. Undefined if no value is disabled or has such an id. */
    disabledOptions: list(z.boolean()).optional(),
    externalIDs: list(z.string()).optional(),
    defaultValue: z.string(),
  }),
);
export type ReportField = z.infer<ReturnType<typeof reportField>>;

/** Switches and limits of a policy that are derived from the rest of the policy, or have a default, unless they are set. */
export const policySettings = once(() =>
  z
    .object({
      shouldShowAutoApprovalOptions: z.boolean(),
      chatReportIDAdmins: z.number(),
      areCompanyCardsEnabled: z.boolean(),
      shouldShowCustomReportTitleOption: z.boolean(),
      areExpensifyCardsEnabled: z.boolean(),
      areRulesEnabled: z.boolean(),
      areConnectionsEnabled: z.boolean(),
      approvalMode: z.string(),
      maxExpenseAmountNoReceipt: z.number(),
      areCategoriesEnabled: z.boolean(),
      areReportFieldsEnabled: z.boolean(),
      maxExpenseAmount: z.number(),
      areWorkflowsEnabled: z.boolean(),
      areInvoicesEnabled: z.boolean(),
      avatarURL: z.string(),
      eReceipts: z.boolean(),
      shouldShowAutoReimbursementLimitOption: z.boolean(),
      autoReimbursement: z.string(),
      tax: z.string(),
      areDistanceRatesEnabled: z.boolean(),
      maxExpenseAge: z.number(),
      isPolicyExpenseChatEnabled: z.string(),
      areTagsEnabled: z.boolean(),
      invoice: z.object({ markUp: z.number() }),
      chatReportIDAnnounce: z.number(),
    })
    .partial()
    .strict(),
);
export type PolicySettings = z.infer<ReturnType<typeof policySettings>>;
