import { useEffect, useState } from 'preact/hooks';
import type { DomainSwitches, ListedDomain } from '../../../emulator/domains.js';
import { ask, companyPath } from '../api.js';
import { useAction, useResource } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Input } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { Problem } from '../ui/problem.js';
import { Said } from '../ui/said.js';
import { None } from '../ui/text.js';
import { deleted } from './deleted.js';
import { ScimToken } from './scim-token.js';

/** In the words and the order of Expensify's page Settings > Domains > [Domain] > SAML. */
const SWITCHES = [
  ['validated', 'Verified'],
  ['samlEnabled', 'SAML enabled'],
  ['samlRequired', 'SAML required for login'],
  ['oktaSCIM', 'SCIM enabled by support'],
] as const satisfies readonly (readonly [keyof DomainSwitches, string])[];

/** The domains of a company: their SAML and SCIM settings, and the tokens. */
export function Domains({ company, onChanged }: { company: string; onChanged: () => void }) {
  const path = companyPath(company, 'domains');
  const { data, problem, reload } = useResource<{ url?: string; domains: ListedDomain[] }>(path, 'world');
  const change = (): void => {
    reload();
    onChanged();
  };
  return (
    <Card title="Domains">
      <Problem text={problem} />
      {data?.domains.map((domain) => (
        <Domain
          key={domain.domain}
          path={companyPath(company, 'domains', domain.domain)}
          domain={domain}
          onChanged={reload}
          onDeleted={change}
        />
      ))}
      <NewDomain path={path} onAdded={change} />
      {data?.url !== undefined && <BaseUrl url={data.url} />}
    </Card>
  );
}

interface DomainProps {
  readonly path: string;
  readonly domain: ListedDomain;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

function Domain({ path, domain, onChanged, onDeleted }: DomainProps) {
  const { run, notice } = useAction();
  // Shows a click at once; the response replaces it.
  const [clicked, setClicked] = useState<Partial<DomainSwitches>>({});
  const forget = (isKnown: (name: keyof DomainSwitches) => boolean): void =>
    setClicked((known) => Object.fromEntries(SWITCHES.flatMap(([key]) => (key in known && !isKnown(key) ? [[key, known[key]]] : []))));
  // A response that is older than a click does not take it back.
  useEffect(() => forget((key) => clicked[key] === domain[key]), [domain]);
  const change = (name: keyof DomainSwitches, isOn: boolean): void => {
    setClicked({ ...clicked, [name]: isOn });
    run(async () => {
      try {
        await ask(path, { method: 'PATCH', body: { [name]: isOn } });
      } catch (error) {
        forget((key) => key === name);
        throw error;
      } finally {
        onChanged();
      }
      return 'Saved.';
    });
  };
  const { domain: title, scimProblem } = domain;
  const remove = (): void => run(() => deleted(path, title).finally(onDeleted));
  return (
    <section class="stack" aria-label={title}>
      <Bar as="between">
        <h3>{title}</h3>
        <Button class="small danger" aria-label={`Delete domain ${title}`} onClick={remove}>
          Delete
        </Button>
      </Bar>
      <Bar>
        {SWITCHES.map(([key, words]) => (
          <label key={key} class="check">
            <input type="checkbox" checked={clicked[key] ?? domain[key]} onChange={(event) => change(key, event.currentTarget.checked)} />{' '}
            {words}
          </label>
        ))}
      </Bar>
      <Said {...notice} />
      {scimProblem === undefined ? <ScimToken path={`${path}/token`} /> : <None>The Okta SCIM token can't be shown: {scimProblem}.</None>}
    </section>
  );
}

function NewDomain({ path, onAdded }: { path: string; onAdded: () => void }) {
  const { run, notice } = useAction();
  const [domain, setDomain] = useState('');
  const add = (): void => {
    run(async () => {
      await ask(path, { body: { domain } });
      setDomain('');
      onAdded();
      return `Added ${domain}.`;
    });
  };
  return (
    <Form class="bar" aria-label="Add a domain" onSend={add}>
      <Input outer="grow" label="Domain" required value={domain} placeholder="acme.example" onText={setDomain} />
      <button type="submit">Add domain</button>
      <Said {...notice} />
    </Form>
  );
}

/** A custom Okta app needs the URL; the app in Okta's catalogue does not ask for it. */
function BaseUrl({ url }: { url: string }) {
  return (
    <p>
      SCIM base URL: <code>{url}</code>{' '}
      <span class="quiet">
        Enter this URL in a custom Okta app. If you use a tunnel, use the tunnel's host. The path is an assumption: Expensify hasn't
        published one, and its app in Okta's catalogue only asks for the token.
      </span>
    </p>
  );
}
