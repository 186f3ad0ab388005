import { thirdPartyAccess } from './entities/access-grant.js';
import { accounts } from './entities/account.js';
import { credentials } from './entities/credential.js';
import { domains } from './entities/domain.js';
import { domainAdmins } from './entities/domain-admin.js';
import { domainCards } from './entities/domain-card.js';
import { domainGroups } from './entities/domain-group.js';
import { expenses } from './entities/expense.js';
import { expenseRules } from './entities/expense-rule.js';
import { exportLabels } from './entities/export-label.js';
import { files } from './entities/generated-file.js';
import { members } from './entities/member.js';
import { policies } from './entities/policy.js';
import { reports } from './entities/report.js';
import { sessions } from './entities/session.js';
import { tagApprovers } from './entities/tag-approver.js';

/** The contents of a company's document, in loading order: a row comes before the rows that refer to it. */
export const documented = {
  domains,
  domainGroups,
  accounts,
  domainAdmins,
  policies,
  credentials,
  thirdPartyAccess,
  domainCards,
  reports,
  expenses,
  expenseRules,
  tagApprovers,
  exportLabels,
  files,
  sessions,
};

/** All collections of a company, one line for each entity. */
export const collections = { ...documented, members };
