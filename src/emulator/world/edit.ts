import type { Company, Transaction } from './company.js';
import { type MemberDocument, memberKey, readMember } from './entities/member.js';
import { accountByLogin, ensureAccount } from './people.js';
import { WorldError } from './row-reader.js';

/**
 * Changes the membership of a person on a policy by hand, or removes it with `undefined`. A person without an account gets
 * one. Throws WorldError. The caller has the world commit the transaction.
 * @example world.commit(editMember(company, 'A1B2C3D4E5F60001', 'nina@acme.example', { email: 'nina@acme.example', role: 'user' }))
 */
export function editMember(company: Company, policyID: string, address: string, document: MemberDocument | undefined): Transaction {
  const policy = company.policies.get(policyID);
  if (policy === undefined) throw new WorldError(`${company.name} has no policy ${policyID}.`);
  const transaction = company.begin();
  const email = address.toLowerCase();
  const account = document === undefined ? accountByLogin(transaction, email) : ensureAccount(transaction, email);
  if (account === undefined) throw new WorldError(`${company.name} has no account ${address}.`);
  const isOwner = account.accountID === policy.ownerID;
  if (isOwner && document?.role !== 'admin')
    throw new WorldError(`${address} owns ${policy.name}, and the owner of a policy is always an admin.`);
  if (document === undefined) transaction.members.remove(memberKey(policyID, account.accountID));
  else transaction.members.put(readMember(document, policyID, (named) => ensureAccount(transaction, named.toLowerCase()).accountID));
  return transaction;
}
