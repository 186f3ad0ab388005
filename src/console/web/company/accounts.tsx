import { useState } from 'preact/hooks';
import type { AccountDocument } from '../../../emulator/world/entities/account.js';
import { ask, companyPath } from '../api.js';
import { useAction } from '../hooks.js';
import { RowForm } from '../row-form.js';
import { Badge } from '../ui/badge.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Pager } from '../ui/pager.js';
import { rowsOf } from '../ui/rows-of.js';
import { Said } from '../ui/said.js';
import { Table } from '../ui/table.js';
import { Quiet } from '../ui/text.js';
import { deleted } from './deleted.js';

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
      await ask(companyPath(company, 'accounts', email, 'active'), { method: 'PUT', body: { active } });
      onChanged?.();
      return active ? `Reactivated ${email}.` : `Deactivated ${email}. Their sessions have ended.`;
    });
  const remove = (email: string): void => {
    setEdited(undefined);
    run(() => deleted(companyPath(company, 'accounts', email), email).finally(onChanged));
  };
  return (
    <>
      <h2>Accounts ({accounts.length})</h2>
      <Quiet>
        A deactivated person can't sign in. Their policies, roles and reports stay as they are. Okta deactivates people over SCIM.
      </Quiet>
      <Table
        isWide
        label="Accounts"
        head={onChanged === undefined ? HEAD : [...HEAD, 'Action']}
        rows={rowsOf(accounts, page).map((account) => [
          ...factsOf(account),
          ...(onChanged === undefined ? [] : [<RowButtons account={account} onSet={setActive} onEdit={setEdited} />]),
        ])}
      />
      <Pager page={page} all={accounts.length} onPage={setPage} />
      {onChanged !== undefined && (
        <Bar>
          <Button onClick={() => setEdited('')}>Add account</Button>
        </Bar>
      )}
      <Said {...notice} />
      {edited !== undefined && (
        <RowForm
          company={company}
          collection="accounts"
          title={edited === '' ? 'Add account' : 'Edit account'}
          row={chosen && { key: chosen.email, document: chosen }}
          onDelete={() => remove(edited)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function factsOf({ email, firstName = '', lastName = '', employeeID = '', secondaryLogins = [], isDeactivated }: AccountDocument) {
  return [email, `${firstName} ${lastName}`.trim(), employeeID, secondaryLogins.join(', '), isDeactivated ? <Deactivated /> : 'Active'];
}

interface ButtonsProps {
  readonly account: AccountDocument;
  readonly onSet: (email: string, active: boolean) => void;
  readonly onEdit: (email: string) => void;
}

function RowButtons({ account: { email, isDeactivated = false }, onSet, onEdit }: ButtonsProps) {
  const action = isDeactivated ? 'Reactivate' : 'Deactivate';
  return (
    <>
      <Button aria-label={`Edit account ${email}`} onClick={() => onEdit(email)}>
        Edit
      </Button>{' '}
      <Button aria-label={`${action} ${email}`} onClick={() => onSet(email, isDeactivated)}>
        {action}
      </Button>
    </>
  );
}

/** Marks a deactivated account wherever it is shown. A deactivated person can still be on a policy. */
export function Deactivated() {
  return <Badge as="warn">Deactivated (SCIM)</Badge>;
}
