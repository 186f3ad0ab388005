import type { Problem } from '../problem.js';
import type { Change } from './changes.js';
import type { CurrentPolicy } from './current.js';

/**
 * Without its last admin, nobody can change a policy any more, including this program, so no option allows it. Owners who are
 * admins always stay, so a policy is only at risk if the service does not list its owner as an admin.
 */
export function findLastAdmins(changes: readonly Change[], policies: readonly CurrentPolicy[]): Problem[] {
  return policies.flatMap((policy): Problem[] => {
    const before = [...policy.members.values()].filter(({ role }) => role === 'admin').map(({ email }) => email);
    const admins = new Set(before);
    for (const change of changes) applyTo(admins, change, policy.id);
    if (before.length === 0 || admins.size > 0) return [];
    const message = `'${policy.name}' (${policy.id}) would be left without an admin: ${before.join(', ')} would lose the role. Keep one of them, or make someone else an admin first.`;
    return [{ code: 'last-admin', message }];
  });
}

function applyTo(admins: Set<string>, change: Change, policyID: string): void {
  if (change.action === 'move') {
    if (change.from === policyID) admins.delete(change.email);
    if (change.to === policyID && isAdmin(change)) admins.add(change.email);
    return;
  }
  if (change.policyID !== policyID) return;
  if (change.action === 'remove') admins.delete(change.email);
  else if (change.action === 'add') {
    if (isAdmin(change)) admins.add(change.email);
  } else {
    const role = change.fields.find(({ field }) => field === 'role')?.to;
    const wasAdmin = admins.delete(change.action === 'email-change' ? change.from : change.email);
    if (role === undefined ? wasAdmin : role === 'admin') admins.add(change.email);
  }
}

function isAdmin({ records }: Change): boolean {
  return records.some((record) => 'role' in record && record.role === 'admin');
}
