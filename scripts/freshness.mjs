// Checks whether node_modules matches the lock file and whether dist is as new as src. Plain Node: it runs before anything is installed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * npm lists what it has installed in node_modules/.package-lock.json at the end of every install, so an `npm ci` run by hand
 * counts too. Optional packages may be missing, because some are for other platforms only.
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

/** How many of the packages in the lock file are in node_modules, for the progress of an install. */
export function installedCount(root) {
  const paths = Object.entries(readPackages(join(root, 'package-lock.json')) ?? {}).flatMap(([path, { optional, devOptional }]) =>
    path === '' || optional || devOptional ? [] : [path],
  );
  return { present: paths.filter((path) => existsSync(join(root, path, 'package.json'))).length, wanted: paths.length };
}

export function isBuilt(root) {
  const mark = join(root, 'dist/.built');
  return existsSync(mark) && newest(join(root, 'src')) <= statSync(mark).mtimeMs;
}

/** The time of the latest change in a folder. A deletion counts, because it changes the time of the folder itself. */
function newest(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const times = entries.map((entry) =>
    entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs,
  );
  return Math.max(statSync(folder).mtimeMs, ...times);
}
