import { useNow } from '../hooks.js';
import { RowTable } from '../row-table.js';
import type { ShownCompany } from './shown-company.js';

/** The small collections of policies and domains, other than people. */
export function SmallTables({ id, company }: { id: string; company: ShownCompany }) {
  const { domains, policies } = company;
  const policyID = policies[0]?.id;
  return (
    <>
      <RowTable
        company={id}
        collection="domainCards"
        title="Domain cards"
        noun="card"
        empty="No company cards."
        columns={[
          ['cardID', 'Card ID'],
          ['cardName', 'Name'],
          ['cardNumber', 'Number'],
          ['account', 'Cardholder'],
          ['domain', 'Domain'],
          ['lastImport', 'Last import'],
        ]}
        defaults={{ domain: domains[0], bank: 'citibank.com', created: useNow() }}
      />
      <RowTable
        company={id}
        collection="tagApprovers"
        title="Tag approvers"
        noun="tag approver"
        empty="No tag approvers."
        columns={[
          ['tag', 'Tag'],
          ['approver', 'Approver'],
          ['policyID', 'Policy ID'],
        ]}
        defaults={{ policyID }}
      />
      <RowTable
        company={id}
        collection="expenseRules"
        title="Expense rules"
        noun="expense rule"
        empty="No expense rules."
        columns={[
          ['account', 'Member'],
          ['ruleID', 'Rule ID'],
          ['tag', 'Tag'],
          ['defaultBillable', 'Billable'],
          ['policyID', 'Policy ID'],
        ]}
        defaults={{ policyID, ruleID: 0 }}
      />
    </>
  );
}
