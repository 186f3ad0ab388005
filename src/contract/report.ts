import { escapeMarkup } from '../util/escape-markup.js';
import { linesOf, widthOf } from '../util/text-columns.js';
import type { Verdict } from './verify.js';

const MARKS = { passed: '✓', failed: '✗', skipped: '○' } as const;

/** How a report is laid out. */
export interface ReportOptions {
  /** Columns of the terminal. Default: lines are not broken. */
  readonly width?: number;
}

/** All interactions, with the problems of those that failed, and then the summary. */
export function toTable(verdicts: readonly Verdict[], target: string, { width = Number.POSITIVE_INFINITY }: ReportOptions = {}): string {
  const longest = Math.max(0, ...verdicts.map(({ interaction }) => interaction.id.length));
  const column = Math.min(longest, Math.max(MIN_ID_WIDTH, Math.floor(width / 2)));
  const lines = verdicts.flatMap(({ interaction, status, problems }) => {
    const { id, evidence, description } = interaction;
    const note = status === 'skipped' ? ` (skipped: ${problems[0]})` : '';
    const head = `${MARKS[status]} ${id.padEnd(column)}  ${evidence.padEnd(10)}  `;
    const text = `${description}${note}`;
    return [
      ...(width - widthOf(head) < MIN_TEXT_WIDTH ? [head.trimEnd(), ...broken(text, width, '    ')] : broken(text, width, head)),
      ...(status === 'failed' ? problemLines(problems, width) : []),
    ];
  });
  return `${[...lines, '', ...summaryLines(verdicts, target, width)].join('\n')}\n`;
}

/** Only the interactions that failed, with their problems, and then the summary. */
export function toSummary(verdicts: readonly Verdict[], target: string, { width = Number.POSITIVE_INFINITY }: ReportOptions = {}): string {
  const failed = verdicts.filter(({ status }) => status === 'failed');
  const lines = failed.flatMap(({ interaction, problems }) => [
    ...broken(`${interaction.id}: ${interaction.description}`, width, `${MARKS.failed} `),
    ...problemLines(problems, width),
  ]);
  return `${[...lines, ...(failed.length > 0 ? [''] : []), ...summaryLines(verdicts, target, width)].join('\n')}\n`;
}

const MIN_ID_WIDTH = 20;
const MIN_TEXT_WIDTH = 16;

/** A text of one or more lines; all lines after the first are indented as far as `first`, which begins it. */
function broken(text: string, width: number, first: string): string[] {
  const room = width - widthOf(first);
  // Spaces in a value stay as they are if there is room.
  const lines = widthOf(text) <= room ? [text] : linesOf(text, room);
  return lines.map((line, index) => `${index === 0 ? first : ' '.repeat(widthOf(first))}${line}`);
}

function problemLines(problems: readonly string[], width: number): string[] {
  return problems.flatMap((problem) => broken(problem, width, '    '));
}

/** What was skipped or left out and why, and the counts. */
function summaryLines(verdicts: readonly Verdict[], target: string, width: number): string[] {
  const count = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
  const skipped = verdicts.filter(({ status }) => status === 'skipped').map(({ problems }) => problems[0] ?? '');
  const leftOut = verdicts.flatMap((verdict) => verdict.leftOut);
  return [
    ...tally('skipped', skipped),
    ...tally('not checked on this target', leftOut),
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped (target: ${target})`,
  ].flatMap((line) => broken(line, width, ''));
}

/** `skipped: 12 × writes; run it with --allow-writes`, the most frequent reason first. */
export function tally(what: string, reasons: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([reason, count]) => `${what}: ${count} × ${reason}`);
}

/** JUnit XML for CI servers. */
export function toJUnit(verdicts: readonly Verdict[], target: string): string {
  const count = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
  const cases = verdicts.map(({ interaction, status, problems, durationMs }) => {
    const inner =
      status === 'failed'
        ? `<failure message="${escapeMarkup(problems[0] ?? '')}">${escapeMarkup(problems.join('\n'))}</failure>`
        : status === 'skipped'
          ? `<skipped message="${escapeMarkup(problems[0] ?? '')}"/>`
          : '';
    return `  <testcase classname="${escapeMarkup(target)}" name="${escapeMarkup(`${interaction.id}: ${interaction.description}`)}" time="${(durationMs / 1000).toFixed(3)}">${inner}</testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="${escapeMarkup(`contracts against ${target}`)}" tests="${verdicts.length}" failures="${count('failed')}" skipped="${count('skipped')}">\n${cases.join('\n')}\n</testsuite>\n`;
}
