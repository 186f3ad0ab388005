// Makes a fresh clone ready: installs when node_modules does not match the lock file, builds when src is newer than
// dist. Plain Node, as nothing is installed yet when it runs. Prints only when it does something.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isBuilt, isInstalled } from './freshness.mjs';

const root = join(import.meta.dirname, '..');

if (!isInstalled(root)) {
  console.error('Installing…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (!isBuilt(root)) {
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
