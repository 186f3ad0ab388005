import { type LintProblem, lintFlow } from '../flows/index.js';
import { toSarif } from '../flows/show/sarif.js';
import { countOf } from '../util/count-of.js';
import { oneLine } from '../util/terminal-lines.js';
import { terminalText } from '../util/terminal-text.js';
import { version } from '../util/version.js';
import { type Examined, eachExport, reportFailures } from './each-export.js';
import { takesStdout, writeOutput } from './output-file.js';
import { sarifURI } from './sarif-uri.js';

type Linted = Examined<readonly LintProblem[]>;

/** Prints what the lints find in files and folders; exit code 1 when one is an error, 2 if a file is not an export. */
export function flowLint(paths: readonly string[], { sarif, json }: { readonly sarif?: string; readonly json?: boolean }): number {
  const isQuiet = takesStdout({ '--sarif': sarif, ...(json === true && { '--json': '-' }) });
  const linted = eachExport(paths, (file) => lintFlow(file));
  if (sarif !== undefined) writeOutput(sarif, `${JSON.stringify(toSarif(linted.map(toSarifFile), version()), null, 2)}\n`);
  if (json === true) process.stdout.write(`${JSON.stringify(linted.map(toJSON))}\n`);
  else if (!isQuiet) process.stdout.write(terminalText(lintText(linted)));
  const hasErrors = linted.some((each) => each.error === undefined && each.value.some(({ level }) => level === 'error'));
  return Math.max(reportFailures(linted), hasErrors ? 1 : 0);
}

function toJSON(linted: Linted): object {
  return linted.error === undefined
    ? { file: linted.file, problems: linted.value }
    : { file: linted.file, problems: [], error: linted.error };
}

function toSarifFile(linted: Linted): Parameters<typeof toSarif>[0][number] {
  const uri = sarifURI(linted.file);
  return linted.error === undefined ? { ...uri, problems: linted.value } : { ...uri, problems: [], error: linted.error };
}

function lintText(linted: readonly Linted[]): string {
  const found = linted.flatMap((each) => (each.error === undefined ? [each] : []));
  // Nothing was checked, and the reasons are on stderr.
  if (found.length === 0) return '';
  const all = found.flatMap(({ value }) => value);
  const lines = found.flatMap(({ file, value }) =>
    value.flatMap(({ level, code, flow, card, message, why, fix }) => [
      `${file}: ${level} ${code}`,
      `  ${oneLine(`${card === undefined ? flow : `${flow} › ${card.title}`}: ${message}`)}`,
      `  Why: ${why}`,
      `  Fix: ${fix}`,
      '',
    ]),
  );
  const count = (level: string): string => countOf(all.filter((problem) => problem.level === level).length, level);
  return `${[...lines, `${count('error')}, ${count('warning')}, ${count('note')} in ${countOf(found.length, 'file')}`].join('\n')}\n`;
}
