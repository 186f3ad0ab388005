import { useState } from 'preact/hooks';
import { RowForm } from '../row-form.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Table } from '../ui/table.js';
import { None } from '../ui/text.js';
import type { ShownCompany } from './shown-company.js';

interface Props {
  readonly company: string;
  readonly document: ShownCompany;
  /** True for an earlier state. */
  readonly isReadOnly: boolean;
}

const HEAD = ['Id', 'Name', 'Accounts'];

/** The groups of a company's domains, and how many people are in each. */
export function Groups({ company, document: { accounts, domainGroups }, isReadOnly }: Props) {
  /** The id of the group being edited, or "" for a new one. */
  const [edited, setEdited] = useState<string>();
  const group = domainGroups.find(({ id }) => id === edited);
  return (
    <Card label="Groups" title="Domain groups">
      {domainGroups.length === 0 ? (
        <None>No domain groups.</None>
      ) : (
        <Table
          label="Domain groups"
          head={isReadOnly ? HEAD : [...HEAD, 'Action']}
          rows={domainGroups.map(({ id, name }) => [
            id,
            name,
            accounts.filter(({ domainGroupID }) => domainGroupID === id).length,
            ...(isReadOnly
              ? []
              : [
                  <Button aria-label={`Edit group ${id}`} onClick={() => setEdited(id)}>
                    Edit
                  </Button>,
                ]),
          ])}
        />
      )}
      {!isReadOnly && (
        <Bar>
          <Button onClick={() => setEdited('')}>Add group</Button>
        </Bar>
      )}
      {edited !== undefined && (
        <RowForm
          company={company}
          collection="domainGroups"
          title={edited === '' ? 'Add group' : 'Edit group'}
          row={group && { key: group.id, document: group }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  );
}
