import type { EmployeeInput } from '../../jobs/update-employees/employee-record.js';
import type { Action, Change } from '../plan/changes.js';
import type { FieldChange } from '../plan/compare.js';
import type { Plan } from '../plan/plan.js';

/** The mark before a change, as diffs have them. */
export const MARKS: Readonly<Record<Action, string>> = { add: '+', 'email-change': '@', change: '~', move: '>', remove: '-' };

/** What happens to the person of a change, in a few words. Policies are called by their names. */
export function describeChange(change: Change, { policies }: Pick<Plan, 'policies'>): string {
  const nameOf = (id: string): string => policies.find((policy) => policy.id === id)?.name ?? id;
  switch (change.action) {
    case 'add':
      return `${change.asApprover ? 'approves here; ' : ''}${describeRecord(change.records[0])}`;
    case 'change':
      return describeFields(change.fields);
    case 'email-change':
      return [`was ${change.from}`, ...(change.fields.length > 0 ? [describeFields(change.fields)] : [])].join('; ');
    case 'move':
      return `from ${nameOf(change.from)}; ${describeRecord(change.records[0])}`;
    default:
      return '';
  }
}

function describeFields(fields: readonly FieldChange[]): string {
  return fields.map(({ field, from, to }) => `${field} ${shown(from)} → ${shown(to)}`).join(', ');
}

function shown(value: string | number): string {
  return value === '' ? 'nothing' : String(value);
}

const NOT_SHOWN: ReadonlySet<string> = new Set(['employeeEmail', 'policyID']);

function describeRecord(record: EmployeeInput | undefined): string {
  return Object.entries(record ?? {})
    .filter(([field]) => !NOT_SHOWN.has(field))
    .map(([field, value]) => `${field} ${Array.isArray(value) ? value.join('; ') : value}`)
    .join(', ');
}
