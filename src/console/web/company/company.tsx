import { companyPath } from '../api.js';
import { useResource } from '../hooks.js';
import { setParams, useRoute } from '../route.js';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { type Tab, Tabs } from '../ui/tabs.js';
import { None, Quiet } from '../ui/text.js';
import { Access } from './access.js';
import { useCompany } from './company-tabs.js';
import { Members } from './members.js';
import type { ShownCompany } from './shown-company.js';
import { SmallTables } from './small-tables.js';
import { Snapshots } from './snapshots.js';
import { TimeTravel } from './time-travel.js';
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
  { id: 'members', title: 'Policies', more: 'and members' },
  { id: 'access', title: 'Accounts', more: 'and domains' },
  { id: 'cards', title: 'Cards', more: 'and rules' },
  { id: 'snapshots', title: 'Snapshots' },
];

function Company({ id }: { id: string }) {
  const { params } = useRoute();
  const at = params.get('at') ?? undefined;
  const { data, problem, reload } = useResource<ShownCompany>(companyPath(id, ...(at === undefined ? [] : ['past', at])), 'world');
  return (
    <div class="stack">
      <TimeTravel company={id} at={at} />
      <Problem text={problem} />
      {problem === undefined && data === undefined && <None>Loading…</None>}
      {problem === undefined && data !== undefined && <Parts id={id} data={data} onChanged={at === undefined ? reload : undefined} />}
    </div>
  );
}

interface PartsProps {
  readonly id: string;
  readonly data: ShownCompany;
  /** Undefined for an earlier state. */
  readonly onChanged: (() => void) | undefined;
}

function Parts({ id, data, onChanged }: PartsProps) {
  const { params } = useRoute();
  const tabs = onChanged === undefined ? TABS.slice(0, 3) : TABS;
  const current = tabs.find((tab) => tab.id === params.get('tab'))?.id ?? 'members';
  return (
    <>
      <div>
        <h2>{data.name}</h2>
        <Quiet>
          Domains {data.domains.join(', ')} · domain admins {data.domainAdmins.join(', ')}
        </Quiet>
      </div>
      <Tabs label="Parts of the company" tabs={tabs} current={current} onChange={(tab) => setParams({ tab })}>
        {current === 'members' && <Members company={id} document={data} onChanged={onChanged} />}
        {current === 'access' && <Access company={id} document={data} onChanged={onChanged} />}
        {current === 'cards' && <SmallTables id={id} company={data} />}
        {current === 'snapshots' && <Snapshots />}
      </Tabs>
    </>
  );
}
