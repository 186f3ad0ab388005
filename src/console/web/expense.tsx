import { useState } from 'preact/hooks';
import type { ExpenseDocument } from '../../emulator/world/entities/expense.js';
import type { ShownRow } from '../read-rows.js';
import type { ExpenseFacts } from '../row-facts.js';
import { useResource } from './hooks.js';
import { money } from './money.js';
import { pastPath, usePast } from './past.js';
import { hashOf } from './route.js';
import { RowForm } from './row-form.js';
import { Badge } from './ui/badge.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { Facts } from './ui/facts.js';
import { Problem } from './ui/problem.js';

type Row = ShownRow<ExpenseDocument, ExpenseFacts>;

/** One expense, including its values before a correction. */
export function Expense({ company, id }: { company: string; id: string }) {
  const at = usePast();
  const { data, problem } = useResource<Row>(pastPath(company, at, 'expenses', id), 'world');
  const [isEdited, setIsEdited] = useState(false);
  const list = hashOf(['expenses', company], { at });
  return (
    <article>
      <p class="back">
        <a href={list}>Back to the list</a>
      </p>
      <Problem text={problem} />
      {data !== undefined && problem === undefined && (
        <>
          <h2>{data.document.modifiedMerchant ?? (data.document.merchant || '(no merchant)')}</h2>
          {at === undefined && (
            <Bar>
              <Button onClick={() => setIsEdited(true)}>Edit</Button>
            </Bar>
          )}
          <p>
            <OnReport company={company} at={at} expense={data} />
          </p>
          <Facts facts={factsOf(data)} />
          {isEdited && (
            <RowForm
              company={company}
              collection="expenses"
              title="Edit expense"
              row={data}
              onDeleted={() => {
                location.hash = list;
              }}
              onClose={() => setIsEdited(false)}
            />
          )}
        </>
      )}
    </article>
  );
}

function OnReport({ company, at, expense: { document, facts } }: { company: string; at: string | undefined; expense: Row }) {
  const { reportID, cardID } = document;
  if (reportID === undefined)
    return (
      <>
        <Badge as="warn">Unreported</Badge> {cardID === undefined ? 'Not on a report yet.' : 'A card expense that is not on a report yet.'}
      </>
    );
  return (
    <>
      On report <a href={hashOf(['reports', company, reportID], { at })}>{facts?.reportName}</a> ({facts?.reportStatus})
    </>
  );
}

function factsOf({ key, document, facts }: Row): [string, string | undefined][] {
  const { amount, modifiedAmount, currency, taxAmount, units, attendees } = document;
  const corrected = (changed: unknown, original: string): string | undefined => (changed === undefined ? undefined : original);
  return [
    ['Amount', money(modifiedAmount ?? amount, currency)],
    ['Before correction', corrected(modifiedAmount, money(amount, currency))],
    ['Amount on the report', facts && money(facts.converted, facts.reportCurrency)],
    ['Date', document.modifiedCreated ?? document.created],
    ['Date before correction', corrected(document.modifiedCreated, document.created)],
    ['Merchant before correction', corrected(document.modifiedMerchant, document.merchant)],
    ['Owner', document.account],
    ['Category', document.category],
    ['Tag', document.tag],
    ['Comment', document.comment],
    ['Billable', document.billable ? 'yes' : 'no'],
    ['Reimbursable', document.reimbursable ? 'yes' : 'no'],
    ['Tax', taxAmount === undefined ? document.taxRateID : `${money(taxAmount, currency)} ${document.taxRateID ?? ''}`],
    ['Attendees', attendees.join(', ')],
    ['Units', units && `${units.count} ${units.unit} at ${money(units.rate, currency)}`],
    ['Card', document.cardID === undefined ? undefined : String(document.cardID)],
    ['Posted', document.posted],
    ['Receipt', document.receiptFilename],
    ['External ID', document.externalID],
    ['Transaction ID', key],
    ['Added', document.inserted],
  ];
}
