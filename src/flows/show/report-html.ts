import { escapeMarkup } from '../../util/escape-markup.js';
import type { FlowError, FlowResult } from '../engine/result.js';
import { cardsHtml } from './report-cards.js';
import { badge } from './report-requests.js';
import { REPORT_STYLE } from './report-style.js';
import { preHtml, valueHtml, valuesHtml } from './report-values.js';

/** What a report shows beside the run. */
export interface ReportExtra {
  /** The flows as a Mermaid flowchart. */
  readonly mermaid?: string;
}

/** The page runs no script and fetches nothing, whatever stands in a card. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A run as one page that needs nothing else: cards in order with inputs and outputs, the failed one open, requests
 * decoded beside raw, advisories beside the card that caused them.
 * @example writeFileSync('report.html', reportHtml(await runFlow('provision.flow', options)));
 */
export function reportHtml(result: FlowResult, { mermaid }: ReportExtra = {}): string {
  const { flow, status, error, message, output, mail, tables, ignored, warnings } = result;
  const sections = [
    error === undefined ? '' : errorHtml(error, result),
    message === undefined ? '' : `<p class="box advisory">Ended early: ${escapeMarkup(message)}</p>`,
    warnings.length === 0 ? '' : warningsHtml(result),
    ignored.length === 0 ? '' : ignoredHtml(result),
    Object.keys(output).length === 0 ? '' : `<h2>Output</h2>${valuesHtml('Returned', output)}`,
    cardsHtml(result),
    mail.length === 0
      ? ''
      : `<h2>Mail</h2>${mail.map(({ from, to, subject, body }) => `<details class="card"><summary><span class="title">${escapeMarkup(subject)}</span><span class="id">from ${escapeMarkup(from)} to ${escapeMarkup(to.join(', '))}</span></summary><div class="inside">${preHtml(body)}</div></details>`).join('')}`,
    Object.keys(tables).length === 0
      ? ''
      : `<h2>Tables</h2>${Object.entries(tables)
          .map(([name, rows]) => tableHtml(name, rows))
          .join('')}`,
    mermaid === undefined
      ? ''
      : `<h2>Graph</h2><details class="card"><summary><span class="title">Mermaid source</span><span class="id">paste it where Mermaid is drawn</span></summary><div class="inside">${preHtml(mermaid)}</div></details>`,
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeMarkup(flow)}: ${status}</title><style>${REPORT_STYLE}</style></head>
<body><header><h1>${escapeMarkup(flow)}</h1>${status === 'finished' ? badge('good', 'finished') : badge('bad', 'failed')}
<p class="counts">${escapeMarkup(counts(result))}</p></header>
<main>${sections.filter(Boolean).join('\n')}</main>
</body></html>
`;
}

function counts({ steps, requests, mail, cards }: FlowResult): string {
  const ms = cards.reduce((sum, card) => (card.depth === 0 ? sum + card.ms : sum), 0);
  const of = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  return [of(steps, 'card'), of(requests.length, 'request'), of(mail.length, 'mail'), `${ms} ms`].join(' · ');
}

/** What the console shows of a failed flow. */
function errorHtml({ message, code, card, flow, inputs }: FlowError, result: FlowResult): string {
  const where = card === undefined ? undefined : result.cards.findLast(({ uuid, error }) => uuid === card.uuid && error !== undefined);
  const title = escapeMarkup(card?.title ?? flow);
  const lines = message.split('\n');
  return `<section class="box error" aria-label="Error"><p><strong>${where === undefined ? title : `<a href="#card-${where.position}">${title}</a>`}</strong>${code === undefined ? '' : ` <code>${escapeMarkup(String(code))}</code>`}</p>
<p>${escapeMarkup(lines[0] ?? '')}</p>${lines.length > 1 ? preHtml(lines.slice(1).join('\n').trim()) : ''}${valuesHtml('Inputs', inputs)}</section>`;
}

/** Warnings at the top of the page; a loop may give one for each item. */
const MAX_WARNINGS = 50;

function warningsHtml({ warnings }: FlowResult): string {
  const items = warnings
    .slice(0, MAX_WARNINGS)
    .map(({ card, message }) => `<li><strong>${escapeMarkup(card.title)}</strong>: ${escapeMarkup(message)}</li>`);
  const left = warnings.length - items.length;
  const more = left === 0 ? '' : `<p>${left} more ${left === 1 ? 'warning is' : 'warnings are'} not shown.</p>`;
  return `<section class="box advisory" aria-label="Warnings"><ul>${items.join('')}</ul>${more}</section>`;
}

function ignoredHtml({ ignored }: FlowResult): string {
  const items = ignored.map(
    ({ card, flow, message }) => `<li><strong>${escapeMarkup(card?.title ?? flow)}</strong>: ${escapeMarkup(message)}</li>`,
  );
  return `<section class="box advisory" aria-label="Ignored errors"><p>Errors that the flow ignored:</p><ul>${items.join('')}</ul></section>`;
}

const MAX_ROWS = 200;

function tableHtml(name: string, rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const head = columns.map((column) => `<th scope="col">${escapeMarkup(column)}</th>`).join('');
  const body = rows.slice(0, MAX_ROWS).map((row) => `<tr>${columns.map((column) => `<td>${valueHtml(row[column])}</td>`).join('')}</tr>`);
  const left = rows.length > MAX_ROWS ? `<p class="none">${rows.length - MAX_ROWS} more rows are not shown.</p>` : '';
  return `<details class="card"><summary><span class="title">${escapeMarkup(name)}</span><span class="id">${rows.length} rows</span></summary>
<div class="inside scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>${left}</div></details>`;
}
