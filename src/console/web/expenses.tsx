import type { ExpenseDocument } from '../../emulator/world/entities/expense.js';
import type { ShownRow } from '../read-rows.js';
import type { ExpenseFacts } from '../row-facts.js';
import { Expense } from './expense.js';
import { money } from './money.js';
import { setParams, useRoute } from './route.js';
import { RowsPage } from './rows-page.js';
import { Badge } from './ui/badge.js';
import { Select } from './ui/field.js';

/** The expenses of a company, newest first, and the selected one. */
export function ExpensesPage({ company, selected }: { company: string | undefined; selected: string | undefined }) {
  const isUnreported = useRoute().params.get('unreported') === 'true';
  return (
    <RowsPage<ExpenseDocument, ExpenseFacts>
      name="expenses"
      company={company}
      selected={selected}
      // An empty condition matches expenses without a report.
      filters={isUnreported ? { reportID: '' } : {}}
      row={(expense) => <ListedExpense expense={expense} />}
      detail={(current, id) => <Expense key={id} company={current} id={id} />}
      defaults={(like, now) => ({ account: like?.account, currency: 'USD', created: now.slice(0, 10), reimbursable: true })}
    >
      <Select
        label="Report"
        value={String(isUnreported)}
        onText={(unreported) => setParams({ unreported: unreported === 'true' ? unreported : undefined })}
      >
        <option value="false">All</option>
        <option value="true">Unreported</option>
      </Select>
    </RowsPage>
  );
}

function ListedExpense({ expense: { document, facts } }: { expense: ShownRow<ExpenseDocument, ExpenseFacts> }) {
  const { merchant, modifiedMerchant, amount, modifiedAmount, currency, created, modifiedCreated, account } = document;
  return (
    <>
      <span class="line">
        <strong class="cut">{modifiedMerchant ?? (merchant || '(no merchant)')}</strong>
        {document.reportID === undefined && <Badge as="warn">Unreported</Badge>}
      </span>
      <span class="line quiet">
        {modifiedCreated ?? created} · {money(modifiedAmount ?? amount, currency)} · {facts?.reportName ?? account}
      </span>
    </>
  );
}
