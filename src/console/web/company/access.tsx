import { Card } from '../ui/card.js';
import { Table } from '../ui/table.js';
import { Accounts } from './accounts.js';
import { Domains } from './domains.js';
import { Sessions } from './sessions.js';
import type { ShownCompany } from './shown-company.js';

interface Props {
  readonly company: string;
  readonly document: ShownCompany;
  /** Undefined for an earlier state, of which only the accounts and groups are shown. */
  readonly onChanged: (() => void) | undefined;
}

/** Who can sign in, and how Okta decides about it. */
export function Access({ company, document, onChanged }: Props) {
  const { accounts, domainGroups } = document;
  return (
    <>
      {onChanged !== undefined && <Domains company={company} />}
      <Card label="All accounts">
        <Accounts company={company} accounts={accounts} onChanged={onChanged} />
      </Card>
      {onChanged !== undefined && (
        <Card label="Signed in">
          <Sessions company={company} />
        </Card>
      )}
      <Card label="Groups" title="Domain groups">
        {domainGroups.length === 0 ? (
          <p class="none">No domain groups.</p>
        ) : (
          <Table label="Domain groups" head={['Id', 'Name', 'Accounts']}>
            {domainGroups.map((group) => (
              <tr key={group.id}>
                <th scope="row">{group.id}</th>
                <td>{group.name}</td>
                <td>{accounts.filter(({ domainGroupID }) => domainGroupID === group.id).length}</td>
              </tr>
            ))}
          </Table>
        )}
      </Card>
    </>
  );
}
