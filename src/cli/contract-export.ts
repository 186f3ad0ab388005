import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorProvider } from '../console/emulator-provider.js';
import { recordExchanges } from '../contract/export/exchanges.js';
import { EXPORT_FORMATS, exportContracts, isExportFormat } from '../contract/export/export.js';
import { loadContracts } from '../contract/load.js';
import { messageOf } from '../util/error-message.js';
import { orList } from '../util/or-list.js';
import { suggest } from '../util/suggest.js';
import { version } from '../util/version.js';
import { UsageError } from './usage-error.js';

/** Writes the contracts in the format of another tool. Throws UsageError for an unknown format or a folder that can't be written. */
export async function contractExport(format: string, { out }: { readonly out: string }): Promise<void> {
  if (!isExportFormat(format))
    throw new UsageError(`Unknown format '${format}'${suggest(format, EXPORT_FORMATS, `. Use ${orList(EXPORT_FORMATS)}.`)}`);
  const exchanges = await recordExchanges(await loadContracts(), emulatorProvider('in-process'));
  const files = exportContracts(format, { exchanges, version: version() });
  try {
    mkdirSync(out, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(out, name), text);
  } catch (error) {
    throw new UsageError(`--out ${out}: ${messageOf(error)}`);
  }
  for (const { name } of files) process.stdout.write(`${join(out, name)}\n`);
}
