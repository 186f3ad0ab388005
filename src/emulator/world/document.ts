import type { PolicyInfo } from '../../jobs/get-policy/definition.js';
import type { PolicySettings, PolicyType, Role } from './types.js';

/**
 * The world as a person writes it and as it is kept: seeds, snapshots and the state file share this shape.
 * People are named by address here, by account number inside.
 */
export interface WorldDocument {
  readonly companies: readonly CompanyDocument[];
}

export interface CompanyDocument {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly domainAdmins: readonly string[];
  readonly domainGroups: readonly { readonly id: string; readonly name: string }[];
  readonly accounts: readonly AccountDocument[];
  readonly policies: readonly PolicyDocument[];
  readonly credentials: readonly CredentialDocument[];
  readonly thirdPartyAccess: readonly { readonly grantor: string; readonly grantee: string }[];
}

export interface AccountDocument {
  readonly accountID?: number | undefined;
  readonly email: string;
  readonly secondaryLogins?: readonly string[] | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly isNameSetByHand?: boolean | undefined;
  readonly employeeID?: string | undefined;
  readonly domainGroupID?: string | undefined;
  readonly primaryPolicyID?: string | undefined;
}

export interface MemberDocument {
  readonly email: string;
  readonly role: Role;
  readonly submitsTo?: string | undefined;
  /** "" for an approver who forwards to nobody. */
  readonly forwardsTo?: string | undefined;
  readonly approvalLimit?: number | undefined;
  readonly overLimitForwardsTo?: string | undefined;
  readonly customField1?: string | undefined;
  readonly customField2?: string | undefined;
  readonly workerStatus?: string | undefined;
  readonly defaultTags?: readonly string[] | undefined;
}

export interface PolicyDocument {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly owner: string;
  readonly outputCurrency: string;
  readonly created: string;
  readonly settings?: PolicySettings | undefined;
  readonly categories: NonNullable<PolicyInfo['categories']>;
  readonly tags: NonNullable<PolicyInfo['tags']>;
  readonly tax: NonNullable<PolicyInfo['tax']>;
  readonly reportFields: NonNullable<PolicyInfo['reportFields']>;
  readonly members: readonly MemberDocument[];
}

export interface CredentialDocument {
  readonly partnerUserID: string;
  readonly secretHash: string;
  readonly actsAs: string;
}
