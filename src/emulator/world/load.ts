import { atOnce, STRIDE, type Work } from '../../runtime/slices.js';
import { Company } from './company.js';
import type { AccountDocument, CompanyDocument, MemberDocument, PolicyDocument } from './document.js';
import { toMember } from './to-member.js';
import type { Account, Member, Policy } from './types.js';

/** A document that names somebody or something that is not there. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}

/** To load people takes a quarter of the time in which as many records are parsed. */
const STEPS_OF_A_STRIDE = STRIDE / 4;

/**
 * Builds a company from its document. People named anywhere get an account, so a seed need not list them twice.
 * Throws WorldError when two things share what tells them apart: a login, an employeeID, an id, a partnerUserID.
 */
export function loadCompany(document: CompanyDocument): Company {
  return atOnce(loadCompanyInSteps(document));
}

/** The same, with pauses between people. */
export function* loadCompanyInSteps(document: CompanyDocument): Work<Company> {
  const company = new Company(document.id, document.name);
  for (const domain of document.domains) company.domains.add(domain.toLowerCase());
  for (const group of document.domainGroups) {
    if (company.domainGroups.has(group.id)) throw new WorldError(`${company.name}: two domain groups share the id ${group.id}.`);
    company.domainGroups.set(group.id, group);
  }
  // Numbered accounts first, so that a counted number never takes the place of a given one.
  let steps = 0;
  for (const account of [...document.accounts].sort(numberedFirst)) {
    if (++steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
    loadAccount(company, account);
  }
  for (const email of document.domainAdmins) company.domainAdmins.add(accountOf(company, email).accountID);
  for (const policy of document.policies) yield* loadPolicy(company, policy);
  for (const { partnerUserID, secretHash, actsAs } of document.credentials) {
    if (company.credentials.has(partnerUserID))
      throw new WorldError(`${company.name}: two credential pairs share the partnerUserID ${partnerUserID}.`);
    company.credentials.set(partnerUserID, { partnerUserID, secretHash, accountID: accountOf(company, actsAs).accountID });
  }
  for (const { grantor, grantee } of document.thirdPartyAccess) {
    company.grants.push({ grantor: grantor.toLowerCase(), granteeID: accountOf(company, grantee).accountID });
  }
  return company;
}

function numberedFirst(left: AccountDocument, right: AccountDocument): number {
  return (left.accountID === undefined ? 1 : 0) - (right.accountID === undefined ? 1 : 0);
}

function loadAccount(company: Company, document: AccountDocument): void {
  const email = document.email.toLowerCase();
  const secondaryLogins = (document.secondaryLogins ?? []).map((login) => login.toLowerCase());
  for (const login of [email, ...secondaryLogins]) {
    if (company.accountByLogin(login) !== undefined) throw new WorldError(`${company.name}: two accounts share the login ${login}.`);
  }
  const { employeeID, domainGroupID, primaryPolicyID } = document;
  if (employeeID !== undefined && company.accountByEmployeeID(employeeID) !== undefined) {
    throw new WorldError(`${company.name}: two accounts share the employeeID ${employeeID}.`);
  }
  if (document.accountID !== undefined && company.accounts.has(document.accountID)) {
    throw new WorldError(`${company.name}: two accounts share the accountID ${document.accountID}.`);
  }
  if (domainGroupID !== undefined && !company.domainGroups.has(domainGroupID)) {
    throw new WorldError(`${company.name}: ${email} is in the domain group ${domainGroupID}, which is not in domainGroups.`);
  }
  company.putAccount({
    accountID: document.accountID ?? company.nextAccountID,
    email,
    secondaryLogins,
    firstName: document.firstName ?? '',
    lastName: document.lastName ?? '',
    isNameSetByHand: document.isNameSetByHand ?? false,
    ...(employeeID !== undefined && { employeeID }),
    ...(domainGroupID !== undefined && { domainGroupID }),
    ...(primaryPolicyID !== undefined && { primaryPolicyID }),
  });
}

function accountOf(company: Company, address: string): Account {
  const email = address.toLowerCase();
  if (company.accountByLogin(email) === undefined) loadAccount(company, { email });
  const account = company.accountByLogin(email);
  if (account === undefined) throw new WorldError(`${company.name}: no account for ${email}.`);
  return account;
}

function* loadPolicy(company: Company, document: PolicyDocument): Work<void> {
  if (company.policies.has(document.id)) throw new WorldError(`${company.name}: two policies share the id ${document.id}.`);
  const owner = accountOf(company, document.owner);
  const { id, name, type, outputCurrency, created, categories, tags, tax, reportFields } = document;
  const members = new Map<number, Member>();
  const settings = document.settings ?? {};
  const policy: Policy = {
    id,
    name,
    type,
    ownerID: owner.accountID,
    outputCurrency,
    created,
    settings,
    categories,
    tags,
    tax,
    reportFields,
    members,
  };
  company.policies.set(id, policy);
  for (const member of document.members) {
    if (members.size % STRIDE === STRIDE - 1) yield STEPS_OF_A_STRIDE;
    loadMember(company, policy, member);
  }
  // An owner is always an admin of the policy; a seed that leaves them out means just that.
  if (members.get(owner.accountID)?.role !== 'admin') {
    const existing = members.get(owner.accountID);
    members.set(owner.accountID, { submitsTo: owner.accountID, forwardsTo: null, ...existing, accountID: owner.accountID, role: 'admin' });
  }
}

function loadMember(company: Company, policy: Policy, document: MemberDocument): void {
  const accountID = accountOf(company, document.email).accountID;
  if (policy.members.has(accountID)) throw new WorldError(`${policy.name}: ${document.email} is a member twice.`);
  policy.members.set(
    accountID,
    toMember(document, (email) => accountOf(company, email).accountID),
  );
}
