import { writeFile } from 'node:fs/promises';
import { type LoadedInteraction, loadContracts } from '../contract/load.js';
import { toJUnit, toSummary, toTable } from '../contract/report.js';
import { type Verdict, verifyInteraction } from '../contract/verify.js';
import { messageOf } from '../util/error-message.js';
import { terminalLayout } from './terminal.js';
import { UsageError } from './usage-error.js';
import { createProgress } from './verify-progress.js';
import { providerOf, type VerifyTarget } from './verify-target.js';

/** Runs the suite and prints the failures and a summary, or everything with `--verbose`. Returns 1 if an interaction failed. */
export async function contractVerify(flags: Readonly<Record<string, string | boolean | undefined>>): Promise<number> {
  const { filter = '', junit, contracts, verbose } = flags;
  const loaded = await asUsage(loadContracts(typeof contracts === 'string' ? contracts : undefined));
  const wanted = loaded.filter(({ file, interaction }) =>
    `${file} ${interaction.id} ${interaction.description}`.toLowerCase().includes(String(filter).toLowerCase()),
  );
  if (wanted.length === 0) throw new UsageError(`No interaction matches '${filter}'.`);
  // A file that can't be written is reported before the suite runs, not after.
  if (typeof junit === 'string') await asUsage(writeFile(junit, ''));
  const provider = await providerOf(flags);
  if (provider.note !== undefined) process.stderr.write(`${provider.note}\n`);
  const verdicts = await runAll(wanted, provider);
  process.stdout.write((verbose === true ? toTable : toSummary)(verdicts, provider.name, terminalLayout()));
  if (typeof junit === 'string') await asUsage(writeFile(junit, toJUnit(verdicts, provider.name)));
  if (verdicts.every(({ status }) => status === 'skipped')) {
    process.stderr.write('All interactions were skipped; nothing was verified.\n');
    return 1;
  }
  return verdicts.some(({ status }) => status === 'failed') ? 1 : 0;
}

/** Runs the interactions one after the other. Ctrl+C ends the run after the current one, because a target may have to be restored. */
async function runAll(wanted: readonly LoadedInteraction[], provider: VerifyTarget): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const progress = createProgress(wanted.length);
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    for (const { interaction } of wanted) {
      if (isStopped) throw new UsageError(`Stopped after ${verdicts.length} of ${wanted.length} interactions.`);
      verdicts.push(await verifyInteraction(interaction, provider));
      progress.show(verdicts);
    }
    return verdicts;
  } finally {
    progress.end();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    await provider.close?.();
  }
}

/** A file that can't be read or written is a usage error, not a violation. */
async function asUsage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
