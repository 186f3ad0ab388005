import { type LoadedInteraction, loadContracts } from '../contract/load.js';
import { toJUnit, toTable } from '../contract/report.js';
import { type Verdict, verifyInteraction } from '../contract/verify.js';
import { messageOf } from '../util/error-message.js';
import { takesStdout, writeOutput } from './output-file.js';
import { UsageError } from './usage-error.js';
import { providerOf, type VerifyTarget, type VerifyTargetFlags } from './verify-target.js';

export interface ContractVerifyFlags extends VerifyTargetFlags {
  readonly filter?: string;
  readonly junit?: string;
  readonly contracts?: string;
}

/** Runs the suite, prints its table and returns 1 when an interaction failed. */
export async function contractVerify(flags: ContractVerifyFlags): Promise<number> {
  const { filter = '', junit, contracts } = flags;
  const loaded = await asUsage(loadContracts(contracts));
  const wanted = loaded.filter(({ file, interaction }) =>
    `${file} ${interaction.id} ${interaction.description}`.toLowerCase().includes(filter.toLowerCase()),
  );
  if (wanted.length === 0) throw new UsageError(`No interaction matches '${filter}'.`);
  const isQuiet = takesStdout({ '--junit': junit });
  // A report that can't be written is reported before the suite runs.
  if (junit !== undefined) writeOutput(junit, '');
  const provider = await providerOf(flags);
  if (provider.note !== undefined) process.stderr.write(`${provider.note}\n`);
  const verdicts = await runAll(wanted, provider);
  if (!isQuiet) process.stdout.write(toTable(verdicts, provider.name));
  if (junit !== undefined) writeOutput(junit, toJUnit(verdicts, provider.name));
  if (verdicts.every(({ status }) => status === 'skipped')) {
    process.stderr.write('All interactions were skipped; nothing was verified.\n');
    return 1;
  }
  return verdicts.some(({ status }) => status === 'failed') ? 1 : 0;
}

/** One after the other. Ctrl-C ends it after the interaction under way, as a target may have to be put back. */
async function runAll(wanted: readonly LoadedInteraction[], provider: VerifyTarget): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    for (const { interaction } of wanted) {
      if (isStopped) throw new UsageError(`Stopped after ${verdicts.length} of ${wanted.length} interactions.`);
      verdicts.push(await verifyInteraction(interaction, provider));
    }
    return verdicts;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    await provider.close?.();
  }
}

/** A file that cannot be read or written is the user's to mend, and no violation. */
async function asUsage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
