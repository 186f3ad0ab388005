import { STRIDE, type Work } from '../../runtime/slices.js';
import type { Company } from './company.js';
import type { AccountDocument, MemberDocument } from './document.js';
import type { Draft, Written } from './draft.js';
import { type Addresses, saveAccount, saveMember } from './save.js';

/** What one request did to one account or membership; without `before` it was made, without `after` it went. */
export interface WorldChange {
  readonly kind: 'account' | 'member';
  readonly email: string;
  /** Of a member. */
  readonly policyID?: string;
  readonly before?: AccountDocument | MemberDocument;
  readonly after?: AccountDocument | MemberDocument;
}

/** The first changes of a request, and whether there were more. */
export interface Changes {
  readonly changes: readonly WorldChange[];
  readonly isMore: boolean;
}

/** A feed may change 250,000 people; nobody reads further. */
const MOST_CHANGES = 100;

/**
 * What a draft would change in its company, as people write it: by address. At most 100 changes, and whether there are
 * more. To be asked before the draft is committed.
 */
export function* describeChanges(company: Company, draft: Draft): Work<Changes> {
  const changes: WorldChange[] = [];
  let steps = 0;
  for (const written of draft.written()) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const change = toChange(written, company, draft);
    if (JSON.stringify(change.before) === JSON.stringify(change.after)) continue;
    if (changes.length === MOST_CHANGES) return { changes, isMore: true };
    changes.push(change);
  }
  return { changes, isMore: false };
}

function toChange(written: Written, company: Addresses, draft: Addresses): WorldChange {
  const { kind, before, after } = written;
  if (kind === 'account') {
    return { kind, email: after.email, ...(before !== undefined && { before: saveAccount(before) }), after: saveAccount(after) };
  }
  const { policyID } = written;
  return {
    kind,
    email: draft.emailOf((after ?? before)?.accountID ?? 0),
    policyID,
    ...(before !== undefined && { before: saveMember(company, before) }),
    ...(after !== undefined && { after: saveMember(draft, after) }),
  };
}
