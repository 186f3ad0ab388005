// Makes a clone ready: installs when node_modules does not match the lock file, builds when src is newer than dist.
// Plain Node, because nothing is installed yet when it runs. Prints only when there is something to do.
import { join } from 'node:path';
import { installedCount, isBuilt, isInstalled } from './freshness.mjs';
import { runStep } from './run-step.mjs';

const root = join(import.meta.dirname, '..');

if (!isInstalled(root)) {
  await runOrExit({
    doing: 'Installing dependencies',
    done: 'Installed dependencies',
    command: 'npm',
    args: ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'],
    progress: () => {
      const { present, wanted } = installedCount(root);
      return `${present} of ${wanted} packages`;
    },
  });
}
if (!isBuilt(root)) {
  await runOrExit({ doing: 'Building', done: 'Built', command: process.execPath, args: [join(root, 'scripts/build.mjs')] });
}

async function runOrExit(step) {
  if ((await runStep({ ...step, cwd: root })) !== 0) process.exit(1);
}
