import { useState } from 'preact/hooks';
import type { ListedCompany } from '../../emulator/listing.js';
import type { Credentials } from '../../protocol/credentials.js';
import type { ShownCredentials } from '../credentials.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { NewCredentials } from './new-credentials.js';
import { Card } from './ui/card.js';
import { confirmed } from './ui/confirm.js';
import { CopyButton } from './ui/copy-button.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { Table } from './ui/table.js';

/** The Integrations Center: creates credentials whose secret is shown once, as on the real page. */
export function IntegrationsPage() {
  const { data, problem, reload } = useResource<{ credentials: ShownCredentials[] }>('credentials?with=powers', 'world');
  const { run, notice } = useAction();
  const [made, setMade] = useState<Credentials>();
  const generate = (actsAs: string, company: string): void =>
    run(async () => {
      setMade(await ask<Credentials>('credentials', { body: { actsAs, ...(company !== '' && { company }) } }));
      reload();
      return "Created. Copy the secret now; it won't be shown again.";
    });
  const revoke = (id: string): void =>
    run(async () => {
      const text = `Requests with ${id} will get 404 from now on. This can't be undone, but new credentials can be generated.`;
      if (!(await confirmed({ title: 'Revoke these credentials?', text, action: 'Revoke' }))) return undefined;
      await ask(`credentials/${encodeURIComponent(id)}`, { method: 'DELETE' });
      if (made?.partnerUserID === id) setMade(undefined);
      reload();
      return `Revoked ${id}.`;
    });
  return (
    <Page title="Integrations Center">
      <p class="lead">
        Credentials act as the account they are created for. Send them in the <code>credentials</code> key.
      </p>
      <Card label="Generate credentials">
        <Generate credentials={data?.credentials ?? []} onGenerate={generate} />
        <Said {...notice} />
        {made !== undefined && <NewCredentials made={made} />}
      </Card>
      <h2>Existing credentials</h2>
      <Problem text={problem} />
      <Table isWide label="Credentials" head={['partnerUserID', 'Acts as', 'May', 'Company', 'Action']}>
        {data?.credentials.map((pair) => (
          <tr key={pair.partnerUserID}>
            <th scope="row">
              {pair.partnerUserID} <CopyButton text={pair.partnerUserID} what="partnerUserID" label={`Copy ${pair.partnerUserID}`} />
            </th>
            <td>{pair.actsAs}</td>
            <td>
              <Powers pair={pair} />
            </td>
            <td>{pair.company}</td>
            <td>
              <button type="button" class="danger" aria-label={`Revoke ${pair.partnerUserID}`} onClick={() => revoke(pair.partnerUserID)}>
                Revoke
              </button>
            </td>
          </tr>
        ))}
      </Table>
    </Page>
  );
}

/** What the account of credentials may do. */
function Powers({ pair: { isDomainAdmin, policies } }: { pair: ShownCredentials }) {
  return (
    <span class="chips">
      {isDomainAdmin ? (
        <span class="badge info">update employees</span>
      ) : (
        <span class="badge plain">not update employees: no domain admin</span>
      )}
      {policies.map(({ name, role }) => (
        <span key={name} class="badge plain">
          {name}: {role}
        </span>
      ))}
    </span>
  );
}

interface GenerateProps {
  readonly credentials: readonly ShownCredentials[];
  readonly onGenerate: (actsAs: string, company: string) => void;
}

function Generate({ credentials, onGenerate }: GenerateProps) {
  const { data } = useResource<{ companies: ListedCompany[] }>('companies', 'world');
  const [actsAs, setActsAs] = useState('');
  const [chosen, setChosen] = useState('');
  const companies = data?.companies ?? [];
  // A company that is gone is no longer chosen.
  const company = companies.find(({ id }) => id === chosen)?.id ?? companies[0]?.id ?? '';
  const generate = (event: Event): void => {
    event.preventDefault();
    onGenerate(actsAs, company);
  };
  return (
    <form class="bar" onSubmit={generate}>
      <label class="grow">
        Account
        <input
          type="email"
          required
          value={actsAs}
          placeholder="owner@acme.example"
          list="accounts"
          onInput={(event) => setActsAs(event.currentTarget.value)}
        />
      </label>
      <label>
        Company
        <select value={company} onChange={(event) => setChosen(event.currentTarget.value)}>
          {companies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Generate credentials</button>
      <datalist id="accounts">
        {[...new Set(credentials.map((pair) => pair.actsAs))].map((email) => (
          <option key={email} value={email} />
        ))}
      </datalist>
    </form>
  );
}
