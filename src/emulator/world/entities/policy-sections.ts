import { z } from 'zod';
import { list } from '../../../util/lists.js';

/** The parts of a policy that an administrator keeps lists of, whole; a seed may leave out all but the names. */

export const category = z.object({
  name: z.string(),
  enabled: z.boolean(),
  glCode: z.string(),
  payrollCode: z.string(),
  areCommentsRequired: z.boolean(),
  commentHint: z.string(),
  /** Cents. */
  maxExpenseAmount: z.number().int(),
});
export type Category = z.infer<typeof category>;

const tag = z.object({ name: z.string(), enabled: z.boolean(), glCode: z.string() });
/** Levels that each hold a list, or one flat list. */
export const tags = z.union([list(z.object({ name: z.string(), tags: list(tag) })), list(tag)]);
export type Tags = z.infer<typeof tags>;

/** Empty for a policy without tax. */
export const tax = z.object({
  default: z.string().optional(),
  rates: list(z.object({ rateID: z.string(), name: z.string(), rate: z.number() })).optional(),
  name: z.string().optional(),
});
export type Tax = z.infer<typeof tax>;

export const reportField = z.object({
  name: z.string(),
  /** `formula` is the type of the title. */
  type: z.enum(['text', 'dropdown', 'date', 'formula']),
  values: list(z.string()),
  defaultValue: z.string(),
});
export type ReportField = z.infer<typeof reportField>;

/** Switches and limits of a policy that follow from the rest of it, or have a default, unless they are set. */
export const policySettings = z
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
  .strict();
export type PolicySettings = z.infer<typeof policySettings>;
