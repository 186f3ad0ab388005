import type { ReportDocument } from '../../emulator/world/entities/report.js';
import type { ShownRow } from '../read-rows.js';
import type { ReportFacts } from '../row-facts.js';
import { money } from './money.js';
import { Report } from './report.js';
import { Status } from './report-status.js';
import { STATUSES } from './report-statuses.js';
import { setParams, useRoute } from './route.js';
import { RowsPage } from './rows-page.js';
import { Select } from './ui/field.js';

/** The reports of a company, newest first, and the selected one. */
export function ReportsPage({ company, selected }: { company: string | undefined; selected: string | undefined }) {
  const status = useRoute().params.get('status') ?? '';
  return (
    <RowsPage<ReportDocument, ReportFacts>
      name="reports"
      company={company}
      selected={selected}
      filters={status === '' ? {} : { status }}
      row={(report) => <ListedReport report={report} />}
      detail={(current, id) => <Report key={id} company={current} reportID={id} />}
      defaults={(like, created) => ({ status: 'Open', policyID: like?.policyID, account: like?.account, created })}
    >
      <Select label="Status" value={status} onText={(chosen) => setParams({ status: chosen })}>
        <option value="">All</option>
        {STATUSES.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </RowsPage>
  );
}

function ListedReport({ report: { document, facts } }: { report: ShownRow<ReportDocument, ReportFacts> }) {
  const { name, status, account, created } = document;
  return (
    <>
      <span class="line">
        <Status status={status} /> <strong class="cut">{name}</strong>
      </span>
      <span class="line quiet">
        {created.slice(0, 10)} · {facts && money(facts.total, facts.currency)} · {account}
      </span>
    </>
  );
}
