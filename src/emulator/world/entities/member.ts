import { z } from 'zod';
import { MAX_LIST_LENGTH } from '../../../protocol/lenient.js';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection, type EmailOf } from '../collection.js';
import { cents, email, id } from './fields.js';

export const ROLES = ['user', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** An account's membership of a policy. */
export interface Member {
  readonly policyID: string;
  readonly accountID: number;
  readonly role: Role;
  readonly submitsTo?: number | undefined;
  /** `null` for an approver who forwards to nobody; responses contain "" then. */
  readonly forwardsTo?: number | null | undefined;
  /** In cents. */
  readonly approvalLimit?: number | undefined;
  readonly overLimitForwardsTo?: number | undefined;
  readonly customField1?: string | undefined;
  readonly customField2?: string | undefined;
  readonly workerStatus?: string | undefined;
  readonly defaultTags?: readonly string[] | undefined;
}

export interface MemberDocument {
  readonly email: string;
  readonly role: Role;
  readonly submitsTo?: string | undefined;
  /** "" for an approver who forwards to nobody. */
  readonly forwardsTo?: string | undefined;
  readonly approvalLimit?: number | undefined;
  readonly overLimitForwardsTo?: string | undefined;
  readonly customField1?: string | undefined;
  readonly customField2?: string | undefined;
  readonly workerStatus?: string | undefined;
  readonly defaultTags?: readonly string[] | undefined;
}

export const memberSeed = once(() =>
  z.strictObject({
    email: email(),
    role: z.enum(ROLES).optional().describe('Default: user.'),
    submitsTo: email().optional().describe('The manager. Default: the policy owner.'),
    forwardsTo: z
      .union([email(), z.literal('')])
      .optional()
      .describe('The person this approver forwards to; "" for nobody.'),
    approvalLimit: cents().optional(),
    overLimitForwardsTo: email().optional(),
    customField1: z.string().optional(),
    customField2: z.string().optional(),
    employeeID: id().optional().describe("The person's permanent id, the same on every policy."),
    workerStatus: z.string().optional(),
    defaultTags: list(z.string()).max(MAX_LIST_LENGTH).optional(),
  }),
);

export function memberKey(policyID: string, accountID: number): string {
  const known = latest[accountID % LATEST];
  if (known?.accountID === accountID && known.policyID === policyID) return known.key;
  const key = `${policyID}/${accountID}`;
  if (policyID.length <= MAX_LENGTH) latest[accountID % LATEST] = { policyID, accountID, key };
  return key;
}

/**
 * The keys that were needed last, by account number. A request asks for the same few members again and again, and a Map has to join
 * and hash each new text.
 */
const latest: { readonly policyID: string; readonly accountID: number; readonly key: string }[] = [];
const LATEST = 64;
/** Of a policy's id. Requests may name longer ones, which no policy has, and these are not kept. */
const MAX_LENGTH = 64;

export const members = defineCollection({
  name: 'members',
  nouns: 'members',
  keyName: 'email',
  key: ({ policyID, accountID }: Member) => memberKey(policyID, accountID),
  indexes: { policyID: { fields: ['policyID'], isUnique: false } },
  within: { collection: 'policies', index: 'policyID' },
  seed: () => list(memberSeed()).optional(),
  document: {
    write: writeMember,
    read: (document: MemberDocument, loading, parent) => readMember(document, String(parent), loading.accountOf),
    duplicate: ({ email: address }, parent) => `${address} is listed twice as a member of policy ${parent}.`,
    showKey: ({ policyID, accountID }, emailOf) => `${policyID}/${emailOf(accountID)}`,
  },
});

/**
 * Reads a membership from its document; `accountOf` finds or creates the account with an email address. All memberships have
 * the same fields, some of them undefined: 100,000 objects of one form take less memory and time.
 */
export function readMember(document: MemberDocument, policyID: string, accountOf: (address: string) => number): Member {
  const { submitsTo, forwardsTo, overLimitForwardsTo } = document;
  return {
    policyID,
    accountID: accountOf(document.email),
    role: document.role,
    submitsTo: submitsTo === undefined ? undefined : accountOf(submitsTo),
    forwardsTo: forwardsTo === '' ? null : forwardsTo === undefined ? undefined : accountOf(forwardsTo),
    approvalLimit: document.approvalLimit,
    overLimitForwardsTo: overLimitForwardsTo === undefined ? undefined : accountOf(overLimitForwardsTo),
    customField1: document.customField1,
    customField2: document.customField2,
    workerStatus: document.workerStatus,
    defaultTags: document.defaultTags,
  };
}

function writeMember(member: Member, emailOf: EmailOf): MemberDocument {
  const { accountID, role, submitsTo, forwardsTo, overLimitForwardsTo } = member;
  const { approvalLimit, customField1, customField2, workerStatus, defaultTags } = member;
  // Field by field, because `defined` takes several times as long, and a company may have 100,000 members.
  const document: { -readonly [K in keyof MemberDocument]: MemberDocument[K] } = { email: emailOf(accountID), role };
  if (submitsTo !== undefined) document.submitsTo = emailOf(submitsTo);
  if (forwardsTo !== undefined) document.forwardsTo = forwardsTo === null ? '' : emailOf(forwardsTo);
  if (overLimitForwardsTo !== undefined) document.overLimitForwardsTo = emailOf(overLimitForwardsTo);
  if (approvalLimit !== undefined) document.approvalLimit = approvalLimit;
  if (customField1 !== undefined) document.customField1 = customField1;
  if (customField2 !== undefined) document.customField2 = customField2;
  if (workerStatus !== undefined) document.workerStatus = workerStatus;
  if (defaultTags !== undefined) document.defaultTags = defaultTags;
  return document;
}
