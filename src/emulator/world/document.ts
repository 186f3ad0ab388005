import type { AccessGrantDocument } from './entities/access-grant.js';
import type { AccountDocument } from './entities/account.js';
import type { CredentialDocument } from './entities/credential.js';
import type { DomainGroup } from './entities/domain-group.js';
import type { PolicyDocument } from './entities/policy.js';

/**
 * The world as a person writes it and as it is kept: seeds, snapshots and the state file share this shape.
 * People are named by address here, by account number inside.
 */
export interface WorldDocument {
  readonly companies: readonly CompanyDocument[];
}

/** Each collection under its name. */
export interface CompanyDocument {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly domainAdmins: readonly string[];
  readonly domainGroups: readonly DomainGroup[];
  readonly accounts: readonly AccountDocument[];
  readonly policies: readonly PolicyDocument[];
  readonly credentials: readonly CredentialDocument[];
  readonly thirdPartyAccess: readonly AccessGrantDocument[];
}
