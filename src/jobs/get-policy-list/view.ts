import type { Company } from '../../emulator/world/company.js';
import type { Role } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { emailOf } from '../../emulator/world/people.js';
import { tagLevels } from '../../emulator/world/tags.js';
import { hash32 } from '../../runtime/random.js';
import type { PolicySummary } from './definition.js';

/** How the service writes "no limit" in amounts and ages, as recorded. */
const NO_LIMIT = 10000000000;

/** A policy as `get policyList` shows it to a member with `role`. Keys are in the recorded order. */
export function summarisePolicy(company: Company, policy: Policy, role: Role): PolicySummary {
  const { settings } = policy;
  return {
    shouldShowAutoApprovalOptions: settings.shouldShowAutoApprovalOptions ?? false,
    role,
    chatReportIDAdmins: settings.chatReportIDAdmins ?? chatID(policy.id),
    areCompanyCardsEnabled: settings.areCompanyCardsEnabled ?? false,
    shouldShowCustomReportTitleOption: settings.shouldShowCustomReportTitleOption ?? false,
    areExpensifyCardsEnabled: settings.areExpensifyCardsEnabled ?? false,
    type: policy.type,
    areRulesEnabled: settings.areRulesEnabled ?? false,
    areConnectionsEnabled: settings.areConnectionsEnabled ?? false,
    approvalMode: settings.approvalMode ?? 'OPTIONAL',
    maxExpenseAmountNoReceipt: settings.maxExpenseAmountNoReceipt ?? NO_LIMIT,
    areCategoriesEnabled: settings.areCategoriesEnabled ?? policy.categories.length > 0,
    areReportFieldsEnabled: settings.areReportFieldsEnabled ?? policy.reportFields.length > 0,
    maxExpenseAmount: settings.maxExpenseAmount ?? NO_LIMIT,
    id: policy.id,
    areWorkflowsEnabled: settings.areWorkflowsEnabled ?? false,
    outputCurrency: policy.outputCurrency,
    owner: emailOf(company, policy.ownerID),
    areInvoicesEnabled: settings.areInvoicesEnabled ?? false,
    avatarURL: settings.avatarURL ?? '',
    created: policy.created,
    eReceipts: settings.eReceipts ?? true,
    shouldShowAutoReimbursementLimitOption: settings.shouldShowAutoReimbursementLimitOption ?? false,
    autoReimbursement: settings.autoReimbursement ?? '',
    tax: settings.tax ?? `{"trackingEnabled":${policy.tax.rates !== undefined}}`,
    areDistanceRatesEnabled: settings.areDistanceRatesEnabled ?? false,
    maxExpenseAge: settings.maxExpenseAge ?? NO_LIMIT,
    isPolicyExpenseChatEnabled: settings.isPolicyExpenseChatEnabled ?? '1',
    ownerAccountID: policy.ownerID,
    name: policy.name,
    areTagsEnabled: settings.areTagsEnabled ?? tagLevels(policy.tags).length > 0,
    invoice: settings.invoice ?? { markUp: 0 },
    chatReportIDAnnounce: settings.chatReportIDAnnounce ?? 0,
  };
}

/** 16 digits, as recorded (`7064216372034616`), and always the same for the same policy. */
function chatID(policyID: string): number {
  return 1_000_000_000_000_000 + hash32(policyID) * 1_000_000 + (hash32(`${policyID}#`) % 1_000_000);
}
