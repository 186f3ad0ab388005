const MAX_LENGTH = 100;
// What no file name can hold on some system, and the comma, which separates names in an answer.
const UNFIT = /[\u0000-\u001f\u007f/\\:*?"<>|,]/g;

/** The start of the files' names. `../a` becomes `.._a`: it is never a path. */
export function readBasename(fileBasename: string | undefined): string {
  const name = (fileBasename ?? '').slice(0, MAX_LENGTH).toWellFormed().replace(UNFIT, '_').trim();
  return name === '' ? 'export' : name;
}
