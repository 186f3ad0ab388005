import { STRIDE, type Work } from '../../runtime/slices.js';
import { dateTimeOf } from '../../util/date-text.js';
import type { CompanyRows, WritableCompanyRows } from './company.js';
import type { FileSystem, GeneratedFile } from './entities/generated-file.js';

/** Assumed: it is not documented how long a file can be downloaded. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
export const MAX_FILES = 1000;
/** For all files of a company. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

export type NewFile = Omit<GeneratedFile, 'created' | 'expires'>;

/** Keeps files for download; `now` is in ms since 1970. Removes expired files, then the oldest, down to 1,000 files and 32 MiB. */
export function* addFiles({ files }: Pick<WritableCompanyRows, 'files'>, added: readonly NewFile[], now: number): Work<void> {
  const dates = { created: dateTimeOf(now), expires: dateTimeOf(now + LIFETIME_MS) };
  for (const file of added) files.put({ ...file, ...dates });
  let bytes = 0;
  let count = 0;
  for (const file of [...files.values()].reverse()) {
    if (count % STRIDE === 0) yield STRIDE;
    bytes += file.content.length;
    if (++count > MAX_FILES || bytes > MAX_FILE_BYTES || isExpired(file, now)) files.remove(file.name);
  }
}

/** A file that an account can download now; `now` is in ms since 1970. */
export function findFile(
  { files }: Pick<CompanyRows, 'files'>,
  wanted: { readonly name: string; readonly fileSystem: FileSystem; readonly accountID: number },
  now: number,
): GeneratedFile | undefined {
  const file = files.get(wanted.name);
  const isTheirs = file?.fileSystem === wanted.fileSystem && file.accountID === wanted.accountID;
  return isTheirs && !isExpired(file, now) ? file : undefined;
}

function isExpired({ expires }: GeneratedFile, now: number): boolean {
  return expires <= dateTimeOf(now);
}
