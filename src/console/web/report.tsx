import { useState } from 'preact/hooks';
import type { ExpenseDocument } from '../../emulator/world/entities/expense.js';
import type { ExportLabel } from '../../emulator/world/entities/export-label.js';
import type { ReportDocument } from '../../emulator/world/entities/report.js';
import type { ShownRow } from '../read-rows.js';
import type { ExpenseFacts, ReportFacts } from '../row-facts.js';
import { ask, companyPath } from './api.js';
import { useAction, useResource } from './hooks.js';
import { money } from './money.js';
import { pastPath, usePast } from './past.js';
import { Status } from './report-status.js';
import { hashOf } from './route.js';
import { RowForm } from './row-form.js';
import { queryOf } from './rows.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { Facts } from './ui/facts.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { Table } from './ui/table.js';
import { None, Quiet } from './ui/text.js';

type Row = ShownRow<ReportDocument, ReportFacts>;

/** The label of each button, and the message after it. */
const STEPS = {
  submit: ['Submit', 'Submitted.'],
  approve: ['Approve', 'Approved.'],
  reimburse: ['Reimburse', 'Reimbursed.'],
  close: ['Close', 'Closed.'],
} as const;

/** One report: its fields, history, expenses and export labels. */
export function Report({ company, reportID }: { company: string; reportID: string }) {
  const at = usePast();
  const { data, problem, reload } = useResource<Row>(pastPath(company, at, 'reports', reportID), 'world');
  return (
    <article>
      <p class="back">
        <a href={hashOf(['reports', company], { at })}>Back to the list</a>
      </p>
      <Problem text={problem} />
      {data !== undefined && problem === undefined && <Opened company={company} at={at} report={data} onChanged={reload} />}
    </article>
  );
}

interface Props {
  readonly company: string;
  /** The step of an earlier state, which can't be changed. */
  readonly at: string | undefined;
  readonly report: Row;
}

function Opened({ company, at, report, onChanged }: Props & { readonly onChanged: () => void }) {
  const { key, document, facts } = report;
  const { run, notice } = useAction();
  const [isEdited, setIsEdited] = useState(false);
  const take = (step: keyof typeof STEPS): void =>
    run(async () => {
      await ask(`${companyPath(company, 'reports', key)}/step`, { body: { step } });
      onChanged();
      return STEPS[step][1];
    });
  return (
    <>
      <h2>
        <Status status={document.status} /> {document.name}
      </h2>
      {at === undefined && (
        <Bar>
          {facts?.steps.map((step) => (
            <Button key={step} disabled={notice.isBusy} onClick={() => take(step)}>
              {STEPS[step][0]}
            </Button>
          ))}
          <Button onClick={() => setIsEdited(true)}>Edit</Button>
        </Bar>
      )}
      <Said {...notice} />
      <Facts facts={factsOf(report)} />
      <History history={document.history} />
      <Expenses company={company} at={at} report={report} />
      <ExportLabels company={company} at={at} report={report} />
      {isEdited && (
        <RowForm
          company={company}
          collection="reports"
          title="Edit report"
          row={report}
          onDeleted={() => {
            location.hash = hashOf(['reports', company]);
          }}
          onClose={() => setIsEdited(false)}
        />
      )}
    </>
  );
}

function factsOf({ key, document, facts }: Row): [string, string | undefined][] {
  const { account, manager, policyID, created, submitted, approved, reimbursed, fields } = document;
  return [
    ['Total', facts && money(facts.total, facts.currency)],
    ['Owner', account],
    ['Approver', manager],
    ['Policy', facts === undefined ? policyID : `${facts.policyName} (${policyID})`],
    ['Report ID', `${key} (${facts?.oldReportID ?? ''})`],
    ['Created', created],
    ['Submitted', submitted],
    ['Approved', approved],
    ['Reimbursed', reimbursed],
    ...Object.entries(fields).map(([name, value]): [string, string] => [name.replaceAll('_', ' '), value]),
  ];
}

function History({ history }: { history: ReportDocument['history'] }) {
  return (
    <>
      <h3>History</h3>
      {history.length === 0 ? (
        <None>Nothing has happened yet.</None>
      ) : (
        <Table
          isWide
          label="History"
          head={['When', 'Action', 'By', 'Details']}
          rows={history.map(({ action, account, created, details }) => [
            created,
            action,
            account,
            Object.entries(details)
              .map(([name, value]) => `${name}: ${value}`)
              .join(', '),
          ])}
        />
      )}
    </>
  );
}

/** A report with more expenses shows the first ones and says how to find the rest. */
const SHOWN = 200;

function Expenses({ company, at, report }: Props) {
  const query = queryOf({ reportID: report.key, limit: String(SHOWN) });
  const { data, problem } = useResource<{ total: number; rows: ShownRow<ExpenseDocument, ExpenseFacts>[] }>(
    `${pastPath(company, at, 'expenses')}?${query}`,
    'world',
  );
  const { total = 0, rows = [] } = data ?? {};
  return (
    <>
      <h3>Expenses ({report.facts?.expenses ?? total})</h3>
      <Problem text={problem} />
      {data !== undefined && total === 0 ? (
        <None>No expenses on this report.</None>
      ) : (
        <Table
          isWide
          label="Expenses"
          head={['Date', 'Merchant', 'Amount', 'Amount on the report', 'Category', 'Tag']}
          named={1}
          rows={rows.map(({ key, document, facts }) => [
            document.modifiedCreated ?? document.created,
            <a href={hashOf(['expenses', company, key], { at })}>{document.modifiedMerchant ?? (document.merchant || '(no merchant)')}</a>,
            money(document.modifiedAmount ?? document.amount, document.currency),
            facts && money(facts.converted, facts.reportCurrency),
            document.category,
            document.tag,
          ])}
        />
      )}
      {total > SHOWN && (
        <Quiet>
          The first {SHOWN} of {total} are shown. Search for {report.key} on the Expenses page to see all.
        </Quiet>
      )}
    </>
  );
}

function ExportLabels({ company, at, report }: Props) {
  const path = `${pastPath(company, at, 'exportLabels')}?${queryOf({ reportID: report.key })}`;
  const { data } = useResource<{ rows: ShownRow<ExportLabel>[] }>(path, 'world');
  return (
    <>
      <h3>Export labels</h3>
      {data?.rows.length === 0 ? (
        <None>Not marked as exported.</None>
      ) : (
        <Table
          isWide
          label="Export labels"
          head={['Label', 'Exported']}
          rows={data?.rows.map(({ document }) => [document.label, document.exported]) ?? []}
        />
      )}
    </>
  );
}
