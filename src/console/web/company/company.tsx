import { useResource } from '../hooks.js';
import { setParams, useRoute } from '../route.js';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { type Tab, Tabs } from '../ui/tabs.js';
import { Access } from './access.js';
import { useCompany } from './company-tabs.js';
import { Members } from './members.js';
import type { ShownCompany } from './shown-company.js';
import { SmallTables } from './small-tables.js';
import { Snapshots } from './snapshots.js';
import { WholeWorld } from './whole-world.js';

/** A company: who is on its policies, who can sign in, its cards and rules, and the states it can return to. */
export function CompanyPage({ id }: { id: string | undefined }) {
  const { current, tabs } = useCompany('company', id);
  return (
    <Page title="Company" size="wide" actions={<WholeWorld />}>
      {tabs}
      {current !== undefined && <Company key={current} id={current} />}
    </Page>
  );
}

type TabName = 'members' | 'access' | 'cards' | 'snapshots';

const TABS: readonly Tab<TabName>[] = [
  { id: 'members', title: 'Policies and members' },
  { id: 'access', title: 'Accounts and domains' },
  { id: 'cards', title: 'Cards and rules' },
  { id: 'snapshots', title: 'Snapshots' },
];

function Company({ id }: { id: string }) {
  const { data, problem, reload } = useResource<ShownCompany>(`companies/${encodeURIComponent(id)}`, 'world');
  const { params } = useRoute();
  if (problem !== undefined) return <Problem text={problem} />;
  if (data === undefined) return <p class="none">Loading…</p>;
  const current = TABS.find((tab) => tab.id === params.get('tab'))?.id ?? 'members';
  return (
    <div class="stack">
      <div>
        <h2>{data.name}</h2>
        <p class="quiet">
          Domains {data.domains.join(', ')} · domain admins {data.domainAdmins.join(', ')}
        </p>
      </div>
      <Tabs label="Parts of the company" tabs={TABS} current={current} onChange={(tab) => setParams({ tab })}>
        {current === 'members' && <Members company={id} document={data} onChanged={reload} />}
        {current === 'access' && <Access company={id} document={data} onChanged={reload} />}
        {current === 'cards' && <SmallTables id={id} company={data} />}
        {current === 'snapshots' && <Snapshots />}
      </Tabs>
    </div>
  );
}
