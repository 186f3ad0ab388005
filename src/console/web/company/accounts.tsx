import { useState } from 'preact/hooks';
import type { AccountDocument } from '../../../emulator/world/entities/account.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { More, ROWS } from '../more.js';
import { Said } from '../ui/said.js';
import { Table } from '../ui/table.js';

interface Props {
  readonly company: string;
  readonly accounts: readonly AccountDocument[];
  readonly onChanged: () => void;
}

/** All accounts of a company, on a policy or not, and whether they can sign in. */
export function Accounts({ company, accounts, onChanged }: Props) {
  const [limit, setLimit] = useState(ROWS);
  const { run, notice } = useAction();
  const setActive = (email: string, active: boolean): void =>
    run(async () => {
      await ask(`companies/${encodeURIComponent(company)}/accounts/${encodeURIComponent(email)}/active`, {
        method: 'PUT',
        body: { active },
      });
      onChanged();
      return active ? `Reactivated ${email}.` : `Deactivated ${email}. Their sessions have ended.`;
    });
  return (
    <>
      <h2>Accounts ({accounts.length})</h2>
      <p class="quiet">
        A deactivated person can't sign in. Their policies, roles and reports stay as they are. Okta deactivates people over SCIM.
      </p>
      <Table isWide label="Accounts" head={['Email', 'Name', 'employeeID', 'Secondary logins', 'Sign-in', 'Action']}>
        {accounts.slice(0, limit).map((account) => (
          <AccountRow key={account.email} account={account} onSet={setActive} />
        ))}
      </Table>
      <More shown={limit} all={accounts.length} onMore={() => setLimit(limit * 10)} />
      <Said {...notice} />
    </>
  );
}

function AccountRow({ account, onSet }: { account: AccountDocument; onSet: (email: string, active: boolean) => void }) {
  const { email, firstName = '', lastName = '', employeeID = '', secondaryLogins = [], isDeactivated = false } = account;
  const action = isDeactivated ? 'Reactivate' : 'Deactivate';
  return (
    <tr>
      <th scope="row">{email}</th>
      <td>{`${firstName} ${lastName}`.trim()}</td>
      <td>{employeeID}</td>
      <td>{secondaryLogins.join(', ')}</td>
      <td>{isDeactivated ? <Deactivated /> : 'Active'}</td>
      <td>
        <button type="button" aria-label={`${action} ${email}`} onClick={() => onSet(email, isDeactivated)}>
          {action}
        </button>
      </td>
    </tr>
  );
}

/** Marks a deactivated account wherever it is shown. A deactivated person can still be on a policy. */
export function Deactivated() {
  return <span class="badge warn">Deactivated (SCIM)</span>;
}
