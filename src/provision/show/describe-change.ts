import type { EmployeeInput } from '../../jobs/update-employees/employee-record.js';
import type { Action, Change } from '../plan/changes.js';
import type { Plan } from '../plan/plan.js';

/** The symbol of an action, as diffs use them, and its word in the legend. */
export const SYMBOLS = {
  add: { mark: '+', word: 'add' },
  'email-change': { mark: '@', word: 'email change' },
  change: { mark: '~', word: 'change' },
  move: { mark: '>', word: 'move' },
  remove: { mark: '-', word: 'remove' },
} as const satisfies Record<Action, { readonly mark: string; readonly word: string }>;

/** One field of a change. A new member has no old values. */
export interface FieldLine {
  readonly field: string;
  readonly from?: string;
  readonly to: string;
}

/** The fields that a change sets, with old and new values. Policies are called by their names. */
export function fieldLines(change: Change, { policies }: Pick<Plan, 'policies'>): FieldLine[] {
  const nameOf = (id: string): string => policies.find((policy) => policy.id === id)?.name ?? id;
  switch (change.action) {
    case 'add':
      return [
        ...(change.asApprover ? [{ field: 'added because', to: 'approves for a member of this policy' }] : []),
        ...recordLines(change.records[0]),
      ];
    case 'change':
      return comparedLines(change);
    case 'email-change':
      return [{ field: 'employeeEmail', from: change.from, to: change.email }, ...comparedLines(change)];
    case 'move':
      return [{ field: 'policy', from: nameOf(change.from), to: nameOf(change.to) }, ...recordLines(change.records[0])];
    default:
      return [];
  }
}

function comparedLines({ fields }: Change & { readonly action: 'change' | 'email-change' }): FieldLine[] {
  return fields.map(({ field, from, to }) => ({ field, from: shown(from), to: shown(to) }));
}

function shown(value: string | number | boolean): string {
  return value === '' ? '(none)' : String(value);
}

const NOT_SHOWN: ReadonlySet<string> = new Set(['employeeEmail', 'policyID']);

function recordLines(record: EmployeeInput | undefined): FieldLine[] {
  return Object.entries(record ?? {})
    .filter(([field]) => !NOT_SHOWN.has(field))
    .map(([field, value]) => ({ field, to: typeof value === 'object' ? value.join('; ') : shown(value) }));
}

/** The policy under which a change is listed: the new one, if a member moves. */
export function policyOf(change: Change): string {
  return change.action === 'move' ? change.to : change.policyID;
}

/** `, only leavers are managed`, or nothing. */
export function scopeNote({ manages }: Plan['policies'][number]): string {
  return manages === 'leavers' ? ', only leavers are managed' : '';
}
