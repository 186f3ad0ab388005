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

/** One person on one policy, as the source wants it. */
export interface DesiredMember {
  readonly policyID: string;
  /** In lower case and NFC, like every address in a plan. */
  readonly email: string;
  /** The record that is sent for the person. */
  readonly record: ActiveRecord;
  /** True if no row puts the person on the policy: they are only there because they approve for a member. */
  readonly isApprover: boolean;
  /** Returns the position of a field's value. */
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

/** Converts rows to members, one for each policy that a row names, and leavers. Invalid records are problems. */
export function toDesired(rows: readonly MappedRow[], onlyPolicyID: string | undefined): Desired {
  const members: DesiredMember[] = [];
  const leavers: Leaver[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const parsed = parseEmployeeRecord({ policyID: onlyPolicyID, ...row.fields });
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
    isApprover: false,
    locate,
  }));
}

/** Plans are compared as JSON, which has no undefined. */
function withoutNothing<T extends object>(record: T): T {
  return JSON.parse(JSON.stringify(record));
}

/** The field that a skip reason refers to, to name its column. For a text that is too long, the value is the field's name. */
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
};

function badRecord({ fields, locate }: MappedRow, reason: SkipReason, value: string): Problem {
  const field = FIELD_OF_REASON[reason] ?? value;
  const who = typeof fields.employeeEmail === 'string' ? fields.employeeEmail : 'a person';
  const at = locate(field);
  if (reason === 'invalid-manager-email' && value === '') {
    return { code: 'no-manager', message: `${who} has no manager. Add one, or set a default for managerEmail in the mapping.`, at };
  }
  if (value === '') return { code: 'bad-record', message: `${who} has no ${field}.`, at };
  const odd = oddCharacters(value).filter((character) => character !== ' ');
  const hint = odd.length === 0 ? '' : ` It contains ${odd.map(nameOfCharacter).join(', ')}.`;
  const said = skipReasons[reason].statement.replace('{value}', () => showOdd(value));
  return { code: 'bad-record', message: `${showOdd(who)}: ${said}.${hint}`, at };
}

/** The service would ignore the value without reporting it. */
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
      const message = `${member.email} is listed twice for ${member.policyID}. The first entry is at ${showLocation(twin.locate('employeeEmail'))}.`;
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
