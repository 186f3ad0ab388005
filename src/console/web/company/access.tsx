import { Card } from '../ui/card.js';
import { Accounts } from './accounts.js';
import { Domains } from './domains.js';
import { Groups } from './groups.js';
import { Sessions } from './sessions.js';
import type { ShownCompany } from './shown-company.js';

interface Props {
  readonly company: string;
  readonly document: ShownCompany;
  /** Undefined for an earlier state, whose domains are only named. */
  readonly onChanged: (() => void) | undefined;
}

/** Who can sign in, and how Okta decides about it. */
export function Access({ company, document, onChanged }: Props) {
  return (
    <>
      {onChanged !== undefined && <Domains company={company} onChanged={onChanged} />}
      <Card label="All accounts">
        <Accounts company={company} accounts={document.accounts} onChanged={onChanged} />
      </Card>
      <Card label="Signed in">
        <Sessions company={company} isReadOnly={onChanged === undefined} />
      </Card>
      <Groups company={company} document={document} isReadOnly={onChanged === undefined} />
    </>
  );
}
