// Makes a fresh clone ready: installs when node_modules does not match the lock file, builds when src is newer than
// dist. Plain Node, as nothing is installed yet when it runs. Prints only when it does something.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'node_modules/.expensify-emulator-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('Installing…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}
if (newest(join(root, 'src')) > built()) {
  console.error('Building…');
  run(process.execPath, [join(root, 'scripts/build.mjs')]);
}

function run(command, args) {
  // On Windows npm is a script, which only a shell starts. stdout belongs to the command that comes after, e.g. `start --json`.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`${command} ${args[0]} failed${error ? `: ${error.message}` : ''}; see above.`);
    process.exit(1);
  }
}

function built() {
  const mark = join(root, 'dist/.built');
  return existsSync(mark) ? statSync(mark).mtimeMs : 0;
}

/** The latest change below a folder, deletions included: they touch the folder itself. */
function newest(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const times = entries.map((entry) =>
    entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs,
  );
  return Math.max(statSync(folder).mtimeMs, ...times);
}
