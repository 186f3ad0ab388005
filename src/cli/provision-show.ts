import { isUntouched } from '../provision/plan/read-plan.js';
import { planHtml } from '../provision/show/plan-html.js';
import { planText } from '../provision/show/plan-text.js';
import { readTextFile } from './read-text-file.js';
import { readSavedPlan } from './saved-plan.js';
import { terminalLayout } from './terminal.js';
import { UsageError } from './usage-error.js';
import { assertOwnFiles, writeFile } from './write-file.js';

export interface ShowFlags {
  readonly json?: boolean;
  readonly html?: string;
}

/** Prints a plan that `provision plan --out` saved. Sends nothing. */
export async function provisionShow(file: string, { json, html }: ShowFlags): Promise<void> {
  assertOwnFiles(file, { '--html': html });
  // A missing file has a message of its own.
  await readTextFile(file);
  const plan = readSavedPlan(file);
  if (plan === undefined) throw new UsageError(`${file} is not a saved plan. Save one with: provision plan FILE --out plan.json`);
  if (!isUntouched(plan)) throw new UsageError(`${file} was changed after the plan was made. Run 'provision plan' again.`);
  if (html !== undefined) writeFile(html, planHtml(plan));
  process.stdout.write(json === true ? `${JSON.stringify(plan)}\n` : planText(plan, terminalLayout()));
}
