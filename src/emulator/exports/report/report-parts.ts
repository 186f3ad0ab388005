import { Hash } from '../../templates/values/value.js';
import type { Report } from '../../world/entities/report.js';
import type { ModelView } from '../model-view.js';
import type { Approval } from './people-shapes.js';

/** The approvals in the history of a report. If there are none, the approval of its manager. */
export function approvalsOf({ history, policyID, managerID, approved }: Report): Approval[] {
  const approvals = history
    .filter(({ action }) => action === 'APPROVED')
    .map(({ accountID, created }) => ({ accountID, policyID, date: created }));
  if (approvals.length > 0 || managerID === undefined || approved === undefined) return approvals;
  return [{ accountID: managerID, policyID, date: approved }];
}

/** The name of a report field in templates. */
export function fieldKey(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '_');
}

/** The fields of the report. Fields of its policy without a value are included as absent values. */
export function customFieldsOf({ fields, policyID }: Report, { rows, absent }: ModelView): Hash {
  const ofPolicy = (): string[] => (rows.policies.get(policyID)?.reportFields ?? []).map(({ name }) => fieldKey(name));
  return new Hash(
    (key) => {
      if (Object.hasOwn(fields, key)) return fields[key];
      return absent === 'empty' && ofPolicy().includes(key) ? '' : undefined;
    },
    () => [...new Set([...Object.keys(fields), ...ofPolicy()])],
  );
}
