import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from '../support/processes.mjs';
import { notMeasured, row } from '../support/rows.mjs';

const ROOT = join(import.meta.dirname, '../..');
const SIZE = { id: 'package-size', what: 'installed size, with dependencies', unit: 'MB', atMost: 20 };
const COUNT = { id: 'package-count', what: 'installed packages, including this one', unit: 'packages', atMost: 70 };

/** What `npm install expensify-emulator` puts on the disk of a user. */
export async function packageSize({ folder }) {
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  await npm(ROOT, 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
  const tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  try {
    await npm(project, 'install', '--omit=dev', '--omit=peer', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', tarball);
  } catch (error) {
    return { rows: [SIZE, COUNT].map((fact) => notMeasured({ ...fact, why: error.message.split('\n')[0] })) };
  }
  const lock = JSON.parse(readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'));
  const own = onDisk(join(project, 'node_modules/expensify-emulator'));
  return {
    rows: [
      row({
        ...SIZE,
        value: onDisk(join(project, 'node_modules')) / 1e6,
        detail: `on the disk, of which this package ${(own / 1e6).toFixed(1)} MB`,
      }),
      row({ ...COUNT, value: Object.keys(lock.packages).length, detail: 'without optional peers' }),
    ],
  };
}

const npm = (cwd, ...args) => output('load', 'npm', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });

/** What a folder takes on the disk, which has whole blocks. */
function onDisk(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.reduce((sum, { parentPath, name }) => {
    const { blocks, size } = lstatSync(join(parentPath, name));
    // Windows doesn't count blocks.
    return sum + (blocks === undefined ? size : blocks * 512);
  }, 0);
}
