import type { Company } from '../../emulator/world/company.js';
import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import type { ReportField, Tags } from '../../emulator/world/entities/policy-sections.js';
import { tagLevels } from '../../emulator/world/tags.js';
import { type Lengthy, LongList } from '../../util/long-list.js';
import type { EmployeeInfo, PolicyField, PolicyInfo } from './definition.js';
import { type PeopleOf, peopleNow } from './people-of.js';

/** The requested sections of a policy, in the order of the reference. */
export function describePolicy(company: Company, policy: Policy, fields: ReadonlySet<string>): PolicyInfo {
  const { members, account } = peopleNow(company, policy);
  return describe(policy, fields, () => members.map((member) => describeEmployee(account, member)));
}

/** The same for many members, who are described when they are written. `people` are those of one moment. */
export function describeLargePolicy({ members, account }: PeopleOf, policy: Policy, fields: ReadonlySet<string>): Lengthy<PolicyInfo> {
  return describe(policy, fields, () => LongList.from(members, (member) => describeEmployee(account, member)));
}

function describe<E>(policy: Policy, fields: ReadonlySet<string>, employees: () => E): Omit<PolicyInfo, 'employees'> & { employees?: E } {
  const asks = (field: PolicyField): boolean => fields.has(field);
  return {
    ...(asks('categories') && { categories: policy.categories }),
    ...(asks('reportFields') && { reportFields: policy.reportFields.map(describeReportField) }),
    ...(asks('tags') && { tags: describeTags(policy.tags) }),
    ...(asks('tax') && { tax: policy.tax }),
    ...(asks('employees') && { employees: employees() }),
  };
}

/** The reference's examples show no other keys for the values of a field. */
function describeReportField({ name, type, values, defaultValue }: ReportField): ReportField {
  return { name, type, values, defaultValue };
}

/** A single level is a flat list, whatever its name. So are the paths of dependent levels. */
function describeTags(tags: Tags): NonNullable<PolicyInfo['tags']> {
  const levels = tagLevels(tags);
  const [only] = levels;
  if (only !== undefined && levels.length === 1) return only.tags;
  return levels.map((level) => ({ name: level.name, tags: level.tags }));
}

/** Fields are set one by one: an object with nine optional spreads takes several times as long, and there may be 100,000. */
function describeEmployee(account: PeopleOf['account'], member: Member): EmployeeInfo {
  const { customField1, customField2, submitsTo, forwardsTo, approvalLimit, overLimitForwardsTo } = member;
  const emailOf = (accountID: number): string => account(accountID)?.email ?? '';
  const { email = '', employeeID } = account(member.accountID) ?? {};
  // In the order of the response.
  const first: Omit<EmployeeInfo, 'email'> = { role: member.role };
  if (customField1) first.customField1 = customField1;
  if (customField2) first.customField2 = customField2;
  if (employeeID !== undefined) first.employeeID = employeeID;
  const employee: EmployeeInfo = Object.assign(first, { email });
  if (submitsTo !== undefined) employee.submitsTo = emailOf(submitsTo);
  if (forwardsTo !== undefined) employee.forwardsTo = forwardsTo === null ? '' : emailOf(forwardsTo);
  if (approvalLimit !== undefined) employee.approvalLimit = approvalLimit;
  if (overLimitForwardsTo !== undefined) employee.overLimitForwardsTo = emailOf(overLimitForwardsTo);
  return employee;
}
