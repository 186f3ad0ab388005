import type { Account } from '../../emulator/world/entities/account.js';
import { MAX_LIST_LENGTH } from '../../protocol/lenient.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { asText } from '../../util/as-text.js';
import { isObject } from '../../util/is-object.js';
import { once } from '../../util/once.js';
import { suggestAside } from '../../util/suggest.js';
import { fixApprovalChains } from './approval-chains.js';
import {
  type EmployeeRecord,
  employeeKeys,
  isIgnoredApprover,
  isTerminated,
  parseEmployeeRecord,
  type SkipReason,
} from './employee-record.js';
import { rerouteAroundLeave } from './on-leave.js';
import { accountToEnd, resolveAccount, settleLogins } from './resolve-account.js';
import { removeFromUnassigned, terminate } from './terminate.js';
import type { Update } from './update.js';
import { upsertEmployee } from './upsert-employee.js';

/**
 * Applies a feed to the update's transaction. People are identified first and memberships are written second, so a record can
 * name a manager whose new address comes later in the feed.
 */
export function* computeUpdate(update: Update, records: readonly unknown[]): Work<void> {
  const appliesGroups = yield* areAllGrouped(update, records);
  const applicable: { record: EmployeeRecord; account: Account | undefined }[] = [];
  yield* adviseOnKeys(update, records);
  let steps = 0;
  for (const input of records) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const items = itemsOf(input);
    if (items > STRIDE) yield Math.ceil(items / ITEMS_OF_A_STEP);
    const parsed = parseEmployeeRecord(input);
    const problem = parsed.ok ? findProblem(update, parsed.record, appliesGroups) : parsed;
    if (!parsed.ok || problem !== undefined) {
      if (problem !== undefined) skip(update, input, problem);
      continue;
    }
    const account = resolveAccount(update, parsed.record);
    if (account === 'email-in-use') skip(update, input, { reason: account, value: parsed.record.employeeEmail });
    else applicable.push({ record: parsed.record, account });
    if (!isTerminated(parsed.record) && isIgnoredApprover(ownValue(input, 'approvesTo'))) {
      update.advise('approves-to-ignored', parsed.record.employeeEmail);
    }
  }
  settleLogins(update);
  for (const { record, account } of applicable) {
    const policies = stepsOf(record);
    if (policies > 1) yield policies;
    else if (++steps % STRIDE === 0) yield STRIDE;
    applyRecord(update, record, account, appliesGroups);
  }
  if (update.leavingUnassigned !== undefined) yield* removeFromUnassigned(update, update.leavingUnassigned);
  yield* rerouteAroundLeave(update);
  yield* fixApprovalChains(update);
}

/** How many list items take as long to parse as one record. */
const ITEMS_OF_A_STEP = 20;

/** How many policies are checked for one record, because a company may have thousands. */
function stepsOf(record: EmployeeRecord): number {
  return 1 + (isTerminated(record) ? 0 : (record.additionalPolicyIDs?.length ?? 0));
}

interface Problem {
  readonly reason: SkipReason;
  readonly value: string;
}

function applyRecord(update: Update, record: EmployeeRecord, account: Account | undefined, appliesGroups: boolean): void {
  if (account !== undefined && comesAgain(update, record, account.accountID)) update.advise('duplicate-record', record.employeeEmail);
  if (isTerminated(record)) terminate(update, record, account);
  else if (account !== undefined) {
    if (account.isDeactivated === true) update.advise('deactivated-employee', record.employeeEmail);
    upsertEmployee(update, record, account.accountID, appliesGroups);
  }
}

/** Registers the policies of a record. True if an earlier record has the same person on one of them. */
function comesAgain(update: Update, record: EmployeeRecord, accountID: number): boolean {
  const others = isTerminated(record) ? undefined : record.additionalPolicyIDs;
  if (others === undefined) return !update.name(record.policyID, accountID);
  let isAgain = false;
  for (const policyID of new Set([record.policyID, ...others])) isAgain = !update.name(policyID, accountID) || isAgain;
  return isAgain;
}

/** Problems of a well-formed record that depend on the company. */
function findProblem(update: Update, record: EmployeeRecord, appliesGroups: boolean): Problem | undefined {
  const policy = update.policy(record.policyID);
  if (policy === undefined) return { reason: 'no-policy', value: record.policyID };
  if (isTerminated(record)) {
    const account = accountToEnd(update, record);
    return account?.accountID === policy.ownerID ? { reason: 'owner-not-removable', value: record.employeeEmail } : undefined;
  }
  const unknown = record.additionalPolicyIDs?.find((policyID) => update.policy(policyID) === undefined);
  if (unknown !== undefined) return { reason: 'no-policy', value: unknown };
  const { domainGroupID } = record;
  if (appliesGroups && domainGroupID !== undefined && !update.company.domainGroups.has(domainGroupID)) {
    return { reason: 'no-domain-group', value: domainGroupID };
  }
  return undefined;
}

function skip(update: Update, input: unknown, { reason, value }: Problem): void {
  update.skipped.push({ email: asText(ownValue(input, 'employeeEmail')), reason, value });
}

/** Domain groups apply only if every record of the feed has one, including skipped records. */
function* areAllGrouped(update: Update, records: readonly unknown[]): Work<boolean> {
  const carries = (record: unknown): boolean => {
    const group = ownValue(record, 'domainGroupID');
    return group !== undefined && group !== null && group !== '';
  };
  const first = carries(records[0]);
  let steps = 0;
  for (const record of records) {
    if (++steps % STRIDE === 0) yield STRIDE;
    if (carries(record) === first) continue;
    update.advise('domain-group-ignored');
    return false;
  }
  return first;
}

const known = once(() => new Set(employeeKeys()));

/** How many unknown keys are named. A feed with more of them is a different kind of file. */
const MAX_KEYS_NAMED = 20;

function* adviseOnKeys({ advise }: Update, records: readonly unknown[]): Work<void> {
  let told: Set<string> | undefined;
  let steps = 0;
  for (const record of records) {
    if (++steps % STRIDE === 0) yield STRIDE;
    if (typeof record !== 'object' || record === null || Array.isArray(record)) continue;
    for (const key of Object.keys(record)) {
      if (known().has(key)) continue;
      told ??= new Set();
      if (told.size > MAX_KEYS_NAMED) break;
      if (told.has(key)) continue;
      told.add(key);
      advise('unknown-key', `Employees[].${key}${suggestAside(key, employeeKeys())}`);
    }
    const email = asText(ownValue(record, 'employeeEmail'));
    if (isNoList(ownValue(record, 'additionalPolicyIDs'))) advise('additional-policies-not-a-list', email);
    const tags = ownValue(record, 'defaultTags');
    if (isNoList(tags) || (Array.isArray(tags) && !areTags(tags))) advise('default-tags-not-a-list', email);
  }
}

function areTags(tags: readonly unknown[]): boolean {
  return tags.length <= MAX_LIST_LENGTH && tags.every((tag) => typeof tag === 'string');
}

/** The length of the longest list in a record, because its items are checked one by one. */
function itemsOf(record: unknown): number {
  const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  const longest = Math.max(lengthOf(ownValue(record, 'additionalPolicyIDs')), lengthOf(ownValue(record, 'defaultTags')));
  return Math.min(longest, MAX_LIST_LENGTH);
}

function isNoList(value: unknown): boolean {
  return value !== undefined && value !== null && !Array.isArray(value);
}

/** An own property of any value. */
function ownValue(record: unknown, key: string): unknown {
  return isObject(record) && Object.hasOwn(record, key) ? record[key] : undefined;
}
