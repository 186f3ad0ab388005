import { thirdPartyAccess } from './entities/access-grant.js';
import { accounts } from './entities/account.js';
import { credentials } from './entities/credential.js';
import { domains } from './entities/domain.js';
import { domainAdmins } from './entities/domain-admin.js';
import { domainGroups } from './entities/domain-group.js';
import { members } from './entities/member.js';
import { policies } from './entities/policy.js';

/** What a company's document holds, in the order in which it is loaded: whoever is named stands before whoever names them. */
export const documented = { domains, domainGroups, accounts, domainAdmins, policies, credentials, thirdPartyAccess };

/** Everything a company is made of: one line an entity. */
export const collections = { ...documented, members };
