import { escapeMarkup } from '../util/escape-markup.js';
import type { Verdict } from './verify.js';

const MARKS = { passed: '✓', failed: '✗', skipped: '-' } as const;

/** The table people read: a line each, problems below the failing ones, the count, and what was not looked at. */
export function toTable(verdicts: readonly Verdict[], target: string): string {
  const width = Math.max(0, ...verdicts.map(({ interaction }) => interaction.id.length));
  const lines = verdicts.flatMap(({ interaction, status, problems }) => [
    `${MARKS[status]} ${interaction.id.padEnd(width)}  ${interaction.evidence.padEnd(10)}  ${interaction.description}${status === 'skipped' ? ` (not checked: ${problems[0]})` : ''}`,
    ...(status === 'failed' ? problems.map((problem) => `    ${problem}`) : []),
  ]);
  const count = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
  const summary = `${target}: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} not checked`;
  const skipped = verdicts.filter(({ status }) => status === 'skipped').map(({ problems }) => problems[0] ?? '');
  return `${[
    ...lines,
    '',
    ...tally('not checked', skipped),
    ...tally(
      'ran without',
      verdicts.flatMap(({ leftOut }) => leftOut),
    ),
    summary,
  ].join('\n')}\n`;
}

/** `not checked: 12 × writes; run it with --allow-writes`, the most frequent first. */
export function tally(what: string, reasons: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([reason, count]) => `${what}: ${count} × ${reason}`);
}

/** JUnit XML, as CI servers read it. */
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
