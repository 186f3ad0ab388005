import { countOf } from '../../util/count-of.js';
import { escapeMarkup } from '../../util/escape-markup.js';
import type { Change } from '../plan/changes.js';
import { showOdd } from '../plan/odd-characters.js';
import type { Plan } from '../plan/plan.js';
import { showProblem } from '../problem.js';
import { affectedGroups } from './affected.js';
import { fieldLines, policyOf, SYMBOLS, scopeNote } from './describe-change.js';
import { summaryLine } from './summary.js';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere; }
.add { color: #18794e; } .remove { color: #ca244d; } .change { color: #8d6200; } .move, .email-change { color: #0d74ce; }
.problems { border: 1px solid #ca244d; padding: .5rem 1rem; border-radius: .4rem; }
@media (prefers-color-scheme: dark) { .add { color: #3dd68c; } .remove { color: #ff9592; } .change { color: #ffca16; } .move, .email-change { color: #70b8ff; } }
`;

/** A plan as one HTML page without other files. */
export function planHtml(plan: Plan): string {
  const sections = plan.policies.map((policy) => {
    const rows = plan.changes.filter((change) => policyOf(change) === policy.id).map((change) => rowHtml(change, plan));
    const head = '<tr><th>Action</th><th>Email</th><th>Changes</th></tr>';
    const table = `<table><thead>${head}</thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
    const count = `${countOf(policy.members, 'member')}${scopeNote(policy)}`;
    const heading = `<h2>${escapeMarkup(policy.name)} <small>${escapeMarkup(policy.id)}, ${count}</small></h2>`;
    return `${heading}\n${rows.length === 0 ? '<p>No changes.</p>' : table}`;
  });
  const problems = plan.problems.map((problem) => `<li>${escapeMarkup(showProblem(problem))}</li>`);
  const box =
    problems.length === 0 ? '' : `<div class="problems"><h2>This plan can't be applied</h2>\n<ul>\n${problems.join('\n')}\n</ul></div>\n`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Provisioning plan</title><style>${STYLE}</style></head>
<body><h1>Provisioning plan</h1>
<p>${escapeMarkup(summaryLine(plan))}, for <code>${escapeMarkup(plan.url)}</code>. Plan ${escapeMarkup(plan.hash.slice(0, 12))}.</p>
${box}${affectedHtml(plan)}${sections.join('\n')}
</body></html>
`;
}

/** One change, with each field on a line of its own. */
function rowHtml(change: Change, plan: Plan): string {
  const { mark, word } = SYMBOLS[change.action];
  const fields = fieldLines(change, plan).map(
    ({ field, from, to }) => `<div><b>${escapeMarkup(field)}</b> ${escapeMarkup(from === undefined ? to : `${from} → ${to}`)}</div>`,
  );
  const cells = [`${escapeMarkup(mark)} ${word}`, escapeMarkup(showOdd(change.email)), fields.join('')];
  return `<tr class="${change.action}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Everyone who is affected, with old and new values. */
function affectedHtml(plan: Plan): string {
  const groups = affectedGroups(plan).map(({ title, people }) => {
    const items = people.map((person) => `<li>${escapeMarkup(person)}</li>`);
    return `<h3>${escapeMarkup(title)}: ${people.length}</h3>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return groups.length === 0 ? '' : `<h2>Who is affected</h2>\n${groups.join('\n')}\n`;
}
