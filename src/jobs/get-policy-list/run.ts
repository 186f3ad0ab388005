import type { z } from 'zod';
import { implement } from '../../emulator/implement.js';
import type { Company } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import { memberOf } from '../../emulator/world/people.js';
import { getPolicyList, type PolicySummary } from './definition.js';
import { samples } from './samples.js';
import { summarisePolicy } from './view.js';

export const runGetPolicyList = implement(
  getPolicyList,
  ({ inputSettings }, { company, account }) => {
    const { adminOnly = false } = inputSettings;
    return { answer: 'listed', body: listFor(company, account, adminOnly), isKept: true };
  },
  { samples },
);

function listFor(company: Company, { accountID }: Account, adminOnly: boolean): PolicyList {
  const version = company.version('accounts', 'policies', 'members');
  const kept = lists.get(company);
  const current = kept?.version === version ? kept : { version, byReader: new Map<string, PolicyList>() };
  if (current !== kept) lists.set(company, current);
  const reader = `${accountID} ${adminOnly}`;
  const known = current.byReader.get(reader);
  if (known !== undefined) return known;
  const body = { policyList: summaries(company, accountID, adminOnly) };
  current.byReader.set(reader, body);
  return body;
}

/** This is the most frequent request, so its response is cached until a collection it reads changes. */
const lists = new WeakMap<Company, { readonly version: number; readonly byReader: Map<string, PolicyList> }>();
type PolicyList = z.output<typeof getPolicyList.output>;

function summaries(company: Company, accountID: number, adminOnly: boolean): PolicySummary[] {
  return [...company.policies.values()].flatMap((policy) => {
    const role = memberOf(company, policy.id, accountID)?.role;
    return role === undefined || (adminOnly && role !== 'admin') ? [] : [summarisePolicy(company, policy, role)];
  });
}
