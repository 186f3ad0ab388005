import type { Credentials } from '../../protocol/credentials.js';
import type { ChosenQuirks } from '../../protocol/quirks.js';
import { hash32 } from '../../runtime/random.js';
import { atOnce, STRIDE, type Work } from '../../runtime/slices.js';
import { deriveSecret, hashSecret, partnerUserIDOf } from '../accounts/secrets.js';
import type { CompanyDocument, WorldDocument } from '../world/document.js';
import type { AccountDocument } from '../world/entities/account.js';
import type { DomainDocument } from '../world/entities/domain.js';
import type { MemberDocument } from '../world/entities/member.js';
import type { PolicyDocument } from '../world/entities/policy.js';
import { newCategory } from '../world/entities/policy-sections.js';
import type { SessionDocument } from '../world/entities/session.js';
import { prepareExpenses } from './prepare-expenses.js';
import type { CompanySeed, ParsedSeed, PolicySeed } from './schema.js';
import { SeedError } from './seed-error.js';

export type { Credentials as CredentialPair } from '../../protocol/credentials.js';

/** A completed seed: the world to load, and the secrets that it sets or implies, which the world itself does not keep. */
export interface PreparedSeed {
  readonly document: WorldDocument;
  readonly pairs: readonly Credentials[];
  /** The SCIM tokens that the seed sets. */
  readonly scimTokens: readonly string[];
}

/** Fills in what a seed leaves out. The same seed always gives the same world. */
export function prepareSeed(seed: ParsedSeed): PreparedSeed {
  return atOnce(prepareSeedInSteps(seed));
}

/** The same, with pauses between people. */
export function* prepareSeedInSteps(seed: ParsedSeed): Work<PreparedSeed> {
  const pairs: Credentials[] = [];
  const companies: CompanyDocument[] = [];
  for (const company of seed.companies) companies.push(yield* prepareCompany(company, pairs));
  return { document: { companies }, pairs, scimTokens: scimTokensOf(seed, companies) };
}

/** The tokens that a seed sets. Throws SeedError if two domains share one, because a request could not tell them apart. */
function scimTokensOf(seed: ParsedSeed, companies: readonly CompanyDocument[]): string[] {
  const hashes = new Set<string>();
  for (const domain of companies.flatMap((company) => company.domains)) {
    const hash = typeof domain === 'string' ? undefined : domain.scimTokenHash;
    if (hash === undefined) continue;
    if (hashes.has(hash)) throw new SeedError('Two domains have the same SCIM token. Give each domain its own token.');
    hashes.add(hash);
  }
  return seed.companies.flatMap(({ domains }) => domains.flatMap((domain) => (typeof domain === 'string' ? [] : (domain.scimToken ?? []))));
}

function* prepareCompany(company: CompanySeed, pairs: Credentials[]): Work<CompanyDocument> {
  const [firstAdmin = ''] = company.domainAdmins;
  const credentials = company.credentials ?? [{ actsAs: firstAdmin }];
  const accounts = yield* accountsOf(company);
  const policies: PolicyDocument[] = [];
  for (const policy of company.policies) policies.push(yield* preparePolicy(company, policy, firstAdmin));
  return {
    ...company,
    quirks: chosenQuirks(company),
    id: company.id ?? companyIDOf(company.name),
    name: company.name,
    domains: prepareDomains(company),
    domainAdmins: company.domainAdmins,
    domainGroups: (company.domainGroups ?? []).map(({ id, name }) => ({ id: String(id), name })),
    accounts,
    policies,
    credentials: credentials.map((credential) => {
      const partnerUserID = credential.partnerUserID ?? partnerUserIDOf(credential.actsAs);
      if (credential.secretHash !== undefined) return { partnerUserID, secretHash: credential.secretHash, actsAs: credential.actsAs };
      const partnerUserSecret = credential.partnerUserSecret ?? deriveSecret(partnerUserID);
      pairs.push({ partnerUserID, partnerUserSecret });
      return { partnerUserID, secretHash: hashSecret(partnerUserSecret), actsAs: credential.actsAs };
    }),
    thirdPartyAccess: company.thirdPartyAccess ?? [],
    ...(yield* prepareExpenses(company)),
    sessions: prepareSessions(company),
  };
}

/** Sessions, with ids for those that have none in the seed. */
export function prepareSessions({ name, sessions = [] }: Pick<CompanySeed, 'name' | 'sessions'>): SessionDocument[] {
  return sessions.map((session, count) => ({ ...session, sessionID: session.sessionID ?? sessionIDOf(`${name}/${count}`) }));
}

/** Throws SeedError if a domain with settings is listed twice, as only one of the two would count. */
function prepareDomains({ name, domains }: CompanySeed): DomainDocument[] {
  const withSettings = new Map<string, boolean>();
  for (const domain of domains) {
    const isPlain = typeof domain === 'string';
    const key = (isPlain ? domain : domain.domain).toLowerCase();
    const before = withSettings.get(key);
    if (before === true || (before === false && !isPlain))
      throw new SeedError(`${name} lists the domain ${key} twice. List it once, with its settings.`);
    withSettings.set(key, !isPlain);
  }
  return domains.map(prepareDomain);
}

/** The world stores only the hash of a token. */
function prepareDomain(domain: CompanySeed['domains'][number]): DomainDocument {
  if (typeof domain === 'string') return domain;
  const { scimToken, scimTokenHash = scimToken && hashSecret(scimToken), ...settings } = domain;
  return { ...settings, ...(scimTokenHash !== undefined && { scimTokenHash }) };
}

/** Leaves out settings without a value, so their defaults apply. */
function chosenQuirks({ quirks = {} }: CompanySeed): ChosenQuirks {
  const chosen = Object.entries(quirks).map(([job, values = {}]) => [
    job,
    Object.fromEntries(Object.entries(values).flatMap(([quirk, value]) => (value === undefined ? [] : [[quirk, value]]))),
  ]);
  return Object.fromEntries(chosen);
}

/** Preparing people takes a quarter of the time of parsing as many records. */
const STEPS_OF_A_STRIDE = STRIDE / 4;

/** The listed accounts. Employee ids that are set on members are moved to the account. */
function* accountsOf(company: CompanySeed): Work<AccountDocument[]> {
  const isAnyMoved = company.policies.some(({ members = [] }) => members.some(({ employeeID }) => employeeID !== undefined));
  if (isAnyMoved) return yield* accountsWithIDsOfMembers(company);
  const accounts: AccountDocument[] = [];
  for (const account of company.accounts ?? []) {
    if (accounts.push(prepareAccount(account)) % STRIDE === 0) yield STEPS_OF_A_STRIDE;
  }
  return accounts;
}

function* accountsWithIDsOfMembers(company: CompanySeed): Work<AccountDocument[]> {
  const accounts = new Map<string, AccountDocument>();
  let steps = 0;
  for (const account of company.accounts ?? []) {
    if (++steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
    const login = account.email.toLowerCase();
    accounts.set(accounts.has(login) ? `${account.email}#${accounts.size}` : login, prepareAccount(account));
  }
  const holders = new Map<string, string>();
  for (const { email, secondaryLogins = [] } of company.accounts ?? []) {
    if (++steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
    for (const other of secondaryLogins) {
      const login = other.toLowerCase();
      if (!holders.has(login)) holders.set(login, email.toLowerCase());
    }
  }
  for (const { members = [] } of company.policies) {
    for (const { email, employeeID } of members) {
      if (++steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
      if (employeeID === undefined) continue;
      const login = email.toLowerCase();
      const key = holders.get(login) ?? login;
      const account = accounts.get(key);
      const id = String(employeeID);
      if (account?.employeeID !== id) accounts.set(key, { ...(account ?? { email: key }), employeeID: id });
    }
  }
  return [...accounts.values()];
}

type AccountSeed = NonNullable<CompanySeed['accounts']>[number];

/** Ids that a seed wrote as numbers become texts. */
function prepareAccount(account: AccountSeed): AccountDocument {
  if (hasTextIDs(account)) return account;
  const { employeeID, domainGroupID, ...rest } = account;
  return {
    ...rest,
    employeeID: employeeID === undefined ? undefined : String(employeeID),
    domainGroupID: domainGroupID === undefined ? undefined : String(domainGroupID),
  };
}

/** Nearly all accounts, which then need no copy. */
function hasTextIDs(account: AccountSeed): account is AccountSeed & AccountDocument {
  return typeof account.employeeID !== 'number' && typeof account.domainGroupID !== 'number';
}

function* preparePolicy(company: CompanySeed, policy: PolicySeed, firstAdmin: string): Work<PolicyDocument> {
  const owner = policy.owner ?? firstAdmin;
  const members: MemberDocument[] = [];
  for (const member of policy.members ?? []) {
    if (members.length % STRIDE === STRIDE - 1) yield STEPS_OF_A_STRIDE;
    members.push(prepareMember(member, owner));
  }
  return {
    id: policy.id ?? policyIDOf(`${company.name}/${policy.name}`),
    name: policy.name,
    type: policy.type ?? 'corporate',
    owner,
    outputCurrency: policy.outputCurrency ?? 'USD',
    created: policy.created ?? '2024-10-24 17:46:03',
    settings: policy.settings,
    categories: (policy.categories ?? []).map((category) => ({ ...newCategory(category.name), ...category })),
    tags: policy.tags ?? [],
    tax: prepareTax(policy.tax),
    reportFields: (policy.reportFields ?? []).map((field) => ({ ...REPORT_FIELD, ...field })),
    members,
  };
}

type MemberSeed = NonNullable<PolicySeed['members']>[number];

/** Without the employee id, which belongs to the account. All have the same fields, which takes much less time than copies with `...`. */
function prepareMember(member: MemberSeed, owner: string): MemberDocument {
  if (isComplete(member)) return member;
  const { email, forwardsTo, approvalLimit, overLimitForwardsTo, customField1, customField2, workerStatus, defaultTags } = member;
  const { role = 'user', submitsTo = owner } = member;
  return {
    email,
    role,
    submitsTo,
    forwardsTo,
    approvalLimit,
    overLimitForwardsTo,
    customField1,
    customField2,
    workerStatus,
    defaultTags,
  };
}

/** Nearly all members of a generated seed and of a snapshot, which then need no copy. */
function isComplete(member: MemberSeed): member is MemberSeed & MemberDocument {
  return member.role !== undefined && member.submitsTo !== undefined && member.employeeID === undefined;
}

/** A policy with tax has a name for it. If a seed sets none, it is the name in the reference. */
function prepareTax(tax: PolicySeed['tax']): PolicyDocument['tax'] {
  return tax === undefined || Object.keys(tax).length === 0 ? {} : { ...tax, name: tax.name ?? 'Tax' };
}

const REPORT_FIELD: { type: 'text'; values: string[]; defaultValue: string } = { type: 'text', values: [], defaultValue: '' };

/** 16 upper-case hex digits from a name. */
export function policyIDOf(name: string): string {
  return hexOf(name).toUpperCase();
}

/** 16 digits, hex. */
export function sessionIDOf(name: string): string {
  return hexOf(`session ${name}`);
}

function hexOf(name: string): string {
  const hex = (part: string): string => hash32(part).toString(16).padStart(8, '0');
  return `${hex(name)}${hex(`${name}#`)}`;
}

/** An id from a name. A name without a Latin letter or digit gives no slug, so it gets another stable id. */
export function companyIDOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return slug || policyIDOf(name).toLowerCase();
}
