import { verdict, written, writtenGoal } from '../support/rows.mjs';

const WHAT = 58;
const LINE = 118;

/** The rows as a table for a terminal, at most 118 characters wide. */
export function renderTable(rows, groups) {
  const parts = groups.map(({ name, title }) => ({ title, rows: rows.filter(({ group }) => group === name) }));
  const head = lineOf(['', 'measured', 'goal', '', 'since last run']);
  const bodies = parts.filter((part) => part.rows.length > 0).map((part) => [part.title, ...part.rows.flatMap(linesOf)].join('\n'));
  return ['', head, ...bodies, LEGEND, ''].join('\n\n').slice(1);
}

const LEGEND = wrap(
  '× is a ratio of two things measured in turns in this run, ≥ and ≤ say in which direction the goal lies. A change is marked ' +
    'better or worse if it is larger than the noise of both runs.',
  LINE,
).join('\n');

function linesOf(row) {
  const [first, ...others] = wrap(row.what, WHAT);
  const cells = [first, written(row.value, row.unit), writtenGoal(row), verdict(row), changeOf(row)];
  return [
    lineOf(cells),
    ...others.map((text) => `    ${text}`),
    ...(row.detail ? wrap(row.detail, LINE - 6).map((text) => `      ${text}`) : []),
  ];
}

function lineOf([what, value, goal, met, change]) {
  return `  ${what.padEnd(WHAT)}  ${value.padStart(12)}  ${goal.padEnd(13)}  ${met.padEnd(12)}  ${change}`.trimEnd().replace(/^ {2}$/, '');
}

function changeOf({ change, isBeyondNoise, isBetter }) {
  if (change === undefined) return '';
  const percent = `${change < 0 ? '−' : '+'}${Math.abs(change * 100).toFixed(0)} %`;
  if (!isBeyondNoise) return percent;
  return `${percent} ${isBetter ? 'better' : 'WORSE'}`;
}

/** The words in lines of at most `width` characters. */
function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
