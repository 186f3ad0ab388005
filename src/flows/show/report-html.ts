import { escapeMarkup } from '../../util/escape-markup.js';
import type { FlowResult } from '../engine/result.js';
import type { Pack } from '../export/model.js';
import { graphHtml } from './graph/graph-html.js';
import { cardsHtml } from './report-cards.js';
import { errorHtml, headHtml, ignoredHtml, startHtml, warningsHtml } from './report-head.js';
import { REPORT_STYLE } from './report-style.js';
import { preHtml, valueHtml, valuesHtml } from './report-values.js';

/** Additional content of a report. */
export interface ReportExtra {
  /** The export that was run; its flows are drawn. */
  readonly pack?: Pack;
  /** The flows as a Mermaid flowchart, for copying. */
  readonly mermaid?: string;
}

/** The page runs no scripts and loads nothing, whatever a card contains. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A run as one self-contained page: file, inputs and date; what failed and what to do; cards in order, with inputs and outputs
 * under their labels in the designer; requests decoded and raw, with the one behind a failure open; drawings of the flows.
 * @example writeFileSync('report.html', reportHtml(await runFlow(pack, options), { pack }));
 */
export function reportHtml(result: FlowResult, { pack, mermaid }: ReportExtra = {}): string {
  const { flow, status, error, message, output, mail, tables, ignored, warnings } = result;
  const sections = [
    error === undefined ? '' : errorHtml(error, result),
    startHtml(result),
    message === undefined ? '' : `<p class="box advisory">Ended early: ${escapeMarkup(message)}</p>`,
    warnings.length === 0 ? '' : warningsHtml(result),
    ignored.length === 0 ? '' : ignoredHtml(result),
    Object.keys(output).length === 0 ? '' : `<h2>Output</h2>${valuesHtml('Returned', Object.entries(output))}`,
    cardsHtml(result),
    mail.length === 0
      ? ''
      : `<h2>Emails</h2>${mail.map(({ from, to, subject, body }) => `<details class="card"><summary><span class="title">${escapeMarkup(subject)}</span><span class="id">from ${escapeMarkup(from)} to ${escapeMarkup(to.join(', '))}</span></summary><div class="inside">${preHtml(body)}</div></details>`).join('')}`,
    Object.keys(tables).length === 0
      ? ''
      : `<h2>Tables</h2>${Object.entries(tables)
          .map(([name, rows]) => tableHtml(name, rows))
          .join('')}`,
    pack === undefined ? '' : graphHtml(result, pack),
    mermaid === undefined
      ? ''
      : `${pack === undefined ? '<h2>Graph</h2>' : ''}<details class="card"><summary><span class="title">Mermaid source</span><span class="id">paste it into any tool that renders Mermaid</span></summary><div class="inside">${preHtml(mermaid)}</div></details>`,
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeMarkup(flow)}: ${status}</title><style>${REPORT_STYLE}</style></head>
<body>${headHtml(result)}
<main>${sections.filter(Boolean).join('\n')}</main>
</body></html>
`;
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
