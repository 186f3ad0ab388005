import { useState } from 'preact/hooks';
import type { AccountDocument } from '../../../emulator/world/entities/account.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { Pager } from '../ui/pager.js';
import { rowsOf } from '../ui/rows-of.js';
import { Said } from '../ui/said.js';
import { Table } from '../ui/table.js';

interface Props {
  readonly company: string;
  readonly accounts: readonly AccountDocument[];
  /** Undefined for an earlier state, which can't be changed. */
  readonly onChanged: (() => void) | undefined;
}

const HEAD = ['Email', 'Name', 'employeeID', 'Secondary logins', 'Sign-in'];

/** All accounts of a company, on a policy or not, and whether they can sign in. */
export function Accounts({ company, accounts, onChanged }: Props) {
  const [page, setPage] = useState(0);
  const { run, notice } = useAction();
  const setActive = (email: string, active: boolean): void =>
    run(async () => {
      await ask(`companies/${encodeURIComponent(company)}/accounts/${encodeURIComponent(email)}/active`, {
        method: 'PUT',
        body: { active },
      });
      onChanged?.();
      return active ? `Reactivated ${email}.` : `Deactivated ${email}. Their sessions have ended.`;
    });
  return (
    <>
      <h2>Accounts ({accounts.length})</h2>
      <p class="quiet">
        A deactivated person can't sign in. Their policies, roles and reports stay as they are. Okta deactivates people over SCIM.
      </p>
      <Table isWide label="Accounts" head={onChanged === undefined ? HEAD : [...HEAD, 'Action']}>
        {rowsOf(accounts, page).map((account) => (
          <AccountRow key={account.email} account={account} onSet={onChanged && setActive} />
        ))}
      </Table>
      <Pager page={page} all={accounts.length} onPage={setPage} />
      <Said {...notice} />
    </>
  );
}

interface RowProps {
  readonly account: AccountDocument;
  readonly onSet: ((email: string, active: boolean) => void) | undefined;
}

function AccountRow({ account, onSet }: RowProps) {
  const { email, firstName = '', lastName = '', employeeID = '', secondaryLogins = [], isDeactivated = false } = account;
  const action = isDeactivated ? 'Reactivate' : 'Deactivate';
  return (
    <tr>
      <th scope="row">{email}</th>
      <td>{`${firstName} ${lastName}`.trim()}</td>
      <td>{employeeID}</td>
      <td>{secondaryLogins.join(', ')}</td>
      <td>{isDeactivated ? <Deactivated /> : 'Active'}</td>
      {onSet !== undefined && (
        <td>
          <button type="button" aria-label={`${action} ${email}`} onClick={() => onSet(email, isDeactivated)}>
            {action}
          </button>
        </td>
      )}
    </tr>
  );
}

/** Marks a deactivated account wherever it is shown. A deactivated person can still be on a policy. */
export function Deactivated() {
  return <span class="badge warn">Deactivated (SCIM)</span>;
}
