import type { Change } from './changes.js';
import { showOdd } from './odd-characters.js';

/** Changes that a current member of a policy notices. */
export type DisruptionKind = 'removal' | 'move' | 'rename' | 'demotion' | 'manager-change';

/** One person for whom a plan changes something that they notice. */
export interface Disruption {
  readonly kind: DisruptionKind;
  /** The current policy. */
  readonly policyID: string;
  /** The current address. */
  readonly email: string;
  /** The old value: a policy id (move), an address (rename, manager change) or a role (demotion). */
  readonly from?: string;
  readonly to?: string;
}

/** The option, flag, problem code and wording of each kind. Changes that can't be undone come first. */
export const DISRUPTIONS = {
  removal: { allow: 'removals', flag: '--allow-removals', code: 'too-many-removals', done: 'removed' },
  move: { allow: 'moves', flag: '--allow-moves', code: 'too-many-moves', done: 'moved away' },
  rename: { allow: 'renames', flag: '--allow-renames', code: 'too-many-renames', done: 'given a new email address' },
  demotion: { allow: 'demotions', flag: '--allow-demotions', code: 'too-many-demotions', done: 'demoted' },
  'manager-change': {
    allow: 'managerChanges',
    flag: '--allow-manager-changes',
    code: 'too-many-manager-changes',
    done: 'given a new manager',
  },
} as const satisfies Record<DisruptionKind, object>;

export const DISRUPTION_KINDS: readonly DisruptionKind[] = ['removal', 'move', 'rename', 'demotion', 'manager-change'];

const RANKS: Readonly<Record<string, number>> = { user: 0, auditor: 1, admin: 2 };

/**
 * All people whom the changes of a plan disrupt, by kind and policy.
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
    // If the manager has a new address, it is still the same manager.
    if (change.field === 'managerEmail' && renames.get(from) !== to) return [{ kind: 'manager-change', policyID, email, from, to }];
    return [];
  });
}

/** An unknown role counts as the highest. */
function rankOf(role: string): number {
  return RANKS[role] ?? Number.POSITIVE_INFINITY;
}

type Named = readonly { readonly id: string; readonly name: string }[];

/** Such as `ed@acme.example`, `ed@acme.example → Acme Field Sales` or `ed@acme.example (admin → user)`, with visible characters only. */
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
