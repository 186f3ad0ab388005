import { countOf } from '../../util/count-of.js';
import { escapeMarkup } from '../../util/escape-markup.js';
import { badge } from '../show/report-requests.js';
import { REPORT_STYLE } from '../show/report-style.js';
import { preHtml } from '../show/report-values.js';
import type { CaseReport } from './case-report.js';
import { caseText, placeOf } from './cases-text.js';
import type { FlowCoverage } from './coverage.js';
import type { CasesReport } from './run-flow-cases.js';

/** The page runs no scripts and loads nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** Failures are the purpose of the page, so they are shown without scrolling. */
const WHOLE = '.inside > pre { max-height: none; }';
/** Cards that never ran, per flow. */
const MAX_CARDS = 500;

/** Cases and coverage as one self-contained page. @example writeFileSync('cases.html', casesHtml(await runFlowCases(cases, tools))) */
export function casesHtml({ passed, cases, unusedStubs, coverage }: CasesReport): string {
  const failed = cases.filter((report) => !report.passed).length;
  const unused = unusedStubs.map((stub) => `<p class="box advisory">No case uses ${escapeMarkup(stub)}.</p>`).join('\n');
  const counts = [
    countOf(cases.length, 'case'),
    `${failed} failed`,
    `${coverage.percent}% of ${countOf(coverage.cards, 'card')} ran`,
    countOf(coverage.flows.length, 'flow'),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Flow cases: ${passed ? 'passed' : 'failed'}</title><style>${REPORT_STYLE}${WHOLE}</style></head>
<body><header><h1>Flow cases</h1>${passed ? badge('good', 'passed') : badge('bad', 'failed')}
<p class="counts">${escapeMarkup(counts.join(' · '))}</p></header>
<main><h2>Cases</h2>
${cases.map(caseHtml).join('\n')}
${unused}
<h2>Coverage</h2>
${coverage.flows.map(flowHtml).join('\n')}</main>
</body></html>
`;
}

function caseHtml(report: CaseReport): string {
  const { name, file, line, flow, passed, flowError } = report;
  const mark = passed ? badge('good', '✓ passed') : badge('bad', '✗ failed');
  const error = flowError === undefined ? '' : `<p>The flow failed: ${escapeMarkup(flowError.message)}</p>`;
  const text = passed ? `<p class="none">Every expectation was met.</p>${error}` : preHtml(detailsOf(report));
  return `<details class="card${passed ? '' : ' failed'}"${passed ? '' : ' open'}><summary><span class="title">${escapeMarkup(name)}</span>${mark}<span class="id">${escapeMarkup(flow)} · ${escapeMarkup(file)}:${line}</span></summary>
<div class="inside">${text}</div></details>`;
}

/** The text that a terminal shows below the name of a case. */
function detailsOf(report: CaseReport): string {
  const [, ...lines] = caseText(report).split('\n');
  return lines.map((line) => line.replace(/^ {6}/, '')).join('\n');
}

function flowHtml({ file, flow, cards, ran, missed }: FlowCoverage): string {
  const kind = missed.length === 0 ? 'good' : ran === 0 ? 'bad' : 'warn';
  const left = missed.length - MAX_CARDS;
  const items = missed
    .slice(0, MAX_CARDS)
    .map((card) => `<li>${escapeMarkup(placeOf(card))} <span class="id">${escapeMarkup(card.id)}</span></li>`);
  const list = missed.length === 0 ? '<p class="none">Every card ran.</p>' : `<p>Never ran:</p><ul>${items.join('')}</ul>`;
  return `<details class="card"${missed.length === 0 ? '' : ' open'}><summary><span class="title">${escapeMarkup(flow)}</span>${badge(kind, `${ran} of ${countOf(cards, 'card')}`)}<span class="id">${escapeMarkup(file)}</span></summary>
<div class="inside">${list}${left > 0 ? `<p class="none">${left} more.</p>` : ''}</div></details>`;
}
