import type { Company } from '../../emulator/world/company.js';
import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import type { ReportField, Tags } from '../../emulator/world/entities/policy-sections.js';
import { emailOf } from '../../emulator/world/people.js';
import { tagLevels } from '../../emulator/world/tags.js';
import type { EmployeeInfo, PolicyField, PolicyInfo } from './definition.js';

/** The requested sections of a policy, in the order of the reference. */
export function describePolicy(company: Company, policy: Policy, fields: ReadonlySet<string>): PolicyInfo {
  const asks = (field: PolicyField): boolean => fields.has(field);
  return {
    ...(asks('categories') && { categories: policy.categories }),
    ...(asks('reportFields') && { reportFields: policy.reportFields.map(describeReportField) }),
    ...(asks('tags') && { tags: describeTags(policy.tags) }),
    ...(asks('tax') && { tax: policy.tax }),
    ...(asks('employees') && {
      employees: Array.from(company.members.list('policyID', policy.id), (member) => describeEmployee(company, member)),
    }),
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

function describeEmployee(company: Company, member: Member): EmployeeInfo {
  const { customField1, customField2, submitsTo, forwardsTo, approvalLimit, overLimitForwardsTo } = member;
  const employeeID = company.accounts.get(member.accountID)?.employeeID;
  return {
    role: member.role,
    ...(customField1 && { customField1 }),
    ...(customField2 && { customField2 }),
    ...(employeeID !== undefined && { employeeID }),
    email: emailOf(company, member.accountID),
    ...(submitsTo !== undefined && { submitsTo: emailOf(company, submitsTo) }),
    ...(forwardsTo !== undefined && { forwardsTo: forwardsTo === null ? '' : emailOf(company, forwardsTo) }),
    ...(approvalLimit !== undefined && { approvalLimit }),
    ...(overLimitForwardsTo !== undefined && { overLimitForwardsTo: emailOf(company, overLimitForwardsTo) }),
  };
}
