import type { Company } from './company.js';
import type { MemberDocument } from './document.js';
import { Draft } from './draft.js';
import { WorldError } from './load.js';
import { toMember } from './to-member.js';

/**
 * Changes somebody's place on a policy by hand, or takes it away with `undefined`. Whoever is not known yet gets an
 * account. Throws WorldError, and then changes nothing.
 * @example editMember(company, 'A1B2C3D4E5F60001', { email: 'nina@acme.example', role: 'user' })
 */
export function editMember(company: Company, policyID: string, email: string, document: MemberDocument | undefined): void {
  const policy = company.policies.get(policyID);
  if (policy === undefined) throw new WorldError(`${company.name} has no policy ${policyID}.`);
  const draft = new Draft(company);
  const account = document === undefined ? draft.accountByLogin(email.toLowerCase()) : draft.ensureAccount(email.toLowerCase());
  if (account === undefined) throw new WorldError(`${company.name} has no account ${email}.`);
  const isOwner = account.accountID === policy.ownerID;
  if (isOwner && document?.role !== 'admin') throw new WorldError(`${email} owns ${policy.name}, and its owner is always an admin of it.`);
  if (document === undefined) draft.removeMember(policyID, account.accountID);
  else
    draft.putMember(
      policyID,
      toMember(document, (address) => draft.ensureAccount(address.toLowerCase()).accountID),
    );
  draft.commit();
}
