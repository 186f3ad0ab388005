import { useState } from 'preact/hooks';
import type { ListedCompany } from '../../emulator/listing.js';
import type { Credentials } from '../../protocol/credentials.js';
import type { ShownCredentials } from '../credentials.js';
import { apiPath, ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { NewCredentials } from './new-credentials.js';
import { Badge } from './ui/badge.js';
import { Button } from './ui/button.js';
import { Card } from './ui/card.js';
import { confirmed } from './ui/confirm.js';
import { CopyButton } from './ui/copy-button.js';
import { Input, Select } from './ui/field.js';
import { Form } from './ui/form.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { Table } from './ui/table.js';
import { None } from './ui/text.js';

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
      await ask(apiPath('credentials', id), { method: 'DELETE' });
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
      <Table
        isWide
        label="Credentials"
        head={['partnerUserID', 'Acts as', 'May', 'Company', 'Action']}
        rows={(data?.credentials ?? []).map(({ partnerUserID: id, actsAs, company, ...powers }) => [
          <>
            {id} <CopyButton text={id} what="partnerUserID" label={`Copy ${id}`} />
          </>,
          actsAs,
          <Powers {...powers} />,
          company,
          <Button class="danger" aria-label={`Revoke ${id}`} onClick={() => revoke(id)}>
            Revoke
          </Button>,
        ])}
      />
    </Page>
  );
}

/** What the account of credentials may do. */
function Powers({ isDomainAdmin, policies }: Pick<ShownCredentials, 'isDomainAdmin' | 'policies'>) {
  return (
    <span class="chips">
      {isDomainAdmin ? <Badge as="info">update employees</Badge> : <Badge as="plain">not update employees: no domain admin</Badge>}
      {policies.map(({ name, role }) => (
        <Badge key={name} as="plain">
          {name}: {role}
        </Badge>
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
  // A field without a choice would look broken.
  if (data === undefined) return <None>Loading…</None>;
  const { companies } = data;
  // A company that is gone is no longer chosen.
  const company = companies.find(({ id }) => id === chosen)?.id ?? companies[0]?.id ?? '';
  const generate = (): void => {
    onGenerate(actsAs, company);
  };
  return (
    <Form class="bar" onSend={generate}>
      <Input
        outer="grow"
        label="Account"
        type="email"
        required
        value={actsAs}
        placeholder="owner@acme.example"
        list="accounts"
        onText={setActsAs}
      />
      <Select label="Company" value={company} onText={setChosen}>
        {companies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <button type="submit">Generate credentials</button>
      <datalist id="accounts">
        {[...new Set(credentials.map((pair) => pair.actsAs))].map((email) => (
          <option key={email} value={email} />
        ))}
      </datalist>
    </Form>
  );
}
