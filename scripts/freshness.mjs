// Checks whether node_modules matches the lock file and whether dist is up to date with src. Plain Node: it runs before anything is installed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * npm writes node_modules/.package-lock.json after every install, so a manual `npm ci`
 * counts too. Optional packages for other platforms can be missing.
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json')) ?? {};
  const present = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (present === undefined) return false;
  const isMissing = ([path, { version, optional, devOptional }]) =>
    path !== '' && !optional && !devOptional && present[path]?.version !== version;
  const isForeign = ([path, { version }]) => wanted[path]?.version !== version;
  return !Object.entries(wanted).some(isMissing) && !Object.entries(present).some(isForeign);
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

export function isBuilt(root) {
  const mark = join(root, 'dist/.built');
  return existsSync(mark) && newest(join(root, 'src')) <= statSync(mark).mtimeMs;
}

/** The latest change below a folder, deletions included: they touch the folder itself. */
function newest(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const times = entries.map((entry) =>
    entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs,
  );
  return Math.max(statSync(folder).mtimeMs, ...times);
}
