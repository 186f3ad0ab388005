import { useState } from 'preact/hooks';
import type { ExpenseDocument } from '../../emulator/world/entities/expense.js';
import { countOf } from '../../util/count-of.js';
import type { ExpenseFacts } from '../row-facts.js';
import type { ShownRow } from '../rows.js';
import { useCompany } from './company/company-tabs.js';
import { Expense } from './expense.js';
import { useNow } from './hooks.js';
import { money } from './money.js';
import { openPath, setParams, useRoute } from './route.js';
import { RowForm } from './row-form.js';
import { queryOf, rowsPath, useRows } from './rows.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { VirtualList } from './virtual-list.js';

type Row = ShownRow<ExpenseDocument, ExpenseFacts>;

/** The expenses of a company, newest first, and the selected one. */
export function ExpensesPage({ company, selected }: { company: string | undefined; selected: string | undefined }) {
  const { current, tabs } = useCompany('expenses', company);
  return (
    <Page title="Expenses" size="full">
      {tabs}
      {current !== undefined && <Expenses key={current} company={current} selected={selected} />}
    </Page>
  );
}

function Expenses({ company, selected }: { company: string; selected: string | undefined }) {
  const { params } = useRoute();
  const text = params.get('q') ?? '';
  const isUnreported = params.get('unreported') === 'true';
  const [isAdding, setIsAdding] = useState(false);
  // An empty condition matches expenses without a report.
  const query = queryOf({ text, ...(isUnreported && { reportID: '' }) });
  const { total, items, problem, onSeen } = useRows<ExpenseDocument, ExpenseFacts>(rowsPath(company, 'expenses'), query);
  const open = (key: string): void => {
    openPath(['expenses', company, key]);
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
            Report
            <select
              value={String(isUnreported)}
              onChange={(event) => setParams({ unreported: event.currentTarget.value === 'true' ? 'true' : undefined })}
            >
              <option value="false">All</option>
              <option value="true">Unreported</option>
            </select>
          </label>
        </form>
        <div class="bar">
          <span role="status">{total === undefined ? 'Loading…' : countOf(total, 'expense')}</span>
          <button type="button" onClick={() => setIsAdding(true)}>
            Add expense
          </button>
        </div>
        <Problem text={problem} />
        {total === 0 ? (
          <Empty isFiltered={text !== '' || isUnreported} />
        ) : (
          <VirtualList
            label="Expenses, newest first"
            items={items}
            idOf={({ key }) => key}
            selected={selected}
            onSelect={open}
            onSeen={onSeen}
            row={(expense) => <ListedExpense expense={expense} />}
          />
        )}
      </section>
      <section class="detail" aria-label="Selected expense">
        {selected === undefined ? <p class="none">Select an expense.</p> : <Expense key={selected} company={company} id={selected} />}
      </section>
      {isAdding && <NewExpense company={company} like={items[0]} onSaved={open} onClose={() => setIsAdding(false)} />}
    </div>
  );
}

function ListedExpense({ expense: { document, facts } }: { expense: Row }) {
  const { merchant, modifiedMerchant, amount, modifiedAmount, currency, created, modifiedCreated, account } = document;
  return (
    <>
      <span class="line">
        <strong>{modifiedMerchant ?? (merchant || '(no merchant)')}</strong>
        {document.reportID === undefined && <span class="badge warn">Unreported</span>}
      </span>
      <span class="line quiet">
        {modifiedCreated ?? created} · {money(modifiedAmount ?? amount, currency)} · {facts?.reportName ?? account}
      </span>
    </>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p class="none">
      {isFiltered ? 'No expenses match these filters.' : 'No expenses yet. Add one here, or send a “create expenses” job.'}
    </p>
  );
}

interface NewExpenseProps {
  readonly company: string;
  /** The expense whose owner is the default. */
  readonly like: Row | undefined;
  readonly onSaved: (key: string) => void;
  readonly onClose: () => void;
}

function NewExpense({ company, like, onSaved, onClose }: NewExpenseProps) {
  const created = useNow()?.slice(0, 10);
  if (created === undefined) return null;
  return (
    <RowForm
      company={company}
      collection="expenses"
      title="Add expense"
      row={undefined}
      defaults={{ account: like?.document.account, currency: 'USD', created, reimbursable: true }}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
