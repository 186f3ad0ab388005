import type { PolicyInfo } from '../../jobs/get-policy/definition.js';
import type { PolicySummary } from '../../jobs/get-policy-list/definition.js';

export type Role = PolicySummary['role'];
export type PolicyType = PolicySummary['type'];

/** A person's login at Expensify, whatever policies they are on. People refer to each other by `accountID`. */
export interface Account {
  readonly accountID: number;
  /** Primary login, lower case. */
  readonly email: string;
  readonly secondaryLogins: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  /** A name the person set is never overwritten by a feed. */
  readonly isNameSetByHand: boolean;
  /** The employer's constant id, unique in the company. */
  readonly employeeID?: string;
  readonly domainGroupID?: string;
  readonly primaryPolicyID?: string;
}

/** An account's place on one policy. Never changed in place: a change is a new object. */
export interface Member {
  readonly accountID: number;
  readonly role: Role;
  readonly submitsTo?: number;
  /** `null` is an approver who forwards to nobody, answered as "". */
  readonly forwardsTo?: number | null;
  /** Cents. */
  readonly approvalLimit?: number;
  readonly overLimitForwardsTo?: number;
  readonly customField1?: string;
  readonly customField2?: string;
  readonly workerStatus?: string;
  readonly defaultTags?: readonly string[];
}

/** Keys of `get policyList` that a seed may set; the others follow from the policy. */
export type PolicySettings = Partial<
  Omit<PolicySummary, 'id' | 'name' | 'type' | 'role' | 'owner' | 'ownerAccountID' | 'outputCurrency' | 'created'>
>;

export interface Policy {
  /** 16 upper-case hex digits. */
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly ownerID: number;
  readonly outputCurrency: string;
  /** `2024-10-24 17:46:03`, UTC, as the service prints it. */
  readonly created: string;
  readonly settings: PolicySettings;
  readonly categories: NonNullable<PolicyInfo['categories']>;
  readonly tags: NonNullable<PolicyInfo['tags']>;
  readonly tax: NonNullable<PolicyInfo['tax']>;
  readonly reportFields: NonNullable<PolicyInfo['reportFields']>;
  readonly members: Map<number, Member>;
}

export interface DomainGroup {
  readonly id: string;
  readonly name: string;
}

/** A partner pair acts as the account that generated it. Only the secret's hash is kept. */
export interface Credential {
  readonly partnerUserID: string;
  /** SHA-256 of the secret, hex. Secrets are long and random, so no salt is needed. */
  readonly secretHash: string;
  readonly accountID: number;
}

/** Third-party access: a person, or a whole domain, lets `granteeID` act for them. */
export interface AccessGrant {
  /** An address or a domain. */
  readonly grantor: string;
  readonly granteeID: number;
}
