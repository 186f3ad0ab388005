import { moneyText, readMoney } from './money.js';
import { STATUSES } from './report-statuses.js';

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

type Document = Readonly<Record<string, unknown>>;

/** Short calls, because each byte goes to the browser. A key is required too. */
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
    choice('status', 'Status', STATUSES),
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

/** Formats a value for its field. */
export function fieldText({ kind }: RowField, value: unknown): string {
  if (value === undefined) return '';
  if (kind === 'money' && typeof value === 'number') return moneyText(value);
  if (Array.isArray(value)) return value.join('\n');
  if (kind === 'pairs' && typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, text]) => `${name}=${text}`)
      .join('\n');
  return String(value);
}

/** The document with the values of the form. Empty fields are left out. */
export function documentOf(form: FormData, fields: readonly RowField[], document: Document): Document {
  const kept = Object.entries(document).filter(([name]) => !fields.some((field) => field.name === name));
  const said = fields.flatMap((field): [string, unknown][] => {
    if (field.kind === 'check') return [[field.name, form.get(field.name) === 'on']];
    const text = String(form.get(field.name) ?? '').trim();
    return text === '' ? [] : [[field.name, readValue(field, text)]];
  });
  return Object.fromEntries([...kept, ...said]);
}

/** Text that is not a valid value is sent unchanged, and the console's API explains the problem. */
function readValue({ kind }: RowField, text: string): unknown {
  const lines = text.split('\n').map((line) => line.trim());
  switch (kind) {
    case 'money':
      return readMoney(text) ?? text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'lines':
      return lines.filter((line) => line !== '');
    case 'pairs':
      return Object.fromEntries(lines.filter((line) => line !== '').map(pairOf));
    default:
      return text;
  }
}

function pairOf(line: string): [string, string] {
  const at = line.includes('=') ? line.indexOf('=') : line.length;
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
