import type { Company, Transaction } from '../emulator/world/company.js';
import type { Account } from '../emulator/world/entities/account.js';
import type { Member } from '../emulator/world/entities/member.js';
import { counted, countRows, type Deletion, EditRefused, inWords } from './deletion.js';

/** What deleting an account would do. It is refused while anything that stays names the person. */
export function accountDeletion(company: Company, account: Account): Deletion {
  const reasons = [...rolesOf(company, account), ...recordsOf(company, account)];
  const refused = `${account.email} can't be deleted: they ${inWords(reasons)}. Change that first, or deactivate them.`;
  return { ...(reasons.length > 0 && { refused }), goes: ownOf(company, account) };
}

/** Throws EditRefused. The caller has the world commit the transaction. */
export function deleteAccount(company: Company, account: Account): Transaction {
  const { refused } = accountDeletion(company, account);
  if (refused !== undefined) throw new EditRefused(refused);
  const { accountID } = account;
  const transaction = company.begin();
  for (const definition of company.definitions) {
    if (!OWN.some((name) => name === definition.name)) continue;
    for (const row of company.rowsOf(definition).values()) {
      if (isOf(row, account)) transaction.rowsOf(definition).remove(definition.key(row));
    }
  }
  transaction.accounts.remove(accountID);
  return transaction;
}

/** The collections whose rows go with the account that they belong to. */
const OWN = ['members', 'domainAdmins', 'credentials', 'thirdPartyAccess', 'expenseRules', 'sessions'] as const;

function isOf(row: object, { accountID, email }: Account): boolean {
  return (
    Reflect.get(row, 'accountID') === accountID || Reflect.get(row, 'granteeID') === accountID || Reflect.get(row, 'grantor') === email
  );
}

function ownOf(company: Company, account: Account): string[] {
  const { accountID } = account;
  const isOwn = (row: object): boolean => isOf(row, account);
  const policies = [...company.policies.values()].filter(({ id }) => company.members.has(`${id}/${accountID}`));
  const ids = [...company.credentials.values()].filter(isOwn).map(({ partnerUserID }) => partnerUserID);
  return [
    ...policies.map(({ name }) => `the membership of ${name}`),
    ...(company.domainAdmins.has(accountID) ? ['the role of a domain admin'] : []),
    ...(ids.length > 0 ? [`the credentials ${inWords(ids)}, which stop working`] : []),
    ...counted(countRows(company.thirdPartyAccess, isOwn), 'grant of access', 'grants of access'),
    ...counted(countRows(company.expenseRules, isOwn), 'expense rule'),
    ...counted(countRows(company.sessions, isOwn), 'session'),
  ];
}

/** What others need the person for. */
function rolesOf(company: Company, { accountID }: Account): string[] {
  const owned = [...company.policies.values()].filter(({ ownerID }) => ownerID === accountID).map(({ name }) => name);
  const approves = countRows(company.members, (member) => member.accountID !== accountID && isApprover(member, accountID));
  const tags = countRows(company.tagApprovers, (row) => row.accountID === accountID);
  const isOnlyAdmin = company.domainAdmins.has(accountID) && company.domainAdmins.size === 1;
  return [
    ...(owned.length > 0 ? [`own ${inWords(owned)}`] : []),
    ...counted(approves, 'member').map((who) => `approve for ${who}`),
    ...counted(tags, 'tag').map((which) => `approve ${which}`),
    ...(isOnlyAdmin ? ['are the only domain admin'] : []),
  ];
}

function isApprover({ submitsTo, forwardsTo, overLimitForwardsTo }: Member, accountID: number): boolean {
  return [submitsTo, forwardsTo, overLimitForwardsTo].includes(accountID);
}

/** What the person has done or holds, which stays. */
function recordsOf({ reports, expenses, domainCards, files }: Company, { accountID }: Account): string[] {
  const isOwn = (row: { readonly accountID: number }): boolean => row.accountID === accountID;
  const own = inWords([
    ...counted(countRows(reports, isOwn), 'report'),
    ...counted(countRows(expenses, isOwn), 'expense'),
    ...counted(countRows(domainCards, isOwn), 'card'),
    ...counted(countRows(files, isOwn), 'file'),
  ]);
  const named = countRows(
    reports,
    (report) => !isOwn(report) && (report.managerID === accountID || report.history.some((action) => action.accountID === accountID)),
  );
  return [...(own === '' ? [] : [`have ${own}`]), ...counted(named, 'report').map((which) => `are named in ${which} of others`)];
}
