import {
  type ActiveRecord,
  isIgnoredApprover,
  isTerminated,
  parseEmployeeRecord,
  type SkipReason,
  skipReasons,
  type TerminatedRecord,
} from '../../jobs/update-employees/employee-record.js';
import { shown } from '../../util/as-text.js';
import type { MappedRow } from '../mapping/apply-mapping.js';
import type { MappedField } from '../mapping/mapping.js';
import type { Problem } from '../problem.js';
import { type Location, showLocation } from '../source/source.js';
import { addressKey, withAddressKeys } from './addresses.js';
import { nameOfCharacter, oddCharacters, showOdd } from './odd-characters.js';

/** One person on one policy, as somebody wants it. */
export interface DesiredMember {
  readonly policyID: string;
  /** In lower case and NFC, as every address in a plan. */
  readonly email: string;
  /** What is sent for them. */
  readonly record: ActiveRecord;
  /** `named` by a row, or on the policy only because they are an `approver` of somebody there. */
  readonly kind: 'named' | 'approver';
  /** Where a field's value stands. */
  locate(field: string): Location;
}

/** One person whose row says `isTerminated`. */
export interface Leaver {
  readonly policyID: string;
  readonly email: string;
  readonly record: TerminatedRecord;
  locate(field: string): Location;
}

export interface Desired {
  readonly members: DesiredMember[];
  readonly leavers: Leaver[];
  readonly problems: Problem[];
}

/** Rows as members, one for each policy a row names, and as leavers. What a record cannot be is a problem. */
export function toDesired(rows: readonly MappedRow[], onlyPolicyID: string | undefined): Desired {
  const members: DesiredMember[] = [];
  const leavers: Leaver[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const parsed = parseEmployeeRecord({ ...(onlyPolicyID !== undefined && { policyID: onlyPolicyID }), ...row.fields });
    if (!parsed.ok) problems.push(badRecord(row, parsed.reason, parsed.value));
    else if (isTerminated(parsed.record)) leavers.push(leaverOf(parsed.record, row));
    else {
      if (isIgnoredApprover(row.fields.approvesTo)) problems.push(ignoredApprover(row));
      members.push(...membersOf(parsed.record, row));
    }
  }
  return { members, leavers, problems: [...problems, ...findDuplicates(members)] };
}

function leaverOf(record: TerminatedRecord, { locate }: MappedRow): Leaver {
  return { policyID: record.policyID, email: addressKey(record.employeeEmail), record, locate };
}

function membersOf({ additionalPolicyIDs = [], isTerminated: _active, ...active }: ActiveRecord, { locate }: MappedRow): DesiredMember[] {
  const record = withAddressKeys(active);
  const policyIDs = new Set([record.policyID, ...additionalPolicyIDs]);
  return [...policyIDs].map((policyID) => ({
    policyID,
    email: record.employeeEmail,
    record: { ...withoutNothing(record), policyID },
    kind: 'named',
    locate,
  }));
}

/** JSON has no undefined, and a plan is compared as JSON. */
function withoutNothing<T extends object>(record: T): T {
  return JSON.parse(JSON.stringify(record));
}

/** The field a skip reason is about, to point at its column. */
const FIELD_OF_REASON: Partial<Record<SkipReason, MappedField>> = {
  'invalid-employee-email': 'employeeEmail',
  'invalid-manager-email': 'managerEmail',
  'invalid-employee-id': 'employeeID',
  'no-policy': 'policyID',
  'invalid-role': 'role',
  'invalid-terminated': 'isTerminated',
  'invalid-approval-limit': 'approvalLimit',
  'missing-over-limit-approver': 'approvalLimit',
  'invalid-over-limit-approver': 'overLimitApprover',
  'no-domain-group': 'domainGroupID',
};

function badRecord({ fields, locate, at }: MappedRow, reason: SkipReason, value: string): Problem {
  const field = FIELD_OF_REASON[reason];
  const who = typeof fields.employeeEmail === 'string' ? fields.employeeEmail : 'somebody';
  const where = field === undefined ? at : locate(field);
  if (reason === 'invalid-manager-email' && value === '') {
    return { code: 'no-manager', message: `${who} has no manager; give managerEmail a default in the mapping.`, at: where };
  }
  if (value === '' && field !== undefined) return { code: 'bad-record', message: `${who} has no ${field}.`, at: where };
  const odd = oddCharacters(value).filter((character) => character !== ' ');
  const hint = odd.length === 0 ? '' : ` It contains ${odd.map(nameOfCharacter).join(', ')}.`;
  const said = skipReasons[reason].statement.replace('{value}', () => showOdd(value));
  return { code: 'bad-record', message: `${showOdd(who)}: ${said}.${hint}`, at: where };
}

/** The service would leave it out without a word. */
function ignoredApprover({ fields, locate }: MappedRow): Problem {
  const message = `${fields.employeeEmail}: approvesTo '${shown(fields.approvesTo)}' is not an email address.`;
  return { code: 'bad-record', message, at: locate('approvesTo') };
}

function findDuplicates(members: readonly DesiredMember[]): Problem[] {
  const problems: Problem[] = [];
  const byMembership = new Map<string, DesiredMember>();
  const byID = new Map<string, DesiredMember>();
  for (const member of members) {
    const key = `${member.policyID} ${member.email}`;
    const twin = byMembership.get(key);
    if (twin !== undefined) {
      const message = `${member.email} is wanted on ${member.policyID} twice; the first is at ${showLocation(twin.locate('employeeEmail'))}.`;
      problems.push({ code: 'duplicate-email', message, at: member.locate('employeeEmail') });
    }
    byMembership.set(key, twin ?? member);
    const { employeeID } = member.record;
    const namesake = byID.get(employeeID);
    if (namesake !== undefined && namesake.email !== member.email) {
      const message = `${member.email} and ${namesake.email} (${showLocation(namesake.locate('employeeID'))}) share the employeeID '${employeeID}'.`;
      problems.push({ code: 'duplicate-employee-id', message, at: member.locate('employeeID') });
    }
    byID.set(employeeID, namesake ?? member);
  }
  return problems;
}
