import { useState } from 'preact/hooks';
import type { ListedPair } from '../../emulator/listing.js';
import type { Credentials } from '../../protocol/credentials.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { Page, Problem, Said, Table } from './parts.js';

/** The Integrations Center: creates credentials whose secret is shown once, as on the real page. */
export function IntegrationsPage() {
  const { data, problem, reload } = useResource<{ credentials: ListedPair[] }>('credentials', 'world');
  const companies = useResource<{ companies: { id: string; name: string }[] }>('companies', 'world');
  const { run, notice } = useAction();
  const [made, setMade] = useState<Credentials>();
  const [actsAs, setActsAs] = useState('');
  const [company, setCompany] = useState('');
  const generate = (event: Event): void => {
    event.preventDefault();
    run(async () => {
      setMade(await ask<Credentials>('credentials', { body: { actsAs, ...(company !== '' && { company }) } }));
      reload();
      return "Created. Copy the secret now; it won't be shown again.";
    });
  };
  return (
    <Page title="Integrations Center">
      <p>
        Credentials act as the account they are created for. Send them in the <code>credentials</code> key.
      </p>
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
        {(companies.data?.companies.length ?? 0) > 1 && (
          <label>
            Company
            <select value={company} onChange={(event) => setCompany(event.currentTarget.value)}>
              {companies.data?.companies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit">Generate credentials</button>
      </form>
      <datalist id="accounts">
        {[...new Set(data?.credentials.map((pair) => pair.actsAs))].map((email) => (
          <option key={email} value={email} />
        ))}
      </datalist>
      <Said {...notice} />
      {made !== undefined && (
        <div class="box good">
          <dl class="facts">
            <dt>partnerUserID</dt>
            <dd>
              <code>{made.partnerUserID}</code>
            </dd>
            <dt>partnerUserSecret</dt>
            <dd>
              <code>{made.partnerUserSecret}</code>
            </dd>
          </dl>
        </div>
      )}
      <h2>Existing credentials</h2>
      <Problem text={problem} />
      <Table label="Credentials" head={['partnerUserID', 'Acts as', 'Company']}>
        {data?.credentials.map((pair) => (
          <tr key={pair.partnerUserID}>
            <th scope="row">{pair.partnerUserID}</th>
            <td>{pair.actsAs}</td>
            <td>{pair.company}</td>
          </tr>
        ))}
      </Table>
    </Page>
  );
}
