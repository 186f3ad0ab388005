import { Router } from 'express';
import { REPORT_STATUSES } from '../emulator/world/entities/report.js';

type Kind = 'text' | 'email' | 'date' | 'dateTime' | 'money' | 'number' | 'check' | 'lines' | 'pairs';

/** One field of a form that edits a document. */
export interface RowField {
  readonly name: string;
  readonly title: string;
  readonly kind: Kind;
  readonly options?: readonly string[];
  readonly isRequired?: true;
  /** True if the field is part of the key: a different value creates a different row. */
  readonly isKey?: true;
}

/** A key is required too. */
function field(name: string, title: string, kind: Kind = 'text', mark?: 'required' | 'key'): RowField {
  return { name, title, kind, ...(mark !== undefined && { isRequired: true }), ...(mark === 'key' && { isKey: true }) };
}

function choice(name: string, title: string, options: readonly string[]): RowField {
  return { name, title, kind: 'text', options };
}

/** The fields that people can edit. Other fields of a document keep their values. */
export const ROW_FIELDS: Readonly<Record<string, readonly RowField[]>> = {
  accounts: [
    field('email', 'Email', 'email', 'required'),
    field('firstName', 'First name'),
    field('lastName', 'Last name'),
    field('employeeID', 'employeeID'),
    field('domainGroupID', 'Domain group ID'),
    field('primaryPolicyID', 'Primary policy ID'),
    field('secondaryLogins', 'Secondary logins, one per line', 'lines'),
  ],
  domainGroups: [field('id', 'ID', 'text', 'key'), field('name', 'Name', 'text', 'required')],
  reports: [
    field('name', 'Name', 'text', 'required'),
    choice('status', 'Status', REPORT_STATUSES),
    field('policyID', 'Policy ID', 'text', 'required'),
    field('account', 'Owner', 'email', 'required'),
    field('manager', 'Approver', 'email'),
    field('created', 'Created', 'dateTime', 'required'),
    field('submitted', 'Submitted', 'dateTime'),
    field('approved', 'Approved', 'dateTime'),
    field('reimbursed', 'Reimbursed', 'dateTime'),
    field('isACHReimbursed', 'Reimbursed by direct deposit', 'check'),
    field('fields', 'Report fields, one per line: Name=value', 'pairs'),
  ],
  expenses: [
    field('merchant', 'Merchant', 'text', 'required'),
    field('amount', 'Amount', 'money', 'required'),
    field('currency', 'Currency'),
    field('currencyConversionRate', 'Rate to the report currency', 'number'),
    field('created', 'Date', 'date', 'required'),
    field('account', 'Owner', 'email', 'required'),
    field('reportID', 'Report ID, empty if unreported'),
    field('category', 'Category'),
    field('tag', 'Tag'),
    field('comment', 'Comment'),
    field('modifiedMerchant', 'Corrected merchant'),
    field('modifiedAmount', 'Corrected amount', 'money'),
    field('modifiedCreated', 'Corrected date', 'date'),
    field('externalID', 'External ID'),
    field('cardID', 'Card ID', 'number'),
    field('posted', 'Posted by the bank', 'date'),
    field('attendees', 'Attendees, one per line', 'lines'),
    field('billable', 'Billable', 'check'),
    field('reimbursable', 'Reimbursable', 'check'),
  ],
  domainCards: [
    field('cardID', 'Card ID', 'number', 'key'),
    field('domain', 'Domain', 'text', 'required'),
    field('account', 'Cardholder', 'email', 'required'),
    field('cardName', 'Card name', 'text', 'required'),
    field('cardNumber', 'Masked number', 'text', 'required'),
    field('bank', 'Bank'),
    field('feed', 'Feed'),
    field('created', 'Created', 'dateTime', 'required'),
    field('reimbursable', 'Reimbursable', 'check'),
  ],
  tagApprovers: [
    field('policyID', 'Policy ID', 'text', 'key'),
    field('tag', 'Tag', 'text', 'key'),
    field('approver', 'Approver', 'email', 'required'),
  ],
  expenseRules: [
    field('policyID', 'Policy ID', 'text', 'key'),
    field('account', 'Member', 'email', 'key'),
    field('ruleID', 'Rule ID', 'number', 'key'),
    field('tag', 'Tag'),
    field('defaultBillable', 'Billable by default', 'check'),
  ],
  sessions: [
    field('account', 'Account', 'email', 'required'),
    choice('device', 'Device', ['web', 'mobile']),
    field('created', 'Signed in', 'dateTime', 'required'),
  ],
  exportLabels: [
    field('reportID', 'Report ID', 'text', 'key'),
    field('label', 'Label', 'text', 'key'),
    field('exported', 'Exported', 'dateTime', 'required'),
  ],
};

/** `GET /fields` returns the fields of each collection, which the pages make forms of. */
export function createFieldRouter(): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ fields: ROW_FIELDS });
  });
  return router;
}
