import { useState } from 'preact/hooks';
import type { ExpenseDocument } from '../../emulator/world/entities/expense.js';
import type { ExportLabel } from '../../emulator/world/entities/export-label.js';
import type { ReportDocument } from '../../emulator/world/entities/report.js';
import type { ExpenseFacts, ReportFacts } from '../row-facts.js';
import type { ShownRow } from '../rows.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { money } from './money.js';
import { Status } from './report-status.js';
import { RowForm } from './row-form.js';
import { queryOf, rowAddress, rowsPath } from './rows.js';
import { Facts } from './ui/facts.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { Table } from './ui/table.js';

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
  const { data, problem, reload } = useResource<Row>(rowsPath(company, 'reports', reportID), 'world');
  return (
    <article>
      <p class="back">
        <a href={rowAddress('reports', company)}>Back to the list</a>
      </p>
      <Problem text={problem} />
      {data !== undefined && problem === undefined && <Opened company={company} report={data} onChanged={reload} />}
    </article>
  );
}

function Opened({ company, report, onChanged }: { company: string; report: Row; onChanged: () => void }) {
  const { key, document, facts } = report;
  const { run, notice } = useAction();
  const [isEdited, setIsEdited] = useState(false);
  const take = (step: keyof typeof STEPS): void =>
    run(async () => {
      await ask(`${rowsPath(company, 'reports', key)}/step`, { body: { step } });
      onChanged();
      return STEPS[step][1];
    });
  return (
    <>
      <h2>
        <Status status={document.status} /> {document.name}
      </h2>
      <div class="bar">
        {facts?.steps.map((step) => (
          <button key={step} type="button" disabled={notice.isBusy} onClick={() => take(step)}>
            {STEPS[step][0]}
          </button>
        ))}
        <button type="button" onClick={() => setIsEdited(true)}>
          Edit
        </button>
      </div>
      <Said {...notice} />
      <Facts facts={factsOf(report)} />
      <History history={document.history} />
      <Expenses company={company} report={report} />
      <ExportLabels company={company} reportID={key} />
      {isEdited && (
        <RowForm
          company={company}
          collection="reports"
          title="Edit report"
          row={report}
          onDeleted={() => {
            location.hash = rowAddress('reports', company);
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
        <p class="none">Nothing has happened yet.</p>
      ) : (
        <Table isWide label="History" head={['When', 'Action', 'By', 'Details']}>
          {history.map(({ action, account, created, details }) => (
            <tr key={`${created} ${action}`}>
              <th scope="row" class="number">
                {created}
              </th>
              <td>{action}</td>
              <td>{account}</td>
              <td>
                {Object.entries(details)
                  .map(([name, value]) => `${name}: ${value}`)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

/** A report with more expenses shows the first ones and says how to find the rest. */
const SHOWN = 200;

function Expenses({ company, report }: { company: string; report: Row }) {
  const query = queryOf({ reportID: report.key, limit: String(SHOWN) });
  const { data, problem } = useResource<{ total: number; rows: ShownRow<ExpenseDocument, ExpenseFacts>[] }>(
    `${rowsPath(company, 'expenses')}?${query}`,
    'world',
  );
  const { total = 0, rows = [] } = data ?? {};
  return (
    <>
      <h3>Expenses ({report.facts?.expenses ?? total})</h3>
      <Problem text={problem} />
      {data !== undefined && total === 0 ? (
        <p class="none">No expenses on this report.</p>
      ) : (
        <Table isWide label="Expenses" head={['Date', 'Merchant', 'Amount', 'Amount on the report', 'Category', 'Tag']}>
          {rows.map(({ key, document, facts }) => (
            <tr key={key}>
              <td class="number">{document.modifiedCreated ?? document.created}</td>
              <th scope="row">
                <a href={rowAddress('expenses', company, key)}>{document.modifiedMerchant ?? (document.merchant || '(no merchant)')}</a>
              </th>
              <td class="number">{money(document.modifiedAmount ?? document.amount, document.currency)}</td>
              <td class="number">{facts && money(facts.converted, facts.reportCurrency)}</td>
              <td>{document.category}</td>
              <td>{document.tag}</td>
            </tr>
          ))}
        </Table>
      )}
      {total > SHOWN && (
        <p class="quiet">
          The first {SHOWN} of {total} are shown. Search for {report.key} on the Expenses page to see all.
        </p>
      )}
    </>
  );
}

function ExportLabels({ company, reportID }: { company: string; reportID: string }) {
  const path = `${rowsPath(company, 'exportLabels')}?${queryOf({ reportID })}`;
  const { data } = useResource<{ rows: ShownRow<ExportLabel>[] }>(path, 'world');
  return (
    <>
      <h3>Export labels</h3>
      {data?.rows.length === 0 ? (
        <p class="none">Not marked as exported.</p>
      ) : (
        <Table isWide label="Export labels" head={['Label', 'Exported']}>
          {data?.rows.map(({ key, document }) => (
            <tr key={key}>
              <th scope="row">{document.label}</th>
              <td>{document.exported}</td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
