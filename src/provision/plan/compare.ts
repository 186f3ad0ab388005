import type { ActiveRecord } from '../../jobs/update-employees/employee-record.js';
import type { CurrentMember } from './current.js';

/** A field with a different value than wanted. An absent value is `""`. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | number;
  readonly to: string | number;
}

/** The key in `get policy` for each field of a record. `get policy` does not return names, groups, tags and worker status. */
const SHOWN_AS = {
  role: 'role',
  managerEmail: 'submitsTo',
  approvesTo: 'forwardsTo',
  approvalLimit: 'approvalLimit',
  overLimitApprover: 'overLimitForwardsTo',
  limitApprover: 'overLimitForwardsTo',
  employeeID: 'employeeID',
  customField1: 'customField1',
  customField2: 'customField2',
} as const satisfies Partial<Record<keyof ActiveRecord, keyof CurrentMember>>;
type Shown = keyof typeof SHOWN_AS;

/** Fields of the records that are sent but can't be compared. */
export function notCompared(records: readonly ActiveRecord[]): string[] {
  return HIDDEN.filter((field) => records.some((record) => record[field] !== undefined));
}

const HIDDEN = ['firstName', 'lastName', 'workerStatus', 'domainGroupID', 'defaultTags'] as const;

/** The fields whose current values differ from the record. Fields that the record does not have are ignored. */
export function compareMember(record: ActiveRecord, now: CurrentMember, owner: string): FieldChange[] {
  return shownFields().flatMap((field): FieldChange[] => {
    const wanted = record[field];
    if (wanted === undefined || (field === 'role' && now.email === owner)) return [];
    // A limit without an approver has no effect, and the service does not store it (assumed).
    const to = field === 'approvalLimit' && !(record.overLimitApprover ?? record.limitApprover) ? 0 : wanted;
    const from = now[SHOWN_AS[field]] ?? '';
    return from === to ? [] : [{ field, from, to }];
  });
}

function shownFields(): Shown[] {
  return Object.keys(SHOWN_AS).filter((field): field is Shown => Object.hasOwn(SHOWN_AS, field));
}
