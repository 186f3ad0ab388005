const MAX_LENGTH = 100;
// Characters that file names cannot contain on some system, and the comma, which separates names in a response.
const UNFIT = /[\u0000-\u001f\u007f/\\:*?"<>|,]/g;

/** The start of the file names. `../a` becomes `.._a`: it is never a path. */
export function readBasename(fileBasename: string | undefined): string {
  const name = (fileBasename ?? '').slice(0, MAX_LENGTH).toWellFormed().replace(UNFIT, '_').trim();
  return name === '' ? 'export' : name;
}
