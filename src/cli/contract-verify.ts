import { writeFile } from 'node:fs/promises';
import { emulatorProvider } from '../console/emulator-provider.js';
import { loadContracts } from '../contract/load.js';
import type { Provider } from '../contract/provider.js';
import { toJUnit, toTable } from '../contract/report.js';
import { type Verdict, verifyInteraction } from '../contract/verify.js';
import { urlProvider } from './url-provider.js';
import { UsageError } from './usage-error.js';

/** Runs the suite, prints its table and returns 1 when an interaction failed. */
export async function contractVerify(flags: Readonly<Record<string, string | boolean | undefined>>): Promise<number> {
  const { target, filter = '', junit, contracts, allowWrites } = flags;
  const provider = providerOf(String(target), allowWrites === true);
  const loaded = await asUsage(loadContracts(typeof contracts === 'string' ? contracts : undefined));
  const wanted = loaded.filter(({ file, interaction }) =>
    `${file} ${interaction.id} ${interaction.description}`.toLowerCase().includes(String(filter).toLowerCase()),
  );
  if (wanted.length === 0) throw new UsageError(`No interaction holds '${filter}'.`);
  // Said before the suite runs, not after.
  if (typeof junit === 'string') await asUsage(writeFile(junit, ''));
  const verdicts: Verdict[] = [];
  for (const { interaction } of wanted) verdicts.push(await verifyInteraction(interaction, provider));
  process.stdout.write(toTable(verdicts, provider.name));
  if (typeof junit === 'string') await asUsage(writeFile(junit, toJUnit(verdicts, provider.name)));
  if (verdicts.every(({ status }) => status === 'skipped')) {
    process.stderr.write('No interaction ran, so nothing was verified.\n');
    return 1;
  }
  return verdicts.some(({ status }) => status === 'failed') ? 1 : 0;
}

function providerOf(target: string, allowsWrites: boolean): Provider {
  if (target === 'in-process' || target === 'http') return emulatorProvider(target);
  return urlProvider(target, allowsWrites, process.env);
}

/** A file that cannot be read or written is the user's to mend, and no violation. */
async function asUsage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
