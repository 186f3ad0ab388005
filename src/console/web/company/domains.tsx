import { useEffect, useState } from 'preact/hooks';
import type { DomainSwitches, ListedDomain } from '../../../emulator/domains.js';
import { ask } from '../api.js';
import { useAction, useResource } from '../hooks.js';
import { Card } from '../ui/card.js';
import { Problem } from '../ui/problem.js';
import { Said } from '../ui/said.js';
import { ScimToken } from './scim-token.js';

/** In the words and the order of Expensify's page Settings > Domains > [Domain] > SAML. */
const SWITCHES = [
  ['validated', 'Verified'],
  ['samlEnabled', 'SAML enabled'],
  ['samlRequired', 'SAML required for login'],
  ['oktaSCIM', 'SCIM enabled by support'],
] as const satisfies readonly (readonly [keyof DomainSwitches, string])[];

/** The domains of a company: their SAML and SCIM settings, and the tokens. */
export function Domains({ company }: { company: string }) {
  const path = `companies/${encodeURIComponent(company)}/domains`;
  const { data, problem, reload } = useResource<{ url?: string; domains: ListedDomain[] }>(path, 'world');
  return (
    <Card title="Domains">
      <Problem text={problem} />
      {data?.domains.map((domain) => (
        <Domain key={domain.domain} path={`${path}/${encodeURIComponent(domain.domain)}`} domain={domain} onChanged={reload} />
      ))}
      {data?.url !== undefined && <BaseUrl url={data.url} />}
    </Card>
  );
}

function Domain({ path, domain, onChanged }: { path: string; domain: ListedDomain; onChanged: () => void }) {
  const { run, notice } = useAction();
  // Shows a click at once; the response replaces it.
  const [clicked, setClicked] = useState<Partial<DomainSwitches>>({});
  useEffect(() => setClicked({}), [domain]);
  const change = (name: keyof DomainSwitches, isOn: boolean): void => {
    setClicked({ ...clicked, [name]: isOn });
    run(async () => {
      await ask(path, { method: 'PATCH', body: { [name]: isOn } }).finally(onChanged);
      return 'Saved.';
    });
  };
  const { scimProblem } = domain;
  return (
    <section class="stack" aria-label={domain.domain}>
      <h3>{domain.domain}</h3>
      <div class="bar">
        {SWITCHES.map(([name, title]) => (
          <label key={name} class="check">
            <input
              type="checkbox"
              checked={clicked[name] ?? domain[name]}
              onChange={(event) => change(name, event.currentTarget.checked)}
            />{' '}
            {title}
          </label>
        ))}
      </div>
      <Said {...notice} />
      {scimProblem === undefined ? (
        <ScimToken path={`${path}/token`} />
      ) : (
        <p class="none">The Okta SCIM token can't be shown: {scimProblem}.</p>
      )}
    </section>
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
