import type { MemberDocument } from './document.js';
import type { Member } from './types.js';

/** A membership from its document; `idOf` finds or makes the account of an address. */
export function toMember(document: MemberDocument, idOf: (email: string) => number): Member {
  const { email, submitsTo, forwardsTo, overLimitForwardsTo, role, approvalLimit } = document;
  const { customField1, customField2, workerStatus, defaultTags } = document;
  return {
    accountID: idOf(email),
    role,
    ...(submitsTo !== undefined && { submitsTo: idOf(submitsTo) }),
    ...(forwardsTo !== undefined && { forwardsTo: forwardsTo === '' ? null : idOf(forwardsTo) }),
    ...(overLimitForwardsTo !== undefined && { overLimitForwardsTo: idOf(overLimitForwardsTo) }),
    ...(approvalLimit !== undefined && { approvalLimit }),
    ...(customField1 !== undefined && { customField1 }),
    ...(customField2 !== undefined && { customField2 }),
    ...(workerStatus !== undefined && { workerStatus }),
    ...(defaultTags !== undefined && { defaultTags }),
  };
}
