import { ExpensifyError } from '../client/errors.js';
import { apply, isApplied } from '../provision/apply/apply.js';
import { DryRunMismatchError } from '../provision/apply/dry-run.js';
import { fileReceipt } from '../provision/apply/receipt.js';
import type { Receipt } from '../provision/apply/summary.js';
import { drift } from '../provision/drift.js';
import { managedPolicies, type Plan, plan } from '../provision/plan/plan.js';
import { planHtml } from '../provision/show/plan-html.js';
import { planText } from '../provision/show/plan-text.js';
import { summaryLine } from '../provision/show/summary.js';
import { readSource } from '../provision/source/read-source.js';
import { announceLive, confirmLive, isConfirmed } from './confirm-live.js';
import { assertOwnFiles, takesStdout, writeOutput } from './output-file.js';
import { type PlanFlags, planOptions } from './provision-options.js';
import { type ClientTarget, type ClientTargetFlags, openTarget } from './provision-target.js';
import { readSavedPlan } from './saved-plan.js';
import { showProgress, terminalLayout } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface ProvisionFlags extends ClientTargetFlags, PlanFlags {
  readonly json?: boolean;
  readonly out?: string;
  readonly html?: string;
  readonly receipt?: string;
  readonly acceptDifferences?: boolean;
}

export type ProvisionAction = 'plan' | 'apply' | 'drift';

const warn = (message: string): void => {
  process.stderr.write(`${message}\n`);
};

/** Runs `provision plan|apply|drift` and returns its exit code: 0 done or nothing to do, 1 problems, drift or skipped people. */
export async function provision(action: ProvisionAction, file: string, flags: ProvisionFlags): Promise<number> {
  assertOwnFiles(file, { '--out': flags.out, '--html': flags.html });
  const options = planOptions(flags);
  const kept = file.endsWith('.json') ? readSavedPlan(file) : undefined;
  if (kept !== undefined && action !== 'apply')
    throw new UsageError(`${file} is a plan, and 'provision ${action}' takes a list of people. Did you mean 'provision apply ${file}'?`);
  // Files are read before credentials are looked for, because most mistakes are in the files.
  const source = kept === undefined ? readSource(file) : undefined;
  const target = await openTarget(flags, process.env, warn);
  await announce(action, target, () => kept?.policies.map(({ id }) => id) ?? (source && managedPolicies(source, options)), flags);
  if (action === 'drift' && source !== undefined) {
    const found = await drift(source, target.client, options);
    show(found.plan, flags, found);
    return found.isDrift ? 1 : 0;
  }
  const made = kept ?? (source === undefined ? undefined : await plan(source, target.client, options));
  if (made === undefined) throw new UsageError(`${file} is neither a plan nor a list of people.`);
  if (action === 'plan' || made.problems.length > 0) {
    show(made, flags, made);
    if (kept !== undefined) warn(`Options don't change a saved plan. Fix the problems or allow them, and run 'provision plan' again.`);
    return made.problems.length > 0 ? 1 : 0;
  }
  return applyPlan(made, file, target, flags);
}

/** `apply` asks later, when it can show what changes. */
async function announce(
  action: ProvisionAction,
  { service, client, account }: ClientTarget,
  policiesOf: () => readonly string[] | undefined,
  { yes }: ProvisionFlags,
): Promise<void> {
  if (service.kind !== 'live') {
    if (service.isReal) warn(`Sending requests to ${client.url} as ${account}.`);
    return;
  }
  const policies = policiesOf();
  if (action === 'apply')
    announceLive(service, { account, policies, effect: 'This reads the members, then asks before it changes them.' }, yes);
  else await confirmLive(service, { account, policies, effect: 'This reads the members and changes nothing.' }, yes);
}

function show(made: Plan, { json, out, html }: ProvisionFlags, result: object): void {
  const isQuiet = takesStdout({ '--out': out, '--html': html });
  if (out !== undefined) writeOutput(out, `${JSON.stringify(made, null, 2)}\n`);
  if (html !== undefined) writeOutput(html, planHtml(made));
  if (!isQuiet) process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : planText(made, terminalLayout()));
}

async function applyPlan(made: Plan, file: string, target: ClientTarget, flags: ProvisionFlags): Promise<number> {
  const receiptFile = flags.receipt ?? `${file}.receipt.jsonl`;
  const store = fileReceipt(receiptFile);
  const isAgain = isApplied(made, store);
  if (flags.json !== true && !isAgain) process.stdout.write(planText(made, terminalLayout()));
  if (flags.html !== undefined) writeOutput(flags.html, planHtml(made));
  if (flags.out !== undefined) writeOutput(flags.out, `${JSON.stringify(made, null, 2)}\n`);
  if (made.changes.length > 0 && !isAgain && !(await mayApply(made, target, flags))) {
    warn('Nothing was changed.');
    return 1;
  }
  try {
    const receipt = await apply(made, target.client, {
      receipt: store,
      acceptDifferences: flags.acceptDifferences === true,
      onProgress: ({ phase, done, total }) => showProgress(phase, done, total),
    });
    process.stdout.write(flags.json === true ? `${JSON.stringify(receipt)}\n` : applyText(receipt, receiptFile));
    return receipt.undone.length > 0 || (receipt.skipped.length > 0 && !receipt.isAlreadyApplied) ? 1 : 0;
  } catch (error) {
    if (error instanceof ExpensifyError)
      warn(`The receipt ${receiptFile} has what was done so far. Run the same command again to continue.`);
    if (!(error instanceof DryRunMismatchError)) throw error;
    warn(
      `${error.message}\nIf the members have changed since the plan was made, make a new plan. To apply anyway, pass --accept-differences.`,
    );
    return 1;
  }
}

/** Members of a service that may be real are only changed after a yes. */
async function mayApply(made: Plan, { account, client, service }: ClientTarget, { yes }: ProvisionFlags): Promise<boolean> {
  if (!service.isReal || yes === true) return true;
  const policies = made.policies.map(({ id, name }) => `${name} (${id})`).join(', ');
  return isConfirmed(
    `This would change ${policies} at ${client.url}.`,
    `${summaryLine(made)}: change ${policies} at ${client.url} as ${account}?`,
  );
}

const MAX_UNDONE_SHOWN = 10;

/** What to do if the members differ from what the receipt says. */
function undoneText({ undone }: Receipt): string {
  if (undone.length === 0) return '';
  const shown = undone.slice(0, MAX_UNDONE_SHOWN).map(({ email, policyID }) => `✗ ${email} on ${policyID}\n`);
  const more = undone.length > MAX_UNDONE_SHOWN ? `✗ and ${undone.length - MAX_UNDONE_SHOWN} more\n` : '';
  return [
    `But the members have changed since then: the emulator was reset, or someone changed them.\n`,
    ...shown,
    more,
    "Run 'provision plan' again and apply the new plan.\n",
  ].join('');
}

function applyText(receipt: Receipt, receiptFile: string): string {
  const { batches, skipped, differences, finishedAt } = receipt;
  if (receipt.isAlreadyApplied)
    return `\nThis plan was already applied at ${finishedAt}. Nothing was changed.\n${undoneText(receipt)}Receipt: ${receiptFile}\n`;
  if (receipt.startedAt === undefined) return '\nNothing to do. Nothing was changed.\n';
  if (batches.length === 0) return `\nThe members already match this plan. Nothing was changed.\nReceipt: ${receiptFile}\n`;
  const sum = (pick: (batch: Receipt['batches'][number]) => number): number => batches.reduce((total, batch) => total + pick(batch), 0);
  const count = (lists: Readonly<Record<string, readonly string[]>>): number => Object.values(lists).flat().length;
  const found = batches.filter(({ confirmedBy }) => confirmedBy === 'reading').length;
  const rows: [string, number][] = [
    ['requests', batches.length],
    ...(found > 0 ? [['already done', found] satisfies [string, number]] : []),
    ['people updated', sum(({ updatedEmployeesCount }) => updatedEmployeesCount)],
    ['added', sum(({ added }) => count(added))],
    ['removed', sum(({ removed }) => count(removed))],
    ['skipped', skipped.length],
  ];
  const table = rows.map(([name, value]) => `  ${name.padEnd(16)}${String(value).padStart(6)}`);
  const reasons = skipped.map(({ email, reason }) => `✗ Skipped ${email || 'a record'}: ${reason}`);
  const accepted = differences.map((difference) => `! Accepted difference: ${difference}`);
  return `${['', 'Applied.', ...table, ...accepted, ...reasons, `Receipt: ${receiptFile}`].join('\n')}\n`;
}
