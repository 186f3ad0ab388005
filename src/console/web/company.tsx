import { useMemo, useState } from 'preact/hooks';
import type { CompanyDocument } from '../../emulator/world/document.js';
import type { PolicyDocument } from '../../emulator/world/entities/policy.js';
import { countOf } from '../../util/count-of.js';
import { Accounts, Deactivated } from './accounts.js';
import { ask } from './api.js';
import { ApprovalChain } from './approval-chain.js';
import { useCompany } from './company-tabs.js';
import { Domains } from './domains.js';
import { useAction, useNow, useResource } from './hooks.js';
import { MemberForm } from './member-form.js';
import { More, ROWS } from './more.js';
import { Page, Problem, pretty, Said, Table } from './parts.js';
import { RowTable } from './row-table.js';
import { saveFile } from './save-file.js';
import { Sessions } from './sessions.js';

/** A company as the console shows it: without the hashes of its secrets. */
interface Shown extends Pick<CompanyDocument, 'name' | 'domainAdmins' | 'domainGroups' | 'accounts' | 'policies'> {
  readonly domains: readonly string[];
}

export function CompanyPage({ id }: { id: string | undefined }) {
  const { current, tabs } = useCompany('company', id);
  return (
    <Page title="Company" wide>
      <WholeWorld />
      {tabs}
      {current !== undefined && <Company key={current} id={current} />}
    </Page>
  );
}

/** Buttons that reset, download and restore the whole world. */
function WholeWorld() {
  const { run, notice } = useAction();
  const save = (): void =>
    run(async () => {
      saveFile(pretty(await ask<unknown>('state')), 'expensify-emulator.snapshot.json', 'application/json');
      return 'Downloaded. It contains no secrets.';
    });
  const restore = (file: File | undefined): void => {
    if (file === undefined) return;
    run(async () => {
      await ask('state', { method: 'PUT', body: JSON.parse(await file.text()) });
      return `Restored ${file.name}.`;
    });
  };
  const reset = (): void =>
    run(async () => {
      await ask('reset', { method: 'POST' });
      return 'Reset to seed.';
    });
  return (
    <section aria-label="State">
      <div class="bar">
        <button type="button" onClick={reset}>
          Reset to seed
        </button>
        <button type="button" onClick={save}>
          Download snapshot
        </button>
        <label class="button">
          Restore snapshot
          <input type="file" accept=".json" onChange={(event) => restore(event.currentTarget.files?.[0])} />
        </label>
      </div>
      <Said {...notice} />
    </section>
  );
}

function Company({ id }: { id: string }) {
  const { data, problem, reload } = useResource<Shown>(`companies/${encodeURIComponent(id)}`, 'world');
  const deactivated = useMemo(
    () => new Set(data?.accounts.filter(({ isDeactivated }) => isDeactivated === true).map(({ email }) => email)),
    [data],
  );
  if (problem !== undefined) return <Problem text={problem} />;
  if (data === undefined) return <p class="none">Loading…</p>;
  return (
    <>
      <h2>{data.name}</h2>
      <p class="quiet">
        Domains {data.domains.join(', ')} · domain admins {data.domainAdmins.join(', ')}
      </p>
      {data.policies.map((policy) => (
        <Policy key={policy.id} company={id} policy={policy} deactivated={deactivated} onChanged={reload} />
      ))}
      <Domains company={id} />
      <h2>Domain groups</h2>
      {data.domainGroups.length === 0 ? (
        <p class="none">No domain groups.</p>
      ) : (
        <Table label="Domain groups" head={['Id', 'Name', 'Accounts']}>
          {data.domainGroups.map((group) => (
            <tr key={group.id}>
              <th scope="row">{group.id}</th>
              <td>{group.name}</td>
              <td>{data.accounts.filter(({ domainGroupID }) => domainGroupID === group.id).length}</td>
            </tr>
          ))}
        </Table>
      )}
      <Accounts company={id} accounts={data.accounts} onChanged={reload} />
      <Sessions company={id} />
      <SmallTables id={id} company={data} />
    </>
  );
}

/** The small collections of policies and domains, other than people. */
function SmallTables({ id, company }: { id: string; company: Shown }) {
  const { domains, policies } = company;
  const policyID = policies[0]?.id;
  return (
    <>
      <RowTable
        company={id}
        collection="domainCards"
        title="Domain cards"
        noun="card"
        empty="No company cards."
        columns={[
          ['cardID', 'Card ID'],
          ['cardName', 'Name'],
          ['cardNumber', 'Number'],
          ['account', 'Cardholder'],
          ['domain', 'Domain'],
          ['lastImport', 'Last import'],
        ]}
        defaults={{ domain: domains[0], bank: 'citibank.com', created: useNow() }}
      />
      <RowTable
        company={id}
        collection="tagApprovers"
        title="Tag approvers"
        noun="tag approver"
        empty="No tag approvers."
        columns={[
          ['tag', 'Tag'],
          ['approver', 'Approver'],
          ['policyID', 'Policy ID'],
        ]}
        defaults={{ policyID }}
      />
      <RowTable
        company={id}
        collection="expenseRules"
        title="Expense rules"
        noun="expense rule"
        empty="No expense rules."
        columns={[
          ['account', 'Member'],
          ['ruleID', 'Rule ID'],
          ['tag', 'Tag'],
          ['defaultBillable', 'Billable'],
          ['policyID', 'Policy ID'],
        ]}
        defaults={{ policyID, ruleID: 0 }}
      />
    </>
  );
}

interface PolicyProps {
  readonly company: string;
  readonly policy: PolicyDocument;
  /** The addresses of deactivated people. */
  readonly deactivated: ReadonlySet<string>;
  readonly onChanged: () => void;
}

function Policy({ company, policy, deactivated, onChanged }: PolicyProps) {
  const [edited, setEdited] = useState<string>();
  const [limit, setLimit] = useState(ROWS);
  const { id, name, type, owner, outputCurrency, members } = policy;
  const member = members.find(({ email }) => email === edited);
  return (
    <section class="policy" aria-label={name}>
      <h3>{name}</h3>
      <p class="quiet">
        <code>{id}</code> · {type} · {outputCurrency} · owner {owner} · {countOf(members.length, 'member')}
      </p>
      {members.length > 0 && <ApprovalChain members={members} label={`Approval chain of ${name}`} />}
      <Table label={`Members of ${name}`} head={['Member', 'Role', 'Submits to', 'Forwards to', 'Limit', 'Action']}>
        {members.slice(0, limit).map((one) => (
          <tr key={one.email}>
            <th scope="row">
              {one.email} {deactivated.has(one.email) && <Deactivated />}
            </th>
            <td>{one.role}</td>
            <td>{one.submitsTo}</td>
            <td>{one.forwardsTo}</td>
            <td>{one.approvalLimit === undefined ? '' : (one.approvalLimit / 100).toFixed(2)}</td>
            <td>
              <button type="button" aria-label={`Edit ${one.email}`} onClick={() => setEdited(one.email)}>
                Edit
              </button>
            </td>
          </tr>
        ))}
      </Table>
      <More shown={limit} all={members.length} onMore={() => setLimit(limit * 10)} />
      <button type="button" onClick={() => setEdited('')}>
        Add member
      </button>
      {edited !== undefined && (
        <MemberForm company={company} policyID={id} member={member} onChanged={onChanged} onClose={() => setEdited(undefined)} />
      )}
    </section>
  );
}
