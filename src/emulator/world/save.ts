import type { Company } from './company.js';
import type { AccountDocument, CompanyDocument, MemberDocument, PolicyDocument } from './document.js';
import type { Account, Member, Policy } from './types.js';

/** Tells whose an account number is: a company, or a draft of one. */
export interface Addresses {
  emailOf(accountID: number): string;
}

/**
 * A company as its document: loading it gives the same company again, and saving that the same bytes: keys stand in
 * one order, whatever order they were set in. Holds no secret, only hashes.
 */
export function saveCompany(company: Company): CompanyDocument {
  const { id, name } = company;
  return {
    id,
    name,
    domains: [...company.domains],
    domainAdmins: [...company.domainAdmins].map((accountID) => company.emailOf(accountID)),
    domainGroups: [...company.domainGroups.values()],
    accounts: [...company.accounts.values()].map(saveAccount),
    policies: [...company.policies.values()].map((policy) => savePolicy(company, policy)),
    credentials: [...company.credentials.values()].map(({ partnerUserID, secretHash, accountID }) => ({
      partnerUserID,
      secretHash,
      actsAs: company.emailOf(accountID),
    })),
    thirdPartyAccess: company.grants.map(({ grantor, granteeID }) => ({ grantor, grantee: company.emailOf(granteeID) })),
  };
}

export function saveAccount(account: Account): AccountDocument {
  const { employeeID, domainGroupID, primaryPolicyID, ...rest } = account;
  return {
    ...rest,
    ...(employeeID !== undefined && { employeeID }),
    ...(domainGroupID !== undefined && { domainGroupID }),
    ...(primaryPolicyID !== undefined && { primaryPolicyID }),
  };
}

function savePolicy(company: Company, policy: Policy): PolicyDocument {
  const { ownerID, members, ...rest } = policy;
  return { ...rest, owner: company.emailOf(ownerID), members: [...members.values()].map((member) => saveMember(company, member)) };
}

export function saveMember(company: Addresses, member: Member): MemberDocument {
  const { role, submitsTo, forwardsTo, overLimitForwardsTo, approvalLimit, customField1, customField2, workerStatus, defaultTags } = member;
  return {
    email: company.emailOf(member.accountID),
    role,
    ...(submitsTo !== undefined && { submitsTo: company.emailOf(submitsTo) }),
    ...(forwardsTo !== undefined && { forwardsTo: forwardsTo === null ? '' : company.emailOf(forwardsTo) }),
    ...(overLimitForwardsTo !== undefined && { overLimitForwardsTo: company.emailOf(overLimitForwardsTo) }),
    ...(approvalLimit !== undefined && { approvalLimit }),
    ...(customField1 !== undefined && { customField1 }),
    ...(customField2 !== undefined && { customField2 }),
    ...(workerStatus !== undefined && { workerStatus }),
    ...(defaultTags !== undefined && { defaultTags }),
  };
}
