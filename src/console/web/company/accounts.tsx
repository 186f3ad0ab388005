import { useState } from 'preact/hooks';
import type { AccountDocument } from '../../../emulator/world/entities/account.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { RowForm } from '../row-form.js';
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
  /** The address of the account being edited, or "" for a new one. */
  const [edited, setEdited] = useState<string>();
  const chosen = accounts.find(({ email }) => email === edited);
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
          <AccountRow key={account.email} account={account} onSet={onChanged && setActive} onEdit={setEdited} />
        ))}
      </Table>
      <Pager page={page} all={accounts.length} onPage={setPage} />
      {onChanged !== undefined && (
        <div class="bar">
          <button type="button" onClick={() => setEdited('')}>
            Add account
          </button>
        </div>
      )}
      <Said {...notice} />
      {edited !== undefined && (
        <RowForm
          isKept
          company={company}
          collection="accounts"
          title={edited === '' ? 'Add account' : 'Edit account'}
          row={chosen && { key: chosen.email, document: chosen }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

interface RowProps {
  readonly account: AccountDocument;
  readonly onSet: ((email: string, active: boolean) => void) | undefined;
  readonly onEdit: (email: string) => void;
}

function AccountRow({ account, onSet, onEdit }: RowProps) {
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
          <button type="button" aria-label={`Edit account ${email}`} onClick={() => onEdit(email)}>
            Edit
          </button>{' '}
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
