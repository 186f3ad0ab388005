import type { Company } from './company.js';
import type { AccountDocument, CompanyDocument, MemberDocument, PolicyDocument } from './document.js';
import type { Account, Member, Policy } from './types.js';

/** A company as its document: loading it gives the same company again. Holds no secret, only hashes. */
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

function saveAccount(account: Account): AccountDocument {
  return { ...account };
}

function savePolicy(company: Company, policy: Policy): PolicyDocument {
  const { ownerID, members, ...rest } = policy;
  return { ...rest, owner: company.emailOf(ownerID), members: [...members.values()].map((member) => saveMember(company, member)) };
}

function saveMember(company: Company, member: Member): MemberDocument {
  const { accountID, submitsTo, forwardsTo, overLimitForwardsTo, ...rest } = member;
  return {
    email: company.emailOf(accountID),
    ...rest,
    ...(submitsTo !== undefined && { submitsTo: company.emailOf(submitsTo) }),
    ...(forwardsTo !== undefined && { forwardsTo: forwardsTo === null ? '' : company.emailOf(forwardsTo) }),
    ...(overLimitForwardsTo !== undefined && { overLimitForwardsTo: company.emailOf(overLimitForwardsTo) }),
  };
}
