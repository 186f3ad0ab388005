import { z } from 'zod';
import { list, record } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { dateTime, email, keysInOrderOf, reportID } from './fields.js';

/** Statuses as the site names them. Filters and templates each have their own names for them. */
export const REPORT_STATUSES = ['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** One entry of a report's history. */
export interface ReportAction {
  /** `SUBMITTED`, `APPROVED`, `REIMBURSED`, `EXPORTED` and so on. */
  readonly action: string;
  readonly accountID: number;
  /** `2026-01-12 09:30:00`, UTC. */
  readonly created: string;
  readonly details: Readonly<Record<string, string>>;
}

export interface Report {
  /** `R009WqAY45L1`; the decimal id is computed. */
  readonly reportID: string;
  readonly name: string;
  readonly policyID: string;
  /** The owner of the report. */
  readonly accountID: number;
  readonly status: ReportStatus;
  /** `2026-01-12 09:30:00`, UTC, like the other dates. */
  readonly created: string;
  readonly submitted?: string | undefined;
  readonly approved?: string | undefined;
  readonly reimbursed?: string | undefined;
  /** The account that approved it last, or whose approval it awaits. */
  readonly managerID?: number | undefined;
  /** By field name, with `_` for every character that is not a letter or digit. */
  readonly fields: Readonly<Record<string, string>>;
  readonly isACHReimbursed: boolean;
  /** The most recent reimbursement. */
  readonly entryID?: string | undefined;
  readonly history: readonly ReportAction[];
}

interface ActionDocument extends Omit<ReportAction, 'accountID'> {
  readonly account: string;
}

export interface ReportDocument extends Omit<Report, 'accountID' | 'managerID' | 'history'> {
  readonly account: string;
  readonly manager?: string | undefined;
  readonly history: readonly ActionDocument[];
}

const action = once(() =>
  z.strictObject({
    action: z.string().min(1).describe('SUBMITTED, APPROVED, REIMBURSED and so on.'),
    account: email(),
    created: dateTime(),
    details: record(z.string(), z.string()).default({}),
  }),
);

export const reportSeed = once(() =>
  z.strictObject({
    reportID: reportID().optional().describe('R and 11 letters or digits, or the decimal id. Default: derived from the name.'),
    name: z.string().min(1),
    policyID: z.string(),
    account: email().describe('The owner of the report.'),
    status: z.enum(REPORT_STATUSES).default('Open'),
    created: dateTime(),
    submitted: dateTime().optional(),
    approved: dateTime().optional(),
    reimbursed: dateTime().optional(),
    manager: email().optional().describe('The account that approved it last, or whose approval it awaits.'),
    fields: record(z.string(), z.string())
      .default({})
      .describe('Report fields, by name with _ for every character that is not a letter or digit.'),
    isACHReimbursed: z.boolean().default(false),
    entryID: z.string().optional(),
    history: list(action()).default([]),
  }),
);

const inOrder = keysInOrderOf(reportSeed);

export const reports = defineCollection({
  name: 'reports',
  nouns: 'reports',
  keyName: 'reportID',
  key: ({ reportID }: Report) => reportID,
  indexes: { accountID: { fields: ['accountID'], isUnique: false }, policyID: { fields: ['policyID'], isUnique: false } },
  refersTo: { policyID: 'policies' },
  seed: () => list(reportSeed()).optional(),
  document: {
    write: ({ accountID, managerID, history, ...report }: Report, emailOf): ReportDocument =>
      inOrder({
        ...report,
        account: emailOf(accountID),
        ...(managerID !== undefined && { manager: emailOf(managerID) }),
        history: history.map(({ accountID: actor, created, details, ...rest }) => ({ ...rest, account: emailOf(actor), created, details })),
      }),
    read: ({ account, manager, history, ...report }: ReportDocument, loading): Report => ({
      ...report,
      accountID: loading.accountOf(account),
      ...(manager !== undefined && { managerID: loading.accountOf(manager) }),
      history: history.map(({ account: actor, ...rest }) => ({ ...rest, accountID: loading.accountOf(actor) })),
    }),
  },
});
