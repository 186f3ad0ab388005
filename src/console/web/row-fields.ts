import { moneyText, readMoney } from './money.js';

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

const STATUSES = ['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed'];

/** The fields that people can edit. Other fields of a document keep their values. */
export const ROW_FIELDS: Readonly<Record<string, readonly RowField[]>> = {
  reports: [
    { name: 'name', title: 'Name', kind: 'text', isRequired: true },
    { name: 'status', title: 'Status', kind: 'text', options: STATUSES },
    { name: 'policyID', title: 'Policy ID', kind: 'text', isRequired: true },
    { name: 'account', title: 'Owner', kind: 'email', isRequired: true },
    { name: 'manager', title: 'Approver', kind: 'email' },
    { name: 'created', title: 'Created', kind: 'dateTime', isRequired: true },
    { name: 'submitted', title: 'Submitted', kind: 'dateTime' },
    { name: 'approved', title: 'Approved', kind: 'dateTime' },
    { name: 'reimbursed', title: 'Reimbursed', kind: 'dateTime' },
    { name: 'isACHReimbursed', title: 'Reimbursed by direct deposit', kind: 'check' },
    { name: 'fields', title: 'Report fields, one per line: Name=value', kind: 'pairs' },
  ],
  expenses: [
    { name: 'merchant', title: 'Merchant', kind: 'text', isRequired: true },
    { name: 'amount', title: 'Amount', kind: 'money', isRequired: true },
    { name: 'currency', title: 'Currency', kind: 'text' },
    { name: 'currencyConversionRate', title: 'Rate to the report currency', kind: 'number' },
    { name: 'created', title: 'Date', kind: 'date', isRequired: true },
    { name: 'account', title: 'Owner', kind: 'email', isRequired: true },
    { name: 'reportID', title: 'Report ID, empty if unreported', kind: 'text' },
    { name: 'category', title: 'Category', kind: 'text' },
    { name: 'tag', title: 'Tag', kind: 'text' },
    { name: 'comment', title: 'Comment', kind: 'text' },
    { name: 'modifiedMerchant', title: 'Corrected merchant', kind: 'text' },
    { name: 'modifiedAmount', title: 'Corrected amount', kind: 'money' },
    { name: 'modifiedCreated', title: 'Corrected date', kind: 'date' },
    { name: 'externalID', title: 'External ID', kind: 'text' },
    { name: 'cardID', title: 'Card ID', kind: 'number' },
    { name: 'posted', title: 'Posted by the bank', kind: 'date' },
    { name: 'attendees', title: 'Attendees, one per line', kind: 'lines' },
    { name: 'billable', title: 'Billable', kind: 'check' },
    { name: 'reimbursable', title: 'Reimbursable', kind: 'check' },
  ],
  domainCards: [
    { name: 'cardID', title: 'Card ID', kind: 'number', isRequired: true, isKey: true },
    { name: 'domain', title: 'Domain', kind: 'text', isRequired: true },
    { name: 'account', title: 'Cardholder', kind: 'email', isRequired: true },
    { name: 'cardName', title: 'Card name', kind: 'text', isRequired: true },
    { name: 'cardNumber', title: 'Masked number', kind: 'text', isRequired: true },
    { name: 'bank', title: 'Bank', kind: 'text' },
    { name: 'feed', title: 'Feed', kind: 'text' },
    { name: 'created', title: 'Created', kind: 'dateTime', isRequired: true },
    { name: 'reimbursable', title: 'Reimbursable', kind: 'check' },
  ],
  tagApprovers: [
    { name: 'policyID', title: 'Policy ID', kind: 'text', isRequired: true, isKey: true },
    { name: 'tag', title: 'Tag', kind: 'text', isRequired: true, isKey: true },
    { name: 'approver', title: 'Approver', kind: 'email', isRequired: true },
  ],
  expenseRules: [
    { name: 'policyID', title: 'Policy ID', kind: 'text', isRequired: true, isKey: true },
    { name: 'account', title: 'Member', kind: 'email', isRequired: true, isKey: true },
    { name: 'ruleID', title: 'Rule ID', kind: 'number', isRequired: true, isKey: true },
    { name: 'tag', title: 'Tag', kind: 'text' },
    { name: 'defaultBillable', title: 'Billable by default', kind: 'check' },
  ],
  sessions: [
    { name: 'account', title: 'Account', kind: 'email', isRequired: true },
    { name: 'device', title: 'Device', kind: 'text', options: ['web', 'mobile'] },
    { name: 'created', title: 'Signed in', kind: 'dateTime', isRequired: true },
  ],
  exportLabels: [
    { name: 'reportID', title: 'Report ID', kind: 'text', isRequired: true, isKey: true },
    { name: 'label', title: 'Label', kind: 'text', isRequired: true, isKey: true },
    { name: 'exported', title: 'Exported', kind: 'dateTime', isRequired: true },
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
