import { useState } from 'preact/hooks';
import type { ReportDocument } from '../../emulator/world/entities/report.js';
import { countOf } from '../../util/count-of.js';
import type { ReportFacts } from '../row-facts.js';
import type { ShownRow } from '../rows.js';
import { useCompany } from './company/company-tabs.js';
import { useNow } from './hooks.js';
import { money } from './money.js';
import { Report } from './report.js';
import { Status } from './report-status.js';
import { openPath, setParams, useRoute } from './route.js';
import { RowForm } from './row-form.js';
import { queryOf, rowsPath, useRows } from './rows.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { VirtualList } from './virtual-list.js';

type ReportRow = ShownRow<ReportDocument, ReportFacts>;

const STATUSES = ['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed'];

/** The reports of a company, newest first, and the selected one. */
export function ReportsPage({ company, selected }: { company: string | undefined; selected: string | undefined }) {
  const { current, tabs } = useCompany('reports', company);
  return (
    <Page title="Reports" size="full">
      {tabs}
      {current !== undefined && <Reports key={current} company={current} selected={selected} />}
    </Page>
  );
}

function Reports({ company, selected }: { company: string; selected: string | undefined }) {
  const { params } = useRoute();
  const text = params.get('q') ?? '';
  const status = params.get('status') ?? '';
  const [isAdding, setIsAdding] = useState(false);
  const query = queryOf({ text, ...(status !== '' && { status }) });
  const { total, items, problem, onSeen } = useRows<ReportDocument, ReportFacts>(rowsPath(company, 'reports'), query);
  const open = (key: string): void => {
    openPath(['reports', company, key]);
  };
  return (
    <div class={selected === undefined ? 'split' : 'split opened'}>
      <section class="side" aria-label="List">
        <form class="filter even" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
          <label>
            Search
            <input type="search" value={text} onInput={(event) => setParams({ q: event.currentTarget.value })} />
          </label>
          <label>
            Status
            <select value={status} onChange={(event) => setParams({ status: event.currentTarget.value })}>
              <option value="">All</option>
              {STATUSES.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        </form>
        <div class="bar">
          <span role="status">{total === undefined ? 'Loading…' : countOf(total, 'report')}</span>
          <button type="button" onClick={() => setIsAdding(true)}>
            Add report
          </button>
        </div>
        <Problem text={problem} />
        {total === 0 ? (
          <Empty isFiltered={text !== '' || status !== ''} />
        ) : (
          <VirtualList
            label="Reports, newest first"
            items={items}
            idOf={({ key }) => key}
            selected={selected}
            onSelect={open}
            onSeen={onSeen}
            row={(report) => <Row report={report} />}
          />
        )}
      </section>
      <section class="detail" aria-label="Selected report">
        {selected === undefined ? <p class="none">Select a report.</p> : <Report key={selected} company={company} reportID={selected} />}
      </section>
      {isAdding && <NewReport company={company} like={items[0]} onSaved={open} onClose={() => setIsAdding(false)} />}
    </div>
  );
}

function Row({ report: { document, facts } }: { report: ReportRow }) {
  const { name, status, account, created } = document;
  return (
    <>
      <span class="line">
        <Status status={status} /> <strong>{name}</strong>
      </span>
      <span class="line quiet">
        {created.slice(0, 10)} · {facts === undefined ? '' : money(facts.total, facts.currency)} · {account}
      </span>
    </>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p class="none">{isFiltered ? 'No reports match these filters.' : 'No reports yet. Add one here, or send a “create report” job.'}</p>
  );
}

interface NewReportProps {
  readonly company: string;
  /** The report whose policy and owner are the defaults. */
  readonly like: ReportRow | undefined;
  readonly onSaved: (key: string) => void;
  readonly onClose: () => void;
}

function NewReport({ company, like, onSaved, onClose }: NewReportProps) {
  const { policyID, account } = like?.document ?? {};
  const created = useNow();
  if (created === undefined) return null;
  return (
    <RowForm
      company={company}
      collection="reports"
      title="Add report"
      row={undefined}
      defaults={{ status: 'Open', policyID, account, created }}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
