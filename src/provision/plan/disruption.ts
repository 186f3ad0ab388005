import type { Change } from './changes.js';
import { showOdd } from './odd-characters.js';

/** What can be done to somebody who is on a policy now, and that they notice. */
export type DisruptionKind = 'removal' | 'move' | 'rename' | 'demotion' | 'manager-change';

/** One person to whom a plan does something they notice. */
export interface Disruption {
  readonly kind: DisruptionKind;
  /** The policy they are on now. */
  readonly policyID: string;
  /** Their address now. */
  readonly email: string;
  /** What it was: a policy id (move), an address (rename, manager change) or a role (demotion). */
  readonly from?: string;
  readonly to?: string;
}

/** How each kind is allowed and told. In the order a reader wants them: what cannot be taken back comes first. */
export const DISRUPTIONS = {
  removal: { allow: 'removals', flag: '--allow-removals', code: 'too-many-removals', done: 'removed' },
  move: { allow: 'moves', flag: '--allow-moves', code: 'too-many-moves', done: 'moved away' },
  rename: { allow: 'renames', flag: '--allow-renames', code: 'too-many-renames', done: 'given another address' },
  demotion: { allow: 'demotions', flag: '--allow-demotions', code: 'too-many-demotions', done: 'demoted' },
  'manager-change': {
    allow: 'managerChanges',
    flag: '--allow-manager-changes',
    code: 'too-many-manager-changes',
    done: 'given another manager',
  },
} as const satisfies Record<DisruptionKind, object>;

export const DISRUPTION_KINDS: readonly DisruptionKind[] = ['removal', 'move', 'rename', 'demotion', 'manager-change'];

const RANKS: Readonly<Record<string, number>> = { user: 0, auditor: 1, admin: 2 };

/**
 * Everybody whom the changes of a plan disrupt, by kind and policy.
 * @example disruptionsOf(made).filter(({ kind }) => kind === 'removal').map(({ email }) => email)
 */
export function disruptionsOf({ changes }: { readonly changes: readonly Change[] }): Disruption[] {
  const renames = new Map(changes.flatMap((change) => (change.action === 'email-change' ? [[change.from, change.email]] : [])));
  const found = changes.flatMap((change) => disruptionsOfChange(change, renames));
  return DISRUPTION_KINDS.flatMap((kind) => found.filter((disruption) => disruption.kind === kind));
}

function disruptionsOfChange(change: Change, renames: ReadonlyMap<string, string>): Disruption[] {
  switch (change.action) {
    case 'remove':
      return [{ kind: 'removal', policyID: change.policyID, email: change.email }];
    case 'move':
      return [{ kind: 'move', policyID: change.from, email: change.email, from: change.from, to: change.to }];
    case 'email-change': {
      const { policyID, from, email: to } = change;
      return [{ kind: 'rename', policyID, email: from, from, to }, ...disruptionsOfFields(change, from, renames)];
    }
    case 'change':
      return disruptionsOfFields(change, change.email, renames);
    default:
      return [];
  }
}

function disruptionsOfFields(
  { policyID, fields }: Change & { readonly action: 'change' | 'email-change' },
  email: string,
  renames: ReadonlyMap<string, string>,
): Disruption[] {
  return fields.flatMap((change): Disruption[] => {
    const from = String(change.from);
    const to = String(change.to);
    if (change.field === 'role' && rankOf(to) < rankOf(from)) return [{ kind: 'demotion', policyID, email, from, to }];
    // The manager's own new address is no other manager.
    if (change.field === 'managerEmail' && renames.get(from) !== to) return [{ kind: 'manager-change', policyID, email, from, to }];
    return [];
  });
}

/** A role that nobody has named yet may be a high one. */
function rankOf(role: string): number {
  return RANKS[role] ?? Number.POSITIVE_INFINITY;
}

type Named = readonly { readonly id: string; readonly name: string }[];

/** `ed@acme.example`, `ed@acme.example → Acme Field Sales`, `ed@acme.example (admin → user)`; in characters that can be seen. */
export function showDisruption({ kind, email, from, to }: Disruption, policies: Named): string {
  switch (kind) {
    case 'removal':
      return showOdd(email);
    case 'move':
      return showOdd(`${email} → ${policies.find(({ id }) => id === to)?.name ?? to}`);
    case 'rename':
      return showOdd(`${email} → ${to}`);
    default:
      return showOdd(`${email} (${from || 'nobody'} → ${to})`);
  }
}
