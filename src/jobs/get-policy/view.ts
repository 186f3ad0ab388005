import type { Company } from '../../emulator/world/company.js';
import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { emailOf } from '../../emulator/world/people.js';
import type { EmployeeInfo, PolicyField, PolicyInfo } from './definition.js';

/** The asked sections of a policy, in the order the reference lists them. */
export function describePolicy(company: Company, policy: Policy, fields: ReadonlySet<string>): PolicyInfo {
  const asks = (field: PolicyField): boolean => fields.has(field);
  return {
    ...(asks('categories') && { categories: policy.categories }),
    ...(asks('reportFields') && { reportFields: policy.reportFields }),
    ...(asks('tags') && { tags: policy.tags }),
    ...(asks('tax') && { tax: policy.tax }),
    ...(asks('employees') && {
      employees: Array.from(company.members.list('policyID', policy.id), (member) => describeEmployee(company, member)),
    }),
  };
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
